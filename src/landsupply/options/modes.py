"""供应方式规则 · MT-01 to MT-04: which modes and terms the law leaves open to a parcel.

Numbers follow the catalogue of rules; every value is a dated parameter with its citation. A rule whose parameter did
not hold on the day does not apply. A refusal blocks where its basis is statute or confirmed by the bureau, and else
warns. MT-01 and MT-03 rest on 土地管理法实施条例 第17–18条 from 2021-09-01, before that on 令39 and 令21, which nobody
has confirmed. MT-02 rests on 土地管理法 第54条 where the kind of housing is missing, and on the 划拨用地目录, recalled,
where it calls something broken. Market land is none the less kept from allocation: MT-01 blocks it by statute.
"""

from __future__ import annotations

from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.law.ruling import Ruling
from landsupply.law.vocabulary import AGREEMENT, ALLOCATION, LandUse
from landsupply.ledger.parcel import Parcel
from landsupply.options.allocation import Fit, fit, is_item, item_name, items_of, stated_item
from landsupply.options.option import Option, Refusal
from landsupply.options.rule import Rule, refuse
from landsupply.options.uses import (
    ALLOCABLE,
    ALLOCABLE_HOUSING,
    OPEN,
    gb_codes,
    is_exempt,
    is_housing,
    is_in_the_catalogue,
    is_market,
    is_public_housing,
    stated_housing,
)
from landsupply.prepare.dated import in_force


def market_land_is_offered_openly(parcel: Parcel, option: Option, rules: Rules) -> Refusal | None:
    """招拍挂 · Commercial, housing and industrial land goes to tender, auction or listing.

    Statute: what no exception names is offered openly. For want of a stated ground a paid mode cannot be told (O102),
    never broken. Allocation is broken (O101) only where what is stated shuts the exception out: a kind of housing that
    is not public, a use that no item of the 划拨用地目录 holds, an item that does not hold the use.
    """
    basis = in_force(rules, OPEN)
    if basis is None or option.mode.open or not is_market(parcel, option.use, rules):
        return None
    if option.mode.code != ALLOCATION:
        return _paid_without_competition(parcel, option, rules, basis)
    facts = {"use": option.use.name, "mode": option.mode.name}
    if is_housing(option.use, rules):  # of an unstated kind MT-02 asks
        is_told = stated_housing(parcel, option.use, rules) is not None
        return refuse("MT-01", "O101", option, Ruling.BROKEN, basis, **facts) if is_told else None
    if _is_excluded(parcel, option.use, rules):
        return refuse("MT-01", "O101", option, Ruling.BROKEN, basis, **facts)
    return _without_an_item("MT-01", parcel, option, rules, basis)


def _is_excluded(parcel: Parcel, use: LandUse, rules: Rules) -> bool:
    """A number that the catalogue does not have shuts nothing out: it is a slip of the pen."""
    item = stated_item(parcel)
    is_a_slip = item is not None and not is_item(item, rules) and bool(items_of(use, rules))
    return not is_a_slip and fit(parcel, use, rules) is Fit.EXCLUDED


def _without_an_item(rule: str, parcel: Parcel, option: Option, rules: Rules, basis: Dated) -> Refusal | None:
    """What may be in the catalogue, with no item of it stated, cannot be told."""
    item, use, mode = stated_item(parcel), option.use.name, option.mode.name
    if item is not None and not is_item(item, rules):
        return refuse(rule, "O125", option, Ruling.CANNOT_TELL, basis, item=item)
    match fit(parcel, option.use, rules):
        case Fit.UNSTATED:
            return refuse(rule, "O109", option, Ruling.CANNOT_TELL, basis, use=use, mode=mode)
        case Fit.GROUNDED:
            return refuse(rule, "O251", option, Ruling.CANNOT_TELL, basis, use=use, mode=mode, grounds=parcel.grounds)
        case _:
            return None


