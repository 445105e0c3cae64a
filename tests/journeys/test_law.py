"""法规 · An officer asks what holds, what moved and whom it touches, confirms what was read, and mistypes all of it."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from landsupply.files.boundary_out_txt import to_geojson
from landsupply.law.catalogue import rule_catalogue
from landsupply.law.rulebook import open_rulebook
from landsupply.law.words import say
from tests.journeys.boundary_office import kept, layer, square
from tests.journeys.office import command, csv_of

jsonschema = pytest.importorskip("jsonschema")
DAY = ("--day", "2024-07-15")
OWN = """# 示例：去化周期是虚构的。
code: "990100"

parameters:
  - id: housing.clearance.months
    title: 商品住宅去化周期
    unit: 月
    level: place
    checked_on: 2026-11-23
    values:
      2024-07-10:
        value: 37
        basis: {instrument: 云泽市供应计划管理规则}
        kind: reported
"""
LIST = """宗地编号,行政区,位置,面积（公顷）,土地用途,土地来源,供应方式,最早可供月份,住房类型
Y-01,湖东区,澄湖路东,6.2000,城镇住宅用地,现有建设用地,挂牌,2024-08,商品住房
Y-02,鹤鸣区,鹤鸣路北,3.0000,城镇住宅用地,现有建设用地,划拨,2024-08,安置房
"""


def schema(name: str) -> Any:
    return json.loads(files("landsupply").joinpath("schemas", f"{name}-1.schema.json").read_text("utf-8"))


def asked(*words: object, code: int = 0) -> Any:
    """The answer of a step as a form."""
    said = command("law", *words, "--json")
    assert said.code == code, said
    return json.loads(said.out)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The invented city's own folder, with a figure of its own."""
    folder = tmp_path / "990100"
    folder.mkdir()
    (folder / "place.yaml").write_text(OWN, encoding="utf-8")
    return folder


@pytest.fixture
def read(tmp_path: Path) -> Path:
    """The text that was read."""
    (tmp_path / "notice.txt").write_text("（示例：正式文件的全文。）", encoding="utf-8")
    return tmp_path / "notice.txt"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    return tmp_path / "list.csv"


# --- what holds ------------------------------------------------------------------------------------------------------


def test_the_list_tells_the_standing_of_the_day() -> None:
    found = asked("list", *DAY)["instruments"]
    rules = open_rulebook("410100").on(date(2024, 7, 15))
    assert {one["instrument"]: one["standing"] for one in found} == {id: rules.standing(id) for id in rules.instruments}
    repealed = asked("list", *DAY, "--standing", "superseded")["instruments"]
    assert repealed == [one for one in found if one["standing"] == "superseded"] != []
    assert asked("list", "--day", "1930-01-01", "--standing", "in_force")["instruments"] == []


@pytest.mark.parametrize(
    "what", ["国土资发〔2010〕117号", "国土资发[2010] 117号", "国有建设用地供应计划编制规范（试行）"]
)
def test_an_instrument_is_found_by_id_number_and_title(what: str) -> None:
    (found,) = asked("show", what, *DAY)["instruments"]
    assert found["instrument"] == "国土资发〔2010〕117号"
    assert found["turns"][0]["day"] == "2010-08-01"
    assert "plan.publish_by" in found["parameters"]


def test_a_rule_a_parameter_and_a_fact_are_shown() -> None:
    assert asked("show", "mt-01", *DAY)["rule"]["basis"]
    values = asked("show", "mode.open.buckets", *DAY)["parameter"]["values"]
    assert [one["blocks"] for one in values] == [False, True]
    fact = asked("show", "city.size", *DAY)["parameter"]
    assert fact["values"] == [] and fact["title"]
    assert say("X257") in command("law", "show", "city.size").out


