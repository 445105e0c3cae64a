"""具名证书 · A certificate with the names of its rows, so that it can be stored with a plan and found again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from landsupply.measure.fault import IntegrityFault
from landsupply.plan.certificate_value import Certificate, Leaf, Restriction, RowLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """具名证书 · The certificate over the rows that have a price in it, by name in order."""

    names: tuple[str, ...]
    certificate: Certificate

    @classmethod
    def of(cls, names: Sequence[str], certificate: Certificate) -> Certified:
        """具名 · A certificate over a problem's rows by name; rows that it does not speak of are left out."""
        used = {row for leaf in certificate.leaves for row, price in enumerate(leaf.prices) if price}
        used |= {one.row for leaf in certificate.leaves for one in leaf.fixed if isinstance(one, RowLimit)}
        kept = sorted(used, key=lambda row: names[row])
        leaves = tuple(_leaf(leaf, kept, {row: i for i, row in enumerate(kept)}) for leaf in certificate.leaves)
        return cls(names=tuple(names[row] for row in kept), certificate=replace(certificate, leaves=leaves))

    def on(self, names: Sequence[str]) -> Certificate:
        """对号 · The certificate for a problem whose rows have these names; C098 where one is not among them."""
        place = {name: row for row, name in enumerate(names)}
        for name in self.names:
            if name not in place:
                raise IntegrityFault("C098", place="prices", row=name[:60])
        rows = [place[name] for name in self.names]
        where = dict(enumerate(rows))
        own = {row: i for i, row in enumerate(rows)}
        source = [own.get(row, -1) for row in range(len(names))]
        leaves = tuple(
            replace(
                leaf,
                prices=tuple(0 if i < 0 else leaf.prices[i] for i in source),
                fixed=tuple(_moved(one, where) for one in leaf.fixed),
            )
            for leaf in self.certificate.leaves
        )
        return replace(self.certificate, leaves=leaves)


def _leaf(leaf: Leaf, kept: Sequence[int], where: dict[int, int]) -> Leaf:
    fixed = tuple(_moved(one, where) for one in leaf.fixed)
    return replace(leaf, prices=tuple(leaf.prices[row] for row in kept), fixed=fixed)


def _moved(one: Restriction, where: dict[int, int]) -> Restriction:
    return replace(one, row=where[one.row]) if isinstance(one, RowLimit) else one
