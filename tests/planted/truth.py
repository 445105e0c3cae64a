"""虚构计划的真值 · Invented data: what one plan says, decided before a word of it is written."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.planted import words
from tests.planted.page import Look

#: Shape → the classes it groups land by, and how often it is drawn.
SHAPES = {
    "city": 6,
    "capital": 3,
    "coast": 2,
    "origins": 2,
    "guide": 2,
    "county": 2,
    "overlap": 1,
    "range": 2,
    "rounded": 1,
}

Named = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """真值 · City, year, way of printing, and every figure; sums close exactly."""

    shape: str
    city: str
    year: int
    look: Look
    total: int
    new: int
    classes: Named
    housing: Named
    districts: Named
    slots: Named
    modes: Named
    bound: str
    share_places: int
    high: int = 0

    @property
    def home(self) -> str:
        """住宅类 · The class that holds the housing land."""
        return next(name for name, _ in self.classes if name in words.HOMES)

    def of(self, name: str) -> int:
        """面积 · The area of one class."""
        return dict(self.classes)[name]

    def share(self, area: int) -> int:
        """占比 · Rounded half up, in the last printed place."""
        scale: int = 100 * 10**self.share_places
        return (2 * area * scale + self.total) // (2 * self.total)


def parted(rng: Random, whole: int, names: tuple[str, ...], grain: int) -> Named:
    """分解 · Parts of a whole, each a positive multiple of the grain, that add to it exactly."""
    weights = [rng.uniform(0.3, 3.0) for _ in names]
    units = whole // grain
    parts = [max(1, int(units * weight / sum(weights))) for weight in weights]
    parts[parts.index(max(parts))] += units - sum(parts)
    return tuple((name, part * grain) for name, part in zip(names, parts, strict=True))


def _look(rng: Random) -> Look:
    unit, decimals = rng.choices(
        (("公顷", 2), ("公顷", 0), ("公顷", 4), ("亩", 2), ("亩", 0), ("平方米", 0), ("万平方米", 2)),
        (10, 4, 1, 2, 1, 1, 1),
    )[0]
    return Look(unit, decimals, commas=rng.random() < 0.25, trimmed=decimals == 2 and rng.random() < 0.15)


def _classes(shape: str, rng: Random) -> tuple[str, ...]:
    if shape == "city":
        return rng.choice((words.SEVEN, words.FOUR))
    return {"capital": words.CAPITAL, "coast": words.COAST, "guide": words.GUIDE}.get(shape, words.SEVEN)


def _kinds(year: int, rng: Random) -> tuple[str, ...]:
    return rng.choice([names for first, last, names in words.HOUSING if first <= year <= last])


def truth_of(rng: Random) -> Truth:
    """定数 · Every figure of one plan."""
    shape = rng.choices(tuple(SHAPES), tuple(SHAPES.values()))[0]
    year = rng.randint(2021, 2026) if shape == "guide" else rng.randint(2012, 2026)
    city, districts = rng.choice(words.CITIES)
    if shape == "county":
        city, districts = rng.choice(words.COUNTIES), ("城关镇", "东川镇", "石岭乡", "经济开发区")
    look = _look(rng)
    grain = look.grain
    total = rng.randint(300, 6000) * 30_000 // grain * grain + rng.randint(1, 9999) * (
        0 if look.decimals == 0 else grain
    )
    classes = parted(rng, total, _classes(shape, rng), grain)
    if shape == "rounded":
        # The last place of one class was rounded up by itself, which a footnote says.
        classes = ((classes[0][0], classes[0][1] + grain), *classes[1:])
    home = next(area for name, area in classes if name in words.HOMES)
    slots = rng.choices((words.QUARTERS, words.HALVES, words.MONTHS), (5, 2, 1))[0]
    return Truth(
        shape=shape,
        city=city,
        year=year,
        look=look,
        total=total,
        new=int(total * rng.uniform(0.2, 0.7)) // grain * grain,
        classes=classes,
        housing=parted(rng, home, _kinds(year, rng), grain),
        districts=parted(rng, total, _spread(districts, rng), grain),
        slots=parted(rng, total, slots, grain),
        modes=parted(rng, total, rng.choice(words.MODES), grain),
        bound=_bound(shape, rng),
        share_places=rng.choice((2, 2, 1, 0)) if shape in ("city", "coast", "guide") else 0,
        high=total + rng.randint(20, 200) * 30_000 // grain * grain,
    )


def _spread(districts: tuple[str, ...], rng: Random) -> tuple[str, ...]:
    return (*districts, "市级统筹") if rng.random() < 0.2 else districts


def _bound(shape: str, rng: Random) -> str:
    if shape == "range":
        return "range"
    if shape in ("overlap", "rounded"):
        return "exact"
    if shape in ("capital", "county"):
        return rng.choice(("within", "about", "exact", "exact"))
    return "exact" if rng.random() < 0.8 else rng.choice(("within", "about"))
