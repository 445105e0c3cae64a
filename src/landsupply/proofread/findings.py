"""规则目录 · Every rule of proofreading, in one visible tuple; `findings` runs them all.

PL-01 contents that must be published · PL-02 usual contents · PL-05 period · PL-06 sums, shares, units, milestones
CT-01 superseded or repealed · CT-02 title and number do not match · CT-03 cited twice · CT-04 brackets of the number
CT-05 end mark of an item · CT-06 title not enclosed · CT-07 nested 《》 · CT-08 spent, unverified or not on record
CT-09 neither number nor period · CT-10 later than the plan · CT-11 土地利用总体规划 cannot be told
CT-12 the duty to publish is not cited
TX-01 remnants · TX-02 half-width marks · TX-03 unpaired 《》 · TX-04 paragraph without end
TX-05 numbers that cannot be read
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from landsupply.law.rulebook import Rules
from landsupply.proofread import (
    bases,
    changes,
    contents,
    listing,
    milestones,
    quarters,
    restatements,
    sections,
    share_sums,
    standing,
    sums,
    tables,
    typography,
    unread,
)
from landsupply.proofread.finding import Finding
from landsupply.proofread.reading import Reading
from landsupply.proofread.register import Case, open_case

Rule = Callable[[Case], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    contents.required_contents,
    contents.usual_contents,
    contents.period_is_the_year,
    sums.totals_agree,
    sums.parts_add_up,
    sections.sections_add_up,
    sections.years_add_up,
    restatements.restated_figures_agree,
    restatements.listed_once,
    restatements.intervals_rise,
    share_sums.shares_recompute,
    share_sums.shares_close,
    sums.units_restate,
    milestones.milestones_rise,
    milestones.half_years_add_up,
    quarters.quarters_close,
    quarters.quarters_so_far,
    changes.changes_add_up,
    changes.growth_recomputes,
    tables.table_totals,
    tables.table_shares,
    tables.tables_agree,
    standing.superseded,
    standing.number_of_an_earlier_edition,
    standing.title_is_not_the_numbers,
    standing.spent_or_unverified,
    standing.period_is_over,
    standing.not_on_record,
    standing.local_plan_is_unspecified,
    standing.number_is_missing,
    standing.later_than_the_plan,
    standing.old_planning_cannot_be_told,
    bases.duty_is_cited,
    listing.cited_twice,
    listing.bracket_style,
    listing.number_is_mistyped,
    listing.item_end_mark,
    listing.title_is_not_enclosed,
    listing.nested_title,
    listing.unpaired_title_mark,
    typography.remnant,
    typography.half_width_mark,
    typography.half_width_throughout,
    typography.paragraph_without_end,
    unread.broken_number,
    unread.strange_unit,
    unread.without_unit,
)


def findings(reading: Reading, rules: Rules, day: date | None = None) -> tuple[Finding, ...]:
    """审查 · What the rules find in a reading, in the order of the text.

    Standing is taken on `day`, else on the plan's own (`plan_day`), whatever day the rules are of; where neither is
    known, it is said that nothing can be told.
    """
    case = open_case(reading, rules, day)
    found = [one for rule in RULES for one in rule(case)]
    return tuple(sorted(found, key=lambda one: one.key))
