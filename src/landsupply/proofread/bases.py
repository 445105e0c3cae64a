"""依据齐备 · CT-12: the regulation that makes publishing a plan a duty stands among the bases that are listed."""

from __future__ import annotations

from landsupply.law.citation import Instrument
from landsupply.law.parameter import Dated
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.register import Case, Found
from landsupply.proofread.titles import title_keys

_DUTY = "plan.contents.required"
#: A text that names fewer documents lists no bases.
_FEWEST = 3


def _held(case: Case) -> tuple[Dated, ...]:
    """The values of the duty on the plan's day and before; all of them where that day is not known."""
    parameter = case.rules.parameters.get(_DUTY)
    known = parameter.values if parameter else ()
    return tuple(value for value in known if case.day is None or value.since <= case.day)


def _named(case: Case) -> list[Instrument]:
    return [one for cited in case.reading.citations if (one := case.meant(cited))]


def lists_bases(case: Case) -> bool:
    """列有依据 · Whether the text names so many documents that it lists its bases, at a time when the duty held."""
    return bool(_held(case)) and len(_named(case)) >= _FEWEST


def duty_is_cited(case: Case) -> Found:
    """CT-12 未引公布依据 · Advice where a plan lists its bases and not the one that asks for its publication."""
    if case.day is None or not lists_bases(case):
        return
    held, known = _held(case), _named(case)
    wanted = case.rules.instrument(held[-1].basis.instrument)
    keys = {key for title in (wanted.title, *wanted.aliases) for key in title_keys(title)}
    named = any(keys & set(cited.keys) for cited in case.reading.citations)
    if wanted not in known and not named:
        facts = {"title": wanted.title, "article": held[-1].basis.article or "—"}
        first = case.reading.citations[0].position
        yield Finding(rule="CT-12", code="A092", severity=Severity.ADVICE, place=first, facts=facts)
