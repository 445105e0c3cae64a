"""比对旁证 · Distortions the comparison was not made with (invented rows): which twins still reach the queue."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from landsupply.law.rulebook import Rules
from landsupply.ledger.list_kind import ListKind
from landsupply.ledger.match import SourceList, match
from landsupply.ledger.parcel import Parcel, Source
from landsupply.measure.area import Area
from tests.ledger import invented_lists as invented

RIVERS, HILLS = "潭涧渡津浦港", "岗坡峪岩峰寨"
TREES = ("银杏", "梧桐", "合欢", "楝树", "白杨", "紫荆", "海棠", "石榴")
THINGS = (
    "初级中学",
    "变电站",
    "保障性租赁住房",
    "冷链仓库",
    "社区卫生服务中心",
    "标准厂房",
    "加油站",
    "幼儿园",
    "污水处理厂",
)
CODES = ("0601", "0701", "0501", "0803", "1005", "0901")


def name_of(chance: random.Random) -> str:
    """项目名 · An invented name, some of them of a phase or a plot."""
    stem = chance.choice(TREES) + chance.choice(RIVERS + HILLS) + chance.choice(THINGS)
    return stem + chance.choice(("", "", "", "（一期）", "（二期）", "1号地", "2号地", "南地块"))


def place_of(chance: random.Random) -> str:
    """位置 · Two roads with sides, one road between two others, or a landmark."""
    roads = [
        chance.choice(TREES) + chance.choice(RIVERS + HILLS) + chance.choice(("路", "街", "大道")) for _ in range(3)
    ]
    if chance.random() < 0.6:
        return f"{roads[0]}{chance.choice('东西')}侧、{roads[1]}{chance.choice('南北')}侧"
    if chance.random() < 0.6:
        return f"{roads[0]}以{chance.choice('东西')}、{roads[1]}以{chance.choice('南北')}、{roads[2]}以北"
    return (
        f"{chance.choice(TREES)}{chance.choice(HILLS)}村{chance.choice('东西南北')}，{roads[0]}{chance.choice('南北')}"
    )


def parcel(number: int, chance: random.Random, rules: Rules) -> Parcel:
    """虚构宗地 · One parcel of the first list."""
    code = chance.choice(CODES)
    use = next(one for one in rules.vocabulary.uses if one.code == code)
    return Parcel(
        id=f"ZDK〔2024〕{number:04d}",
        name=name_of(chance),
        district=chance.choice([unit.name for unit in rules.place.units]),
        location=place_of(chance),
        area=Area(chance.randrange(80_000, 30_000_000)),
        use=use,
        batch=chance.choice((None, f"豫政土〔2022〕{chance.randrange(400)}号")),
        source=Source(file="丙.xlsx", sheet=None, row=number + 2),
    )


Change = Callable[[Parcel, random.Random], Parcel]


def same(one: Parcel, chance: random.Random) -> Parcel:
    """不改 · As it was."""
    return one


def other_number(one: Parcel, chance: random.Random) -> Parcel:
    """另编 · A number of the other office, with a district's letters."""
    return replace(one, id=f"{chance.choice('QERJ')}{chance.randrange(10, 99)}-{chance.randrange(1000):03d}号")


def slipped_number(one: Parcel, chance: random.Random) -> Parcel:
    """错位 · Two neighbouring digits of the number changed round."""
    at = len(one.id) - 3
    return replace(one, id=one.id[:at] + one.id[at + 1] + one.id[at] + one.id[at + 2 :])


def with_taker(one: Parcel, chance: random.Random) -> Parcel:
    """冠名 · The name behind the developer's and before a word for construction."""
    return replace(one, name=f"示例{chance.choice(TREES)}置业{one.name}建设用地")


def short_name(one: Parcel, chance: random.Random) -> Parcel:
    """简称 · The name abridged: a word in its middle left out."""
    return replace(
        one, name=one.name.replace("社区", "").replace("保障性租赁住房", "保租房").replace("初级中学", "中学")
    )


def misspelt(one: Parcel, chance: random.Random) -> Parcel:
    """错字 · One sign of the name mistyped."""
    at = chance.randrange(len(one.name))
    return replace(one, name=f"{one.name[:at]}{chance.choice('口日目田')}{one.name[at + 1 :]}")


def roads_only(one: Parcel, chance: random.Random) -> Parcel:
    """交叉口 · The place as a crossing of the first two roads."""
    bare = [part.rstrip("侧").rstrip("东西南北").rstrip("以") for part in one.location.replace("，", "、").split("、")]
    return replace(one, location=f"{bare[0]}与{bare[1]}交汇处")


def four_bounds(one: Parcel, chance: random.Random) -> Parcel:
    """四至 · The place told from within: what lies west of a road has it in the east."""
    opposite = {"东": "西", "西": "东", "南": "北", "北": "南"}
    parts = []
    for part in one.location.replace("，", "、").split("、"):
        bare = part.rstrip("侧")
        parts.append(f"{opposite[bare[-1]]}至{bare[:-1].rstrip('以')}")
    return replace(one, location="，".join(parts))