def test_the_catalogue_says_what_feeds_each_rule() -> None:
    form = asked("rules", *DAY)
    assert [one["rule"] for one in form["rules"]] == sorted(rule_catalogue())
    fed = [one for one in form["rules"] if one["implemented"]]
    assert all(one["columns"] or one["facts"] or one["subject"] in ("计划", "文本") for one in fed)
    printed = command("law", "rules", *DAY, "--lang", "en").out
    assert all(number in printed for number in rule_catalogue())
    assert printed.count("not implemented") == len(form["rules"]) - len(fed)


# --- whom it touches -------------------------------------------------------------------------------------------------


def test_every_rule_is_asked_of_every_parcel(tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").write_text(csv_of(), encoding="utf-8")
    said = command("law", "rulings", tmp_path / "ledger.csv", *DAY, "--json")
    form = json.loads(said.out)
    assert [one.message for one in jsonschema.Draft202012Validator(schema("rulings")).iter_errors(form)] == []
    of_place = [one for one in form["rulings"] if one["parcel"] is None]
    assert len(form["rulings"]) == 12 * (len(form["rules"]) - len(of_place)) + len(of_place)
    assert {one["rule"] for one in of_place} == {"HS-02", "HS-06", "ID-03"}
    for one in form["rules"]:
        told = [judgement["ruling"] for judgement in form["rulings"] if judgement["rule"] == one["rule"]]
        assert one["counts"] == {ruling: told.count(ruling) for ruling in one["counts"]}
    broken = any(one["ruling"] == "违反" for one in form["rulings"])
    assert said.code == int(broken)
    for lang in ("zh", "en"):
        table = command("law", "rulings", tmp_path / "ledger.csv", *DAY, "--lang", lang)
        assert table.code == said.code and "HS-01" in table.out


def test_a_new_figure_of_the_quarter_flips_the_housing_that_is_for_sale(own: Path, listed: Path) -> None:
    words = ("--from", "2024-07-09", "--to", "2024-07-10", "--place", own)
    form = asked("diff", *words, "--ledger", listed, code=1)
    assert [one.message for one in jsonschema.Draft202012Validator(schema("law-diff")).iter_errors(form)] == []
    assert [one["parameter"] for one in form["parameters"]] == ["housing.clearance.months"]
    assert form["parameters"][0]["before"] is None and "HS-01" in form["parameters"][0]["rules"]
    flips = [(one["rule"], one["parcel"], one["before"]["ruling"], one["after"]["ruling"]) for one in form["flips"]]
    assert ("HS-01", "Y-01", "不能判定", "违反") in flips
    assert not [one for one in flips if one[1] == "Y-02" and one[0] == "HS-01"]
    assert asked("diff", *words, code=1)["flips"] is None
    assert "Y-01" in command("law", "diff", *words, "--ledger", listed).out


def test_land_on_a_layer_to_be_avoided_breaks_planning_control(tmp_path: Path) -> None:
    pytest.importorskip("shapely")
    (tmp_path / "ledger.csv").write_text(csv_of(), encoding="utf-8")
    drawn = kept(tmp_path, "地块.geojson", to_geojson(layer(square(), labels=["A-01"])))
    farmland = kept(tmp_path, "农田.geojson", to_geojson(layer(square(456_050), name="农田")))
    words = ("rulings", tmp_path / "ledger.csv", *DAY, "--rule", "PL-12")
    assert {tuple(one["missing"]) for one in asked(*words)["rulings"]} == {("controls",)}
    form = asked(*words, "--boundary", drawn, "--layer", f"永久基本农田={farmland}", code=1)
    told = {one["parcel"]: (one["ruling"], one["missing"]) for one in form["rulings"]}
    assert told.pop("A-01") == ("违反", [])
    assert len(told) == 11 and all(one == ("不能判定", ["boundary"]) for one in told.values())
    assert refused("law", *words, "--layer", f"永久基本农田={farmland}") == "X276"


def test_nothing_moves_within_a_day(listed: Path) -> None:
    form = asked("diff", "--from", "2024-07-10", "--to", "2024-07-10", "--place", "990100", "--ledger", listed)
    assert [form[kind] for kind in ("parameters", "rules", "instruments", "flips")] == [[], [], [], []]


def test_a_list_that_loses_entries_does_not_read_as_repealed() -> None:
    days = ("--from", "2023-01-01", "--to", "2024-01-01")
    (moved,) = (
        one for one in asked("diff", *days, code=1)["parameters"] if one["parameter"] == "industry.controls.binding"
    )
    before, after = moved["before"]["value"], moved["after"]["value"]
    assert before[0] == "投资强度" and set(before) - set(after) == {"投资强度", "绿地率"} and len(after) == 3
    line = next(one for one in command("law", "diff", *days).out.splitlines() if "controls.binding" in one)
    assert "共 5 项，不再列：投资强度、绿地率" in line and "共 3 项，没有新列" in line and "— (2023" not in line


# --- what a bureau confirms ------------------------------------------------------------------------------------------


def confirming(
    place: Path, read: Path, parameter: str = "housing.clearance.pause", since: str = "2024-04-29"
) -> list[Any]:
    """The words of a confirmation."""
    given = ("--since", since, "--by", "政策法规科", "--on", "2024-07-11", "--text", read, "--place", place)
    return ["law", "confirm", parameter, *given]


def test_what_is_confirmed_blocks_from_then_on(own: Path, read: Path, listed: Path) -> None:
    def blocks(day: str) -> list[bool]:
        form = asked("rulings", listed, "--day", day, "--place", own, "--rule", "HS-01", code=1)
        return [one["blocks"] for one in form["rulings"] if one["ruling"] == "违反"]

    before = blocks("2024-07-11")
    said = command(*confirming(own, read), "--json")
    form = json.loads(said.out)
    assert said.code == 0 and not form["before"]["blocks"] and form["after"]["blocks"]
    assert form["after"]["confirmed"] == {
        "by": "政策法规科",
        "on": "2024-07-11",
        "digest": open_rulebook("990100", (own / "place.yaml").read_text("utf-8")).place.confirmed[0].digest,
    }
    assert (before, blocks("2024-07-11"), blocks("2024-07-10")) == ([False], [True], [False])
    assert (own / "place.yaml").read_text("utf-8").startswith(OWN)


def test_the_text_that_was_read_is_told_from_another(own: Path, read: Path, tmp_path: Path) -> None:
    words = ("verify", "housing.clearance.pause", "--since", "2024-04-29", "--place", own)
    assert refused("law", *words, "--text", read) == "W046"
    assert command(*confirming(own, read)).code == 0
    form = asked(*words, "--text", read)
    assert form["agrees"] and form["digest"] == form["value"]["confirmed"]["digest"]
    other = tmp_path / "改.txt"
    other.write_bytes(read.read_bytes() + b" ")
    assert not asked(*words, "--text", other, code=1)["agrees"]
    assert not any(character in form["digest"] for character in "\n ")
    for lang in ("zh", "en"):
        assert "政策法规科" in command("law", *words, "--text", read, "--lang", lang).out


def test_a_day_of_reading_that_cannot_be_is_refused(own: Path, read: Path) -> None:
    for day, code in (("2099-07-11", "W045"), ("2009-07-11", "W044")):
        words = [day if word == "2024-07-11" else word for word in confirming(own, read)]
        assert refused(*words) == code
        assert (own / "place.yaml").read_text("utf-8") == OWN


def test_an_empty_folder_lies_over_the_shipped_place_of_its_code(tmp_path: Path, read: Path) -> None:
    (tmp_path / "410100").mkdir()
    assert command(*confirming(tmp_path / "410100", read, "listing.days", "2007-11-01")).code == 0
    shown = asked("show", "listing.days", "--place", tmp_path / "410100")["parameter"]["values"]
    assert [one["blocks"] for one in shown] == [True]


def test_the_same_text_has_the_same_digest(tmp_path: Path, read: Path) -> None:
    digests = []
    for code in ("410100", "990100"):
        (tmp_path / code).mkdir(exist_ok=True)
        said = command(*confirming(tmp_path / code, read, "listing.days", "2007-11-01"), "--json")
        digests.append(json.loads(said.out)["after"]["confirmed"]["digest"])
    assert digests[0] == digests[1]


# --- what goes wrong -------------------------------------------------------------------------------------------------


def refused(*words: object) -> str:
    """The code with which a command is refused; both languages say it, and what to do."""
    said = {lang: command(*words, "--lang", lang) for lang in ("zh", "en")}
    assert {one.code for one in said.values()} == {3} and all("→" in one.err for one in said.values())
    assert not any(one.out for one in said.values())
    codes = {one.err.split(":")[0] for one in said.values()}
    assert len(codes) == 1
    return codes.pop()


@pytest.mark.parametrize("what", ["国土资发〔2010〕999号", "mode.open.bucket", "ZZ-01", "", "《》"])
def test_what_nobody_knows_is_said_with_what_is_near(what: str) -> None:
    assert refused("law", "show", what) == "X225"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"parameter": "housing.clearance.pauze"}, "W014"),
        ({"since": "2024-04-30"}, "W024"),
    ],
)
def test_a_fact_that_is_not_on_record_is_not_confirmed(
    own: Path, read: Path, change: dict[str, str], code: str
) -> None:
    assert refused(*confirming(own, read, **change)) == code
    assert (own / "place.yaml").read_text("utf-8") == OWN


