"""台账行测试 · Rows written step by step are those made anew; only what differs is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, models
from django.test import Client

from tests.web.test_ledger import edit, rows, save

AsRole = Callable[[str], Client]


def shown_rows() -> dict[str, list[str]]:
    """各行 · Everything that lists show, in one order, without the numbers that the base gives rows."""
    from landsupply.web.models import IssueRow, ListRow, ParcelRow

    found = {}
    for table in (ParcelRow, IssueRow, ListRow):
        names = [one.attname for one in table._meta.concrete_fields if not isinstance(one, models.AutoField)]
        found[table.__name__] = sorted(map(repr, table.objects.values_list(*names)))
    return found


def take_in(text: str, name: str = "second.csv") -> None:
    """入账 · A list of the example's office counts from now on."""
    from landsupply.web.actions import NewList, send_list
    from landsupply.web.blobs import keep

    send_list(planner(), NewList(sender="", name=name, blob=keep(text.encode())))


def planner() -> Any:
    """编制人 · The example's planner."""
    from landsupply.web.models import Account
    from landsupply.web.people import doer_of

    return doer_of(Account.objects.get(name="planner"))


def example(mark: str = "YZ25-", lines: int = 40) -> str:
    """示例清单 · Some rows of the example under other numbers."""
    from landsupply.example import LEDGER, folder_of

    whole = (folder_of("yunze-2024") / LEDGER).read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(whole[:lines]).replace("YZ24-", mark)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, int]]]:
    """所写 · Which statements were run for how many lines."""
    from landsupply.web import bulk

    found: list[tuple[str, int]] = []
    run = bulk._run

    def told(statement: str, lines: Any) -> None:
        if lines:
            found.append((" ".join(statement.split()[:3]).replace('"', ""), len(lines)))
        run(statement, lines)

    monkeypatch.setattr(bulk, "_run", told)
    yield found


def made_anew() -> dict[str, list[str]]:
    """重建后各行 · The rows after everything was dropped and made anew."""
    from landsupply.web.rebuild import rebuild

    rebuild()
    return shown_rows()


def test_rows_made_anew_are_those_written_step_by_step(as_role: AsRole) -> None:
    from landsupply.web.models import ParcelRow

    client = as_role("planner")
    take_in(example())
    row, other = rows(client, "q=YZ25-")["rows"][:2]
    steps: tuple[Callable[[], object], ...] = (
        lambda: save(client, edit(row, "area", row[5], "20"), edit(row, "name", row[1], "甲")),
        lambda: save(client, edit(row, "name", "甲", row[1]), edit(other, "name", other[1], "乙")),
        lambda: take_in(example().replace("商业", "商务", 3)),
        lambda: save(client, edit(other, "district", other[2], "云岭区"), edit(other, "area", other[5], "9")),
        lambda: take_in(example(lines=20)),
        lambda: take_in(example()),
        lambda: take_in(example("YZ26-", 10), "third.csv"),
    )
    for step in steps:
        step()
        was = shown_rows()
        assert made_anew() == was
    # Taken in, corrected three times, left out of a list and in the next again.
    assert ParcelRow.objects.get(identity=row[0]).version == 1 + 3 + 2


def test_a_correction_that_counts_from_an_earlier_day_goes_before_the_others(as_role: AsRole) -> None:
    from dataclasses import replace
    from datetime import timedelta

    from landsupply.web.acts import Done, unrecorded
    from landsupply.web.standing import CORRECT, standing, taken_up

    del as_role
    now = standing()
    parcel = next(iter(now.now.values()))

    def named(old: str, new: str) -> Done:
        facts = {"field": "name", "old": old, "new": new, "why": ""}
        return Done(who="planner", role="", verb=CORRECT, about=parcel.id, facts=facts)

    first, second = unrecorded([named(parcel.name, "甲"), named(parcel.name, "乙")], now.number)
    before = replace(second, effective=first.effective - timedelta(days=1))
    after = taken_up(taken_up(now, [first]), [before])
    assert after.now[parcel.id].name == taken_up(now, [before, first]).now[parcel.id].name == "甲"


