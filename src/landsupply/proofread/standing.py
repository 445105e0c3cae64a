"""引用效力 · CT-01, CT-02, CT-08 to CT-11: whether what is cited holds on the plan's day and is so called.

Known to be gone is a warning. Spent by its own period, overtaken in substance or not established is advice: that is no
proof of invalidity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from landsupply.law.citation import FormerNumber, Instrument, Standing
from landsupply.law.spelling import fold_number, fold_title
from landsupply.proofread.citations import Cited
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.register import GONE, Case, Found, keys_of

#: Likeness from which a title that differs from the register is taken for a slip, not for another document.
NEARLY = 0.85

OLD_PLANNING = "土地利用总体规划"
_NEW_REGIME = "planning.old_until_new"
_EDITION = re.compile(r"(?:19|20)[0-9]{2}年(?:版|本|修订|修正|第)")
_SPAN = re.compile(
    r"((?:19|20)[0-9]{2})(?: {0,2}(?:年|年度)?(?:至|到|[-–—~～－]{1,2}) {0,2}((?:19|20)[0-9]{2}))?(?=年|[)）]|\Z)"
)
_FIVE_YEARS = re.compile(r"十([一二三四五六七八九])(?:五|个五年)")
_BASES = re.compile(r"(?:根据|依据|按照|遵循|结合)[^。]{0,200}《")
_NOTICE = re.compile(r"〔[0-9]{4}〕")
LOCAL_PLAN = re.compile(r"规划|计划|纲要|方案")


def _first_mentions(case: Case) -> Iterator[tuple[Cited, Instrument, tuple[Cited, ...]]]:
    """Each instrument once: where it is cited first, in a list if in any, and where it is cited again."""
    found: dict[str, tuple[Instrument, list[Cited]]] = {}
    for cited in case.reading.citations:
        instrument = case.meant(cited)
        if instrument:
            found.setdefault(instrument.id, (instrument, []))[1].append(cited)
    for instrument, mentions in found.values():
        first = next((one for one in mentions if one.list_index is not None), mentions[0])
        yield first, instrument, tuple(one for one in mentions if one is not first)


def _name(case: Case, instrument_id: str | None) -> str:
    known = case.rules.instruments.get(instrument_id or "")
    return (known.number or known.title) if known else (instrument_id or "")


def superseded(case: Case) -> Found:
    """CT-01 已被替代或废止 · A cited document had been superseded or repealed by the plan's day."""
    for cited, instrument, again in _first_mentions(case):
        day = case.day or case.rules.day
        standing = instrument.standing_on(day)
        if standing not in GONE:
            continue
        facts = {"raw": cited.name, "ended": instrument.ended, "successor": _name(case, instrument.successor)}
        code = "A010" if instrument.successor else "A011"
        severity = Severity.WARNING
        if case.day is None:
            code, severity = "A012", Severity.ADVICE
        yield Finding(
            rule="CT-01",
            code=code,
            severity=severity,
            place=cited.position,
            facts=facts,
            also=tuple(one.position for one in again),
        )


def number_of_an_earlier_edition(case: Case) -> Found:
    """CT-01 旧版文号 · A document is cited by a number that a later edition had replaced by the plan's day."""
    day = case.day or case.rules.day
    told: dict[str, list[Cited]] = {}
    for cited in case.reading.citations:
        instrument = case.meant(cited)
        former = _former(cited, instrument) if instrument else None
        if instrument and former and day >= former.until and not instrument.is_gone_on(day):
            told.setdefault(instrument.id, []).append(cited)
    for id, (first, *again) in told.items():
        instrument = case.rules.instruments[id]
        former = _former(first, instrument)
        facts = {"raw": first.name, "title": instrument.title, "number": instrument.number}
        yield Finding(
            rule="CT-01",
            code="A122" if case.day else "A123",
            severity=Severity.WARNING if case.day else Severity.ADVICE,
            place=first.position,
            facts={**facts, "until": former.until if former else day},
            also=tuple(one.position for one in again),
        )


def _former(cited: Cited, instrument: Instrument) -> FormerNumber | None:
    """The edition of an earlier number that a citation is made by; None where it has today's number, or none."""
    own = fold_number(cited.number.text) if cited.number else ""
    return next((one for one in instrument.formerly if own.endswith(fold_number(one.number))), None)


