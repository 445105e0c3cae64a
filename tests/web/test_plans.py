"""计划页测试 · A plan's way from draft to published, its pages, and that every figure on them is the documents' own."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from landsupply.cli.main import main
from landsupply.plan.form import plan_digest
from landsupply.plan.indicators import Indicators
from landsupply.publish.working import FigureAxis, keys, working
from landsupply.web import plans as lifecycle
from landsupply.web.acts import broken
from landsupply.web.models import ActRow, Blob, PlanRow
from landsupply.web.planned import matter_of
from landsupply.web.plans import APPROVE, PUBLISH, SUBMIT, happen
from landsupply.web.refused import Forbidden, Unlawful
from tests.web.jobs_done import done
from tests.web.planning import approved, example_plan, kept, person, published

Roles = Callable[[str], Client]


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def test_every_figure_opens_to_an_arithmetic_that_adds_up(as_role: Roles) -> None:
    digest = kept()
    client, matter = as_role("planner"), matter_of(digest, "zh")
    for axis in FigureAxis:
        for key in keys(matter, axis):
            page = text_of(client, f"/plans/{digest}/figures/{axis.value}/{key}/")
            found = working(matter, axis, key)
            assert len(found.lines) >= 4
            assert all(line in page for line in found.lines)
            assert all(part.item.parcel in page for part in found.parts)


def test_workings_are_the_indicators_themselves(office: None) -> None:
    digest = kept()
    matter, figures = matter_of(digest, "zh"), Indicators.of(*example_plan())
    for axis, areas in (
        (FigureAxis.STRUCTURE, figures.classes),
        (FigureAxis.LAYOUT, figures.districts),
        (FigureAxis.MODES, figures.modes),
        (FigureAxis.TIMING, figures.months),
    ):
        for (key, area), shown in zip(areas.items(), keys(matter, axis), strict=True):
            assert str(key or "-") == shown
            assert working(matter, axis, shown).area == matter.quantity(area)


def test_the_same_numbers_on_page_docx_xlsx_api_and_command(as_role: Roles, tmp_path: Path) -> None:
    digest, client = published(), as_role("planner")
    plan, rules = example_plan()
    assert digest == plan_digest(plan, rules)
    base = f"/plans/{digest}/documents/"
    files = {name: client.get(base + name).content for name in ("plan.docx", "annexes.xlsx", "plan.html", "plan.json")}
    (tmp_path / "plan.json").write_bytes(files["plan.json"])
    assert main(["publish", str(tmp_path / "plan.json"), "--out", str(tmp_path / "out")]) == 0
    for name in ("plan.docx", "annexes.xlsx", "plan.html"):
        assert (tmp_path / "out" / name).read_bytes() == files[name]
    page, matter = text_of(client, f"/plans/{digest}/"), matter_of(digest, "zh")
    shares = [share.text for share in matter.shares(list(matter.figures.classes.values()))]  # type: ignore[union-attr]
    totals = [matter.area(area) for area in matter.figures.classes.values()]
    html, book = files["plan.html"].decode(), load_workbook(io.BytesIO(files["annexes.xlsx"]))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    words = " ".join(paragraph.text for paragraph in Document(io.BytesIO(files["plan.docx"])).paragraphs)
    told = client.get(f"/api/plans/{digest}/indicators").json()["indicators"]
    assert told == json.loads(files["plan.json"])["indicators"]
    exact = {float(matter.exact(area)) for area in matter.figures.classes.values()}
    assert exact <= {float(one) for one in cells if re.fullmatch(r"[\d.]+", one)}
    for total, share in zip(totals, shares, strict=True):
        assert total in page and f"{share} %" in page
        assert total in html and total in words and share in words


def test_a_draft_is_submitted_returned_approved_and_published(as_role: Roles) -> None:
    digest = kept()
    planner, leader = as_role("planner"), as_role("leader")
    do = f"/plans/{digest}/do/"
    assert planner.post(do + "submit/", {"once": "s1"}).status_code == 302
    assert leader.post(do + "return_plan/", {"once": "r1", "summary": ""}).status_code == 409
    assert leader.post(do + "return_plan/", {"once": "r2", "summary": "住宅偏少"}).status_code == 302
    assert "住宅偏少" in text_of(planner, f"/plans/{digest}/")
    planner.post(do + "submit/", {"once": "s2"})
    leader.post(do + "approve/", {"once": "a1"})
    gate = text_of(leader, f"/plans/{digest}/publish/")
    assert "首次公布" in gate and "没有未决的审查意见" in gate
    form = {"once": "p1", "against": "", "known": "1"}
    assert leader.post(f"/plans/{digest}/publish/", {**form, "summary": " "}).status_code == 200
    assert PlanRow.objects.get(pk=digest).state == "approved"
    pressed = leader.post(f"/plans/{digest}/publish/", {**form, "summary": "第一版"})
    assert PlanRow.objects.get(pk=digest).state == "approved" and "前面" not in text_of(leader, pressed["Location"])
    assert leader.get(f"/plans/{digest}/publish/")["Location"] == pressed["Location"]
    assert [job.state for job in done()] == ["done"]
    assert leader.get(pressed["Location"])["Location"] == f"/plans/{digest}/documents/"
    assert "计划已公布" in text_of(leader, pressed["Location"].partition("?")[0])
    assert PlanRow.objects.get(pk=digest).state == "published"
    assert broken() == []


def test_t18_twenty_clicks_on_publish_have_one_effect(as_role: Roles) -> None:
    digest, leader = approved(), as_role("leader")
    form = {"once": "only", "against": "", "known": "1", "summary": "第一版"}
    path = f"/plans/{digest}/publish/"
    answers = [leader.post(path, form)["Location"] for _ in range(10)]
    answers += [leader.post(path, {**form, "once": "another window"})["Location"] for _ in range(5)]
    assert len(set(answers)) == 1 and [job.state for job in done()] == ["done"]
    assert {leader.post(path, form)["Location"] for _ in range(5)} == set(answers)
    assert leader.post(path, {**form, "once": "back"}).status_code == 409 and done() == []
    assert ActRow.objects.filter(verb=PUBLISH, about=digest).count() == 1


def test_nobody_approves_what_they_compiled_or_submitted(office: None) -> None:
    digest, planner = kept(), person("planner")
    both = type(planner)(planner.name, (*planner.offices, *person("leader").offices))
    happen(both, digest, SUBMIT, "")
    with pytest.raises(Unlawful) as refused:
        happen(both, digest, APPROVE, "")
    assert refused.value.code == "U411"


def test_a_planner_cannot_publish_nor_a_leader_submit(as_role: Roles) -> None:
    digest = kept()
    assert as_role("leader").post(f"/plans/{digest}/do/submit/").status_code == 404
    assert as_role("planner").get(f"/plans/{digest}/publish/").status_code == 404
    with pytest.raises(Forbidden):
        happen(person("planner"), digest, PUBLISH, "x")


def test_a_publication_meanwhile_stops_one_that_did_not_see_it(office: None) -> None:
    digest = approved()
    with pytest.raises(Unlawful) as refused:
        happen(person("leader"), digest, PUBLISH, "第一版", "k", against="sha256:another")
    assert refused.value.code == "U412"
    assert PlanRow.objects.get(pk=digest).state == "approved"


def test_killed_in_mid_publish_nothing_is_half_done(office: None) -> None:
    digest, blobs = approved(), Blob.objects.count()
    with mock.patch.object(lifecycle, "plan_row_of", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        happen(person("leader"), digest, PUBLISH, "第一版", "k")
    assert (PlanRow.objects.get(pk=digest).state, Blob.objects.count()) == ("approved", blobs)
    assert not ActRow.objects.filter(verb=PUBLISH).exists()
    happen(person("leader"), digest, PUBLISH, "第一版", "k")
    assert PlanRow.objects.get(pk=digest).state == "published" and broken() == []


def test_the_same_plan_compiled_again_keeps_its_state(office: None) -> None:
    digest = published()
    assert kept() == digest
    assert PlanRow.objects.get(pk=digest).state == "published"


def test_a_unit_sees_its_own_parcels_of_a_draft_and_no_other(as_role: Roles) -> None:
    digest, client = kept(), as_role("district")
    plan, _ = example_plan()
    unit = person("district").offices[0].unit
    pages = [f"/plans/{digest}/", f"/plans/{digest}/items/", f"/plans/{digest}/figures/total/all/"]
    seen = "".join(text_of(client, path) for path in pages)
    for item in plan.items:
        assert (f"/parcels/{item.parcel}/" in seen) == (item.district == unit)
    for inner in ("checks/", "proof/", "documents/", "documents/plan.docx", "documents/plan.json"):
        assert client.get(f"/plans/{digest}/{inner}").status_code == 404


def test_proof_is_verified_from_the_page(as_role: Roles) -> None:
    digest, client = kept(), as_role("reviewer")
    assert "全部属实" in client.post(f"/plans/{digest}/proof/").content.decode()


def test_items_are_filtered_and_taken_away_as_seen(as_role: Roles) -> None:
    digest, client = kept(), as_role("planner")
    plan, _ = example_plan()
    wanted = [item for item in plan.items if item.quarter == 3 and item.mode.name == "划拨"]
    rows = client.get(f"/plans/{digest}/items/?quarter=3&mode=划拨&format=csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == len(wanted) + 1
    assert {row.split(",")[0] for row in rows[1:]} == {item.parcel for item in wanted}


@pytest.mark.parametrize("path", ["", "items/", "checks/", "proof/", "versions/", "documents/", "figures/timing/6/"])
def test_pages_speak_english_too(as_role: Roles, path: str) -> None:
    page = text_of(as_role("planner"), f"/plans/{kept()}/{path}?lang=en")
    assert '<html lang="en">' in page


def test_an_unknown_plan_or_figure_is_not_there(as_role: Roles) -> None:
    digest, client = kept(), as_role("planner")
    for path in ("/plans/sha256:no/", f"/plans/{digest}/figures/total/no/", f"/plans/{digest}/figures/no/all/"):
        assert client.get(path).status_code == 404
