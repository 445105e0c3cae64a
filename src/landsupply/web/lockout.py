"""锁定 · Failures counted by the name tried and by where they come from; too many shut that way for some minutes.

A name is shut only from where it was tried: nobody can lock a colleague out from another place.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from landsupply.web.acts import Done, append
from landsupply.web.clock import now
from landsupply.web.models import Attempt

#: So many failures within these minutes lock a name from a source; so many more lock the source for all names.
FAILURES, FROM_ONE_SOURCE, MINUTES = 5, 50, 15


def is_locked(name: str, source: str) -> bool:
    """已锁定 · Whether nobody may try this name from there now."""
    return _recent(source).filter(name=name).count() >= FAILURES or is_shut(source)


def is_shut(source: str) -> bool:
    """已封 · Whether nobody may try any name from there now."""
    return _recent(source).count() >= FROM_ONE_SOURCE


def _recent(source: str) -> QuerySet[Attempt]:
    return Attempt.objects.filter(at__gt=now() - timedelta(minutes=MINUTES), source=source)


def failed(name: str, source: str) -> None:
    """记失败 · One more failure; that it shuts the way is an act."""
    with transaction.atomic():
        Attempt.objects.create(name=name, source=source)
        if is_locked(name, source):
            facts = {"source": source, "minutes": MINUTES}
            append(Done(who=name, role="", verb="lock_sign_in", about=name, facts=facts))


def succeeded(name: str, source: str) -> int:
    """记成功 · The failures of this name from there are forgotten; how many there were."""
    return Attempt.objects.filter(name=name, source=source).delete()[0]
