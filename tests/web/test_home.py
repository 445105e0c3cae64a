"""首页测试 · What waits, what is late and what changed, for every role; figures in the unit of the place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from landsupply.web import waiting

AsRole = Callable[[str], Client]


def home(client: Client, lang: str = "zh") -> str:
    """首页 · As text."""
    answer = client.get("/", {"lang": lang})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_role_has_a_home_that_leads_on(as_role: AsRole, lang: str) -> None:
    for role in ("planner", "district", "reserve", "reviewer", "leader", "system", "security", "audit"):
        page = home(as_role(role), lang)
        assert "/tour/" in page


def test_a_clerk_is_told_that_the_own_unit_has_sent_nothing(as_role: AsRole) -> None:
    page = home(as_role("district"))
    assert "个单元（由您填报）还没有报送台账" in page
    assert "逾期" not in page.split("个单元（由您填报）")[1].split("</li>")[0]


def test_it_is_late_once_another_unit_has_sent(as_role: AsRole) -> None:
    from landsupply.web.models import ListRow

    ListRow.objects.update(sender="湖西区")
    page = home(as_role("district"))
    assert "逾期" in page.split("个单元（由您填报）")[1].split("</li>")[0]
    assert "个单元还没有报送台账" in home(as_role("planner"))


def test_the_reserve_centre_is_told_of_obstacles_and_which_are_late(
    as_role: AsRole, monkeypatch: pytest.MonkeyPatch
) -> None:
    from landsupply.web.models import ParcelRow

    monkeypatch.setattr(waiting, "today", lambda: date(2024, 4, 15))
    held = ParcelRow.objects.filter(obstacles__gt=0)
    late = sum("" < one.month <= "2024-04" for one in held)
    assert 0 < late < held.count()
    page = home(as_role("reserve"))
    assert f"<b>{late}</b> 宗到了可供月份" in page
    assert f"<b>{held.count() - late}</b> 宗有障碍待解决" in page


def test_the_day_of_publication_comes_and_passes(as_role: AsRole, monkeypatch: pytest.MonkeyPatch) -> None:
    planner = as_role("planner")
    monkeypatch.setattr(waiting, "today", lambda: date(2024, 3, 21))
    assert "<b>10</b> 天：2024年度计划应于 2024-03-31 前公布<" in home(planner)
    monkeypatch.setattr(waiting, "today", lambda: date(2024, 4, 2))
    assert "<b>2</b> 天：2024年度计划应于 2024-03-31 前公布，还没有公布" in home(planner)
    assert "还没有公布" in home(as_role("leader"))
    assert "还没有公布" not in home(as_role("district"))


def test_administrators_see_what_changed_in_their_own_field(as_role: AsRole) -> None:
    from landsupply.web.models import Account, Attempt

    Account.objects.create(name="new-one", shown="新来的")
    Attempt.objects.create(name="planner", source="1.2.3.4")
    assert "<b>1</b> 个账户还没有角色" in home(as_role("security"))
    audit = home(as_role("audit"))
    assert "<b>1</b> 次登录失败" in audit
    assert "最近变动" in audit
    assert "云泽市2024年度" not in home(as_role("system"))


def test_the_same_area_on_home_ledger_and_list_of_plans(as_role: AsRole) -> None:
    planner = as_role("planner")
    ours: dict[str, Any] = {"HTTP_X_REQUESTED_WITH": "landsupply"}
    printed = planner.get("/ledger/facets/", **ours).json()["printed"]
    assert printed == "1018.5227 公顷（15277.84 亩）"
    assert "15277.84 亩" in home(planner)
