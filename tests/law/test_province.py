"""省 · City over province over nation, by data alone, and no layer loosens a statute."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from landsupply.cli.material import rulebook_of
from landsupply.law.parameter import Level
from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.law.shipped import shipped_names, shipped_text
from landsupply.measure.fault import LawFault

DAY = date(2024, 6, 1)
DAYS = """
  - id: {id}
    title: 试
    unit: 日
    level: {level}
    checked_on: 2026-11-23
    values:
      2000-01-01: {{value: {value}, basis: {{instrument: 编制惯例}}, kind: recalled}}
"""


def layer(code: str, value: int, id: str = "listing.days", level: str = "province") -> str:
    head = f'code: "{code}"\n' + ("name: 某省\n" if code.endswith("0000") else "")
    return head + "parameters:" + DAYS.format(id=id, level=level, value=value)


def rules(*sources: str, place: str = "990100") -> Rules:
    return open_rulebook(place, *sources).on(DAY)


def refused(code: str, *sources: str, place: str = "990100") -> LawFault:
    with pytest.raises(LawFault) as caught:
        open_rulebook(place, *sources)
    assert caught.value.code == code
    return caught.value


def test_every_shipped_place_names_a_shipped_province() -> None:
    provinces = {name.removesuffix(".yaml") for name in shipped_names("provinces")}
    assert {open_rulebook(place).place.province for place in shipped_names("places")} == provinces
    assert all(f'code: "{code}"' in shipped_text(f"provinces/{code}.yaml") for code in provinces)
    assert "虚构" in shipped_text("provinces/990000.yaml").splitlines()[0]


def test_a_province_adds_what_holds_for_its_cities_alone() -> None:
    assert rules(place="410100").parameter("archaeology.days").table() == {
        "组织": 7,
        "勘探": 30,
        "报告": 7,
        "处理意见": 7,
    }
    assert rules().parameter("archaeology.days").table()["勘探"] == 20
    assert rules().parameter("archaeology.days").level is Level.PROVINCE
    assert "河南省实施文物保护法办法" in rules(place="410100").instruments
    assert "河南省实施文物保护法办法" not in rules().instruments


def test_the_city_stands_over_its_province() -> None:
    assert rules().parameter("adjustment.deadline").text() == "07-15"
    assert rules().parameter("adjustment.deadline").level is Level.PLACE
    city = shipped_text("places/990100/place.yaml")
    start = city.index("  - id: adjustment.deadline")
    without = city.replace("990100", "991100")[:start]
    assert open_rulebook("991100", without).on(DAY).parameter("adjustment.deadline").text() == "06-30"


def test_city_over_province_over_nation_in_whatever_order_the_texts_come() -> None:
    province, city = layer("990000", 12), layer("990100", 15, level="place")
    assert rules().parameter("listing.days").whole() == 10
    assert rules(province).parameter("listing.days").whole() == 12
    assert rules(city).parameter("listing.days").whole() == 15
    assert rules(province, city).parameter("listing.days").whole() == 15
    assert rules(city, province).parameter("listing.days").whole() == 15
    assert len({rules(*texts).digest for texts in ((), (province,), (city,), (province, city))}) == 4


def test_no_layer_loosens_a_statute() -> None:
    assert refused("W023", layer("990000", 1, "term.caps")).facts["place"] == "990000"
    assert refused("W023", layer("990100", 1, "term.caps")).facts["place"] == "990100"
    assert refused("W023", layer("410100", 1, "archaeology.days"), place="410100").facts["id"] == "archaeology.days"


def test_a_province_confirms_a_fact_for_its_cities() -> None:
    text = (
        'code: "990000"\nname: 某省\nconfirm:\n  - {parameter: listing.days, since: 2007-11-01, by: 某厅, '
        f"on: 2024-06-01, digest: 'sha256:{'0' * 64}'}}\n"
    )
    assert not rules().parameter("listing.days").blocks
    assert rules(text).parameter("listing.days").blocks


def test_a_province_that_has_no_file_is_refused() -> None:
    city = shipped_text("places/990100/place.yaml").replace("990100", "981100").replace("990000", "980000")
    fault = refused("W033", city, place="981100")
    assert (fault.facts["province"], fault.facts["known"]) == ("980000", ("410000", "990000"))
    own = open_rulebook("981100", city, layer("980000", 12)).on(DAY)
    assert own.parameter("listing.days").whole() == 12
    assert "archaeology.days" not in own.parameters


def test_a_city_without_a_province_lies_on_the_nation() -> None:
    city = shipped_text("places/990100/place.yaml").replace("990100", "991100").replace('province: "990000"\n', "")
    assert open_rulebook("991100", city).place.province == ""
    assert "archaeology.days" not in open_rulebook("991100", city).parameters


def test_the_text_of_another_province_is_refused() -> None:
    assert refused("W020", layer("410000", 12)).facts["code_found"] == "410000"
    assert refused("W020", layer("990000", 12), place="981100").facts["code_wanted"] == "981100"


def test_a_misspelt_field_of_a_province_is_refused() -> None:
    assert refused("W011", 'code: "990000"\nname: 某省\nparameter: []\n').facts["field"] == "parameter"


def test_a_folder_may_hold_the_province_beside_the_place(tmp_path: Path) -> None:
    folder = tmp_path / "990100"
    folder.mkdir()
    (folder / "place.yaml").write_text('code: "990100"\n', "utf-8")
    assert rulebook_of(str(folder)).on(DAY).parameter("listing.days").whole() == 10
    (folder / "province.yaml").write_text(layer("990000", 12), "utf-8")
    assert rulebook_of(str(folder)).on(DAY).parameter("listing.days").whole() == 12


def test_a_rulebook_with_a_province_travels() -> None:
    book = open_rulebook("990100", layer("990000", 12))
    assert pickle.loads(pickle.dumps(book)).digest == book.digest
