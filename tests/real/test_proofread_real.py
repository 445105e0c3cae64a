"""真实计划 · Published plans: the findings that must, may and must never be made, and the figures that must be read."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.findings import findings
from landsupply.proofread.reading import plan_day, read
from tests.proofread.variants import variant

RULES: Rules = open_rulebook("410100").on(date(2024, 1, 1))


def _seed_text(shared: Path) -> str:
    return (shared / "plans" / "zhengzhou_2024_plan.txt").read_text(encoding="utf-8")


def _expected(shared: Path) -> list[dict[str, str]]:
    with (shared / "plans" / "zhengzhou_2024_expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


#: What a row's words mean as rules.
KINDS: dict[str, tuple[str, ...]] = {
    "superseded in substance": ("CT-08",),
    "superseded or repealed": ("CT-01",),
    "superseded": ("CT-01",),
    "title does not match number": ("CT-02",),
    "cited twice": ("CT-03",),
    "bracket style": ("CT-04",),
    "list item ends with 。 instead of ；": ("CT-05",),
    "title not enclosed in 《》 as the others are": ("CT-06",),
    "nested 《》": ("CT-07",),
    "word-processor remnant [bookmark: _GoBack]": ("TX-01",),
    "half-width comma and colon in Chinese text": ("TX-02",),
    "total and classes and shares close": ("PL-06",),
    "spent by its own period": ("CT-08",),
    "standing not confirmed": ("CT-08",),
    "amended since first issue": ("CT-01",),
    "invalid": ("CT-01", "CT-02"),
    "spent": ("CT-01", "CT-08"),
    "no number or period given": ("CT-09",),
    "districts out of scope": ("PL-03",),
    "no 时序 地块 in the text (实施条例 第16条)": ("PL-01",),
    "no 布局 方式 in the text": ("PL-02",),
}

#: Documents of the whole numbering of the citations that stand outside the first list.
BEYOND = {"24": ("一（三）2", "（1）"), "25": ("一（三）2", "（2）"), "26": ("一（三）2", "（3）")}


def _places(where: str) -> list[tuple[str, str]]:
    """Section and item of every place a row names."""
    if where == "body":
        return [("", "")]
    if found := re.fullmatch(r"3((?:\([0-9]\)| )+).*|3(\([0-9]\)) .*", where):
        return [("一（三）3", f"（{one}）") for one in re.findall(r"\(([0-9])\)", found[0])]
    places = [("一（三）2", f"（{one}）") for one in re.findall(r"规范\(([0-9]+)\)", where)]
    for one in re.findall(r"(?<!规范)\(([0-9]+)\)", where):
        places.append(BEYOND.get(one, ("一（三）1", f"（{one}）")))
    sections = re.findall(r"([一二三四五六])(?:\(([一二三])\))?", re.sub(r"规范\([0-9]+\)", "", where))
    return places + [(head + (f"（{sub}）" if sub else ""), "") for head, sub in sections]


def _stands(finding: Finding, section: str, item: str) -> bool:
    spots = (finding.place, *finding.also)
    return any(
        one.section.startswith(section) and (not item or (one.section, one.item) == (section, item)) for one in spots
    )


def _made(found: tuple[Finding, ...], row: dict[str, str]) -> list[bool]:
    """For each place a row names, whether a finding of its kind stands there."""
    own = [one for one in found if one.rule in KINDS[row["finding"]]]
    return [any(_stands(one, *place) for one in own) for place in _places(row["where"])]


def test_every_row_of_the_expected_findings_is_understood(shared: Path) -> None:
    rows = _expected(shared)
    assert len(rows) == 24
    assert all(row["finding"] in KINDS and _places(row["where"]) for row in rows)
    assert {row["expect"] for row in rows} == {"must", "may", "never"}


def test_every_must_is_found_in_every_place_it_names(shared: Path) -> None:
    found = findings(read(_seed_text(shared)), RULES)
    missed = [row for row in _expected(shared) if row["expect"] == "must" and not all(_made(found, row))]
    assert missed == []


def test_no_never_is_found(shared: Path) -> None:
    found = findings(read(_seed_text(shared)), RULES)
    made = [row for row in _expected(shared) if row["expect"] == "never" and any(_made(found, row))]
    assert made == []


def test_nothing_above_advice_is_found_that_no_row_allows(shared: Path) -> None:
    found = [one for one in findings(read(_seed_text(shared)), RULES) if one.severity is not Severity.ADVICE]
    allowed = [row for row in _expected(shared) if row["expect"] != "never"]
    loose = [one for one in found if not any(any(_made((one,), row)) for row in allowed)]
    assert loose == []
    assert len(found) == 12


#: What the seed is advised of: the rule and the line.
ADVISED = {
    *(("CT-08", line) for line in (17, 18, 23, 24, 27, 28, 29, 30, 31)),
    *(("CT-09", line) for line in (42, 45)),
    ("CT-11", 43),
    ("CT-12", 5),
    ("PL-01", 62),
    ("PL-02", 62),
}


def test_the_seed_is_advised_of_a_listed_exact_set(shared: Path) -> None:
    found = findings(read(_seed_text(shared)), RULES)
    advice = [(one.rule, one.place.line) for one in found if one.severity is Severity.ADVICE]
    assert set(advice) == ADVISED
    assert len(advice) == len(ADVISED) + 1  # PL-02 speaks of 布局 and of 方式


def test_the_rows_can_fail(shared: Path) -> None:
    mended = _seed_text(shared).replace("[2015]", "〔2015〕").replace("3927.94公顷，其中", "3927.95公顷，其中")
    found = findings(read(mended), RULES)
    failed = [row["finding"] for row in _expected(shared) if row["expect"] == "must" and not all(_made(found, row))]
    wrong = [row["finding"] for row in _expected(shared) if row["expect"] == "never" and any(_made(found, row))]
    assert (failed, wrong) == (["bracket style"], ["total and classes and shares close"])


@pytest.mark.parametrize("block", range(8))
def test_two_hundred_variants_give_exactly_their_own_findings(shared: Path, block: int) -> None:
    base = _seed_text(shared)
    for seed in range(25 * block, 25 * block + 25):
        made = variant(base, RULES, seed)
        found = findings(read(made.text), RULES)
        accused = {(one.rule, one.place.line) for one in found if one.severity is not Severity.ADVICE}
        assert (seed, accused) == (seed, set(made.expected))


def _published(shared: Path) -> dict[str, str]:
    lines = (shared / "plans" / "published_plan_texts.jsonl").read_text(encoding="utf-8").splitlines()
    plans = [json.loads(line) for line in lines if line.strip()]
    return {re.match(r".*?[0-9]{4}", one["标题"])[0]: one["内容文本"] for one in plans}  # type: ignore[index]  # every title names its year


def _figures(shared: Path) -> list[dict[str, str]]:
    with (shared / "plans" / "published_figures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


NAMES = {
    "总量": "总量",
    "科教文卫体行政": "科技、教育",
    "廉租经适": "廉租住房及经济适用",
    "限价及政策性租赁": "限价商品房及政策性",
    "全市统筹": "指标",
    "分解到区县": "指标",
}


def test_the_published_figures_are_read(shared: Path) -> None:
    texts = {**_published(shared), "郑州市本级2024": _seed_text(shared)}
    missed = []
    for row in _figures(shared):
        text = next(one for name, one in texts.items() if row["地区"][:2] in name and row["年度"] in name)
        name = re.compile(NAMES.get(row["项目"], re.escape(row["项目"])))
        unit = row["单位"]
        stated = [one for one in read(text).figures if one.unit == unit and name.search(one.item)]
        if not any(row["数值"] in (one.low, one.high) for one in stated):
            missed.append((row["地区"], row["年度"], row["项目"], row["数值"]))
    assert missed == []


@pytest.mark.parametrize("name", ["北京市2009", "北京市本级2014", "蔚县2020"])
def test_the_published_plans_are_not_accused(shared: Path, name: str) -> None:
    reading = read(_published(shared)[name])
    day = plan_day(reading)
    assert day is not None and str(day.year) in name
    accused = [one for one in findings(reading, RULES) if one.severity is not Severity.ADVICE]
    assert accused == []


def test_what_yuxian_leaves_open_is_not_listed(shared: Path) -> None:
    found = findings(read(_published(shared)["蔚县2020"]), RULES)
    sums = [one for one in found if one.rule == "PL-06"]
    assert [(one.code, one.facts["gap"], one.severity) for one in sums] == [("A063", "280公顷", Severity.ADVICE)]
