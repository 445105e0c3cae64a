"""计划浏览器测试 · From a draft to a published plan with mouse and keyboard, then what the public sees of it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.axe import serious
from tests.browser.conftest import EXAMPLE, Served, free_port, serve, sign_in
from tests.browser.pictures import picture

_PROPOSE = """
import django; django.setup()
from landsupply.web.jobs import Report, ask
from landsupply.web.models import Account, BriefRow
from landsupply.web.works import propose_plan

brief = BriefRow.objects.order_by("pk").first()
job = ask(Account.objects.get(name="planner"), "propose", {"brief": brief.pk, "test": 1})
job.state = "done"; job.save()
print(propose_plan(job, {"brief": brief.pk}, Report(job.pk))["plan"])
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """所服务 · The example city with one plan compiled; the leader needs no second factor here."""
    home = tmp_path_factory.mktemp("plans")
    before = {name: os.environ.pop(name, None) for name in ("LANDSUPPLY_PLACE", "LANDSUPPLY_SECOND_FACTOR")}
    os.environ["LANDSUPPLY_SECOND_FACTOR"] = "offered"
    one = serve(home, free_port(), "--demo", EXAMPLE)
    yield one
    one.process.terminate()
    one.process.wait(20)
    os.environ.pop("LANDSUPPLY_SECOND_FACTOR")
    os.environ.update({name: value for name, value in before.items() if value})


@pytest.fixture(scope="module")
def digest(served: Served) -> str:
    """计划 · Compiled by a process of its own, as the worker does it."""
    environment = {
        **os.environ,
        "LANDSUPPLY_HOME": str(served.home),
        "DJANGO_SETTINGS_MODULE": "landsupply.web.settings",
    }
    done = subprocess.run([sys.executable, "-c", _PROPOSE], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[-1]


def _clean(page: Page) -> None:
    assert serious(page) == []


def test_a_figure_opens_to_four_lines_and_its_parcels(served: Served, visitor: Page, digest: str) -> None:
    sign_in(visitor, served, "planner")
    visitor.goto("/plans/")
    picture(visitor, "plans")
    _clean(visitor)
    visitor.get_by_role("link", name="供应计划").click()
    picture(visitor, "plan")
    _clean(visitor)
    visitor.get_by_role("region", name="结构").get_by_role("link", name="%").first.click()
    expect(visitor.locator(".working li")).to_have_count(4)
    picture(visitor, "plan-figure")
    _clean(visitor)


def test_inner_pages_of_a_plan(served: Served, visitor: Page, digest: str) -> None:
    sign_in(visitor, served, "planner")
    for name in ("items", "checks", "versions", "documents"):
        visitor.goto(f"/plans/{digest}/{name}/")
        picture(visitor, f"plan-{name}")
        _clean(visitor)
    visitor.goto(f"/plans/{digest}/items/")
    visitor.get_by_label("供应季度").select_option("3")
    visitor.get_by_role("button", name="查询").press("Enter")
    visitor.wait_for_url("**quarter=3**")
    visitor.goto(f"/plans/{digest}/proof/")
    visitor.get_by_role("button", name="重新计算").press("Enter")
    expect(visitor.get_by_role("status")).to_contain_text("全部属实")
    picture(visitor, "plan-proof")
    _clean(visitor)
    with visitor.expect_download() as taken:
        visitor.goto(f"/plans/{digest}/documents/")
        visitor.get_by_role("link", name="计划文本").first.click()
    assert taken.value.suggested_filename == "plan.docx"


def test_submitted_by_one_approved_and_published_by_another(
    served: Served, visitor: Page, chromium: Browser, digest: str
) -> None:
    anybody = chromium.new_context(base_url=served.address, viewport={"width": 1366, "height": 768}).new_page()
    anybody.goto("/public/")
    expect(anybody.locator("main")).to_contain_text("还没有公布")
    picture(anybody, "public-empty")
    sign_in(visitor, served, "planner")
    visitor.goto(f"/plans/{digest}/")
    visitor.get_by_role("button", name="送审").press("Enter")
    expect(visitor.locator(".plan-head")).to_contain_text("待审批")
    visitor.get_by_role("button", name="退出").click()
    sign_in(visitor, served, "leader")
    visitor.goto("/leader/")
    picture(visitor, "leader")
    assert len(PdfReader(io.BytesIO(visitor.pdf(format="A4"))).pages) == 1
    _clean(visitor)
    visitor.goto(f"/plans/{digest}/")
    visitor.get_by_role("button", name="批准").press("Enter")
    picture(visitor, "plan-approved")
    visitor.get_by_role("link", name="公布", exact=True).click()
    picture(visitor, "publish-gate")
    _clean(visitor)
    visitor.get_by_role("button", name="公布", exact=True).click()
    expect(visitor.get_by_role("alert")).to_contain_text("摘要")
    visitor.locator("#summary").fill("首次公布2024年度供应计划。")
    visitor.get_by_role("button", name="公布", exact=True).press("Enter")
    visitor.wait_for_url("**/documents/")
    picture(visitor, "plan-published")
    for path, name in (
        ("", "years"),
        ("2024/", "plan"),
        ("2024/parcels/", "parcels"),
        ("2024/parcels/?quarter=3", "search"),
    ):
        anybody.goto(f"/public/{path}")
        picture(anybody, f"public-{name}")
        _clean(anybody)
    anybody.locator("table.list tbody a").first.click()
    picture(anybody, "public-card")
    _clean(anybody)
    anybody.goto("/public/2024/?lang=en")
    picture(anybody, "public-plan-en")
    anybody.set_viewport_size({"width": 390, "height": 844})
    anybody.goto("/public/2024/parcels/?lang=zh")
    picture(anybody, "public-phone")
    assert anybody.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    anybody.context.close()
