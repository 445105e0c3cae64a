"""宗地规则 · Every rule asked of a parcel, family by family: the contents page of the catalogue's functions."""

from __future__ import annotations

from landsupply.options.judgement import ParcelRule
from landsupply.options.rules import (
    controls,
    housing,
    industry,
    modes,
    preconditions,
    quota,
    reserve,
    transactions,
)

PARCEL_RULES: tuple[ParcelRule, ...] = (
    *quota.RULES,
    *controls.RULES,
    *modes.RULES,
    *transactions.RULES,
    *industry.RULES,
    *housing.RULES,
    *reserve.RULES,
    *preconditions.RULES,
)
