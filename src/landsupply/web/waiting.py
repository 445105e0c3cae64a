"""待办 · What waits for somebody with these offices and what is late, each a sentence, how many, where to go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from landsupply.law.changes import held_on
from landsupply.web.clock import now, today
from landsupply.web.lockout import FAILURES, MINUTES
from landsupply.web.models import Account, ActRow, Attempt, BriefRow, IssueRow, JobRow, ListRow, ParcelRow, PlanRow
from landsupply.web.plans import APPROVED, DRAFTED, PUBLISHED, RETURN, SUBMIT, SUBMITTED, SUPERSEDED
from landsupply.web.roles import Allowed, Verb
from landsupply.web.routes import Asked
from landsupply.web.standing import rulebook, rules_now

#: So many days back it is told what went wrong.
_LATELY = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """待办 · A sentence, how many, where to go for it; whether it is late."""

    words: str
    count: int
    path: str
    is_late: bool = False


def tasks_of(asked: Asked) -> list[Task]:
    """待办 · What waits for this person; what is late stands first."""
    found = [task for one in _ALL for task in one(asked) if task.count]
    return sorted(found, key=lambda task: not task.is_late)


def _errors(asked: Asked) -> Iterator[Task]:
    """Cells of the ledger that cannot be read, of one's own units."""
    if reach := asked.doer.may(Verb.CORRECT):
        issues = IssueRow.objects.filter(severity="error")
        issues = issues if reach.everything else issues.filter(unit__in=reach.units)
        yield Task(words=asked.say("U050"), count=issues.count(), path="/ledger/issues/?severity=error")


def _own_list(asked: Asked) -> Iterator[Task]:
    """A unit that has sent nothing: what its clerk is there for; late once others have sent theirs."""
    reach = asked.doer.may(Verb.SEND_LIST)
    if not reach or reach.everything:
        return
    senders = _senders()
    count = sum(unit not in senders for unit in reach.units)
    yield Task(words=asked.say("V010"), count=count, path="/ledger/send/", is_late=bool(senders))


def _silent_units(asked: Asked) -> Iterator[Task]:
    """Units that have sent nothing although others have."""
    if asked.doer.may(Verb.EDIT_BRIEF) and (senders := _senders()):
        count = sum(unit.name not in senders for unit in rulebook().place.units)
        yield Task(words=asked.say("U080"), count=count, path="/ledger/send/", is_late=True)


def _senders() -> set[str]:
    return set(ListRow.objects.exclude(sender="").values_list("sender", flat=True))


def _returned(asked: Asked) -> Iterator[Task]:
    """Drafts whose last step was that they came back."""
    if not asked.doer.may(Verb.SUBMIT):
        return
    drafted = set(PlanRow.objects.filter(state=DRAFTED).values_list("digest", flat=True))
    steps = ActRow.objects.filter(verb__in=(SUBMIT, RETURN), about__in=drafted).order_by("number")
    last = dict(steps.values_list("about", "verb"))
    back = sum(verb == RETURN for verb in last.values())
    yield Task(words=asked.say("V011"), count=back, path=f"/plans/?state={DRAFTED}")
    yield Task(words=asked.say("U051"), count=len(drafted) - back, path=f"/plans/?state={DRAFTED}")


def _to_review(asked: Asked) -> Iterator[Task]:
    """Plans under way, for whoever sees them and neither compiles nor approves: their opinion is asked for."""
    if asked.doer.may(Verb.SEE_BRIEF) and not asked.doer.may(Verb.PROPOSE) and not asked.doer.may(Verb.APPROVE):
        count = PlanRow.objects.filter(state=SUBMITTED).count()
        yield Task(words=asked.say("V012"), count=count, path=f"/plans/?state={SUBMITTED}")


def _to_approve(asked: Asked) -> Iterator[Task]:
    if asked.doer.may(Verb.APPROVE):
        count = PlanRow.objects.filter(state=SUBMITTED).count()
        yield Task(words=asked.say("U052"), count=count, path=f"/plans/?state={SUBMITTED}")


