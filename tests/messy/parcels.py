"""真宗地 · Invented data: the true parcels, before any clerk writes them down."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.messy import words
from tests.messy.cells import Meant


def parcel(rng: Random, number: int, year: int) -> Meant:
    """造宗地 · An invented parcel."""
    use = rng.choice(words.USES)
    hectares = (
        Decimal(rng.choice((rng.randint(1000, 9999), rng.randint(10000, 79999), rng.randint(80000, 199999)))) / 10000
    )
    if not (hectares * 10000) % 10:  # the last digit is never 0, so that its loss would be seen
        hectares += Decimal("0.0003")
    district = rng.choice(tuple(words.DISTRICTS))
    noticed = date(year, 1, 5) + timedelta(days=rng.randint(0, 200))
    supplied = noticed + timedelta(days=rng.randint(25, 60))
    ready = date(year, rng.randint(1, 12), rng.randint(1, 28))
    north, east = rng.sample(words.ROADS, 2)
    estate = rng.choice(words.ESTATES) + rng.choice(words.ESTATES)
    start = rng.randint(200, 90_000) * 10**6
    fields: dict[str, str | None] = {
        "number": _number(rng, number, year),
        "supervision": f"4101{rng.choice('0123456789')}{rng.randint(2, 8)}{year}B{number:04d}{rng.randint(0, 9)}",
        "name": f"{estate}{use.project}{rng.choice('一二三四五')}期{number}号",
        "district": district,
        "location": f"{north}{rng.choice(words.KINDS)}南、{east}{rng.choice(words.KINDS)}"
        f"{rng.choice('东西')}{number}号",
        "use": use.name,
        "origin": rng.choice(tuple(words.ORIGINS)),
        "mode": rng.choice(tuple(words.MODES)),
        "term": rng.choice(("40", "50", "70")),
        "livelihood": rng.choice(words.LIVELIHOODS),
        "housing": rng.choice(words.HOUSINGS),
        "level": rng.choice(words.LEVELS),
        "batch": f"豫政土〔{year - 1}〕{rng.randint(1, 900)}号",
        "unit": district + rng.choice(words.OFFICES),
        "person": rng.choice(words.SURNAMES) + rng.choice(words.GIVEN),
        "obstacles": "；".join(rng.sample(words.OBSTACLES, rng.randint(1, 2))),
        "start_price": str(start),
        "deal_price": str(start + rng.randint(0, 900) * 10**6),
    }  # fmt: skip
    failed = rng.choice(words.FAILURES) if rng.random() < 0.15 else ""
    return Meant(fields, hectares, {"ready": ready, "noticed": noticed, "supplied": supplied}, use, failed=failed)


def _number(rng: Random, number: int, year: int) -> str:
    style = rng.random()
    if style < 0.5:
        return f"ZZ{year}-{rng.choice('ABC')}{number:03d}"
    return f"410105{rng.randint(100, 199)}{rng.randint(100, 199)}GB{number:05d}"
