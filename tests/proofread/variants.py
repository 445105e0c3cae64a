"""变体 · Random variants of a plan text: other documents, order, numbering, names, years, and faults moved.

The generator decides which faults stand where and so knows the exact findings above advice; it knows nothing of how
they are found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from random import Random

from landsupply.law.citation import Instrument, Standing
from landsupply.law.rulebook import Rules
from landsupply.measure.rounding import half_up

ITEM = re.compile(r"（[0-9]+）(?=.*[《〔])")
CLASS = re.compile(r"([0-9]+\.[0-9]{2})(?=公顷，占)")
CITIES = ("临渊", "青川", "白石", "沧南", "郑州")
YEARS = (2024, 2025, 2026)
NUMBERINGS = ("（{}）", "({})", "{}.", "{}、", "{}）", "")
REMNANTS = (
    "[bookmark: _GoBack]",
    "Error! Reference source not found.",
    "错误！未找到引用源。",
    'TOC \\o "1-3"',
    "{PAGE}",
)
_HALF = Fraction(5, 1000)  # of the last place that areas are printed with
WRONG_BRACKETS = ("[]", "［］", "（）", "()", "【】")


@dataclass
class Line:
    """行 · A line of the variant and the rules that must accuse it."""

    text: str
    rules: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Variant:
    """变体 · The text and the exact set of (rule, line) above advice."""

    text: str
    expected: frozenset[tuple[str, int]]


def _pool(rules: Rules, *wanted: Standing) -> list[Instrument]:
    """Numbered national documents that have one of the standings on every day a variant may be of."""
    days = [date(year, 1, 1) for year in YEARS]
    return [
        one
        for one in rules.instruments.values()
        if one.number and "未核实" not in one.title and all(one.standing_on(day) in wanted for day in days)
    ]


def _outer(title: str) -> str:
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"


def _brackets(number: str, pair: str) -> str:
    return number.replace("〔", pair[0]).replace("〕", pair[1])


class Maker:
    """造变体 · Builds one variant from a base text with a seeded choice of everything."""

    def __init__(self, base: str, rules: Rules, seed: int) -> None:
        self.random = Random(seed)
        self.good = self.random.sample(good := _pool(rules, Standing.IN_FORCE, Standing.AMENDED), len(good))
        self.gone = self.random.sample(gone := _pool(rules, Standing.SUPERSEDED, Standing.REPEALED), len(gone))
        self.lines = [Line(one) for one in base.splitlines()]

    def make(self) -> Variant:
        self._lists()
        self._typography()
        self._classes()
        self._names()
        if self.random.random() < 0.3:
            self.lines = [one for line in self.lines for one in (line, Line(self.random.choice(("", "  "))))]
        text = self.random.choice(("\n", "\r\n")).join(line.text for line in self.lines)
        expected = {(rule, here) for here, line in enumerate(self.lines, 1) for rule in line.rules}
        return Variant(text, frozenset(expected))

    def _lists(self) -> None:
        runs = self._runs()[:2]
        made = self._items(sum(map(len, runs)))
        cut = self.random.randrange(4, len(made) - 4)
        numbering = self.random.choice(NUMBERINGS)
        for run, items in zip(reversed(runs), (made[cut:], made[:cut]), strict=True):
            self._end_marks(items)
            for rank, item in enumerate(items, 1):
                item.text = numbering.format(rank) + item.text
            self.lines[run[0] : run[-1] + 1] = items

    def _runs(self) -> list[list[int]]:
        runs: list[list[int]] = [[]]
        for here, line in enumerate(self.lines):
            if ITEM.match(line.text):
                runs[-1].append(here)
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if len(run) > 2]

    def _items(self, count: int) -> list[Line]:
        """Sound items, then one of each fault among them; a second citation always comes after the first."""
        again = self.good.pop()
        items = [self._mistitled(), self._bracketed(), self._nested(), self._open()]
        items += [self._superseded() for _ in range(self.random.randint(1, 3))]
        items += [self._sound(number) for number in range(max(4, count - len(items) - 2))]
        self.random.shuffle(items)
        self._repeat(items, again)
        return items

    def _sound(self, serial: int) -> Line:
        """A document that holds; once the register is used up, one of the city's own, of which nothing is on record."""
        title, number = f"关于规范第{serial}类用地管理的办法", f"某政发〔2019〕{serial + 1}号"
        if self.good:
            one = self.good.pop()
            title, number = one.title, str(one.number)
        text, shape = _outer(title), self.random.random()
        if shape < 0.7:
            return Line(f"{text}（{number}）")
        return Line(f"{text[:-1]}（{number}）》" if shape < 0.85 else f"{number}{text}")

    def _superseded(self) -> Line:
        one = self.gone.pop()
        return Line(f"{_outer(one.title)}（{one.number}）", {"CT-01"})

    def _mistitled(self) -> Line:
        named = next(one for one in self.good if "关于" in one.title)
        self.good.remove(named)
        numbered = next(one for one in self.good if "〔" in str(one.number))
        self.good.remove(numbered)
        return Line(f"{_outer(named.title)}（{numbered.number}）", {"CT-02"})

    def _bracketed(self) -> Line:
        one = next(one for one in self.good if "〔" in str(one.number))
        self.good.remove(one)
        number = _brackets(str(one.number), self.random.choice(WRONG_BRACKETS))
        return Line(f"{_outer(one.title)}（{number}）", {"CT-04"})

    def _nested(self) -> Line:
        one = next(one for one in self.good if one.title.count("《") == 1 and not one.title.startswith("《"))
        self.good.remove(one)
        return Line(f"《{one.title}》（{one.number}）", {"CT-07"})

    def _open(self) -> Line:
        one = next(one for one in self.good if "关于" in one.title)
        self.good.remove(one)
        return Line(f"{one.title}（{one.number}）", {"CT-06"})

    def _repeat(self, items: list[Line], one: Instrument) -> None:
        first = self.random.randrange(len(items) - 1)
        items.insert(first, Line(f"{_outer(one.title)}（{one.number}）"))
        again = f"{_outer(one.title)}（{one.number}）" if self.random.random() < 0.5 else _outer(one.title)
        items.insert(self.random.randrange(first + 1, len(items) + 1), Line(again, {"CT-03"}))

    def _end_marks(self, items: list[Line]) -> None:
        for item in items:
            item.text += "；"
        items[-1].text = items[-1].text[:-1] + "。"
        wrong = self.random.choice(items[:-1])
        wrong.text = wrong.text[:-1] + self.random.choice(("。", ""))
        wrong.rules.add("CT-05")

    def _typography(self) -> None:
        """The base's own slips are mended, and as many planted elsewhere."""
        for line in self.lines:
            line.text = re.sub(r"(?<=[\u4e00-\u9fff]),(?=[\u4e00-\u9fff])", "，", line.text).replace("其中:", "其中：")
            line.text = line.text.replace("[bookmark: _GoBack]", "")
        prose = [one for one in self.lines if "，" in one.text and "《" not in one.text and "公顷" not in one.text]
        for line in self.random.sample(prose, 2):
            at = self.random.choice([found.start() for found in re.finditer("[，；]", line.text)])
            line.text = line.text[:at] + {"，": ",", "；": ";"}[line.text[at]] + line.text[at + 1 :]
            line.rules.add("TX-02")
        line = self.random.choice(prose)
        at = line.text.index("，") + 1
        line.text = line.text[:at] + self.random.choice(REMNANTS) + line.text[at:]
        line.rules.add("TX-01")

    def _classes(self) -> None:
        """The classes in another order; in every second variant one of them, or its share, is off by a hundredth."""
        line = next(one for one in self.lines if len(CLASS.findall(one.text)) > 2)
        head, rest = line.text.split("其中：", 1)
        classes = rest.rstrip("。").split("；")
        self.random.shuffle(classes)
        if self.random.random() < 0.5:
            here = self.random.randrange(len(classes))
            pattern = self.random.choice((r"[0-9]+\.[0-9]{2}(?=公顷(?:（其中[^）]*）)?，占)", r"[0-9]+\.[0-9]{2}(?=%)"))
            step = self.random.choice((-1, 1))
            slipped = re.sub(pattern, lambda found: _shift(found[0], step), classes[here])
            if pattern.endswith("(?=%)") and self._may_be_right(head, slipped):
                slipped = re.sub(pattern, lambda found: _shift(found[0], step), slipped)
            classes[here] = slipped
            line.rules.add("PL-06")
        line.text = f"{head}其中：{'；'.join(classes)}。"

    @staticmethod
    def _may_be_right(head: str, stated: str) -> bool:
        """Whether areas that print as these make the share: then it is no slip yet."""
        (total, *_), (part, *_) = (re.findall(r"([0-9]+\.[0-9]{2})公顷", one) for one in (head, stated))
        share = re.findall(r"([0-9]+\.[0-9]{2})%", stated)[0]
        ends = [(Fraction(part) + off) / (Fraction(total) - off) * 100 for off in (-_HALF, _HALF)]
        low, high = (Fraction(half_up(one.numerator, one.denominator, 2)) for one in ends)
        return low <= Fraction(share) <= high

    def _names(self) -> None:
        city, year = self.random.choice(CITIES), str(self.random.choice(YEARS))
        for line in self.lines:
            line.text = re.sub("郑州|云泽", city, line.text)
            if "《" not in line.text and "〔" not in line.text:
                line.text = line.text.replace("2024-2026", f"{year}-{int(year) + 2}").replace("2024", year)


def _shift(number: str, step: int) -> str:
    hundredths = int(number.replace(".", "")) + step
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def variant(base: str, rules: Rules, seed: int) -> Variant:
    """变体 · The variant of a seed."""
    return Maker(base, rules, seed).make()