def _to_publish(asked: Asked) -> Iterator[Task]:
    if asked.doer.may(Verb.PUBLISH):
        count = PlanRow.objects.filter(state=APPROVED).count()
        yield Task(words=asked.say("U053"), count=count, path=f"/plans/?state={APPROVED}")


def _deadline(asked: Asked) -> Iterator[Task]:
    """Days since, or until, the day by which this year's plan is to be out, where it is being made and is not."""
    day = today()
    due = _due(day.year)
    if due is None or not (asked.doer.may(Verb.PROPOSE) or asked.doer.may(Verb.PUBLISH)):
        return
    out = PlanRow.objects.filter(year=day.year, state__in=(PUBLISHED, SUPERSEDED)).exists()
    if BriefRow.objects.filter(year=day.year).exists() and not out:
        is_late = day > due
        words = asked.say("V013" if is_late else "V014", year=day.year, due=due)
        yield Task(words=words, count=abs((day - due).days), path="/plans/", is_late=is_late)


def _due(year: int) -> date | None:
    found = rules_now().parameters.get("plan.publish_by")
    held = held_on(found, rules_now().day) if found else None
    return date.fromisoformat(f"{year}-{held.text()}") if held else None


def _obstacles(asked: Asked) -> Iterator[Task]:
    """Parcels that cannot be supplied yet: those whose month has come are late, the others are open."""
    reach = asked.doer.may(Verb.CORRECT)
    if not reach or asked.doer.may(Verb.PROPOSE):
        return
    rows = _own(reach)
    held, month = rows.filter(obstacles__gt=0), f"{today():%Y-%m}"
    late = held.exclude(month="").filter(month__lte=month).count()
    where = "/ledger/?obstacles=some&sort=month"
    yield Task(words=asked.say("V015"), count=late, path=where, is_late=True)
    yield Task(words=asked.say("V016"), count=held.count() - late, path=where)
    yield Task(words=asked.say("V017"), count=rows.filter(month="").count(), path="/map/?state=unready")


def _own(reach: Allowed) -> QuerySet[ParcelRow]:
    return ParcelRow.objects.all() if reach.everything else ParcelRow.objects.filter(unit__in=reach.units)


def _jobs(asked: Asked) -> Iterator[Task]:
    mine = JobRow.objects.filter(account=asked.account)
    failed = mine.filter(state="failed", asked__gt=now() - timedelta(days=_LATELY)).count()
    yield Task(words=asked.say("V018", days=_LATELY), count=failed, path="/jobs/")
    if asked.doer.may(Verb.PROPOSE):
        running = mine.filter(state__in=("waiting", "running")).count()
        yield Task(words=asked.say("U054"), count=running, path="/jobs/")


def _accounts(asked: Asked) -> Iterator[Task]:
    """What the administrators watch: names shut, first passwords, accounts without an office, failed sign-ins."""
    active = Account.objects.filter(is_active=True)
    if asked.doer.may(Verb.MANAGE_ACCOUNTS):
        recent = Attempt.objects.filter(at__gt=now() - timedelta(minutes=MINUTES)).values("name", "source")
        shut = recent.annotate(many=Count("pk")).filter(many__gte=FAILURES).count()
        yield Task(words=asked.say("V019", minutes=MINUTES), count=shut, path="/settings/accounts/", is_late=True)
        first = active.filter(must_change=True).count()
        yield Task(words=asked.say("V020"), count=first, path="/settings/accounts/")
    if asked.doer.may(Verb.MANAGE_ROLES):
        bare = active.filter(memberships=None).count()
        yield Task(words=asked.say("V021"), count=bare, path="/settings/roles/")
    if asked.doer.may(Verb.SEE_ACTS):
        count = Attempt.objects.filter(at__gt=now() - timedelta(days=_LATELY)).count()
        yield Task(words=asked.say("V022", days=_LATELY), count=count, path="/acts/failures/")


_ALL: tuple[Callable[[Asked], Iterator[Task]], ...] = (
    _errors,
    _own_list,
    _silent_units,
    _deadline,
    _returned,
    _to_review,
    _to_approve,
    _to_publish,
    _obstacles,
    _jobs,
    _accounts,
)
