"""办理记录 · One act: who did what about which record or digest, when it was recorded and from when it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from landsupply.seal.canon import digest

FORMAT = "landsupply.act/1"
#: What the first act of a chain follows.
NOTHING = "sha256:" + "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """办理记录 · Acts are numbered from 1 without a gap; `previous` is the digest of the one before.

    `recorded` is an ISO instant with its zone, `about` a record's identity or a digest, `facts` plain values.
    """

    number: int
    recorded: str
    effective: date
    who: str
    role: str
    verb: str
    about: str
    facts: Mapping[str, object]
    previous: str

    def form(self) -> dict[str, object]:
        """存储形式 · The act as plain values: what its digest is taken over."""
        return {
            "format": FORMAT,
            "number": self.number,
            "recorded": self.recorded,
            "effective": self.effective.isoformat(),
            "who": self.who,
            "role": self.role,
            "verb": self.verb,
            "about": self.about,
            "facts": dict(self.facts),
            "previous": self.previous,
        }

    @property
    def digest(self) -> str:
        """摘要 · The digest that the next act names."""
        return digest(self.form())