def in_full(one: Parcel, chance: random.Random) -> Parcel:
    """全称 · Province, city and district before the place."""
    return replace(one, location=f"河南省郑州市{one.district or ''}{one.location}（规划路名）")


def surveyed(one: Parcel, chance: random.Random) -> Parcel:
    """实测 · The area as measured again: up to two per mille more or less."""
    if one.area is None:
        return one
    return replace(one, area=Area(one.area.units * chance.randrange(998, 1003) // 1000))


def three_places(one: Parcel, chance: random.Random) -> Parcel:
    """三位小数 · Hectares to three decimals, cut off."""
    if one.area is None:
        return one
    hectares = Decimal(one.area.units).scaleb(-6).quantize(Decimal("0.001"), rounding="ROUND_DOWN")
    return replace(one, area=Area(int(hectares.scaleb(6))))


def net_of_roads(one: Parcel, chance: random.Random) -> Parcel:
    """净地 · The area without the roads: a tenth to a third less."""
    if one.area is None:
        return one
    return replace(one, area=Area(one.area.units * chance.randrange(67, 91) // 100))


def other_use(one: Parcel, chance: random.Random) -> Parcel:
    """未写用途 · No use, no batch."""
    return replace(one, use=None, batch=None)


CHANGES: tuple[tuple[Change, ...], ...] = (
    (other_number, other_number, slipped_number, same),
    (with_taker, short_name, misspelt, same),
    (roads_only, four_bounds, in_full, same),
    (surveyed, three_places, same, same),
    (other_use, same, same),
)
#: The same where one list in five gives the area without the roads, which speaks against a pair as much as it may.
WITH_NET_AREAS = (*CHANGES[:3], (surveyed, three_places, same, same, net_of_roads), CHANGES[4])


def distorted(one: Parcel, chance: random.Random, changes: Sequence[Sequence[Change]]) -> Parcel:
    """他单写法 · One change of every aspect, by chance."""
    for choices in changes:
        one = chance.choice(choices)(one, chance)
    return replace(one, source=replace(one.source, file="丁.xlsx"))


def lists_of(
    count: int, seed: int, rules: Rules, changes: Sequence[Sequence[Change]]
) -> tuple[SourceList, SourceList, set[frozenset[str]]]:
    """两张清单 · Half of the first stands in the second too; a tenth are neighbours on the same roads."""
    chance = random.Random(seed)
    first = [parcel(number, chance, rules) for number in range(count)]
    for number in range(10, count, 10):
        beside = first[number - 1]
        first[number] = replace(first[number], location=beside.location, district=beside.district)
    second: dict[str, Parcel] = {}
    truth = set()
    for one in first[: count // 2]:
        other = distorted(one, chance, changes)
        while other.id in second:
            other = replace(other, id=f"{other.id}甲")
        second[other.id] = other
        truth.add(frozenset((f"储备清单#{one.id}", f"供应清单#{other.id}")))
    more = [replace(parcel(n, chance, rules), id=f"XX{n:05d}") for n in range(count, 2 * count - count // 2)]
    both = invented.listed(ListKind.RESERVE, first), invented.listed(ListKind.SUPPLY, [*second.values(), *more])
    return *both, truth


def quality(
    rules: Rules, changes: Sequence[Sequence[Change]], seeds: Sequence[int], count: int = 1000
) -> tuple[float, float]:
    """查全与查准 · Recall and precision of the queues of several pairs of lists together."""
    wanted = found = right = 0
    for seed in seeds:
        first, second, truth = lists_of(count, seed, rules, changes)
        pairs = {frozenset((pair.first, pair.second)) for pair in match([first, second], rules).pairs}
        wanted, found, right = wanted + len(truth), found + len(pairs), right + len(pairs & truth)
    return right / wanted, right / found


def test_t57_nearly_all_twins_of_another_hand_are_found(rules: Rules) -> None:
    recall, precision = quality(rules, CHANGES, (11, 12, 13, 14))
    assert recall >= 0.98 and precision >= 0.97, (recall, precision)


def test_areas_without_roads_beside_other_changes_are_the_weak_point(rules: Rules) -> None:
    recall, precision = quality(rules, WITH_NET_AREAS, (11, 12, 13, 14))
    assert recall >= 0.90 and precision >= 0.97, (recall, precision)


@pytest.mark.parametrize("change", [change for choices in WITH_NET_AREAS for change in choices if change is not same])
def test_one_change_beside_another_number_hides_no_twin(rules: Rules, change: Change) -> None:
    recall, _ = quality(rules, ((other_number,), (change,)), (11,), 400)
    assert recall >= 0.99, recall
