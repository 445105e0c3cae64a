"""分区相加 · PL-06 over the sections of a plan by district: their totals make the plan's, their classes its classes.

That the sections are all there is known only where some class adds up over them exactly; then what does not add up is
a slip. Else less than the plan's total is 未列明.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from landsupply.proofread.compositions import Composition
from landsupply.proofread.districts import district_of
from landsupply.proofread.figures import Figure, Role, exact
from landsupply.proofread.finding import Finding
from landsupply.proofread.register import Case
from landsupply.proofread.sums import adds_up

_FEWEST = 2
_OPEN_ENDED = ("其他", "其它", "其余")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """分区一节 · The heading of a district, the total stated under it, and its classes by name (none: not whole)."""

    above: tuple[int, ...]
    total: Figure
    classes: Mapping[str, Figure]


def sections_add_up(case: Case) -> Iterator[Finding]:
    """PL-06 分区相加 · The totals and the classes under the headings of districts make those of the plan."""
    for _, group in groupby(_sections(case), key=lambda one: one.above):
        found = list(group)
        whole = next((one for one in reversed(case.reading.totals) if one.index < found[0].total.index), None)
        if whole and len(found) >= _FEWEST and whole.is_exact and all(one.total.is_exact for one in found):
            yield from _added(case, whole, found)


def years_add_up(case: Case) -> Iterator[Finding]:
    """PL-06 各年相加 · In a plan of several years, what is stated for each year makes what is stated for all."""
    years = case.reading.years
    if years is None or years[0] == years[1]:
        return
    known = {(one.whole, one.parts) for one in case.reading.compositions}
    named: dict[str, list[Figure]] = {}
    for one in case.reading.figures:
        if one.role is Role.PART and one.is_exact:
            named.setdefault(one.item, []).append(one)
    for name, (whole, *others) in named.items():
        by_year = [named.get(f"{year}年{name}", []) for year in range(years[0], years[1] + 1)]
        if name and not others and all(len(found) == 1 for found in by_year):
            composition = _composition(whole, [found[0] for found in by_year], is_closed=True)
            if (composition.whole, composition.parts) not in known:
                yield from adds_up(case, composition)


def _added(case: Case, whole: Figure, found: Sequence[_Section]) -> Iterator[Finding]:
    own = _classes(case, whole)
    is_told = bool(own) and all(one.classes for one in found) and _are_of_one_scheme(own, found)
    by_class = [(own[name], tuple(one.classes[name] for one in found if name in one.classes)) for name in own]
    sums = [(top, parts) for top, parts in by_class if is_told and len(parts) >= _FEWEST]
    closing = [top for top, parts in sums if exact(top) and exact(top) == sum(map(exact, parts), Fraction(0))]
    totals = tuple(one.total for one in found)
    yield from adds_up(case, _composition(whole, totals, is_closed=bool(closing)))
    if exact(whole) == sum(map(exact, totals), Fraction(0)):
        for top, parts in sums:
            yield from adds_up(case, _composition(top, parts, is_closed=True))


def _composition(whole: Figure, parts: Sequence[Figure], *, is_closed: bool) -> Composition:
    indexes = tuple(one.index for one in parts)
    is_total = whole.role is Role.TOTAL
    return Composition(
        whole=whole.index,
        parts=indexes,
        of_total=is_total,
        axis="district",
        is_stated=not is_total or is_closed,
        is_closed=is_closed,
    )


def _sections(case: Case) -> Iterator[_Section]:
    """The districts in order, the first total under each heading; those that a list adds up already left out."""
    reading = case.reading
    listed = {part for one in reading.compositions if len(one.parts) > 1 for part in one.parts}
    met: set[int] = set()
    for one in reading.figures:
        heading = district_of(one, reading.paragraphs, reading.title) if one.role is Role.PART else None
        if heading and one.item == heading.heading and heading.index not in met and one.index not in listed:
            met.add(heading.index)
            yield _Section(above=heading.path, total=one, classes=_classes(case, one))


def _classes(case: Case, whole: Figure) -> Mapping[str, Figure]:
    """The parts of a figure by name, where one list of them adds up to it, each exact and named once."""
    figures = case.reading.figures
    for one in case.reading.compositions:
        parts = [figures[index] for index in one.parts]
        named = {part.item: part for part in parts if part.item}
        is_list = one.whole == whole.index and one.axis == "class" and len(named) == len(parts) > 1
        if is_list and all(part.is_exact for part in parts) and exact(whole) == sum(map(exact, parts), Fraction(0)):
            return named
    return {}


def _are_of_one_scheme(own: Mapping[str, Figure], found: Sequence[_Section]) -> bool:
    """Whether a class means the same in every section: no other names, and a rest only where all name the same."""
    if not all(one.classes.keys() <= own.keys() for one in found):
        return False
    is_open = any(sign in name for name in own for sign in _OPEN_ENDED)
    return not is_open or all(one.classes.keys() == own.keys() for one in found)
