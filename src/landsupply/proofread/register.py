"""查登记 · A cited document looked up among the instruments on record: by number first, else by title.

A title may stand for several instruments (a document and its later edition); then all of them are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from landsupply.law.citation import Instrument, Standing
from landsupply.law.rulebook import Rules
from landsupply.law.spelling import title_forms
from landsupply.proofread.citations import Cited
from landsupply.proofread.docnumbers import DocNumber
from landsupply.proofread.finding import Finding
from landsupply.proofread.position import Position
from landsupply.proofread.reading import Reading, plan_day
from landsupply.proofread.titles import title_keys

#: Standings of a document that is known to hold no longer.
GONE = (Standing.SUPERSEDED, Standing.REPEALED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """案卷 · What every rule is given: the reading, the rules, the plan's day and the titles on record."""

    reading: Reading
    rules: Rules
    day: date | None
    titles: Mapping[str, tuple[Instrument, ...]]

    def numbered(self, number: DocNumber) -> Instrument | None:
        """按文号 · The instrument of a number, also where other words stand in front of the issuer's sign."""
        for start in range(min(len(number.text) - 4, 14)):
            found = self.rules.find_number(number.text[start:])
            if found:
                return found
        return None

    def titled(self, cited: Cited) -> tuple[Instrument, ...]:
        """按标题 · Every instrument cited under a title, the first form that is on record deciding."""
        for key in cited.keys:
            if key in self.titles:
                return self.titles[key]
        return ()

    def instrument(self, cited: Cited) -> Instrument | None:
        """查文件 · The one instrument a citation means: by number, or by a title that only one has."""
        if cited.number:
            return self.numbered(cited.number)
        found = self.titled(cited)
        return found[0] if len(found) == 1 else None

    def meant(self, cited: Cited) -> Instrument | None:
        """所指文件 · The instrument cited; of several editions of a title one that holds on the day, if any."""
        if cited.number or self.day is None:
            return self.instrument(cited)
        several = self.titled(cited)
        holding = [one for one in several if one.standing_on(self.day) not in (*GONE, Standing.NOT_YET)]
        past = [one for one in several if one.standing_on(self.day) in GONE]
        found = holding[:1] or past[-1:]
        return found[0] if found else None

    @property
    def head(self) -> Position:
        """文首 · The place for what is missing: the first stated total, else the first line."""
        totals = self.reading.totals
        return totals[0].position if totals else Position(line=1, column=1)


def keys_of(instrument: Instrument) -> tuple[str, ...]:
    """登记标题诸形 · Every folded form under which an instrument may be cited."""
    own = [key for title in (instrument.title, *instrument.aliases) for key in title_keys(title)]
    return tuple(dict.fromkeys([*title_forms(instrument), *own]))


def open_case(reading: Reading, rules: Rules, day: date | None = None) -> Case:
    """立案 · The case of a reading under the rules of a place, on a given day or the plan's own."""
    titles: dict[str, tuple[Instrument, ...]] = {}
    for one in sorted(rules.instruments.values(), key=lambda one: (one.begun or date.min, one.id)):
        for key in keys_of(one):
            titles[key] = (*titles.get(key, ()), one)
    return Case(reading=reading, rules=rules, day=day or plan_day(reading), titles=titles)


Found = Iterator[Finding]