def title_is_not_the_numbers(case: Case) -> Found:
    """CT-02 名称与文号不符 · The number belongs to another title, or the title to another number."""
    for cited in case.reading.citations:
        if not (cited.title and cited.number):
            continue
        instrument = case.numbered(cited.number)
        yield from _wrong_title(cited, instrument) if instrument else _wrong_number(case, cited)


def _wrong_title(cited: Cited, instrument: Instrument) -> Found:
    known = keys_of(instrument)
    if set(known) & set(cited.keys) or not cited.number:
        return
    near = max(SequenceMatcher(None, one, other).ratio() for one in cited.keys for other in known)
    slip = near >= NEARLY
    facts = {"number": cited.number.raw, "title": cited.title, "known": instrument.title}
    yield Finding(
        rule="CT-02",
        code="A014" if slip else "A013",
        place=cited.position,
        facts=facts,
        severity=Severity.ADVICE if slip else Severity.WARNING,
    )


def _wrong_number(case: Case, cited: Cited) -> Found:
    numbers = [one.number for one in case.titled(cited) if one.number]
    if not numbers or not cited.number:
        return
    own = _issuer(cited.number.text)
    same_issuer = any(own.endswith(_issuer(one)) for one in numbers)
    facts = {"number": cited.number.raw, "title": cited.title, "known": tuple(numbers)}
    yield Finding(
        rule="CT-02",
        code="A015",
        place=cited.position,
        facts=facts,
        severity=Severity.WARNING if same_issuer else Severity.ADVICE,
    )


def _issuer(number: str) -> str:
    """The sign a number begins with: 国土资发, 国务院令, GB/T."""
    return re.split(r"[〔0-9第 ]", fold_number(number), maxsplit=1)[0]


def spent_or_unverified(case: Case) -> Found:
    """CT-08 期间已过或效力待核 · Spent by its own period, overtaken in substance, or not established."""
    if case.day is None:
        return
    for cited, instrument, again in _first_mentions(case):
        code = _doubt(instrument, instrument.standing_on(case.day))
        if not code or (instrument.number is None and code != "A020") or OLD_PLANNING in cited.title:
            continue
        period = instrument.period or (0, 0)
        facts = {
            "raw": cited.name,
            "last": period[1],
            "others": tuple(_name(case, one) for one in instrument.overtaken_by),
        }
        yield Finding(
            rule="CT-08",
            code=code,
            severity=Severity.ADVICE,
            place=cited.position,
            facts=facts,
            also=tuple(one.position for one in again),
        )


def _doubt(instrument: Instrument, standing: Standing) -> str:
    if standing is Standing.SPENT:
        return "A020"
    if standing is Standing.UNVERIFIED:
        return "A021" if instrument.overtaken_by else "A022"
    return ""


def years_of(title: str) -> tuple[int, int] | None:
    """标题期间 · First and last year a title names (2024年度, 2024-2026年, 十四五); an edition (2019年版) is none."""
    plain = _EDITION.sub("", title)
    spans = [(int(a), int(b or a)) for a, b in _SPAN.findall(plain)]
    spans += [
        (first := 1951 + 5 * (10 + "一二三四五六七八九".index(one) + 1), first + 4)
        for one in _FIVE_YEARS.findall(plain)
    ]
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None


def period_is_over(case: Case) -> Found:
    """CT-08 标题期间已过 · A document in a list whose title names years that ended before the plan's."""
    for cited in case.reading.citations:
        years = years_of(cited.title)
        registered = cited.number and case.instrument(cited)
        is_basis = cited.list_index is not None or is_among_bases(case, cited)
        if case.day is None or not is_basis or not years or registered or OLD_PLANNING in cited.title:
            continue
        if years[1] < case.day.year:
            yield Finding(
                rule="CT-08",
                code="A020",
                severity=Severity.ADVICE,
                place=cited.position,
                facts={"raw": cited.title, "last": years[1], "others": ()},
            )


