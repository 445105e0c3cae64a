"""埋下的错误 · Invented data: every kind of fault that a careful reader would mark, one at a time in a clean plan.

Written from the words of the rules, not from any detector. A fault returns None where the plan offers no place for it.
`least` is the lowest severity that does it justice; `rules` the families that may name it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.planted.page import Bit, Page


@dataclass(frozen=True, slots=True)
class Planted:
    """已埋错误 · The page with its fault, the rows a finding may point at (none: anywhere), and what is expected."""

    page: Page
    rows: frozenset[int]
    rules: tuple[str, ...]
    least: str = "warning"
    note: str = ""


Fault = Callable[[Page, Random], Planted | None]
SUMS = ("PL-06",)
#: 0.05 公顷, in thirds of a square metre: below it the rules' own tolerance makes a gap a hint at most.
TOLERANCE = 1_500
WHOLES = {
    "class": ("total/1", "total/2", "homes"),
    "district": ("total/1", "total/district"),
    "slot": ("total/1", "total/slot"),
    "mode": ("total/1", "total/mode"),
    "housing": ("homes", "kind"),
    "quota": ("total/1", "total/quota"),
}


def rows_of(page: Page, *roles: str) -> frozenset[int]:
    """所在行 · The lines on which a figure of these roles stands."""
    return frozenset(row for role in roles for row, _ in page.where(role))


def _gap(page: Page, bit: Bit, manner: str, rng: Random) -> int:
    """改错的数 · The wrong value of a figure, in the manner of a slip of the pen; never the right one."""
    grain = page.look.grain
    if manner == "doubled":
        return 2 * bit.value
    if manner == "hundredths":
        step = rng.randint(1, 9) * grain
        return bit.value + rng.choice((step, -step)) if bit.value > step else bit.value + step
    return transposed(bit.value // grain, rng) * grain


def transposed(number: int, rng: Random) -> int:
    """换位 · Two neighbouring digits exchanged; a last digit added where all are alike."""
    digits = str(number)
    spots = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1] and not (at == 0 and digits[1] == "0")]
    if not spots:
        return number * 10 + 1
    at = rng.choice(spots)
    return int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


def _exhaustive(page: Page, group: str) -> bool:
    """全列 · Whether the text itself shows that the parts are all the parts, so that a shortfall is no 未列明."""
    if group in ("slot", "quota"):
        return True
    text = "".join(page.lines[row].text for row in rows_of(page, "class"))
    return group == "class" and ("其他用地" in text or "特殊用地" in text or bool(page.tagged("classes/lead")))


def off(group: str, manners: tuple[str, ...]) -> Fault:
    """分项之和 · One part of a whole wrong, so that the parts no longer add to it."""

    def plant(page: Page, rng: Random) -> Planted | None:
        spots = page.where(group)
        if (
            not spots
            or (group != "housing" and "exact" not in page.traits)
            or (group, page.shape) == ("class", "rounded")
        ):
            return None
        spot = rng.choice(spots)
        bit = page.bit(spot)
        wrong = _gap(page, bit, rng.choice(manners), rng)
        gap = abs(wrong - bit.value)
        hint = gap <= TOLERANCE or (wrong < bit.value and not _exhaustive(page, group))
        # A footnote on rounding, or figures without their last zeros, leave a gap of some last places in doubt.
        hint = hint or (bool(page.tagged("rounding") or page.look.trimmed) and gap < 10 * page.look.grain)
        rows = rows_of(page, group, *WHOLES[group])
        changed = page.with_bit(spot, bit.retold(wrong))
        return Planted(
            changed, rows, SUMS, "advice" if hint else "warning", f"{bit.role}: {bit.text} → {bit.retold(wrong).text}"
        )

    return plant


def repeated(page: Page, rng: Random) -> Planted | None:
    """重复一类 · One class listed twice."""
    rows = page.tagged("classes/item")[:-1]
    if not rows or "exact" not in page.traits:
        return None
    row = rng.choice(rows)
    line = page.lines[row]
    changed = page.with_line(row, line, line)
    return Planted(changed, rows_of(changed, "class", "total"), SUMS, "advice", line.text)


def total_differs(page: Page, rng: Random) -> Planted | None:
    """总量不一 · The total stated otherwise in a second place."""
    spots = [spot for spot in page.where("total") if page.bit(spot).role != "total/1"]
    if not spots or "exact" not in page.traits:
        return None
    spot = rng.choice(spots)
    bit = page.bit(spot)
    wrong = bit.retold(transposed(bit.value // page.look.grain, rng) * page.look.grain)
    rows = rows_of(page, "total/1", bit.role)
    return Planted(page.with_bit(spot, wrong), rows, SUMS, "warning", f"{bit.role}: {bit.text} → {wrong.text}")


def class_differs(page: Page, rng: Random) -> Planted | None:
    """同类不一 · Housing land restated otherwise, its parts adding to the restatement."""
    homes, parts = page.where("homes"), page.where("housing")
    if not homes or not page.where("class") or page.where("homeshare"):
        return None
    step = rng.randint(11, 99) * page.look.grain + 2 * TOLERANCE // page.look.grain * page.look.grain
    last = max(parts, key=lambda spot: page.bit(spot).value)
    changed = page.with_bit(last, page.bit(last).retold(page.bit(last).value + step))
    bit = page.bit(homes[0])
    changed = changed.with_bit(homes[0], bit.retold(bit.value + step))
    if changed.where("kind"):
        changed = changed.without(set(rows_of(changed, "kind")))
    rows = rows_of(changed, "homes", "class")
    return Planted(changed, rows, SUMS, "warning", f"homes: {bit.text} → {bit.retold(bit.value + step).text}")


def origin(page: Page, rng: Random) -> Planted | None:
    """新增加存量 · New land and stock that do not make the total."""
    spots = page.where("new") + page.where("stock")
    if not spots or "exact" not in page.traits:
        return None
    spot = rng.choice(spots)
    bit = page.bit(spot)
    wrong = bit.retold(transposed(bit.value // page.look.grain, rng) * page.look.grain)
    return Planted(page.with_bit(spot, wrong), rows_of(page, "total/1"), SUMS, "warning", f"{bit.text} → {wrong.text}")


def class_origin(page: Page, rng: Random) -> Planted | None:
    """分类新增加存量 · New land and stock of one class that do not make the class."""
    spots = page.where("classnew") + page.where("classold")
    if not spots:
        return None
    spot = rng.choice(spots)
    bit = page.bit(spot)
    wrong = bit.retold(transposed(bit.value // page.look.grain, rng) * page.look.grain)
    return Planted(page.with_bit(spot, wrong), frozenset({spot[0]}), SUMS, "warning", f"{bit.text} → {wrong.text}")


def share_wrong(page: Page, rng: Random) -> Planted | None:
    """占比错 · A share that a calculator contradicts."""
    spots = page.where("homeshare") + (page.where("share") if "exact" in page.traits else [])
    if not spots:
        return None
    spot = rng.choice(spots)
    bit = page.bit(spot)
    places = len(bit.text.partition(".")[2].rstrip("%"))
    step = rng.choice((2, 3, 7, 10, 100))
    wrong = bit.value + rng.choice((step, -step)) if bit.value > step else bit.value + step
    whole, part = divmod(wrong, 10**places)
    changed = Bit(f"{whole}.{part:0{places}d}%", bit.role, wrong)
    return Planted(page.with_bit(spot, changed), frozenset({spot[0]}), SUMS, "warning", f"{bit.text} → {changed.text}")


def unclosed_shares(page: Page, rng: Random) -> Planted | None:
    """占比不合百 · Shares that print to 99.99% or 100.01% and no footnote saying why."""
    notes = page.tagged("rounding")
    if not notes or not page.where("share"):
        return None
    changed = page.without(set(notes))
    return Planted(changed, rows_of(changed, "share", "total"), SUMS, "advice", "footnote left out")


def unexplained(page: Page, rng: Random) -> Planted | None:
    """差末位而无注 · Classes that miss the total by their last place, and no footnote saying why."""
    notes = page.tagged("rounding")
    if not notes or page.shape != "rounded":
        return None
    changed = page.without(set(notes))
    return Planted(changed, rows_of(changed, "class", "total/1"), SUMS, "advice", "footnote left out")


def restated(page: Page, rng: Random) -> Planted | None:
    """换算错 · The total in another unit, wrongly converted.

    None where the total as printed is the wrong figure rounded: 1701公顷 may well be 25510.50亩.
    """
    spots, wholes = page.where("restated"), page.where("total/1")
    if not spots or not wholes:
        return None
    bit = page.bit(spots[0])
    assert bit.look is not None
    slips = (
        bit.value * 10,
        bit.value // 10,
        bit.value * 15 // 10,
        transposed(bit.value // bit.look.grain, rng) * bit.look.grain,
    )
    wrong, total = bit.retold(rng.choice(slips)), page.bit(wholes[0])
    if total.look and total.look.text(wrong.value) == total.text:
        return None
    return Planted(
        page.with_bit(spots[0], wrong), frozenset({spots[0][0]}), SUMS, "warning", f"{bit.text} → {wrong.text}"
    )


def milestone(page: Page, rng: Random) -> Planted | None:
    """节点倒退 · A later milestone below an earlier one."""
    spots = page.where("milestone")
    if not spots:
        return None
    first, second = page.bit(spots[0]), page.bit(spots[1])
    changed = page.with_bit(spots[0], second).with_bit(spots[1], first)
    return Planted(changed, frozenset({spots[0][0]}), SUMS, "warning", f"{second.text}, {first.text}")


def too_much(page: Page, rng: Random) -> Planted | None:
    """分项超总量 · Parts that exceed what the total may be at most, though not all parts are listed."""
    spots = page.where("some") if page.shape == "county" else []
    wholes = page.where("total/1")
    if not spots or not {"exact", "within"} & page.traits:
        return None
    spot = rng.choice(spots)
    bit = page.bit(spot)
    wrong = bit.retold(page.bit(wholes[0]).value + bit.value)
    return Planted(
        page.with_bit(spot, wrong), rows_of(page, "some", "total"), SUMS, "warning", f"{bit.text} → {wrong.text}"
    )


def bound_broken(page: Page, rng: Random) -> Planted | None:
    """超出上限 · Classes that add to more than the total is to be kept within."""
    spots = page.where("class")
    if not spots or not {"within", "range"} & page.traits:
        return None
    most = max(page.bit(spot).value for spot in page.where("total/1") + page.where("high"))
    spot = rng.choice(spots)
    bit = page.bit(spot)
    wrong = bit.retold(bit.value + most // 3 // page.look.grain * page.look.grain)
    rows = rows_of(page, "class", "total", "low", "homes")
    return Planted(page.with_bit(spot, wrong), rows, SUMS, "warning", f"{bit.text} → {wrong.text}")


def reversed_range(page: Page, rng: Random) -> Planted | None:
    """区间颠倒 · A range whose lower end is the greater."""
    low, high = page.where("low"), page.where("high")
    if not low:
        return None
    changed = page.with_bit(low[0], page.bit(high[0])).with_bit(high[0], page.bit(low[0]))
    return Planted(changed, frozenset({low[0][0]}), SUMS, "warning", changed.lines[low[0][0]].text)


def floor_above(page: Page, rng: Random) -> Planted | None:
    """下限过高 · 不少于 more than there is."""
    spots, kinds = page.where("least"), page.where("kind")
    if not spots:
        return None
    bit, kind = page.bit(spots[0]), page.bit(kinds[0])
    wrong = bit.retold(kind.value * 2)
    return Planted(
        page.with_bit(spots[0], wrong), frozenset({spots[0][0]}), SUMS, "warning", f"{kind.text} 不少于 {wrong.text}"
    )


def new_above(page: Page, rng: Random) -> Planted | None:
    """新增超总量 · New land more than the whole."""
    spots = page.where("new")
    if not spots or "exact" not in page.traits:
        return None
    bit = page.bit(spots[0])
    wrong = bit.retold(page.bit(page.where("total/1")[0]).value * 6 // 5 // page.look.grain * page.look.grain)
    return Planted(
        page.with_bit(spots[0], wrong), frozenset({spots[0][0]}), SUMS, "warning", f"{bit.text} → {wrong.text}"
    )


def cell(page: Page, rng: Random) -> Planted | None:
    """表格单元 · One cell of the annexed table wrong: neither its row nor its column adds up."""
    spots = page.where("cell")
    if not spots:
        return None
    spot = rng.choice(spots)
    bit = page.bit(spot)
    wrong = bit.retold(_gap(page, bit, rng.choice(("transposed", "doubled")), rng))
    return Planted(
        page.with_bit(spot, wrong), rows_of(page, "cell"), SUMS, "warning", f"{bit.role}: {bit.text} → {wrong.text}"
    )


def table_prose(page: Page, rng: Random) -> Planted | None:
    """表文不符 · A table that closes in itself and says something else than the prose."""
    rows = page.tagged("table/row")[:-1]
    if len(rows) < 2:
        return None
    first, second = rng.sample(rows, 2)
    ends = {row: (row, max(at for at, bit in enumerate(page.lines[row].bits) if bit.role)) for row in (first, second)}
    starts = {row: (row, min(at for at, bit in enumerate(page.lines[row].bits) if bit.role)) for row in (first, second)}
    step = 12 * page.look.grain + 2 * TOLERANCE // page.look.grain * page.look.grain
    if page.bit(starts[second]).value <= step:
        return None
    changed = page
    for row, change in ((first, step), (second, -step)):
        for spot in (starts[row], ends[row]):
            changed = changed.with_bit(spot, page.bit(spot).retold(page.bit(spot).value + change))
    places = frozenset({first, second}) | rows_of(page, "class", "homes")
    return Planted(changed, places, SUMS, "warning", f"{changed.lines[first].text} / {changed.lines[second].text}")


FIGURES: dict[str, Fault] = {
    "总量前后不一": total_differs,
    "分类合计差末位": off("class", ("hundredths",)),
    "分类合计数字换位": off("class", ("transposed",)),
    "分类加倍": off("class", ("doubled",)),
    "一类列两次": repeated,
    "各区合计": off("district", ("transposed", "doubled", "hundredths")),
    "各季合计": off("slot", ("transposed", "doubled", "hundredths")),
    "各方式合计": off("mode", ("transposed", "doubled")),
    "统筹加分解": off("quota", ("transposed", "doubled")),
    "住宅细分合计": off("housing", ("transposed", "doubled", "hundredths")),
    "住宅用地两处不一": class_differs,
    "占比错": share_wrong,
    "占比不合百而无注": unclosed_shares,
    "分项差末位而无注": unexplained,
    "单位换算错": restated,
    "新增加存量": origin,
    "分类新增加存量": class_origin,
    "新增超总量": new_above,
    "节点倒退": milestone,
    "分项超总量": too_much,
    "分类超出上限": bound_broken,
    "区间颠倒": reversed_range,
    "下限高于全部": floor_above,
    "表格单元错": cell,
    "表文不符": table_prose,
}
