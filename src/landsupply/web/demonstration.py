"""演示 · Whether this is the example city served for looking around, and putting it back as it was shipped.

An office's own records are never taken away: only a base that was opened with an example's list, and is still served
as a demonstration, is put back. Accounts and their passwords stay.
"""

from __future__ import annotations

import json

from django.conf import settings
from django.db import connection, transaction

from landsupply.example import LEDGER, folder_of
from landsupply.seal.canon import digest_bytes
from landsupply.web.barriers import lower_barriers, set_barriers
from landsupply.web.example import fill
from landsupply.web.models import (
    ActRow,
    BriefRow,
    Head,
    IssueRow,
    JobRow,
    ListRow,
    ParcelRow,
    PlanRow,
    View,
)
from landsupply.web.people import Doer
from landsupply.web.refused import Unlawful
from landsupply.web.roles import Verb
from landsupply.web.standing import SEND_LIST, forget

#: In the order in which they may go: what names another first.
_DROPPED = (View, JobRow, PlanRow, BriefRow, ListRow, IssueRow, ParcelRow, ActRow, Head)


def is_demonstration() -> bool:
    """是否演示 · Served as an example from the embedded base, and the first list that came in is that example's own."""
    if not settings.EXAMPLE or connection.vendor != "sqlite":
        return False
    first = ActRow.objects.filter(verb=SEND_LIST).order_by("number").values_list("facts", flat=True).first()
    shipped = digest_bytes((folder_of(settings.EXAMPLE) / LEDGER).read_bytes())
    return first is not None and json.loads(first).get("blob") == shipped


def restore(doer: Doer) -> None:
    """恢复演示 · Everything but accounts as it was shipped. V030 where this is an office's own, V031 while jobs run."""
    doer.require(Verb.PROPOSE)
    if not is_demonstration():
        raise Unlawful("V030")
    if JobRow.objects.filter(state__in=("waiting", "running")).exists():
        raise Unlawful("V031")
    try:
        with transaction.atomic():
            lower_barriers()
            for model in _DROPPED:
                model.objects.all().delete()
            set_barriers()
            forget()
            fill(settings.EXAMPLE)
    finally:
        forget()
