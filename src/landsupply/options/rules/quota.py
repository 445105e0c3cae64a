"""新增指标规则 · PL-09: land in an approved batch draws on the batch, only land still to be approved on the quota."""

from __future__ import annotations

from functools import lru_cache

from landsupply.law.parameter import Dated
from landsupply.law.vocabulary import Origin
from landsupply.ledger.batch import Batch
from landsupply.ledger.traits import fold_identifier
from landsupply.measure.area import Area
from landsupply.options.judgement import Around, Case, Judged, ParcelRule, broken, kept, lacks, not_applicable
from landsupply.prepare.dated import in_force


def new_land_draws_on_its_batch(case: Case) -> Judged:
    """批次余额 · New land is supplied out of an approved batch that still has room for it.

    What is supplied already stands in the batch's own figures and is not drawn twice.
    """
    basis, parcel = in_force(case.rules, "quota.new_land.drawn"), case.parcel
    if basis is None or parcel.origin is Origin.EXISTING or parcel.supplied is not None:
        return not_applicable()
    if parcel.origin is None:
        return lacks("O230", basis, "origin")
    if parcel.batch is None:
        return lacks("O231", basis, "batch")
    batch = batch_named(parcel.batch, case.around)
    if batch is None:
        return lacks("O232", basis, "batch", batch=parcel.batch)
    return _drawn(batch, parcel.area, basis)


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
