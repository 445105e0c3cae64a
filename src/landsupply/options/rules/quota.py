"""新增指标规则 · PL-09: land in an approved batch draws on the batch, only land still to be approved on the quota."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from landsupply.law.parameter import Dated
from landsupply.law.value_text import value_text
from landsupply.law.vocabulary import Origin
from landsupply.ledger.batch import Batch, awaits_approval
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.sheet_words import words
from landsupply.ledger.traits import fold_identifier
from landsupply.measure.area import UNITS_PER_HECTARE, Area
from landsupply.options.judgement import Around, Case, Judged, ParcelRule, broken, kept, lacks, not_applicable
from landsupply.options.rules.asking import titles
from landsupply.prepare.dated import in_force, place_fact


class Account(StrEnum):
    """指标账户 · What new land still to be approved draws on, by the name of the place's fact."""

    YEAR = "quota.new_land"
    KEY = "quota.key_projects"


def is_new(parcel: Parcel) -> bool:
    """新增建设用地 · Whether the land was farmland, be it approved long ago; not where no origin is stated."""
    return parcel.origin in (Origin.NEW, Origin.NEW_FROM_STOCK)


def account_of(origin: Origin | None, batch: str | None, level: str | None) -> Account | None:
    """占用账户 · The account of land said to be still to be approved; None for all other land.

    Nothing is taken for granted of land that names no batch. A project of the city's own draws on the year's quota.
    """
    if origin is not Origin.NEW or not awaits_approval(batch):
        return None
    return Account.KEY if any(word in (level or "") for word in words("key_quota")) else Account.YEAR


def new_land_draws_on_its_batch(case: Case) -> Judged:
    """批次余额 · New land is supplied out of an approved batch that still has room for it, or out of the quota.

    What is supplied already stands in the batch's own figures and is not drawn twice.
    """
    basis, parcel = in_force(case.rules, "quota.new_land.drawn"), case.parcel
    if basis is None or parcel.origin is Origin.EXISTING or parcel.supplied is not None:
        return not_applicable()
    if parcel.origin is None:
        return lacks("O230", basis, "origin")
    if (account := account_of(parcel.origin, parcel.batch, parcel.level)) is not None:
        return _on_quota(case, account, basis)
    if parcel.batch is None or awaits_approval(parcel.batch):
        return lacks("O231", basis, "batch")
    batch = batch_named(parcel.batch, case.around)
    if batch is None:
        return lacks("O232", basis, "batch", batch=parcel.batch)
    return _drawn(batch, _least(parcel), basis)


def _least(parcel: Parcel) -> Area | None:
    """What must fit at least: the first phase where the parcel may be supplied in phases."""
    return parcel.phase_from or parcel.area


def _on_quota(case: Case, account: Account, basis: Dated) -> Judged:
    """One parcel that alone exceeds the quota; all together are the plan's matter."""
    quota, least = place_fact(case.rules, account.value), _least(case.parcel)
    if quota is None:
        return lacks("O254", basis, account.value, fact=titles([account.value]))
    if least is None:
        return lacks("O255", basis, "area", quota=value_text(quota.value))
    if least.units > quota.exact() * UNITS_PER_HECTARE:
        facts = {"fact": titles([account.value]), "quota": value_text(quota.value), "area": least.hectares}
        return broken("O256", weaker(basis, quota), **facts)
    return kept(basis)


def weaker(basis: Dated, figure: Dated) -> Dated:
    """较弱依据 · The figure itself where nobody has confirmed it, so that what rests on it only warns; else the law."""
    return basis if figure.blocks else figure


def _drawn(batch: Batch, area: Area | None, basis: Dated) -> Judged:
    gone = {"withdrawn": batch.withdrawn.hectares, "lapsed": batch.lapsed.hectares}
    if batch.balance <= Area.ZERO:
        return broken("O233", basis, batch=batch.number, approved=batch.area.hectares, **gone)
    if area is None:
        return lacks("O234", basis, "area", batch=batch.number, balance=batch.balance.hectares)
    if area > batch.balance:
        short = (area - batch.balance).hectares
        return broken("O235", basis, batch=batch.number, balance=batch.balance.hectares, short=short)
    return kept(basis)


def batch_named(name: str, around: Around) -> Batch | None:
    """所在批次 · The batch that a parcel names by number, or by a name that only one batch has, however spelt."""
    if name in around.batches:
        return around.batches[name]
    wanted, batches = _folded(name), around.batches.values()
    found = [one for one in batches if _folded(one.number) == wanted]
    found = found or [one for one in batches if one.name and _folded(one.name) == wanted]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=16_384)
def _folded(text: str) -> str:
    return fold_identifier(text)[1]


RULES: tuple[ParcelRule, ...] = (ParcelRule("PL-09", new_land_draws_on_its_batch),)
