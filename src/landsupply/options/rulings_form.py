"""判定形式 · Judgements, and what moved between two days, as plain values for programs.

`landsupply.rulings/1` and `landsupply.law-diff/1`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from landsupply.law.catalogue import rule_catalogue
from landsupply.law.changes import Changes, ParameterChange
from landsupply.law.citation import BasisKind, Citation
from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rulebook, Rules
from landsupply.law.ruling import Ruling
from landsupply.law.value_text import plain_value
from landsupply.ledger.ledger import Ledger
from landsupply.options.flips import Flip
from landsupply.options.judgement import Judgement
from landsupply.options.rooms import rooms, rooms_form

RULINGS_FORMAT = "landsupply.rulings/1"
DIFF_FORMAT = "landsupply.law-diff/1"


def rulings_form(ledger: Ledger, rules: Rules, found: Sequence[Judgement], lang: str = "zh") -> dict[str, object]:
    """判定形式 · How many of each ruling by rule, then every judgement; one of the place itself names no parcel."""
    return {
        "format": RULINGS_FORMAT,
        "place": rules.place.code,
        "day": rules.day.isoformat(),
        "rulebook": rules.digest,
        "ledger": ledger.digest,
        "ceilings": rooms_form(tuple(one for one in rooms(ledger, rules) if one.ceiling.rule in counted(found))),
        "rules": [_counted(number, counts) for number, counts in counted(found).items()],
        "rulings": [_judgement(one, lang) for one in found],
    }


def counted(found: Iterable[Judgement]) -> dict[str, Counter[Ruling]]:
    """计数 · How many parcels got which ruling, by rule in the order of their numbers."""
    counts: dict[str, Counter[Ruling]] = {}
    for one in found:
        counts.setdefault(one.rule, Counter())[one.ruling] += 1
    return dict(sorted(counts.items()))


def _counted(number: str, counts: Counter[Ruling]) -> dict[str, object]:
    card = rule_catalogue()[number]
    return {
        "rule": number,
        "title": card.title,
        "title_en": card.title_en,
        "counts": {ruling.value: counts[ruling] for ruling in Ruling},
    }


def _judgement(one: Judgement, lang: str) -> dict[str, object]:
    return {"rule": one.rule, "parcel": one.parcel or None, **_weighed(one, lang)}


def _weighed(one: Judgement, lang: str) -> dict[str, object]:
    return {
        "ruling": one.ruling.value,
        "code": one.code,
        "blocks": one.blocks,
        "basis": None if one.basis is None or one.kind is None else _basis(one.basis, one.kind),
        "missing": list(one.missing),
        "message": one.message(lang),
        "remedy": one.remedy(lang),
    }


def _basis(basis: Citation, kind: BasisKind) -> dict[str, object]:
    return {"instrument": basis.instrument, "article": basis.article, "kind": kind.value}


def diff_form(
    rulebook: Rulebook, moved: Changes, ledger: Ledger | None, flipped: Sequence[Flip], lang: str = "zh"
) -> dict[str, object]:
    """法规之变形式 · What moved between two days; without a ledger `ledger` and `flips` are null."""
    return {
        "format": DIFF_FORMAT,
        "place": rulebook.place.code,
        "from": moved.first.isoformat(),
        "to": moved.last.isoformat(),
        "rulebook": rulebook.digest,
        "parameters": [_parameter(one) for one in moved.parameters],
        "rules": [
            {"rule": one.card.number, "title": one.card.title, "asked": one.is_asked_after} for one in moved.rules
        ],
        "instruments": [
            {
                "instrument": one.instrument.id,
                "title": one.instrument.title,
                "before": one.before.value,
                "after": one.after.value,
            }
            for one in moved.instruments
        ],
        "ledger": ledger.digest if ledger else None,
        "flips": [_flip(one, lang) for one in flipped] if ledger else None,
    }


def _parameter(one: ParameterChange) -> dict[str, object]:
    return {
        "parameter": one.parameter.id,
        "title": one.parameter.title,
        "before": dated_form(one.before) if one.before else None,
        "after": dated_form(one.after) if one.after else None,
        "rules": list(one.rules),
    }


def dated_form(one: Dated) -> dict[str, object]:
    """某日之值形式 · A value (lists as lists), its days, basis and kind, whether it may block, who confirmed it."""
    known = one.confirmed
    return {
        "value": plain_value(one.value),
        "since": one.since.isoformat(),
        "until": one.until.isoformat() if one.until else None,
        "basis": _basis(one.basis, one.kind),
        "blocks": one.blocks,
        "confirmed": {"by": known.by, "on": known.on.isoformat(), "digest": known.digest} if known else None,
    }


def _flip(one: Flip, lang: str) -> dict[str, object]:
    return {
        "rule": one.rule,
        "parcel": one.parcel,
        "before": _weighed(one.before, lang),
        "after": _weighed(one.after, lang),
    }
