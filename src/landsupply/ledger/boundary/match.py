"""界线归宗 · Boundaries given to the parcels they belong to, by number or name, and the areas compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from landsupply.law.rulebook import Rules
from landsupply.ledger.boundary.notes import boundary_issue
from landsupply.ledger.boundary.plot import Boundary
from landsupply.ledger.identity import OFFICIAL
from landsupply.ledger.issue import Issue, IssuePlace, issue_at
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.sheet_words import folded, synonyms
from landsupply.measure.area import Area, AreaUnit
from landsupply.measure.rounding import half_up

_PLACES = 2
_FIGURE = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?")


_Finder = Mapping[str, list[Parcel]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """归宗结果 · The boundaries by the identity of their parcel, and what found no partner or more than one."""

    boundaries: Mapping[str, Boundary]
    issues: tuple[Issue, ...]


def attach(ledger: Ledger, boundaries: Sequence[Boundary]) -> Attached:
    """归宗 · Each boundary to the one parcel it names, folded and otherwise exact.

    By the parcel's number, then by its name: as the label, or in an attribute of that meaning.

    G060 a boundary without a parcel, G061 parcels without a boundary, G062 two boundaries for one parcel, G063 one
    label that several parcels answer to. None of these is attached; a number goes before a name.
    """
    finders = (_by(ledger.parcels, lambda parcel: parcel.id), _by(ledger.parcels, lambda parcel: parcel.name))
    wanted: dict[str, list[Boundary]] = {}
    issues: list[Issue] = []
    for boundary in boundaries:
        found = _answering(boundary, *finders)
        if len(found) == 1:
            wanted.setdefault(found[0].id, []).append(boundary)
        elif found:
            issues.append(boundary_issue("G063", boundary, parcels=tuple(parcel.id for parcel in found)))
        else:
            issues.append(boundary_issue("G060", boundary))
    for identity, several in wanted.items():
        if len(several) > 1:
            issues += [boundary_issue("G062", one, parcel=identity, boundaries=len(several)) for one in several]
    attached = {identity: several[0] for identity, several in sorted(wanted.items()) if len(several) == 1}
    without = [parcel for parcel in ledger.parcels if parcel.id not in wanted]
    return Attached(boundaries=attached, issues=(*issues, *_without(without)))


def _answering(boundary: Boundary, numbers: _Finder, names: _Finder) -> list[Parcel]:
    """The parcels whose number, then those whose name, is the label or stands in an attribute of that meaning."""
    for finder, fields in ((numbers, OFFICIAL), (names, ("name",))):
        told = [text for key, text in boundary.attributes.items() if synonyms().get(folded(key), ("",))[0] in fields]
        for text in (boundary.label, *told):
            if found := finder.get(folded(text)):
                return found
    return []


def _by(parcels: Sequence[Parcel], key: Callable[[Parcel], str]) -> _Finder:
    found: dict[str, list[Parcel]] = {}
    for parcel in parcels:
        if key(parcel):
            found.setdefault(folded(key(parcel)), []).append(parcel)
    return found


def _without(parcels: Sequence[Parcel]) -> Iterator[Issue]:
    """G061 once for each list that the parcels without a boundary stand in."""
    sheets: dict[tuple[str, str | None], list[Parcel]] = {}
    for parcel in parcels:
        sheets.setdefault((parcel.source.file, parcel.source.sheet), []).append(parcel)
    for (file, sheet), several in sheets.items():
        rows = tuple(sorted(parcel.source.row for parcel in several))
        yield issue_at("G061", IssuePlace(file, sheet, rows))


def compare_areas(parcels: Sequence[Parcel], boundaries: Mapping[str, Boundary], rules: Rules) -> tuple[Issue, ...]:
    """核对面积 · An issue for each parcel whose declared area is not that of its boundary (投影平面面积)."""
    pairs = [(parcel.area, boundaries.get(parcel.id)) for parcel in parcels]
    found = (area_issue(area, boundary, rules) for area, boundary in pairs if area is not None and boundary is not None)
    return tuple(issue for issue in found if issue is not None)


def stated_issues(boundaries: Sequence[Boundary], field: str, rules: Rules) -> tuple[Issue, ...]:
    """核对自报面积 · The same for the hectares that a boundary file itself states in an attribute.

    G052 where a figure is no area.
    """
    found = (
        _stated_issue(one, one.attributes[field], rules) for one in boundaries if one.attributes.get(field, "").strip()
    )
    return tuple(issue for issue in found if issue is not None)


def _stated_issue(boundary: Boundary, text: str, rules: Rules) -> Issue | None:
    plain = folded(text)
    if not _FIGURE.fullmatch(plain):
        return boundary_issue("G052", boundary, stated=text)
    return area_issue(Area.nearest(plain, AreaUnit.HECTARE), boundary, rules)


def area_issue(declared: Area, boundary: Boundary, rules: Rules) -> Issue | None:
    """面积不符 · G050 where the difference exceeds both a share of the area and a number of square metres.

    G051 where declared and measured stand to each other as two units do: 15, 10 000 or 666.67, either way.
    """
    share = rules.parameter("boundary.area.share").exact()
    least = rules.parameter("boundary.area.square_metres").exact() * 100
    apart = abs(declared.units - boundary.area.units)
    allowed = max(boundary.area.units * share, least)
    if apart <= allowed:
        return None
    facts = {
        "declared": declared.hectares,
        "measured": boundary.area.hectares,
        "ellipsoidal": boundary.ellipsoidal.hectares,
        "apart": half_up(apart, 100, _PLACES),
        "allowed": half_up(allowed.numerator, allowed.denominator * 100, _PLACES),
    }
    units = unit_mistaken(declared, boundary.area, rules.parameter("boundary.ratio.share").exact())
    if units is None:
        return boundary_issue("G050", boundary, **facts)
    return boundary_issue("G051", boundary, **facts, written=units[0].value, meant=units[1].value)


def unit_mistaken(declared: Area, measured: Area, tolerance: Fraction) -> tuple[AreaUnit, AreaUnit] | None:
    """疑误单位 · The unit a figure was taken in and the unit it seems to be in, None where no such pair explains it."""
    for taken in AreaUnit:
        for meant in AreaUnit:
            right = Fraction(declared.units) * _ratio(meant, taken)
            if _ratio(meant, taken) != 1 and abs(right - measured.units) <= tolerance * measured.units:
                return taken, meant
    return None


def _ratio(meant: AreaUnit, taken: AreaUnit) -> Fraction:
    """Three of a unit are a whole number of 0.01 m², in mu as well."""
    return Fraction(Area.exactly("3", meant).units, Area.exactly("3", taken).units)
