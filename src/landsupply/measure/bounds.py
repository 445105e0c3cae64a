"""界限 · Limits as planning conditions state them: decimals with open or closed ends, no unit kept.

`大于1并且小于或等于2`, `1.0＜容积率≤2.5`, `R≥1.2`, `30%-35%`, `100米以下` are read; 以上, 以下, 以内 include the figure
itself and 大于, 小于, 超过, 低于 do not. What holds several statements, a note or an unknown word is refused, never
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from landsupply.measure.fault import MeasureFault
from landsupply.measure.number import plain, read_number

_LONGEST = 80  # two limits with their words need no more; longer text is refused before it costs time
_MOST_LIMITS = 2
_FOLD = str.maketrans("＞≥≧＜≤≦％＝～〜–—、；;，：:", ">≥≥<≤≤%=~~--,,,,  ")

#: Longer words first, so that 大于等于 is not read as 大于.
_BEFORE = {
    ">": "大于 高于 超过 多于 >",
    "≥": "大于或等于 大于或者等于 大于等于 不小于 不低于 不少于 至少 >= ≥",
    "<": "小于 低于 少于 不足 不满 <",
    "≤": "小于或等于 小于或者等于 小于等于 不大于 不高于 不超过 不多于 至多 控制在 <= ≤",
}
_AFTER = {"≥": "及以上 以上", "≤": "及以下 以下 及以内 以内"}
_AND = ("并且", "而且", "且", "和", ",")
_NAMES = ("容积率", "建筑密度", "绿地率", "建筑限高", "建筑高度", "限高", "密度", "高度", "far", "r")
_UNITS = ("%", "米", "m")
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Bounds:
    """界限 · A lower and an upper limit; None where there is none; an open end is not itself allowed."""

    low: Decimal | None
    high: Decimal | None
    is_low_open: bool = False
    is_high_open: bool = False

    def __post_init__(self) -> None:
        """Refuse limits between which nothing lies (M006)."""
        if self.low is not None and self.high is not None:
            is_open = self.is_low_open or self.is_high_open
            if self.low > self.high or (self.low == self.high and is_open):
                raise MeasureFault("M006", raw=f"{self.low} > {self.high}")

    @property
    def is_exact(self) -> bool:
        """单值 · Whether the limits are one figure."""
        return self.low is not None and self.low == self.high

    def holds(self, value: Decimal) -> bool:
        """满足 · Whether an exact value lies inside."""
        above = self.low is None or value > self.low or (value == self.low and not self.is_low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.is_high_open)
        return above and below

    def __str__(self) -> str:
        if self.is_exact:
            return f"{self.low}"
        low = "" if self.low is None else f"{'>' if self.is_low_open else '≥'}{self.low}"
        high = "" if self.high is None else f"{'<' if self.is_high_open else '≤'}{self.high}"
        return ",".join(filter(None, (low, high)))


@dataclass(frozen=True, slots=True)
class Limits:
    """所写界限 · The limits of a text, the unit behind its figures (%, 米 or empty), the name it gives them."""

    bounds: Bounds
    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class _Token:
    """词 · One word of a limit: number N, sign O before or P after it, dash D, and A, name V."""

    kind: str
    text: str
    unit: str = ""


def _words() -> tuple[tuple[str, str, str], ...]:
    signs = [(word, "O", sign) for sign, words in _BEFORE.items() for word in words.split()]
    signs += [(word, "P", sign) for sign, words in _AFTER.items() for word in words.split()]
    signs += [(word, "A", ",") for word in _AND] + [(name, "V", name) for name in _NAMES]
    signs += [("-", "D", "-"), ("~", "D", "~"), ("至", "D", "-"), ("到", "D", "-"), ("=", "E", "=")]
    return tuple(sorted(signs, key=lambda one: -len(one[0])))


_WORDS = _words()
_MIRRORED = {">": "<", "≥": "≤", "<": ">", "≤": "≥"}
_Limit = tuple[str, Decimal]


@lru_cache(maxsize=4096)
def read_limits(text: str) -> Limits:
    """读界限 · The limits a text states; M006 where it states none, several, or something besides."""
    if len(text) > _LONGEST:
        raise _refused(text)
    folded = plain(text).translate(_FOLD).lower()
    tokens = [token for token in _tokens(text, "".join(folded.split())) if token.kind != "E"]
    units = {token.unit for token in tokens if token.unit}
    names = {token.text for token in tokens if token.kind == "V"}
    if len(units) > 1 or len(names) > 1:
        raise _refused(text)
    return Limits(_bounds(text, _limits(text, tokens)), max(units, default=""), max(names, default=""))


def _refused(text: str) -> MeasureFault:
    return MeasureFault("M006", raw=text[:60])


def _tokens(raw: str, text: str) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        if number := _NUMBER.match(text, place):
            place = number.end()
            unit = next((unit for unit in _UNITS if text.startswith(unit, place)), "")
            place += len(unit)
            yield _Token("N", number[0], "米" if unit == "m" else unit)
            continue
        found = next((one for one in _WORDS if text.startswith(one[0], place)), None)
        if found is None:
            raise _refused(raw)
        place += len(found[0])
        yield _Token(found[1], found[2])


def _figure(token: _Token) -> Decimal:
    return read_number(token.text)


def _chain(tokens: Sequence[_Token]) -> list[_Limit]:
    first, sign, _, other, last = tokens
    return [(_MIRRORED[sign.text], _figure(first)), (other.text, _figure(last))]


def _range(tokens: Sequence[_Token]) -> list[_Limit]:
    first, _, last = (token for token in tokens if token.kind in "ND")
    return [("≥", _figure(first)), ("≤", _figure(last))]


def _signed(tokens: Sequence[_Token]) -> list[_Limit]:
    """One sign and one figure; a name between them, or behind the sign, turns 1.0≤R round."""
    figure = next(token for token in tokens if token.kind == "N")
    sign = next(token for token in tokens if token.kind in "OP")
    is_turned = tokens[-1].kind == "V"
    return [(_MIRRORED[sign.text] if is_turned else sign.text, _figure(figure))]


def _bare(tokens: Sequence[_Token]) -> list[_Limit]:
    return [("=", _figure(tokens[-1]))]


def _controlled(tokens: Sequence[_Token]) -> list[_Limit]:
    """控制在 30 以内: both signs say the same; any other pair is refused."""
    before, figure, after = tokens[-3:]
    if before.text != after.text:
        raise _refused(figure.text)
    return [(before.text, _figure(figure))]


#: The shapes of a clause, by the kinds of its words; longer ones stand before those that open alike.
_SHAPES: Mapping[str, Callable[[Sequence[_Token]], list[_Limit]]] = MappingProxyType(
    {
        "NOVON": _chain,
        "VNDN": _range,
        "VONP": _controlled,
        "NDN": _range,
        "VON": _signed,
        "NOV": _signed,
        "VNP": _signed,
        "ONP": _controlled,
        "NP": _signed,
        "ON": _signed,
        "VN": _bare,
        "N": _bare,
    }
)


def _limits(raw: str, tokens: Sequence[_Token]) -> list[_Limit]:
    """Every limit, as sign and figure, clause after clause, joined by 且, a comma or nothing."""
    limits: list[_Limit] = []
    place, kinds = 0, "".join(token.kind for token in tokens)
    while True:
        shape = next((shape for shape in _SHAPES if kinds.startswith(shape, place)), None)
        if shape is None:
            raise _refused(raw)
        limits += _SHAPES[shape](tokens[place : place + len(shape)])
        place += len(shape)
        if place == len(kinds):
            return limits
        if kinds[place] not in "AOV":
            raise _refused(raw)
        place += kinds[place] == "A"


def _bounds(raw: str, limits: Sequence[_Limit]) -> Bounds:
    lows = [limit for limit in limits if limit[0] in "≥>="]
    highs = [limit for limit in limits if limit[0] in "≤<="]
    if len(limits) > _MOST_LIMITS or len(lows) > 1 or len(highs) > 1:
        raise _refused(raw)
    try:
        return Bounds(
            lows[0][1] if lows else None,
            highs[0][1] if highs else None,
            bool(lows) and lows[0][0] == ">",
            bool(highs) and highs[0][0] == "<",
        )
    except MeasureFault:
        raise _refused(raw) from None
