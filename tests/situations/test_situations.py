"""情形 · Every situation of a parcel as a whole: a row as a clerk writes it, and what the rules make of it.

A situation names the day (`as_of`), the row (`parcel`), the mode in question (`ask`), if need be the `place` and the
bureau's own text (`source`), and what is expected of it:
`refused_by` the rules that keep it out (— for own reckoning),
`says` the codes of all reasons, `ruling`, `basis` (instrument), `warned_by`
the rules that only warn, `lawful` the modes left open, `planned_with` the ones to plan with, `months` first and last,
`state`, `term`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.law.situations import PARCELS, situations_of
from landsupply.ledger.examine import examine
from landsupply.ledger.sheet import BLANK, Cell, CellKind, sheet_of_rows
from landsupply.options.lawful import Options, lawful_options
from landsupply.options.option import Option, Refusal
from landsupply.prepare.readiness import readiness_of

#: What a situation calls a field, and the header under which a clerk writes it.
HEADERS = {
    "id": "宗地编号",
    "name": "项目名称",
    "district": "行政区",
    "location": "位置",
    "area": "面积（公顷）",
    "use": "土地用途",
    "other_uses": "备选用途",
    "mode": "供应方式",
    "allocation_item": "划拨目录项",
    "grounds": "协议依据",
    "housing": "住房类型",
    "term": "土地使用年限",
    "ready": "最早可供月份",
    "obstacles": "障碍",
    "noticed": "公告日期",
    "supplied": "合同签订日期",
}

Situation = Mapping[str, Any]


def situations() -> list[Any]:
    """全部情形 · Every situation of every file, by file and order."""
    return [pytest.param(one, id=f"{name}: {one['情形']}") for name, one in situations_of(PARCELS)]


@cache
def _rules(place: str, day: date, own: str) -> Rules:
    return open_rulebook(place, *((own,) if own else ())).on(day)


def _row(situation: Situation, rules: Rules) -> dict[str, str]:
    usual = {
        "id": "P-1",
        "name": "示例项目",
        "district": rules.place.units[0].name,
        "location": "示例路",
        "area": "3.2000",
        "ready": f"{rules.day.year}-01",
    }
    given = {name: "" if value is None else str(value) for name, value in situation["parcel"].items()}
    return {**usual, **given}


def _options(situation: Situation) -> Options:
    rules = _rules(str(situation.get("place", "410100")), situation["as_of"], situation.get("source", ""))
    row = _row(situation, rules)
    head = tuple(Cell(header, CellKind.TEXT) for header in HEADERS.values())
    body = tuple(Cell(row[name], CellKind.TEXT) if row.get(name) else BLANK for name in HEADERS)
    ledger = examine(sheet_of_rows("台账.csv", None, (head, body), 1, "sha256:test"), rules)
    return lawful_options(ledger, readiness_of(ledger), rules, situation.get("past_is_candidate"))


def _once(values: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _about(options: Options, ask: str | None) -> tuple[list[Option], list[Refusal]]:
    """The options and refusals of the mode in question, or of the parcel as a whole where none is."""
    if ask is None:
        return list(options.options), [one for one in options.refused if not one.mode]
    mode = options.rules.vocabulary.mode(ask)
    assert mode is not None, ask
    of_mode = [one for one in options.options if one.mode.code == mode.code]
    return of_mode, [one for one in options.refused if one.mode in ("", mode.name)]


def found(situation: Situation) -> dict[str, Any]:
    """所得 · All that can be expected of a situation, as the rules see it."""
    options = _options(situation)
    ways, against = _about(options, situation.get("ask"))
    warnings = [warning for way in ways for warning in way.warnings]
    reasons = [*against, *warnings]
    return {
        "refused_by": _once(one.rule or "—" for one in against if one.blocks),
        "says": _once(one.code for one in reasons),
        "ruling": _once(one.ruling.value for one in reasons),
        "basis": _once(one.basis.instrument for one in reasons if one.basis),
        "warned_by": _once(one.rule for one in warnings),
        "lawful": _once(one.mode.name for one in options.options),
        "planned_with": _once(one.mode.name for one in options.preferred),
        "months": [[one.first, one.last] for one in ways],
        "state": _once(one.state for one in ways),
        "term": [one.term for one in ways],
    }


def complaints(situation: Situation) -> list[str]:
    """不符 · Where what the rules say is not what the situation expects."""
    seen = found(situation)
    return [
        f"{key}: expected {wanted}, found {seen[key]}"
        for key, wanted in situation["expect"].items()
        if seen[key] != wanted
    ]


@pytest.mark.parametrize("situation", situations())
def test_the_rules_say_what_the_situation_expects(situation: Situation) -> None:
    assert complaints(situation) == []


@pytest.mark.parametrize("situation", situations())
def test_every_expectation_can_fail(situation: Situation) -> None:
    assert situation["expect"]
    for key, wanted in situation["expect"].items():
        planted = {**situation, "expect": {key: [*wanted, "别的"]}}
        assert len(complaints(planted)) == 1, key


@pytest.mark.parametrize("situation", situations())
def test_every_reason_is_said_in_both_languages(situation: Situation) -> None:
    _, against = _about(_options(situation), situation.get("ask"))
    for one in against:
        for lang in ("zh", "en"):
            words = one.message(lang) + one.remedy(lang)
            assert "None" not in words
            assert "{" not in words


def test_every_mode_rule_is_kept_and_spoken_of() -> None:
    """Of each of MT-01 to MT-04 there is a situation that is against it, and one of the same mode that is not."""
    seen = [found(one.values[0]) for one in situations()]
    for rule in ("MT-01", "MT-02", "MT-03", "MT-04"):
        assert any(rule in one["refused_by"] + one["warned_by"] for one in seen), rule
        assert any(rule not in one["refused_by"] + one["warned_by"] for one in seen), rule
    said = {code for one in seen for code in one["says"]}
    gates = {f"O{number:03d}" for number in range(1, 10)}
    assert said >= gates | {f"O{number:03d}" for number in range(101, 110)}
