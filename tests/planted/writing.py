"""虚构计划的写法 · Invented data: the chapters of a plan, in the manners of several kinds of bureau."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from tests.planted import words
from tests.planted.documents import COMPILING, DECREE, LAWS, PAPERS, Paper, cited
from tests.planted.page import THIRDS, Bit, Look, Writer
from tests.planted.truth import Named, Truth


def area(truth: Truth, role: str, value: int) -> list[Bit | str]:
    """面积 · A figure with its unit."""
    return [Bit(truth.look.text(value), role, value, truth.look), truth.look.unit]


def share(truth: Truth, role: str, value: int) -> Bit:
    """占比 · A share as printed."""
    stated = truth.share(value)
    whole, part = divmod(stated, 10**truth.share_places)
    return Bit(f"{whole}.{part:0{truth.share_places}d}%", role, stated)


def joined(groups: Iterable[Sequence[Bit | str]], mark: str) -> list[Bit | str]:
    """连写 · Clauses with a mark between them."""
    flat: list[Bit | str] = []
    for group in groups:
        flat += [mark, *group] if flat else list(group)
    return flat


def bases(w: Writer, truth: Truth, rng: Random) -> None:
    """编制依据 · Listed one a line, or run into a sentence."""
    known = [paper for paper in PAPERS if paper.holds(truth.year) and paper is not COMPILING]
    chosen = [*LAWS, *([DECREE] if DECREE.holds(truth.year) else []), COMPILING, *rng.sample(known, rng.randint(3, 6))]
    if truth.shape in ("capital", "county"):
        brief = [*([DECREE] if DECREE.holds(truth.year) else []), *(one for one in chosen[-5:] if one is not DECREE)]
        w.put(
            "根据",
            *joined(([Bit(cited(one), "cite")] for one in brief), "、"),
            "等规定，结合",
            *joined(([Bit(one, "local")] for one in _local(truth, rng)[:2]), "、"),
            "，制定本计划。",
            tag="prose/basis",
        )
        return
    w.sub("编制依据")
    number = rng.choice(("（{}）", "{}.", "{}、"))
    _listed(w, [(cited(one), "cite") for one in _unlike(chosen)], number, "cite")
    if rng.random() < 0.7:
        w.sub("相关规划和计划")
        _listed(w, [(one, "local") for one in _local(truth, rng)], number, "local")


def _unlike(papers: Sequence[Paper]) -> list[Paper]:
    """不重复 · Each once."""
    return list(dict.fromkeys(papers))


def _listed(w: Writer, items: Sequence[tuple[str, str]], number: str, tag: str) -> None:
    for at, (text, role) in enumerate(items, 1):
        w.put(number.format(at), Bit(text, role), "。" if at == len(items) else "；", tag=tag)


def _local(truth: Truth, rng: Random) -> list[str]:
    city, year = truth.city, truth.year
    five = next(first for first in (2026, 2021, 2016, 2011) if first <= year)
    spatial = (
        f"《{city}国土空间总体规划（2021—2035年）》" if year >= 2023 else f"《{city}土地利用总体规划（2006—2020年）》"
    )
    if 2021 <= year < 2023:
        spatial = f"《{city}住房发展规划（2021—2025年）》"
    every = [
        spatial,
        f"《{city}{year}年度土地储备计划》",
        f"《{city}土地储备三年滚动计划（{year - 1}—{year + 1}年）》",
        f"《{city}住房建设规划（{five}—{five + 4}年）》",
        f"《{city}{year}年国民经济和社会发展计划》",
    ]
    return rng.sample(list(dict.fromkeys(every)), 3)


def period(w: Writer, truth: Truth, rng: Random) -> None:
    """计划期限 · The year, in one of three wordings."""
    year = truth.year
    w.put(
        *rng.choice(
            (
                ("本计划期限为", Bit(f"{year}年1月1日至{year}年12月31日", "period"), "。"),
                ("计划期为", Bit(f"{year}年1月1日至12月31日", "period"), "。"),
                ("本计划的执行期限自", Bit(f"{year}年1月1日起至{year}年12月31日", "period"), "止。"),
            )
        ),
        tag="period",
    )
    w.put(f"计划范围为{truth.city}行政区域内的国有建设用地。", tag="prose")


def amount(w: Writer, truth: Truth, rng: Random) -> None:
    """总量 · The total, its bound, its other unit, new land and stock."""
    year, look = truth.year, truth.look
    whole = area(truth, "total/1", truth.total)
    new, stock = area(truth, "new", truth.new), area(truth, "stock", truth.total - truth.new)
    if truth.bound == "range":
        low, high = Bit(whole[0].text, "low", truth.total, look), Bit(look.text(truth.high), "high", truth.high, look)
        w.put(f"{year}年度国有建设用地供应总量为", low, "—", high, f"{look.unit}。", tag="total", axis="总量")
    elif truth.bound == "within":
        w.put(
            f"{year}年度全市国有建设用地供应总量控制在",
            *whole,
            "以内，其中新增建设用地控制在",
            *new,
            "以内，鼓励和引导利用存量建设用地",
            *stock,
            "。",
            tag="total",
            axis="总量",
        )
    elif truth.bound == "about":
        w.put(
            f"{year}年土地供应总量在",
            *whole,
            "左右，其中新增建设用地严格控制在",
            *new,
            "以内，利用存量建设用地",
            *stock,
            "左右。",
            tag="total",
            axis="总量",
        )
    else:
        opening = rng.choice(
            (
                f"{year}年度国有建设用地供应总量为",
                f"{year}年度计划供应国有建设用地总量为",
                f"{year}年全市国有建设用地计划供应总量",
            )
        )
        origin = ["，其中新增建设用地", *new, "，存量建设用地", *stock] if _says_origin(truth, rng) else []
        w.put(opening, *whole, *restated(truth, rng), *origin, "。", tag="total", axis="总量")


def _says_origin(truth: Truth, rng: Random) -> bool:
    return truth.shape != "origins" and rng.random() < 0.6


def restated(truth: Truth, rng: Random) -> list[Bit | str]:
    """换算 · The total once more in another unit, exact to its last place."""
    if rng.random() < 0.6:
        return []
    unit, decimals = rng.choice(
        [pair for pair in (("公顷", 2), ("亩", 2), ("平方米", 0)) if pair[0] != truth.look.unit]
    )
    look = Look(unit, decimals, commas=truth.look.commas)
    exact = truth.total * 10**decimals % THIRDS[unit] == 0
    return [
        rng.choice(("（合", "（折合")) if exact else "（约合",
        Bit(look.text(truth.total), "restated", truth.total, look),
        f"{unit}）",
    ]


def structure(w: Writer, truth: Truth, rng: Random) -> None:
    """结构 · The classes, in a sentence or one a line, with shares where this bureau gives them."""
    order = list(truth.classes)
    rng.shuffle(order)
    if truth.shape == "city" and order[0][0] in words.FOUR and len(order) == 4:
        order.sort(key=lambda one: one[0] == "其他用地")
    verb = rng.choice(words.SUPPLIES)
    parts = [_class(truth, name, value, verb) for name, value in order]
    if truth.shape == "capital" or rng.random() < 0.5:
        lead: list[Bit | str] = [f"在{truth.year}年国有建设用地供应总量中，"]
        if truth.bound == "exact" and truth.shape != "rounded" and rng.random() < 0.5:
            lead = ["计划供应国有建设用地总量", *area(truth, "total/2", truth.total), "，其中："]
        w.put(*lead, *joined(parts, "；"), "。", tag="classes", axis="结构")
    else:
        _class_lines(w, parts, rng)
    if truth.shape == "rounded":
        w.put(words.ROUNDED, tag="rounding", axis="结构")
    elif truth.share_places and sum(truth.share(value) for _, value in order) != 100 * 10**truth.share_places:
        w.put(words.ROUNDING, tag="rounding", axis="结构")


def _class_lines(w: Writer, parts: list[list[Bit | str]], rng: Random) -> None:
    """分行 · One class a line, as items of a list or as sentences that begin with their class."""
    w.put("按用途划分，供应总量由以下各类用地构成：", tag="classes/lead", axis="结构")
    number, sentences = rng.choice((("{}.", False), ("（{}）", False), ("", False), ("{}.", True)))
    for at, part in enumerate(parts, 1):
        if sentences:
            part = [f"{part[0]}。计划供应", *part[1:]] if not str(part[0]).endswith(words.SUPPLIES[2:]) else part
        stop = "。" if sentences or at == len(parts) else "；"
        w.put(number.format(at), *part, stop, tag="classes/item", axis="结构")


def _class(truth: Truth, name: str, value: int, verb: str) -> list[Bit | str]:
    shown = words.FOUR_NOTE if name == "其他用地" and truth.year % 2 else name
    bits = [shown + verb, *area(truth, f"class/{name}", value)]
    if truth.shape == "origins":
        new = value // truth.look.grain * 3 // 7 * truth.look.grain
        return [
            *bits,
            "（新增",
            *area(truth, f"classnew/{name}", new),
            "，存量",
            *area(truth, f"classold/{name}", value - new),
            "）",
        ]
    if truth.share_places:
        bits += ["，占计划总量的", share(truth, f"share/{name}", value)]
    return bits


def _homeshare(truth: Truth, name: str, value: int) -> Bit:
    """住宅占比 · A housing kind's share of the housing land, to two decimals."""
    whole = truth.of(truth.home)
    stated = (20_000 * value + whole) // (2 * whole)
    return Bit(f"{stated // 100}.{stated % 100:02d}%", f"homeshare/{name}", stated)


