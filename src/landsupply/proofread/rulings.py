"""引用判定 · What each rule on citations says of a whole text: kept, broken, not applicable or cannot tell.

Broken is what some finding says for certain; what depends on a day or a record that is not there cannot be told, and is
held against nobody; where the text has nothing that a rule speaks of, the rule is not asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from landsupply.law.rulebook import Rules
from landsupply.law.ruling import Ruling
from landsupply.proofread import bases, listing, standing
from landsupply.proofread.citations import Cited
from landsupply.proofread.finding import Finding
from landsupply.proofread.reading import Reading
from landsupply.proofread.register import Case, Found, open_case
from landsupply.proofread.titles import quoted

#: What says that something cannot be told: no day of the plan, no word of it on record, not established.
_DOUBTS = frozenset({"A012", "A021", "A022", "A023", "A026", "A123"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule:
    """文本规则 · A number, what finds for it, whether a text has what it speaks of, and what of that stays open."""

    number: str
    finds: tuple[Callable[[Case], Found], ...]
    is_asked: Callable[[Case], bool]
    is_open: Callable[[Case], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRuling:
    """文本判定 · What one rule says of a text, with the findings that it rests on."""

    rule: str
    ruling: Ruling
    findings: tuple[Finding, ...] = ()


def text_rulings(reading: Reading, rules: Rules, day: date | None = None) -> tuple[TextRuling, ...]:
    """文本判定 · One ruling a rule, in the order of the rules."""
    case = open_case(reading, rules, day)
    return tuple(_ruled(rule, case) for rule in TEXT_RULES)


def _ruled(rule: TextRule, case: Case) -> TextRuling:
    found = tuple(one for find in rule.finds for one in find(case))
    if any(one.code not in _DOUBTS for one in found):
        ruling = Ruling.BROKEN
    elif not rule.is_asked(case):
        ruling = Ruling.NOT_APPLICABLE
    else:
        ruling = Ruling.CANNOT_TELL if found or rule.is_open(case) else Ruling.KEPT
    return TextRuling(rule=rule.number, ruling=ruling, findings=found)


def _known(case: Case) -> list[Cited]:
    return [one for one in case.reading.citations if case.meant(one)]


def _listed(case: Case) -> list[Cited]:
    return [one for one in case.reading.citations if one.list_index is not None]


def _among_bases(case: Case) -> Iterator[Cited]:
    every = case.reading.citations
    return (one for one in every if one.list_index is not None or standing.is_among_bases(case, one))


def _with_both(case: Case) -> list[Cited]:
    return [one for one in case.reading.citations if one.title and one.number]


def _with_number(case: Case) -> list[Cited]:
    return [one for one in case.reading.citations if one.number]


def _bracketed(case: Case) -> bool:
    return any(one.number and one.number.brackets for one in case.reading.citations)


def _is_on_no_record(case: Case) -> bool:
    """Whether of some title with its number neither is known."""
    pairs = ((one, one.number) for one in _with_both(case))
    return any(number and case.numbered(number) is None and not case.titled(one) for one, number in pairs)


def _inner_marks(case: Case) -> list[tuple[str, ...]]:
    """The end marks of each list before its last item, where these are two or more."""
    return [one.marks[:-1] for one in case.reading.lists if len(one.marks) > 2]


def _is_split(marks: tuple[str, ...]) -> bool:
    """Whether no mark ends more than half of the items."""
    return 2 * Counter(marks).most_common(1)[0][1] <= len(marks)


def _enclosures(case: Case) -> list[set[bool]]:
    """Of each list with a title in 《》, whether its titles are enclosed."""
    numbers = {one.list_index for one in _listed(case)}
    held = [{one.enclosed for one in _listed(case) if one.list_index == number and one.title} for number in numbers]
    return [one for one in held if True in one]


def _quotes_titles(case: Case) -> bool:
    return any(quoted(one.text).titles for one in case.reading.paragraphs)


def _has_unpaired_mark(case: Case) -> bool:
    return any(quoted(one.text).unpaired for one in case.reading.paragraphs)


def _names_local_plan(case: Case) -> bool:
    named = (one.title for one in _among_bases(case) if standing.LOCAL_PLAN.search(one.title))
    return any(standing.OLD_PLANNING not in title or not standing.is_under_the_new_regime(case) for title in named)


def _names_old_planning(case: Case) -> bool:
    return any(standing.OLD_PLANNING in one.title for one in _among_bases(case))


def _has_no_day(case: Case) -> bool:
    return case.day is None


def _never(_: Case) -> bool:
    return False


TEXT_RULES: tuple[TextRule, ...] = (
    TextRule(
        number="CT-01",
        finds=(standing.superseded, standing.number_of_an_earlier_edition),
        is_asked=lambda case: bool(_known(case)),
        is_open=_has_no_day,
    ),
    TextRule(
        number="CT-02",
        finds=(standing.title_is_not_the_numbers,),
        is_asked=lambda case: bool(_with_both(case)),
        is_open=_is_on_no_record,
    ),
    TextRule(
        number="CT-03",
        finds=(listing.cited_twice,),
        is_asked=lambda case: len(_listed(case)) > 1,
        is_open=_never,
    ),
    TextRule(
        number="CT-04", finds=(listing.bracket_style, listing.number_is_mistyped), is_asked=_bracketed, is_open=_never
    ),
    TextRule(
        number="CT-05",
        finds=(listing.item_end_mark,),
        is_asked=lambda case: bool(_inner_marks(case)),
        is_open=lambda case: any(map(_is_split, _inner_marks(case))),
    ),
    TextRule(
        number="CT-06",
        finds=(listing.title_is_not_enclosed,),
        is_asked=lambda case: bool(_enclosures(case)),
        is_open=lambda case: any(len(one) > 1 for one in _enclosures(case)),
    ),
    TextRule(number="CT-07", finds=(listing.nested_title,), is_asked=_quotes_titles, is_open=_has_unpaired_mark),
    TextRule(
        number="CT-08",
        finds=(standing.spent_or_unverified, standing.period_is_over, standing.not_on_record),
        is_asked=lambda case: bool(_listed(case) or _known(case)),
        is_open=_has_no_day,
    ),
    TextRule(
        number="CT-09",
        finds=(standing.local_plan_is_unspecified,),
        is_asked=_names_local_plan,
        is_open=_never,
    ),
    TextRule(
        number="CT-10",
        finds=(standing.later_than_the_plan,),
        is_asked=lambda case: bool(_with_number(case)),
        is_open=_has_no_day,
    ),
    TextRule(
        number="CT-11",
        finds=(standing.old_planning_cannot_be_told,),
        is_asked=_names_old_planning,
        is_open=_never,
    ),
    TextRule(
        number="CT-12",
        finds=(bases.duty_is_cited,),
        is_asked=bases.lists_bases,
        is_open=_has_no_day,
    ),
)
