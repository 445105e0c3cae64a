"""各项任务 · What jobs do, by verb."""

from __future__ import annotations

from collections.abc import Mapping

from landsupply.web.compiling import compare, explain_plan, move_items, propose_plan
from landsupply.web.explaining import EXPLAIN, explain_parcel
from landsupply.web.intake import examine_list, take_list
from landsupply.web.jobs import Work
from landsupply.web.outline_jobs import EXAMINE_OUTLINES, TAKE_OUTLINES, examine_outlines, take_outlines
from landsupply.web.proofreading import PROOFREADING, proofread_file
from landsupply.web.publishing import PUBLISHING, publish_plan

WORKS: Mapping[str, Work] = {
    "examine_list": examine_list,
    "take_list": take_list,
    "propose": propose_plan,
    "compare": compare,
    "move_items": move_items,
    "explain_plan": explain_plan,
    EXPLAIN: explain_parcel,
    PUBLISHING: publish_plan,
    EXAMINE_OUTLINES: examine_outlines,
    TAKE_OUTLINES: take_outlines,
    PROOFREADING: proofread_file,
}
#: What searches, and may take minutes: one worker leaves these to others, so that the rest never waits behind them.
SEARCHES = ("propose", "compare", "move_items", "explain_plan", EXPLAIN)
