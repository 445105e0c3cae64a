"""宗地样例 · Parcels and ledgers put together by hand, for tests that need no file."""

from __future__ import annotations

from datetime import date
from typing import Any

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.law.vocabulary import LandUse, Mode, Scheme
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel, Source
from landsupply.measure.area import Area
from landsupply.measure.days import CalendarDay, Precision

BOOK = open_rulebook("410100")
RULES = BOOK.on(date(2024, 3, 1))
READY = CalendarDay(date(2024, 4, 1), Precision.MONTH)


def use(text: str, scheme: Scheme = Scheme.GB2017) -> LandUse:
    """用途 · A use by its name or code."""
    return RULES.vocabulary.use(text, scheme)[0]


def mode(text: str) -> Mode:
    """方式 · A mode of supply by its name."""
    found = RULES.vocabulary.mode(text)
    assert found is not None
    return found


def parcel(identity: str = "P-1", **facts: Any) -> Parcel:
    """宗地 · A sound industrial parcel with what is said otherwise."""
    sound: dict[str, Any] = {
        "name": "示例",
        "district": "中原区",
        "location": "示例路",
        "area": Area(3_200_000),
        "use": use("工业用地"),
        "source": Source(file="台账.csv", sheet=None, row=2),
        "ready": READY,
    }
    return Parcel(id=identity, **{**sound, **facts})


def ledger(*parcels: Parcel) -> Ledger:
    """台账 · A ledger of these parcels."""
    return Ledger(parcels=parcels, issues=(), sources=())


def on(day: date) -> Rules:
    """当日规则 · The rules of a day."""
    return BOOK.on(day)
