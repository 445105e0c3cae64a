"""词表 · Land uses of three classifications, supply modes and origins, with every name they go by.

A name is matched exactly or by a declared alias, never by likeness. The same name or code may stand in
several classifications: ``use`` then returns every reading, GB/T 21010-2017 first, the 2007 edition next,
the 2023 guide last. When all readings share one bucket they mean the same to a plan and ``agreed`` takes
the first; when they do not, the text is ambiguous and the caller must ask for the scheme.
"""

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Scheme(StrEnum):
    """分类体系 · The classifications whose codes are met; a code means nothing without its scheme."""

    GB2017 = "GB/T 21010-2017"
    GB2007 = "GB/T 21010-2007"
    GUIDE2023 = "自然资发〔2023〕234号"


class Origin(StrEnum):
    """土地来源 · Stock land, new land, and new land out of the register of approved but unsupplied land."""

    EXISTING = "现有建设用地"
    NEW = "新增建设用地"
    NEW_FROM_STOCK = "新增建设用地(来自存量库)"


_ORDER = {scheme: place for place, scheme in enumerate(Scheme)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LandUse:
    """用途 · One class of use in one scheme; ``bucket`` is its class in the plan, empty if never supplied."""

    scheme: Scheme
    code: str
    name: str
    bucket: str

    @property
    def is_suppliable(self) -> bool:
        """可供应 · True when land of this use may stand in a supply plan at all."""
        return bool(self.bucket)

    @property
    def key(self) -> tuple[int, str]:
        """次序 · Scheme in the official order, then code."""
        return _ORDER[self.scheme], self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """计划类别 · One of the ministry's plan classes, in the order of its forms."""

    name: str
    order: int
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """供应方式 · One way of supply: ``open`` to competition, ``paid`` for, ``label`` as forms print it."""

    code: str
    name: str
    open: bool
    paid: bool
    label: str = ""
    en: str = ""
    is_group: bool = False


#: The codes of ways of supply that rules name: allocation, grant by agreement, listing.
ALLOCATION, AGREEMENT, LISTING = "1", "3", "23"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """对照 · A class of GB/T 21010-2017 beside one of the 2023 guide; not ``certain`` where unsettled."""

    gb: LandUse
    guide: LandUse
    certain: bool
    note: str = ""


def fold(text: str) -> str:
    """折叠 · The text with widths, brackets and commas made one and spaces removed, to compare exactly."""
    narrow = unicodedata.normalize("NFKC", text)
    return "".join(narrow.split()).replace(",", "、")


def agreed(readings: Sequence[LandUse]) -> LandUse | None:
    """一致取首 · The first reading when all share one bucket; None when there is none or they differ."""
    buckets = {reading.bucket for reading in readings}
    return readings[0] if len(buckets) == 1 else None


_CODE_FIRST = re.compile(r"([0-9]{2,6})[-—_:、.]?(\D.*)")
_CODE_LAST = re.compile(r"(.*\D)\(([0-9]{2,6})\)")
_DIGITS = re.compile(r"[0-9]{2,6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """词表 · Every name and code the records use, with its readings."""

    uses: tuple[LandUse, ...]
    buckets: tuple[Bucket, ...]
    modes: tuple[Mode, ...]
    mode_groups: tuple[Mode, ...]
    crosswalk: tuple[Match, ...]
    use_names: Mapping[str, tuple[LandUse, ...]]
    use_codes: Mapping[str, tuple[LandUse, ...]]
    mode_names: Mapping[str, Mode]
    origin_names: Mapping[str, Origin]

    def use(self, text: str, scheme: Scheme | None = None) -> tuple[LandUse, ...]:
        """用途 · Every reading of a name, a code, or both; empty is unknown, several may be ambiguous."""
        readings = self._readings(fold(text))
        return tuple(one for one in readings if scheme in (None, one.scheme))

    def _readings(self, folded: str) -> tuple[LandUse, ...]:
        if folded in self.use_names:
            return self.use_names[folded]
        if _DIGITS.fullmatch(folded):
            return self.use_codes.get(folded, ())
        if found := _CODE_FIRST.fullmatch(folded):
            return self._both(found[1], found[2].strip("()"))
        if found := _CODE_LAST.fullmatch(folded):
            return self._both(found[2], found[1])
        return ()

    def _both(self, code: str, name: str) -> tuple[LandUse, ...]:
        """代码加名称 · The readings on which code and name agree; none where they contradict each other."""
        named = self.use_names.get(name, ())
        return tuple(one for one in named if one.code == code)

    def suggest(self, text: str) -> tuple[str, ...]:
        """近似名称 · Up to three known names of use nearest to the text, to be offered, never to be taken."""
        return tuple(difflib.get_close_matches(fold(text), sorted(self.use_names), n=3, cutoff=0.4))

    def mode(self, text: str) -> Mode | None:
        """供应方式 · The way of supply a text names; a word for all open ways gives their group (code 2)."""
        return self.mode_names.get(fold(text))

    def origin(self, text: str) -> Origin | None:
        """土地来源 · The origin a text names, or None."""
        return self.origin_names.get(fold(text))

    def partners(self, use: LandUse) -> tuple[Match, ...]:
        """对照用途 · The pairings of a use with the other scheme; none where there is no crosswalk."""
        return tuple(match for match in self.crosswalk if use in (match.gb, match.guide))
