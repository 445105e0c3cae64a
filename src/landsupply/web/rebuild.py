"""重建 · All rows dropped and made anew from the acts: what they show is what was done, and nothing else."""

from __future__ import annotations

from django.db import transaction

from landsupply.web.acts import all_acts
from landsupply.web.briefs import SAVE_BRIEF, row_of
from landsupply.web.models import BriefRow, PlanRow
from landsupply.web.plans import PLAN_VERBS, plan_row_of
from landsupply.web.row_difference import write_all
from landsupply.web.standing import forget, standing


def rebuild() -> None:
    """重建 · In one transaction; briefs and plans are folded from their acts in order."""
    forget()
    standing()  # lists are read before others have to wait
    with transaction.atomic():
        write_all(standing())
        PlanRow.objects.all().delete()
        BriefRow.objects.all().delete()
        for act in all_acts():
            if act.verb == SAVE_BRIEF:
                row_of(act)
            elif act.verb in PLAN_VERBS:
                plan_row_of(act)
