"""台账 · Parcels, the issues found while reading them, and the files they came from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from landsupply.ledger.issue import Issue
from landsupply.ledger.parcel import Parcel
from landsupply.measure.fault import IntegrityFault
from landsupply.seal.canon import root


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """来源文件 · One table of one file.

    Its data rows, how many of them are distinct, and the file's digest.
    """

    file: str
    sheet: str | None
    rows: int
    distinct: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """台账 · The parcels in the order of their identity, so that shuffled rows give the same ledger."""

    parcels: tuple[Parcel, ...]
    issues: tuple[Issue, ...]
    sources: tuple[SourceFile, ...]

    def __post_init__(self) -> None:
        """Refuse two parcels of one identity (L901)."""
        twice = [name for name, count in Counter(parcel.id for parcel in self.parcels).items() if count > 1]
        if twice:
            raise IntegrityFault("L901", id=twice[0])

    @property
    def digest(self) -> str:
        """摘要 · The root over the digests of the parcels."""
        return root(parcel.digest for parcel in self.parcels)

    def parcel(self, identity: str) -> Parcel | None:
        """找宗地 · The parcel of that identity, or None."""
        return next((parcel for parcel in self.parcels if parcel.id == identity), None)
