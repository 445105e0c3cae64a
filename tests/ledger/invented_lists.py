"""虚构清单 · Invented parcels, and the same parcels as another office would write them; nothing here is real."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from landsupply.law.rulebook import Rules
from landsupply.ledger.ledger import Ledger, SourceFile
from landsupply.ledger.list_kind import ListKind
from landsupply.ledger.match import SourceList
from landsupply.ledger.parcel import Parcel, Source
from landsupply.measure.area import Area, AreaUnit

FIRST, SECOND = "青云松竹梅兰芳春华秋实锦绣宏远祥瑞安康", "河湖山林原野泉溪谷岭台园苑庭城湾畔洲"
KINDS = ["安置房", "小学", "产业园", "商业中心", "停车场", "医院", "公园", "商务楼", "物流园", "人才公寓"]
USES = ["0601", "0701", "0501", "0803", "0805", "1005"]
SIDES = {"东": "西", "南": "北"}


def road(chance: random.Random) -> str:
    """路名 · An invented road."""
    return chance.choice(FIRST) + chance.choice(SECOND) + chance.choice(["路", "街", "大道"])


def parcel(number: int, chance: random.Random, rules: Rules) -> Parcel:
    """虚构宗地 · One parcel with everything that a list usually says."""
    code = chance.choice(USES)
    use = next(one for one in rules.vocabulary.uses if one.code == code)
    side = (chance.choice("东西"), chance.choice("南北"))
    name = chance.choice(FIRST) + chance.choice(SECOND) + chance.choice(FIRST) + chance.choice(KINDS)
    phase = chance.choice(["", "", "", "一期", "二期", "A地块", "B地块"])
    return Parcel(
        id=f"ZZ-2024-{number:05d}",
        name=f"{name}{phase}项目",
        district=chance.choice([unit.name for unit in rules.place.units]),
        location=f"{road(chance)}{side[0]}、{road(chance)}{side[1]}",
        area=Area(chance.randrange(200_000, 20_000_000)),
        use=use,
        batch=f"豫政土〔2023〕{number % 90 + 1}号",
        supplied=None,
        source=Source(file="甲.xlsx", sheet=None, row=number + 2),
    )


def sibling(one: Parcel, number: int, chance: random.Random) -> Parcel:
    """邻宗 · Another parcel beside it: the next phase, the same roads, another area."""
    swap = {"一期": "二期", "二期": "三期", "A地块": "B地块", "B地块": "C地块"}
    mark = next((old for old in swap if old in one.name), None)
    name = one.name.replace(mark, swap[mark]) if mark else one.name.replace("项目", "北区项目")
    area = Area(chance.randrange(200_000, 20_000_000))
    return replace(one, id=f"ZZ-2024-{number:05d}", name=name, area=area, source=replace(one.source, row=number + 2))


def renumbered(one: Parcel, chance: random.Random) -> Parcel:
    """改号 · Under the other office's own number."""
    return replace(one, id=f"CB{chance.randrange(10**7):07d}")


def letter_o(one: Parcel, chance: random.Random) -> Parcel:
    """字母O · Zeros typed as the letter O, full-width signs and spaces."""
    return replace(one, id=one.id.replace("2024", "2O24").replace("-", "－") + " ")


def retyped(one: Parcel, chance: random.Random) -> Parcel:
    """改写名称 · Full-width brackets, trailing spaces, 一期 as （1期）, the suffix gone."""
    name = one.name.removesuffix("项目")
    for old, new in (("一期", "（1期）"), ("二期", "（二 期）"), ("A地块", "Ａ地块"), ("B地块", "（B）地块")):
        name = name.replace(old, new)
    return replace(one, name=f" {name} ")


def renamed(one: Parcel, chance: random.Random) -> Parcel:
    """改名 · Under quite another name."""
    return replace(one, name=chance.choice(FIRST) + chance.choice(SECOND) + chance.choice(KINDS))


def reworded(one: Parcel, chance: random.Random) -> Parcel:
    """改写位置 · The roads the other way round, 以南, 侧, the city in front."""
    first, second = one.location.split("、")
    return replace(one, location=f"郑州市{second[:-1]}以{second[-1]}，{first}侧")


def rounded(one: Parcel, chance: random.Random) -> Parcel:
    """面积取整 · The area to a hundredth of a hectare."""
    return replace(one, area=Area.exactly(one.area.print(AreaUnit.HECTARE, 2), AreaUnit.HECTARE))


def in_mu(one: Parcel, chance: random.Random) -> Parcel:
    """亩作公顷 · The number of mu taken for hectares."""
    return replace(one, area=Area(one.area.units * 15))


def by_mu(one: Parcel, chance: random.Random) -> Parcel:
    """亩数取整 · By way of mu with one decimal."""
    return replace(one, area=Area.nearest(one.area.print(AreaUnit.MU, 1), AreaUnit.MU))


def bare(one: Parcel, chance: random.Random) -> Parcel:
    """缺项 · Without use, district and batch."""
    return replace(one, use=None, district=None, batch=None)


Distortion = Callable[[Parcel, random.Random], Parcel]
DISTORTIONS: tuple[tuple[Distortion, ...], ...] = (
    (renumbered, letter_o, lambda one, _: one),
    (retyped, renamed, lambda one, _: one, retyped),
    (reworded, lambda one, _: one),
    (rounded, in_mu, by_mu, lambda one, _: one),
    (bare, lambda one, _: one, lambda one, _: one),
)


def distorted(one: Parcel, chance: random.Random) -> Parcel:
    """他单写法 · The parcel as another list has it: one distortion of each aspect, by chance."""
    for choices in DISTORTIONS:
        one = chance.choice(choices)(one, chance)
    return replace(one, source=replace(one.source, file="乙.xlsx"))


def two_lists(count: int, seed: int, rules: Rules) -> tuple[SourceList, SourceList, dict[str, str]]:
    """两张清单 · Half of the first list stands in the second too; with the truth, key to key.

    A fifth of the first list are siblings: the next phase on the same roads.
    """
    chance = random.Random(seed)
    first = [parcel(n, chance, rules) for n in range(count)]
    for n in range(0, count, 5):
        first[n] = sibling(first[n - 1], n, chance) if n else first[n]
    shared = first[: count // 2]
    second, truth = [], {}
    for one in shared:
        other = distorted(one, chance)
        second.append(other)
        truth[f"储备清单#{one.id}"] = f"供应清单#{other.id}"
    second += [replace(parcel(n, chance, rules), id=f"CC-{n:06d}") for n in range(count, count + count // 2)]
    return listed(ListKind.RESERVE, first), listed(ListKind.SUPPLY, second), truth


def listed(kind: ListKind | None, parcels: Sequence[Parcel], name: str | None = None) -> SourceList:
    """成清单 · Parcels as a list of one file."""
    ordered = tuple(sorted(parcels, key=lambda one: one.id))
    files = tuple(dict.fromkeys((one.source.file, one.source.sheet) for one in ordered))
    sources = tuple(
        SourceFile(file=file, sheet=sheet, rows=len(ordered), distinct=len(ordered), digest=f"sha256:{file}")
        for file, sheet in files
    )
    ledger = Ledger(parcels=ordered, issues=(), sources=sources)
    return SourceList(name=name or (kind.value if kind else "不明"), kind=kind, ledger=ledger)


def day(number: int) -> date:
    """第几日 · A day of 2024."""
    return date(2024, 1, 1) + timedelta(days=number)