def _paid_without_competition(parcel: Parcel, option: Option, rules: Rules, basis: Dated) -> Refusal | None:
    """A ground that opens market land to an agreement is known; any other leaves it open whether one does."""
    facts = {"use": option.use.name, "mode": option.mode.name}
    if parcel.grounds is None:
        return refuse("MT-01", "O102", option, Ruling.CANNOT_TELL, basis, **facts)
    known = in_force(rules, "mode.agreement.grounds.market")
    if known is None or parcel.grounds in known.names():
        return None
    said = {**facts, "grounds": parcel.grounds, "known": "、".join(known.names())}
    return refuse("MT-01", "O126", option, Ruling.CANNOT_TELL, basis, **said)


def allocation_is_in_the_catalogue(parcel: Parcel, option: Option, rules: Rules) -> Refusal | None:
    """划拨目录 · Only what the law names may be allocated; housing must say of which kind it is.

    The law's own four cases (土地管理法 第54条) are too wide to decide a use; the lists that decide are recalled, so
    what they leave out is only warned of here (O103, O105, O250). A use of which only some facilities are in the
    catalogue must name the item (O109).
    """
    law, catalogue = in_force(rules, "mode.allocation.grounds"), in_force(rules, ALLOCABLE)
    if option.mode.code != ALLOCATION or law is None or catalogue is None:
        return None
    item, use = stated_item(parcel), option.use
    if item is not None and not is_item(item, rules):
        return refuse("MT-02", "O125", option, Ruling.CANNOT_TELL, catalogue, item=item)
    if is_housing(use, rules):
        return _housing_is_public(parcel, option, rules, law)
    if is_in_the_catalogue(use, rules) and not is_market(parcel, use, rules):
        return _item_is_of_the_use(parcel, option, rules, catalogue)
    if not _is_excluded(parcel, use, rules):
        return _without_an_item("MT-02", parcel, option, rules, catalogue)
    if item is not None and items_of(use, rules):
        facts = {"use": use.name, "item": item, "name": item_name(item, rules)}
        return refuse("MT-02", "O250", option, Ruling.BROKEN, catalogue, **facts)
    return refuse("MT-02", "O103", option, Ruling.BROKEN, catalogue, use=use.name)


def _item_is_of_the_use(parcel: Parcel, option: Option, rules: Rules, catalogue: Dated) -> Refusal | None:
    """Land that may be allocated under another item than the one stated: which of the two is meant cannot be told."""
    item, may_be = stated_item(parcel), items_of(option.use, rules)
    if item is None or item in may_be:
        return None
    facts = {"use": option.use.name, "item": item, "name": item_name(item, rules)}
    items = "、".join(item_name(one, rules) for one in may_be) or "—"
    return refuse("MT-02", "O257", option, Ruling.CANNOT_TELL, catalogue, **facts, items=items)


def _housing_is_public(parcel: Parcel, option: Option, rules: Rules, law: Dated) -> Refusal | None:
    kinds, housing = in_force(rules, ALLOCABLE_HOUSING), stated_housing(parcel, option.use, rules)
    if housing is None:
        return refuse("MT-02", "O104", option, Ruling.CANNOT_TELL, law, use=option.use.name)
    if kinds is None or is_public_housing(parcel, option.use, rules):
        return None
    return refuse("MT-02", "O105", option, Ruling.BROKEN, kinds, housing=housing)


