"""归集 · The figures of one paragraph, each filed under the figure that it is a part of, as far as its words tell.

其中 behind a figure opens its parts. They end at a semicolon, and at a comma where what follows is no part of it: a
figure of its own rank, or one more when its parts already make it. 按…分 parts the whole that its figures make.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from landsupply.proofread.brackets import Pair, around, outermost
from landsupply.proofread.figures import Figure, Role, exact
from landsupply.proofread.leads import Names, lead_in, leads_on, named_before
from landsupply.proofread.ranks import are_sisters, is_kind_of, is_of_class, is_of_some, is_of_total

_OF_TOTAL = re.compile(r"总量中|总量：|总量:|总规模中|总面积中|计划指标中")
_NOT_PART = re.compile(r"[（(][ ]{0,3}(?:不含|不包括|扣除|另|较|比)")
_SENTENCE = re.compile(r"[。！？]")
_SEMICOLON = re.compile(r"[；;]")
_COMMA = re.compile(r"[，,]")

_GROUPED = (Role.TOTAL, Role.PART)
UNLED, UNPLACED = -1, -2
_PLAIN = (-1,)
_LONGEST = 200  # figures looked at ahead; no list of a plan has as many


@dataclass(slots=True)
class _Scope:
    """层级 · A figure whose parts are being listed (None: not said), the mark between them, and their sum so far."""

    whole: Figure | None
    separator: str = ""
    count: int = 0
    group: tuple[int, ...] = _PLAIN
    added: Fraction = Fraction(0)
    is_left: bool = False


@dataclass(slots=True, kw_only=True)
class Loose:
    """未归属 · A figure whose sentence names no whole: the sentence, and what leads it as parts of the total.

    `leads` when it is the figure that a list behind it is a list of; `said` are the words of the sentence in front;
    `axis` counts the ways in which the sentence parts the total.
    """

    figure: Figure
    sentence: int
    led: int
    leads: bool = False
    said: str = ""
    axis: int = 0

    @property
    def place(self) -> tuple[int, int, int]:
        """句 · Paragraph, sentence and the list inside it."""
        return self.figure.paragraph, self.sentence, self.axis


@dataclass(slots=True)
class Groups:
    """归集 · Parts so far, by whole and group; the figures whose whole is not said; the total last met."""

    parts: dict[tuple[int, tuple[int, ...]], list[Figure]] = field(default_factory=dict)
    loose: list[Loose] = field(default_factory=list)
    total: Figure | None = None

    def add(self, whole: Figure, part: Figure, *group: int) -> None:
        """归入 · Files a part under its whole, in one group of parts."""
        self.parts.setdefault((whole.index, group), []).append(part)


def _owner(pair: Pair, text: str, figures: Sequence[Figure], numbers: list[int]) -> Figure | None:
    """The figure a bracket explains: the one whose number follows it, else the one in front in its sentence."""
    behind = bisect_right(numbers, pair[1])
    if behind < len(figures):
        later = figures[behind]
        if later.start <= pair[0] and not text[pair[1] + 1 : later.number_at].strip(" \u3000为共约"):
            return later
    before = bisect_right(numbers, pair[0]) - 1
    if before < 0:
        return None
    earlier = figures[before]
    gap = text[earlier.end : pair[0]]
    return earlier if len(gap) <= 60 and not _SENTENCE.search(gap) else None


class Reader:
    """逐段归集 · Walks the figures of one paragraph and files each under the figure it is a part of."""

    def __init__(self, text: str, figures: Sequence[Figure], groups: Groups, names: Names) -> None:
        self.text, self.groups, self.names = text, groups, names
        self.figures = [one for one in figures if one.role in _GROUPED]
        self.numbers = [one.number_at for one in self.figures]
        self.pairs = outermost(text)
        self.scopes = [_Scope(None)]
        self.ends = [one.start() for one in _SENTENCE.finditer(text)]
        shares = [one for one in figures if one.role is Role.SHARE and one.clause.base]
        self.shared = {self._sentence(one) for one in shares if is_of_total(one.clause.base)}
        self.based = dict(self._based(shares))
        self.last: Figure | None = None
        self.alone = False
        self.led, self.axis, self.said = UNLED, 0, ""

    def _sentence(self, figure: Figure) -> int:
        return bisect_right(self.ends, figure.number_at)

    def _based(self, shares: Sequence[Figure]) -> list[tuple[int, str]]:
        """Figures in front of a share that is said to be of a class: 10公顷，占住宅用地供应总量的10%."""
        found = []
        for share in shares:
            before = bisect_right(self.numbers, share.number_at) - 1
            if before >= 0 and is_of_some(share.clause.base) and share.start - self.figures[before].end <= 1:
                found.append((self.figures[before].index, share.clause.base))
        return found

    def walk(self) -> None:
        """归集 · Files every figure, those inside brackets under the figure the bracket explains."""
        for figure in self.figures:
            pair = around(self.pairs, figure.number_at)
            if pair:
                self._inside(figure, pair)
            else:
                self._along(figure)

    def _inside(self, figure: Figure, pair: Pair) -> None:
        owner = _owner(pair, self.text, self.figures, self.numbers)
        if owner and owner is not figure and not _NOT_PART.match(self.text, pair[0]):
            self.groups.add(owner, figure, pair[0])

    def _along(self, figure: Figure) -> None:
        gap = self.text[self.last.end : figure.start] if self.last else ""
        if self.last is None or self._sentence(self.last) != self._sentence(figure):
            self._begin(figure)
        elif (figure.clause.opens or figure.clause.divides) and figure.role is Role.PART:
            self._open(figure, self.last)
        else:
            self._close(gap, figure)
        self._lead(figure)
        if figure.role is Role.TOTAL:
            self.scopes, self.groups.total = [_Scope(figure)], figure
        else:
            self._file(figure, gap)
        self.alone = self.alone and (self.last is None or self._sentence(self.last) != self._sentence(figure))
        self.last = figure

    def _begin(self, figure: Figure) -> None:
        """A new sentence: parts of the total when it says so; 其中 speaks of the one figure of the sentence before."""
        lead = self.text[max(0, figure.number_at - 300) : figure.number_at]
        of_total = _OF_TOTAL.search(_SENTENCE.split(lead)[-1]) or self._sentence(figure) in self.shared
        before = self.last if figure.clause.opens and self.alone else None
        self.scopes = [_Scope(before)]
        of_total = of_total or (figure.clause.divides and self._divides_again(figure))
        self.led = figure.index if of_total else (UNPLACED if figure.clause.opens else UNLED)
        self.alone, self.axis, self.said = True, 0, _SENTENCE.split(lead)[-1]

    def _divides_again(self, figure: Figure) -> bool:
        """Whether a later figure of the sentence begins another way to part the same whole."""
        behind = bisect_right(self.numbers, figure.number_at)
        for one in self.figures[behind : behind + _LONGEST]:
            if self._sentence(one) != self._sentence(figure):
                return False
            if one.clause.divides:
                return True
        return False

    def _lead(self, figure: Figure) -> None:
        """Words or a figure that name what is listed: all behind them in the sentence are parts of that, or of none."""
        sentence = self._sentence(figure)
        after = self.last.end if self.last else 0
        start = max(after, self.ends[sentence - 1] + 1 if sentence else 0)
        if self.last and start == after and self.last.role is Role.PART and leads_on(self.text, self.last):
            known = self.last.clause.behind or named_before(self.last.item, self.names, self.last.index)
            self.scopes = [*([] if known else self.scopes), _Scope(self.last)]
        elif name := lead_in(self.text, start, figure.number_at):
            whole = named_before(name, self.names, figure.index)
            self.scopes = [_Scope(whole, group=(-1, figure.paragraph, figure.number_at))]
            self.led = UNPLACED

    def _open(self, figure: Figure, last: Figure) -> None:
        """What a figure begins to part: the figure in front, or a whole further out that the figures behind make."""
        divides = figure.clause.divides
        if figure.clause.opens and not divides and are_sisters(last.item, figure.item):
            self.scopes.append(_Scope(None, is_left=True))
            return
        added = sum((exact(one) for one in self._run(figure)), Fraction(0))
        at = len(self.scopes) - 1
        outer = [(place, whole) for place in range(at, -1, -1) if (whole := self._whole(place)) and whole is not last]
        meant = next((one for one in outer if exact(one[1]) == added != exact(last)), None)
        if meant is None and divides:
            meant = min([(at, last), *outer], key=lambda one: abs(exact(one[1]) - added) / (exact(one[1]) or 1))
        if meant is None or meant[1] is last:
            if self.scopes[-1].whole is not last:
                self.scopes.append(_Scope(last, "；" if divides else ""))
            return
        self.axis += 1
        group = (-1, figure.paragraph, figure.number_at)
        again = _Scope(self.scopes[meant[0]].whole, "；" if divides else "", group=group)
        self.scopes = [*self.scopes[: meant[0]], again]

    def _whole(self, place: int) -> Figure | None:
        """The whole of a scope; the total last met where the sentence says that it is of that."""
        return self.scopes[place].whole or (None if place or self.led in (UNLED, UNPLACED) else self.groups.total)

    def _run(self, figure: Figure) -> list[Figure]:
        """The figures of a list that begins with this one: to the end of it, or to where other parts are opened."""
        found = [figure]
        behind = bisect_right(self.numbers, figure.number_at)
        for one in self.figures[behind : behind + _LONGEST]:
            gap = self.text[found[-1].end : one.start]
            if around(self.pairs, one.number_at):
                continue
            if self._sentence(one) != self._sentence(figure) or one.clause.divides:
                break
            if not figure.clause.divides and (one.clause.opens or _SEMICOLON.search(gap)):
                break
            found.append(one)
        return found

    def _close(self, gap: str, figure: Figure) -> None:
        """A semicolon ends the parts of a class when they were not themselves parted by semicolons; a comma may."""
        while len(self.scopes) > 1:
            inner, outer = self.scopes[-1], self.scopes[-2]
            if not _SEMICOLON.search(gap):
                if inner.separator == "；" or not self._is_behind(inner, outer, gap, figure):
                    return
            elif _is_within(inner, outer, figure):
                return
            self.scopes.pop()

    def _is_behind(self, inner: _Scope, outer: _Scope, gap: str, figure: Figure) -> bool:
        """Whether a figure behind a comma is no part of the inner whole: of its rank, or more than it can hold.

        More than it can hold, it must fit the outer whole, unless the parts in front make the inner one.
        """
        whole = inner.whole
        if whole is None or is_kind_of(figure, whole):
            return False
        if are_sisters(whole.item, figure.item):
            return True
        if inner.added + exact(figure) <= exact(whole):
            return False
        if inner.added == exact(whole) or (inner.separator == "、" and _COMMA.search(gap)):
            return True
        around_it = self._whole(len(self.scopes) - 2)
        return around_it is not None and outer.added + exact(figure) <= exact(around_it)

    def _file(self, figure: Figure, gap: str) -> None:
        scope = self.scopes[-1]
        if scope.count == 1 and not scope.separator:
            scope.separator = "；" if _SEMICOLON.search(gap) else "，" if _COMMA.search(gap) else "、"
        scope.count += 1
        scope.added += exact(figure)
        base = self.based.get(figure.index, "")
        if scope.is_left or (base and not (scope.whole and is_of_class(base, scope.whole.item))):
            return  # a part of the class that its share is taken of
        if scope.whole is None:
            self.groups.loose.append(self._unplaced(figure))
        else:
            self.groups.add(scope.whole, figure, *scope.group)

    def _unplaced(self, figure: Figure) -> Loose:
        sentence, leads = self._sentence(figure), leads_on(self.text, figure)
        said, led = self.said, self.led
        return Loose(figure=figure, sentence=sentence, led=led, leads=leads, said=said, axis=self.axis)


def _is_within(inner: _Scope, outer: _Scope, figure: Figure) -> bool:
    """Whether a figure behind a semicolon still is a part of the inner whole."""
    if inner.whole and is_kind_of(figure, inner.whole):
        makes = inner.added + exact(figure) == exact(inner.whole)
        if makes or inner.count == outer.count == 1:
            return True
    return inner.separator == "；" and outer.separator != "；"
