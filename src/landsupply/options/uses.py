"""用途归口 · What the lists of the day say of a use: market land, exempt, public housing, to be allocated.

Two kinds of lists meet here. Which classes go to open competition is statute (实施条例 第17–18条, since 2021-09-01).
Which uses of those classes are no market land, which kinds of housing and which uses may be allocated is recalled,
not confirmed. A recalled list may open a way that the statute shuts by default; it never shuts one: what no list names
falls back on the statute.
"""

from __future__ import annotations

from functools import lru_cache

from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import LandUse, Scheme
from landsupply.ledger.parcel import Parcel
from landsupply.prepare.dated import in_force

OPEN = "mode.open.buckets"
EXEMPT = "mode.open.exempt"
ALLOCABLE = "mode.allocation.buckets"
ALLOCABLE_HOUSING = "mode.allocation.housing"
REAL_ESTATE = "real_estate.buckets"

HOUSING = "0701"  # 城镇住宅用地: its class is the one that holds housing
_INDUSTRY = "industry.uses"
_ALL = "*"  # in the list of uses that may be allocated: every use of the class


@lru_cache(maxsize=4096)
def gb_codes(use: LandUse, rules: Rules) -> tuple[str, ...]:
    """国标代码 · The codes of GB/T 21010-2017 that the use has or, by the crosswalk, may have."""
    if use.scheme is Scheme.GB2017:
        return (use.code,)
    named = tuple(one.code for one in rules.vocabulary.use(use.name, Scheme.GB2017))
    return named or tuple(match.gb.code for match in rules.vocabulary.partners(use))


@lru_cache(maxsize=1024)
def _listed(parameter: str, rules: Rules) -> tuple[str, ...]:
    value = in_force(rules, parameter)
    return value.names() if value else ()


@lru_cache(maxsize=4096)
def is_housing(use: LandUse, rules: Rules) -> bool:
    """住宅用地 · Whether the use belongs to the class that holds housing, by the vocabulary's own names."""
    return any(use.bucket == one.bucket for one in rules.vocabulary.use(HOUSING, Scheme.GB2017))


@lru_cache(maxsize=4096)
def is_industrial(use: LandUse, rules: Rules) -> bool | None:
    """是否工业用地 · By the codes of the day's list; None for a class of the guide that holds industry among others."""
    listed = _listed(_INDUSTRY, rules)
    if codes := gb_codes(use, rules):
        return any(code in listed for code in codes)
    if use.scheme is not Scheme.GUIDE2023:
        return False
    guide = [one.guide.code for one in rules.vocabulary.crosswalk if one.gb.code in listed]
    if any(use.code.startswith(code) for code in guide):
        return True
    return None if any(code.startswith(use.code) for code in guide) else False


def is_real_estate(use: LandUse, rules: Rules) -> bool:
    """房地产用地 · Whether the use is of the classes whose sale has rules of its own."""
    return use.bucket in _listed(REAL_ESTATE, rules)


def stated_housing(parcel: Parcel, use: LandUse, rules: Rules) -> str | None:
    """住房类型 · Of housing, what the ledger states or what the name of the use itself says (经济适用住房用地)."""
    if not is_housing(use, rules):
        return None
    kinds = _listed(ALLOCABLE_HOUSING, rules)
    return parcel.housing or next((kind for kind in kinds if use.name.startswith(kind)), None)


def is_public_housing(parcel: Parcel, use: LandUse, rules: Rules) -> bool:
    """保障类住房 · Whether the use is housing and of a stated kind that may be allocated."""
    return stated_housing(parcel, use, rules) in _listed(ALLOCABLE_HOUSING, rules)


def is_exempt(parcel: Parcel, use: LandUse, rules: Rules) -> bool:
    """不属经营性 · Whether a use of a market class is itself no market land: mining, public housing."""
    exempt = _listed(EXEMPT, rules)
    return any(code in exempt for code in gb_codes(use, rules)) or is_public_housing(parcel, use, rules)


def is_market(parcel: Parcel, use: LandUse, rules: Rules) -> bool:
    """经营性用地 · Whether land of this use goes to open competition."""
    return use.bucket in _listed(OPEN, rules) and not is_exempt(parcel, use, rules)


def is_in_the_catalogue(use: LandUse, rules: Rules) -> bool:
    """列入划拨目录 · Whether the list of what may be allocated names the use or its whole class."""
    catalogue = in_force(rules, ALLOCABLE)
    listed = catalogue.table().get(use.bucket) if catalogue else None
    if not isinstance(listed, tuple):
        return False
    return _ALL in listed or any(code in listed for code in gb_codes(use, rules))