def not_on_record(case: Case) -> Found:
    """CT-08 未登记 · A listed document whose number is not on record: nothing is said of its standing."""
    for cited in case.reading.citations:
        if cited.list_index is not None and cited.number and case.numbered(cited.number) is None:
            yield Finding(
                rule="CT-08",
                code="A023",
                severity=Severity.ADVICE,
                place=cited.position,
                facts={"raw": cited.number.raw},
            )


def is_among_bases(case: Case, cited: Cited) -> bool:
    """列为依据 · Whether the words of its paragraph say that what is cited there is what the plan rests on."""
    paragraph = next((one for one in case.reading.paragraphs if one.line == cited.position.line), None)
    return paragraph is not None and bool(_BASES.search(paragraph.text))


def local_plan_is_unspecified(case: Case) -> Found:
    """CT-09 未写文号与期间 · A plan or programme is cited with neither number nor period."""
    for cited in case.reading.citations:
        is_basis = cited.list_index is not None or is_among_bases(case, cited)
        bare = is_basis and cited.number is None and years_of(cited.title) is None
        is_told = OLD_PLANNING in cited.title and is_under_the_new_regime(case)
        if not bare or not LOCAL_PLAN.search(cited.title) or is_told or _is_this_plan(case, cited):
            continue
        known = case.titled(cited)
        if not any(one.number or one.begun for one in known):
            yield Finding(
                rule="CT-09",
                code="A024",
                severity=Severity.ADVICE,
                place=cited.position,
                facts={"raw": cited.title},
            )


def _is_this_plan(case: Case, cited: Cited) -> bool:
    """Whether a title is the plan's own, or short for it: 《供应计划》."""
    own, words = fold_title(case.reading.title), fold_title(cited.title)
    return words.endswith("计划") and own.endswith(words)


def number_is_missing(case: Case) -> Found:
    """CT-01 未写文号 · A listed notice on record stands without its number, where others of its list have theirs."""
    numbered = {one.list_index for one in case.reading.citations if one.number}
    told = {known.id for one in case.reading.citations if one.number and (known := case.numbered(one.number))}
    for cited in case.reading.citations:
        if cited.number or cited.list_index is None or cited.list_index not in numbered:
            continue
        known = case.instrument(cited)
        if known and known.number and _NOTICE.search(known.number) and known.id not in told:
            facts = {"title": cited.title, "number": known.number}
            yield Finding(rule="CT-01", code="A145", severity=Severity.ADVICE, place=cited.position, facts=facts)


def later_than_the_plan(case: Case) -> Found:
    """CT-10 晚于计划年度 · A cited document was issued after the plan's year."""
    for cited in case.reading.citations:
        year = _issued_in(case, cited)
        if case.day and year and year > case.day.year:
            yield Finding(
                rule="CT-10",
                code="A025",
                severity=Severity.WARNING,
                place=cited.position,
                facts={"raw": cited.name, "issued": year, "year": case.day.year},
            )


def _issued_in(case: Case, cited: Cited) -> int | None:
    if cited.number is None:
        return None
    instrument = case.numbered(cited.number)
    if instrument and instrument.formerly and not _former(cited, instrument):
        return max(one.until for one in instrument.formerly).year  # the number of today's edition is no older
    if instrument and instrument.begun:
        return instrument.begun.year if instrument.issued is None else instrument.issued.year
    return cited.number.year


def is_under_the_new_regime(case: Case) -> bool:
    """新规划体系 · Whether 国土空间规划 was the law on the day: what older planning is worth depends on the place."""
    regime = case.rules.parameters.get(_NEW_REGIME)
    since = regime.values[0].since if regime else None
    return since is not None and not (case.day and case.day < since)


def old_planning_cannot_be_told(case: Case) -> Found:
    """CT-11 土地利用总体规划 · It holds until the local 国土空间总体规划 is approved; that day is not known."""
    if not is_under_the_new_regime(case):
        return
    for cited in case.reading.citations:
        is_basis = cited.list_index is not None or is_among_bases(case, cited)
        if is_basis and OLD_PLANNING in cited.title:
            yield Finding(
                rule="CT-11",
                code="A026",
                severity=Severity.ADVICE,
                place=cited.position,
                facts={"raw": cited.title},
            )
