"""算式测试 · Every printed figure has a working that adds up to it exactly; open data show the allowed fields alone."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import pytest

from landsupply.measure.area import Area
from landsupply.measure.fault import InputFault
from landsupply.publish.disclosure import FIELDS, Disclosure
from landsupply.publish.document import Quantity
from landsupply.publish.matter import Edition, Matter
from landsupply.publish.working import FigureAxis, keys, working
from tests.plan import case


def matter(lang: str = "zh", edition: Edition = Edition.PUBLIC) -> Matter:
    return Matter.of(case.plan(), case.rules(), lang=lang, edition=edition)


@pytest.mark.parametrize("axis", list(FigureAxis))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_listed_adds_up_to_the_figure(axis: FigureAxis, lang: str) -> None:
    one = matter(lang)
    for key in keys(one, axis):
        found = working(one, axis, key)
        added = Area.total([*(part.area for part in found.parts), *(line.area for line in found.reserves)])
        assert found.area == one.quantity(added)
        assert len(found.lines) >= 4 and one.exact(added) in found.lines[2]


def test_shares_are_those_that_are_printed() -> None:
    one = matter()
    printed = one.shares(list(one.figures.classes.values()))
    found = [working(one, FigureAxis.STRUCTURE, key).share for key in keys(one, FigureAxis.STRUCTURE)]
    assert found == [share.text if isinstance(share, Quantity) else share for share in printed]


def test_a_milestone_says_what_it_asks() -> None:
    one = matter()
    month = one.figures.milestones[0].milestone.month
    assert one.threshold(one.figures.milestones[0]).text in working(one, FigureAxis.TIMING, str(month)).lines[4]


def test_a_figure_that_is_none_is_refused() -> None:
    with pytest.raises(InputFault) as refused:
        working(matter(), FigureAxis.STRUCTURE, "无此类")
    assert refused.value.code == "P905"


def test_open_data_know_no_person_and_no_inner_edition() -> None:
    plan = case.plan()
    items = tuple(replace(item, person="张三丰", unit="责任单位甲", batch="批次乙") for item in plan.items)
    one = Matter.of(replace(plan, items=items), case.rules(), edition=Edition.INTERNAL)
    found = Disclosure.of(one)
    form = str(found.form("sha256:x"))
    assert not any(word in form for word in ("张三丰", "责任单位甲", "批次乙"))
    assert all(set(found.record(item)) == {field.name for field in FIELDS} for item in found.items)
    assert found.matter.edition is Edition.PUBLIC
    count, area = found.withheld
    assert count + len(found.items) == len(items)
    assert area + Area.total(item.area for item in found.items) == one.figures.listed_total


def test_open_data_are_what_their_schema_says() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(files("landsupply").joinpath("schemas/disclosure-1.schema.json").read_text("utf-8"))
    form = json.loads(json.dumps(dict(Disclosure.of(matter()).form("sha256:" + "0" * 64))))
    jsonschema.validate(form, schema)
    form["parcels"][0]["person"] = "张三丰"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(form, schema)
