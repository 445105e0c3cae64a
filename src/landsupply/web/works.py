"""各项任务 · What jobs do, by verb."""

from __future__ import annotations

from collections.abc import Mapping

from landsupply.web.compiling import compare, explain_plan, move_items, propose_plan
from landsupply.web.explaining import EXPLAIN, explain_parcel
from landsupply.web.intake import examine_list, take_list
from landsupply.web.jobs import Work

WORKS: Mapping[str, Work] = {
    "examine_list": examine_list,
    "take_list": take_list,
    "propose": propose_plan,
    "compare": compare,
    "move_items": move_items,
    "explain_plan": explain_plan,
    EXPLAIN: explain_parcel,
}