def test_a_fact_is_not_confirmed_twice(own: Path, read: Path) -> None:
    assert command(*confirming(own, read)).code == 0
    kept = (own / "place.yaml").read_bytes()
    assert refused(*confirming(own, read)) == "W038"
    assert (own / "place.yaml").read_bytes() == kept


def test_a_text_must_be_there_and_not_empty(own: Path, tmp_path: Path) -> None:
    assert refused(*confirming(own, tmp_path / "none.txt")) == "X008"
    (tmp_path / "empty.txt").write_bytes(b" \n")
    assert refused(*confirming(own, tmp_path / "empty.txt")) == "X267"
    assert (own / "place.yaml").read_text("utf-8") == OWN


def test_a_shipped_place_takes_no_entries(tmp_path: Path, read: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = Path(str(files("landsupply"))) / "law" / "places" / "990100"
    before = (shipped / "place.yaml").read_bytes()
    assert refused(*confirming(shipped, read)) == "X268"
    monkeypatch.chdir(tmp_path)
    assert refused(*confirming(Path("410100"), read)) == "X268"
    monkeypatch.chdir(shipped)
    assert refused(*confirming(Path("."), read)) == "X268"
    assert (shipped / "place.yaml").read_bytes() == before and not (tmp_path / "410100").exists()


def test_a_folder_of_no_place_is_refused(tmp_path: Path, read: Path) -> None:
    assert refused(*confirming(tmp_path / "某市", read)) == "X269"
    (tmp_path / "123456").mkdir()
    assert refused(*confirming(tmp_path / "123456", read)) == "X269"


def test_somebody_must_have_read_it(own: Path, read: Path) -> None:
    for nobody in (" ", "某\x00科"):
        words = [nobody if word == "政策法规科" else word for word in confirming(own, read)]
        assert refused(*words) == "X266"


def test_days_go_forward() -> None:
    assert refused("law", "diff", "--from", "2024-07-10", "--to", "2024-07-09") == "X239"


def test_a_rule_must_be_one_that_is_asked_of_parcels(listed: Path) -> None:
    for number in ("ZZ-01", "CT-01", ""):
        assert refused("law", "rulings", listed, "--rule", number) == "X255"


@pytest.mark.parametrize(
    "words",
    [
        ("law",),
        ("law", "repeal"),
        ("law", "show"),
        ("law", "list", "--day", "2024-02-30"),
        ("law", "list", "--day", "2024-02"),
        ("law", "list", "--standing", "gone"),
        ("law", "diff", "--from", "2024-01-01"),
        ("law", "diff", "--from", "昨天", "--to", "2024-01-01"),
        ("law", "confirm", "listing.days"),
        ("law", "rulings"),
    ],
)
def test_a_command_that_is_not_well_formed_is_told_so(words: tuple[str, ...]) -> None:
    said = command(*words)
    assert said.code == 2 and "X010" in said.err


def test_a_ledger_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert refused("law", "rulings", tmp_path / "none.csv") == "X008"
    assert (
        refused("law", "diff", "--from", "2024-01-01", "--to", "2024-02-01", "--ledger", tmp_path / "none.csv")
        == "X008"
    )


@pytest.mark.parametrize("day", ["1985-01-01", "2004-06-01"])
def test_a_rule_that_is_not_yet_in_force_is_named_and_never_passed_over(listed: Path, day: str) -> None:
    said = command("law", "rulings", listed, "--rule", "MT-01", "--day", day)
    assert said.code == 0 and "不适用" in said.out and "MT-01" in said.out
    ways = command("options", listed, "--day", day)
    assert ways.code == 0 and f"{day} 尚未施行" in ways.out and "MT-01" in ways.out
    assert f"当日：— ({day})" in command("law", "show", "mode.open.buckets", "--day", day).out


def test_a_rule_in_force_is_not_named_so(listed: Path) -> None:
    assert "尚未施行" not in command("law", "rulings", listed, "--rule", "MT-01", "--day", "2010-06-01").out
    assert "商服用地" in command("law", "show", "mode.open.buckets", "--day", "2010-06-01").out.split("当日：")[1]


WARNED = """宗地编号,行政区,位置,面积（公顷）,土地用途,供应方式,最早可供月份,住房类型,容积率,土地使用年限,土地等别
H-02,湖东区,甲路,20.0001,城镇住宅用地,挂牌,2024-06,商品住房,1.0,71,
H-03,湖东区,乙路,3,城镇住宅用地,挂牌,2024-06,商品住房,0.99,70,
I-01,湖东区,丙路,3,工业用地,挂牌,2024-06,,1.2,50,15
"""
GRADED = """code: "990100"
parameters:
  - id: industry.grades
    title: 等别
    unit: 等
    level: place
    checked_on: 2026-11-23
    values:
      2020-01-01: {value: {湖东区: 5}, basis: {instrument: 云泽市供应计划管理规则}, kind: reported}
"""


def test_the_options_say_what_they_warn_of_and_bar_only_what_blocks(tmp_path: Path) -> None:
    """A way that is listed stands with its warnings; a warning is no reason why a parcel cannot be listed."""
    (tmp_path / "990100").mkdir()
    (tmp_path / "990100" / "place.yaml").write_text(GRADED, encoding="utf-8")
    (tmp_path / "l.csv").write_text(WARNED, encoding="utf-8")
    said = command("options", tmp_path / "l.csv", "--day", "2024-05-20", "--place", tmp_path / "990100").out
    listed_ways, warned, barred, others, apart = (part.strip() for part in said.split("\n\n")[1:6])
    assert "H-03" in listed_ways and "I-01  工业用地" in listed_ways and "? 土地等别" in listed_ways
    (low,) = [line for line in warned.splitlines() if line.startswith("HS-05")]
    assert "招标/拍卖/挂牌" in low and "H-03" in low
    (grade,) = [line for line in warned.splitlines() if line.startswith("IN-02")]
    assert "台账写 15 等" in grade and "I-01" in grade
    assert "H-02" in barred and "MT-04" in barred and "HS-05" not in barred
    assert "HS-05" not in others
    assert [line.split()[3] for line in apart.splitlines() if line.startswith("HS-05") and "20.0001" in line] == [
        "H-02"
    ]