def test_a_corrected_place_takes_its_issues_along(as_role: AsRole) -> None:
    from landsupply.web.models import IssueRow
    from landsupply.web.rebuild import rebuild

    client = as_role("planner")
    issue = IssueRow.objects.exclude(identity="").first()
    assert issue is not None
    row = rows(client, f"q={issue.identity}")["rows"][0]
    other = next(one for one, _ in rows(client)["facets"]["unit"] if one not in ("", row[2]))
    assert save(client, edit(row, "district", row[2], other)).status_code == 200
    assert set(IssueRow.objects.filter(identity=row[0]).values_list("unit", flat=True)) == {other}
    was = shown_rows()
    rebuild()
    assert shown_rows() == was


def test_only_what_differs_is_written(as_role: AsRole, written: list[tuple[str, int]]) -> None:
    del as_role
    take_in(example())
    assert ("INSERT INTO web_parcel", 38) in written
    assert not [one for one in written if one[0].startswith(("UPDATE web_parcel", "DELETE FROM web_parcel"))]
    written.clear()
    take_in(example() + "\n")
    assert [one for one in written if "web_parcel" in one[0] or "web_issue" in one[0]] == []
    lines = example().splitlines(keepends=True)
    take_in("".join([*lines[:5], lines[5].replace("YZ25-", "YZ27-"), *lines[6:]]))
    assert [one for one in written if "web_parcel" in one[0]] == [
        ("DELETE FROM web_parcel", 1),
        ("INSERT INTO web_parcel", 1),
    ]


def test_lists_are_read_and_rows_compared_before_the_transaction(
    as_role: AsRole, monkeypatch: pytest.MonkeyPatch
) -> None:
    from landsupply.web import actions, standing

    depth, seen = len(connection.savepoint_ids), []
    client = as_role("planner")
    for module, name in ((standing, "ledger_of"), (actions, "difference")):
        original = getattr(module, name)

        def watched(*given: Any, original: Any = original, name: str = name) -> Any:
            seen.append((name, len(connection.savepoint_ids) - depth))
            return original(*given)

        monkeypatch.setattr(module, name, watched)
    depth = len(connection.savepoint_ids)
    take_in(example("YZ28-"))
    row = rows(client, "q=YZ28-")["rows"][0]
    save(client, edit(row, "name", row[1], "甲"))
    assert {name for name, _ in seen} == {"ledger_of", "difference"} and {one for _, one in seen} == {0}


@pytest.mark.parametrize("between", ["correction", "list"])
def test_what_came_in_while_a_list_was_examined_is_kept(
    as_role: AsRole, monkeypatch: pytest.MonkeyPatch, between: str
) -> None:
    from landsupply.web import actions
    from landsupply.web.acts import broken
    from landsupply.web.models import ActRow
    from landsupply.web.rebuild import rebuild
    from landsupply.web.row_difference import difference

    client = as_role("planner")
    take_in(example())
    row = rows(client, "q=YZ25-")["rows"][0]
    left, depth, depths = ["once"], len(connection.savepoint_ids), set()

    def disturbed(*given: Any) -> Any:
        depths.add(len(connection.savepoint_ids) - depth)
        found = difference(*given)
        if left and left.pop():
            if between == "list":
                take_in(example("YZ29-", 5), "between.csv")
            else:
                assert save(client, edit(row, "name", row[1], "其间改的名")).status_code == 200
        return found

    monkeypatch.setattr(actions, "difference", disturbed)
    before = ActRow.objects.count()
    take_in(example(lines=30).replace("挂牌", "拍卖"))
    assert ActRow.objects.count() == before + 2 and broken() == []
    assert depths == ({0, 1} if between == "correction" else {0}), "only corrections are taken up under the lock"
    assert rows(client, f"q={row[0]}")["rows"][0][1] == ("其间改的名" if between == "correction" else row[1])
    assert rows(client, "q=YZ29-")["count"] == (3 if between == "list" else 0)
    was = shown_rows()
    rebuild()
    assert shown_rows() == was


