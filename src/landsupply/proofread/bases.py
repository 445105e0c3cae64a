"""依据齐备 · CT-12: the regulation that makes publishing a plan a duty stands among the bases that are listed."""

from __future__ import annotations

from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.register import Case, Found
from landsupply.proofread.titles import title_keys

_DUTY = "plan.contents.required"
#: A text that names fewer documents lists no bases.
_FEWEST = 3


def duty_is_cited(case: Case) -> Found:
    """CT-12 未引公布依据 · Advice where a plan lists its bases and not the one that asks for its publication."""
    parameter = case.rules.parameters.get(_DUTY)
    held = [value for value in parameter.values if case.day and value.since <= case.day] if parameter else []
    known = [one for cited in case.reading.citations if (one := case.meant(cited))]
    if not held or len(known) < _FEWEST:
        return
    wanted = case.rules.instrument(held[-1].basis.instrument)
    keys = {key for title in (wanted.title, *wanted.aliases) for key in title_keys(title)}
    named = any(keys & set(cited.keys) for cited in case.reading.citations)
    if wanted not in known and not named:
        facts = {"title": wanted.title, "article": held[-1].basis.article or "—"}
        first = case.reading.citations[0].position
        yield Finding(rule="CT-12", code="A092", severity=Severity.ADVICE, place=first, facts=facts)
