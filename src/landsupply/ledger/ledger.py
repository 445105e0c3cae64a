"""台账 · Parcels, the issues found while reading them, and the files they came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from landsupply.ledger.batch import Batch
from landsupply.ledger.boundary.plot import Boundary
from landsupply.ledger.issue import Issue
from landsupply.ledger.mapping import Correspondence
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.project import Project
from landsupply.ledger.reserve import ReserveItem
from landsupply.measure.fault import IntegrityFault
from landsupply.seal.canon import digest, root


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """来源文件 · One table of one file.

    Its data rows, how many of them are distinct, the file's digest, which table of the sheet it is, counted from 1,
    and what its columns were taken for.
    """

    file: str
    sheet: str | None
    rows: int
    distinct: int
    digest: str
    table: int = 1
    mapping: Correspondence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """台账 · The parcels in the order of their identity, so that shuffled rows give the same ledger.

    Beside them stand the projects that own parcels, the batches they draw on, and the reserve items; `boundaries` are
    by the identity of their parcel.
    """

    parcels: tuple[Parcel, ...]
    issues: tuple[Issue, ...]
    sources: tuple[SourceFile, ...]
    projects: tuple[Project, ...] = ()
    batches: tuple[Batch, ...] = ()
    reserves: tuple[ReserveItem, ...] = ()
    boundaries: Mapping[str, Boundary] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse two parcels of one identity (L901)."""
        twice = [name for name, count in Counter(parcel.id for parcel in self.parcels).items() if count > 1]
        if twice:
            raise IntegrityFault("L901", id=twice[0])

    @property
    def digest(self) -> str:
        """摘要 · The root over the digests of the parcels, of the records beside them and of the boundaries."""
        beside = (self.projects, self.batches, self.reserves)
        drawn = (digest([identity, one.digest]) for identity, one in self.boundaries.items())
        return root((*(one.digest for one in self.parcels), *(one.digest for kind in beside for one in kind), *drawn))

    def parcel(self, identity: str) -> Parcel | None:
        """找宗地 · The parcel of that identity, or None."""
        return next((parcel for parcel in self.parcels if parcel.id == identity), None)
