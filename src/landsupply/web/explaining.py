"""推算为何 · The job that puts a plan back into its question and says why a parcel is in it or not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from landsupply.law.words import LANGUAGES
from landsupply.optimise.explain.parcel_reason import parcel_reason
from landsupply.optimise.explain.question import Question, question_of
from landsupply.options.lawful import Options, lawful_options
from landsupply.plan.case import case_of
from landsupply.prepare.readiness import readiness_of
from landsupply.publish.explain_parcel import ParcelWords
from landsupply.publish.matter import Matter
from landsupply.web.jobs import Report, Request
from landsupply.web.models import JobRow
from landsupply.web.plans import plan_of
from landsupply.web.refused import Unlawful
from landsupply.web.standing import standing

#: The job's verb.
EXPLAIN = "explain_parcel"


def explain_parcel(job: JobRow, request: Request, report: Report) -> Mapping[str, object]:
    """推算为何 · The sentences; Unlawful U815 where the ledger has changed since the plan was made."""
    del job
    report("U256", 10)
    question, options = _question(str(request["plan"]), standing().ledger.digest)
    report("U256", 70)
    told = parcel_reason(question, options, str(request["parcel"]))
    rules = options.rules
    return {
        lang: list(ParcelWords(Matter.of(question.plan, rules, lang=lang), question, options).lines(told))
        for lang in LANGUAGES
    }


@lru_cache(maxsize=2)
def _question(plan_digest: str, ledger_digest: str) -> tuple[Question, Options]:
    """A plan's question is posed once and then asked about many parcels."""
    plan, rules = plan_of(plan_digest)
    if plan.ledger_digest != ledger_digest:
        raise Unlawful("U815", title=plan.title)
    ledger, assumed = standing().ledger, plan.brief.assumed
    ready = readiness_of(ledger, assumed.ready)
    options = lawful_options(ledger, ready, rules, assumed.past_results_are_candidates)
    return question_of(plan, case_of(options, plan.brief, plan.compiled_on)), options