def _closes(truth: Truth) -> bool:
    return sum(_homeshare(truth, name, value).value for name, value in truth.housing) == 10_000


def housing(w: Writer, truth: Truth, rng: Random) -> None:
    """住宅细分 · The housing kinds in a sentence of their own."""
    parts = [[name, *area(truth, f"housing/{name}", value)] for name, value in truth.housing]
    mark = "，"
    if rng.random() < 0.3 and _closes(truth):
        mark = "；"
        for part, (name, value) in zip(parts, truth.housing, strict=True):
            part += [f"，占{truth.home}的", _homeshare(truth, name, value)]
    w.put(
        rng.choice(("计划供应", "安排")),
        truth.home,
        *area(truth, "homes", truth.of(truth.home)),
        "，其中：",
        *joined(parts, mark),
        "。",
        tag="housing",
        axis="结构",
    )
    if rng.random() < 0.3:
        least = max(1, truth.housing[0][1] // truth.look.grain // 2) * truth.look.grain
        w.put(
            f"全年{truth.housing[0][0]}",
            *area(truth, "kind", truth.housing[0][1]),
            "，其中年内开工的不少于",
            *area(truth, "least", least),
            "。",
            tag="least",
            axis="结构",
        )


def allotted(w: Writer, truth: Truth, named: Named, manner: tuple[str, str, str], rng: Random) -> None:
    """分列 · Districts, quarters or modes, in a sentence or one a line; `manner` is tag, axis and opening words."""
    tag, axis, opening = manner
    parts = [[name, *area(truth, f"{tag}/{name}", value)] for name, value in named]
    whole = area(truth, f"total/{tag}", truth.total)
    if truth.shape == "capital" or rng.random() < 0.6:
        w.put(opening, *whole, "，其中：", *joined(parts, "，"), "。", tag=tag, axis=axis)
        return
    w.put(opening, *whole, "，其中：", tag=tag, axis=axis)
    for at, part in enumerate(parts, 1):
        w.put(*part, "。" if at == len(parts) else "；", tag=tag, axis=axis)