@pytest.mark.parametrize("who", ["planner", "reserve"])
def test_t15_an_edit_that_came_in_while_another_was_checked(
    as_role: AsRole, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    from landsupply.web import actions
    from landsupply.web.row_difference import difference

    client, other = as_role("planner"), as_role(who)
    row = rows(client)["rows"][0]
    left = ["once"]

    def disturbed(*given: Any) -> Any:
        if left and left.pop():
            assert save(other, edit(row, "name", row[1], "先到的名")).status_code == 200
        return difference(*given)

    monkeypatch.setattr(actions, "difference", disturbed)
    answer = save(client, edit(row, "name", row[1], "后到的名"))
    assert answer.status_code == 409 and answer.json()["rivals"][0]["theirs"] == "先到的名"
    assert rows(client, f"q={row[0]}")["rows"][0][1] == "先到的名"


def block(found: list[list[Any]], mark: str) -> list[dict[str, str]]:
    """一块 · Five cells of every row."""
    edits = []
    for number, row in enumerate(found):
        cells = (
            ("name", row[1], f"{mark}{number}"),
            ("area", row[5], f"{100 + number}.25"),
            ("origin", row[6], "新增建设用地" if row[6] != "新增建设用地" else "现有建设用地"),
            ("mode", row[7], "拍卖" if row[7] != "拍卖" else "挂牌"),
            ("ready", row[8], "2027-03"),
        )
        edits += [edit(row, *one) for one in cells]
    return edits


def test_a_block_is_pasted_in_one_act_for_each_cell(as_role: AsRole, written: list[tuple[str, int]]) -> None:
    from landsupply.web.acts import acts_about, broken
    from landsupply.web.models import ActRow
    from landsupply.web.rebuild import rebuild

    client = as_role("planner")
    found = rows(client)["rows"][:200]
    before = ActRow.objects.count()
    edits = block(found, "块")
    answer = save(client, *edits, once="block")
    assert answer.status_code == 200, answer.json()
    acts = ActRow.objects.count() - before
    assert acts == sum(one["old"] != one["new"] for one in edits) and broken() == []
    assert [one for one in written if "web_act" in one[0]] == [("INSERT INTO web_act", acts)]
    now = rows(client)["rows"]
    by_name = {row[0]: row for row in now}
    assert all(by_name[row[0]][1] == f"块{number}" for number, row in enumerate(found))
    told = [act for act in acts_about(found[7][0]) if act.verb == "correct"]
    assert [act.facts["field"] for act in told] == ["name", "area", "origin", "mode", "ready"]
    assert save(client, *edits, once="block").status_code == 200 and ActRow.objects.count() == before + acts
    back = [{**one, "old": one["new"], "new": one["old"]} for one in edits]
    assert save(client, *back).status_code == 200
    assert rows(client)["rows"][:200] == found
    was = shown_rows()
    rebuild()
    assert shown_rows() == was


def test_a_block_with_one_cell_that_cannot_be_read_leaves_nothing(as_role: AsRole) -> None:
    from landsupply.web.models import ActRow

    client = as_role("planner")
    found = rows(client)["rows"][:50]
    before = ActRow.objects.count()
    edits = block(found, "块")
    wrong = edits[133]
    wrong.update(field="area", old=next(row[5] for row in found if row[0] == wrong["identity"]), new="三点二")
    later = edits[200]
    later.update(field="nothing of the kind")
    answer = save(client, *edits)
    assert answer.status_code == 409 and answer.json()["code"] in ("U010", "U012")
    assert ActRow.objects.count() == before
    assert rows(client)["rows"][:50] == found