def agreement_has_grounds(parcel: Parcel, option: Option, rules: Rules) -> Refusal | None:
    """协议出让 · Land of any use is granted by agreement only on a known ground; without one it cannot be told.

    A paid way goes to open competition unless law allows an agreement (实施条例 第18条), and an agreement asks that
    nobody else wants the land (令21 第9条): so a park needs its ground as well as a shop.
    """
    barred, known = in_force(rules, "mode.agreement.barred"), in_force(rules, "mode.agreement.grounds")
    if option.mode.code != AGREEMENT or barred is None or known is None:
        return None
    if parcel.grounds in known.names():
        is_barred = option.use.bucket in barred.names() and not is_exempt(parcel, option.use, rules)
        return _sole_applicant(parcel, option, rules, barred) if is_barred else None
    basis = _firmest(in_force(rules, OPEN), barred)
    if parcel.grounds is None:
        return refuse("MT-03", "O106", option, Ruling.CANNOT_TELL, basis, use=option.use.name)
    facts = {"grounds": parcel.grounds, "known": "、".join(known.names())}
    return refuse("MT-03", "O107", option, Ruling.CANNOT_TELL, basis, **facts)


def _sole_applicant(parcel: Parcel, option: Option, rules: Rules, barred: Dated) -> Refusal | None:
    """That nobody else wants the land opens other land to an agreement, not market land (令21 第9条)."""
    market = in_force(rules, "mode.agreement.grounds.market")
    if market is None or parcel.grounds in market.names():
        return None
    return refuse("MT-03", "O127", option, Ruling.BROKEN, barred, use=option.use.name, grounds=parcel.grounds)


def _firmest(statute: Dated | None, otherwise: Dated) -> Dated:
    """The list of the statute once it holds; before, the older rule, which only warns."""
    return statute if statute is not None and statute.blocks else otherwise


def term_is_within_the_cap(parcel: Parcel, option: Option, rules: Rules) -> Refusal | None:
    """最高年限 · A grant runs no longer than the law allows for its use.

    One term for several uses whose caps differ cannot be told where it lies between them.
    """
    basis, cap = in_force(rules, "term.caps"), term_cap(option.use, rules)
    if basis is not None and option.mode.paid and (caps := _caps_around(parcel, rules)):
        said = {"term": parcel.term, "caps": "/".join(map(str, caps))}
        return refuse("MT-04", "O124", option, Ruling.CANNOT_TELL, basis, **said)
    if basis is None or cap is None or option.term is None or option.term <= cap:
        return None
    facts = {"use": option.use.name, "term": option.term, "cap": cap}
    if option.term <= _cap_of_other_land(option.use, rules):
        return refuse("MT-04", "O128", option, Ruling.CANNOT_TELL, _unnamed(rules) or basis, **facts)
    return refuse("MT-04", "O108", option, Ruling.BROKEN, basis, **facts)


def _caps_around(parcel: Parcel, rules: Rules) -> tuple[int, ...]:
    """The caps of a mixed parcel's uses where its one term lies above some of them and not above others."""
    if parcel.term is None:
        return ()
    caps = sorted({cap for one in parcel.use_shares if (cap := term_cap(one.use, rules)) is not None})
    return tuple(caps) if caps and caps[0] < parcel.term <= caps[-1] else ()


def _unnamed(rules: Rules) -> Dated | None:
    return in_force(rules, "term.caps.unnamed")


def _cap_of_other_land(use: LandUse, rules: Rules) -> int:
    """The cap of 综合或者其他用地 for a use that the regulation does not name; 0 for one that it does."""
    caps = _unnamed(rules)
    found = (caps.table().get(code) for code in gb_codes(use, rules)) if caps else ()
    return max((cap for cap in found if isinstance(cap, int)), default=0)


def term_cap(use: LandUse, rules: Rules) -> int | None:
    """年限上限 · The longest term in years for a use, by its code or else its class; None where none is known."""
    caps = in_force(rules, "term.caps")
    if caps is None:
        return None
    named = [caps.table()[key] for key in (*gb_codes(use, rules), use.bucket) if key in caps.table()]
    return next((cap for cap in named if isinstance(cap, int)), None)


RULES = (
    Rule("MT-01", market_land_is_offered_openly),
    Rule("MT-02", allocation_is_in_the_catalogue),
    Rule("MT-03", agreement_has_grounds),
    Rule("MT-04", term_is_within_the_cap),
)
