"""虚构计划 · Invented data: plan texts of many shapes, the same for the same seed; imports nothing of the product."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.planted import words
from tests.planted.page import Advice, Bit, Line, Page, Writer
from tests.planted.truth import Truth, truth_of
from tests.planted.writing import allotted, amount, area, bases, housing, joined, period, structure

#: Classes whose land goes by open modes; the rest of the parcel table is allocated.
OPEN = frozenset({"商服用地", "工矿仓储用地", "商业服务业用地", "工矿用地", "仓储用地"})


def plan_of(seed: int) -> Page:
    """一份计划 · The clean plan of a seed."""
    rng = Random(f"plan {seed}")
    truth = truth_of(rng)
    w = Writer(rng.randrange(4))
    _title(w, truth, rng)
    _opening(w, truth, rng)
    _figures(w, truth, rng)
    _keeping(w, truth, rng)
    if truth.shape not in ("capital", "county", "rounded") and truth.bound == "exact" and rng.random() < 0.6:
        _annex(w, truth, rng)
    return Page(
        seed=seed,
        year=truth.year,
        shape=truth.shape,
        look=truth.look,
        lines=_of_county(w.lines) if truth.shape == "county" else tuple(w.lines),
        advice=_advice(truth),
        traits=frozenset({truth.bound, *({"shares"} if truth.share_places else ())}),
        glued=truth.shape == "capital" and w.style < 2 and rng.random() < 0.6,
    )


def _of_county(lines: list[Line]) -> tuple[Line, ...]:
    """县级用语 · A county's plan says 县 where a city's says 市."""
    said = (("全市", "全县"), ("市自然资源", "县自然资源"), ("市国土资源", "县国土资源"), ("各区政府", "各乡镇政府"))
    changed = []
    for line in lines:
        bits = line.bits
        for old, new in said:
            bits = tuple(replace(bit, text=bit.text.replace(old, new)) for bit in bits)
        changed.append(replace(line, bits=bits))
    return tuple(changed)


def _advice(truth: Truth) -> tuple[Advice, ...]:
    if truth.shape == "county":
        return (Advice("A063", "classes", is_due=truth.bound != "about"),)
    if truth.shape == "rounded":
        return (Advice("A069", "classes", is_due=False),)
    return (Advice("A062", "classes"),) if truth.shape == "overlap" else ()


def _title(w: Writer, truth: Truth, rng: Random) -> None:
    form = rng.choice(
        (
            "{city}{year}年度国有建设用地供应计划",
            "{city}{year}年国有建设用地供应计划",
            "{city}市本级{year}年度国有建设用地供应计划",
        )
    )
    if truth.shape == "county":
        form = "{city}{year}年度国有建设用地供应计划"
    w.put(form.format(city=truth.city, year=truth.year), tag="title")


def _traps(w: Writer, truth: Truth, rng: Random) -> None:
    """旁及之数 · True figures that belong to other sums."""
    planned = rng.randint(200, 9000)
    done = planned * rng.randint(60, 99) // 100
    facts = {
        "last": truth.year - 1,
        "year": truth.year,
        "next": truth.year + 2,
        "x": planned,
        "y": done,
        "z": f"{(2 * done * 10_000 + planned) // (2 * planned) / 100:.2f}",
        "f": rng.randint(20, 300),
        "g": rng.randint(1000, 9000),
        "t": rng.randint(9000, 25_000),
    }
    for form in rng.sample(words.TRAPS, rng.choice((0, 0, 1, 2))):
        w.put(form.format(**facts), tag="trap")


def _opening(w: Writer, truth: Truth, rng: Random) -> None:
    if truth.shape in ("capital", "county"):
        w.put("为加强土地供应调控，促进土地节约集约利用，保障经济社会发展合理用地需求，制定本计划。", tag="prose")
        bases(w, truth, rng)
        return
    w.head(rng.choice(("总则", "计划编制的目的和依据")))
    w.sub("编制目的")
    w.put("为加强土地供应调控，提高土地供应的科学性和针对性，保障各类项目合理用地需求，编制本计划。", tag="prose")
    bases(w, truth, rng)
    w.sub("指导思想和原则")
    for text in rng.sample(words.GUIDING, rng.randint(2, 4)):
        w.put(text, tag="prose")
    w.head("计划期限和范围")
    period(w, truth, rng)


def _figures(w: Writer, truth: Truth, rng: Random) -> None:
    w.head(rng.choice(("计划指标", "计划指标及配置")))
    w.sub(rng.choice(("国有建设用地供应总量", "总量")), axis="总量")
    amount(w, truth, rng)
    if truth.shape == "capital" and truth.bound == "exact" and rng.random() < 0.6:
        held = truth.districts[0][1]
        w.put(
            "供应总量",
            *area(truth, "total/quota", truth.total),
            "中，由全市统筹安排",
            *area(truth, "quota/held", held),
            "，其余",
            *area(truth, "quota/given", truth.total - held),
            "分解到各区。",
            tag="quota",
            axis="总量",
        )
    w.sub(rng.choice(("国有建设用地供应结构", "用途结构")), axis="结构")
    if truth.shape == "county":
        _unlisted(w, truth)
    elif truth.shape == "overlap":
        _overlapping(w, truth)
    else:
        structure(w, truth, rng)
    if truth.shape not in ("county", "overlap") and rng.random() < 0.75:
        housing(w, truth, rng)
    _axes(w, truth, rng)


def _axes(w: Writer, truth: Truth, rng: Random) -> None:
    w.sub(rng.choice(("供应布局", "空间布局")), axis="布局")
    if truth.bound == "exact" and truth.shape != "county":
        allotted(w, truth, truth.districts, ("district", "布局", "从空间布局看，各区共供应国有建设用地"), rng)
    else:
        w.put(
            "重点保障中心城区和开发区的用地供应，规划新城范围内的供应量占供应总量的60%以上。", tag="prose", axis="布局"
        )
    w.sub("供应时序", axis="时序")
    if truth.bound == "exact" and rng.random() < 0.8:
        allotted(w, truth, truth.slots, ("slot", "时序", "按时序安排，全年供应国有建设用地"), rng)
    else:
        w.put(
            "按季度均衡安排供应时序，上半年供应量不低于全年的四成，其余在第三、第四季度供应。", tag="prose", axis="时序"
        )
    w.sub("供应方式", axis="方式")
    if truth.bound == "exact" and rng.random() < 0.4:
        allotted(w, truth, truth.modes, ("mode", "方式", "按供应方式划分，全年供应国有建设用地"), rng)
    else:
        w.put(
            "商业、旅游、娱乐、商品住宅等经营性用地和工业用地以招标、拍卖或者挂牌方式供应，符合划拨用地目录的以划拨方式供应。",
            tag="prose",
            axis="方式",
        )
    _parcels(w, truth, rng)


def _parcels(w: Writer, truth: Truth, rng: Random) -> None:
    count = rng.randint(4, 8)
    w.sub("供应地块", axis="地块")
    w.put(
        "拟供应地块的名称、位置、面积、用途和供应时间见宗地表，由市自然资源主管部门网站公布。"
        if truth.year >= 2019
        else "拟供应地块的名称、位置、面积、用途和供应时间见宗地表，由市国土资源主管部门网站公布。",
        tag="prose",
        axis="地块",
    )
    if truth.shape in ("capital", "county") or rng.random() < 0.5:
        return
    mark = rng.choice(("\t", " | ", "  "))
    w.put(
        mark.join(("序号", "地块名称", "位置", f"面积（{truth.look.unit}）", "用途", "供应方式", "供应时间")),
        tag="parcel",
        axis="地块",
    )
    for at in range(1, count + 1):
        name, _ = rng.choice(truth.classes)
        size = rng.randint(1, 12) * truth.look.grain * max(1, 30_000 // truth.look.grain)
        w.put(
            mark.join(
                (
                    str(at),
                    f"{rng.choice(words.ROADS)}{at}号地块",
                    f"{rng.choice(words.ROADS)}东侧",
                    truth.look.text(size),
                    name,
                    "挂牌出让" if name in OPEN else "划拨",
                    rng.choice(words.QUARTERS),
                )
            ),
            tag="parcel",
            axis="地块",
        )


def _unlisted(w: Writer, truth: Truth) -> None:
    listed = [
        one for one in truth.classes if one[0] in ("工矿仓储用地", "住宅用地", "商服用地", "公共管理与公共服务用地")
    ]
    parts = [[name, *area(truth, f"some/{name}", value)] for name, value in listed]
    w.put(f"{truth.year}年度全县国有建设用地供应总量中，", *joined(parts, "；"), "。", tag="classes", axis="结构")
    w.put(
        "交通运输用地、水域及水利设施用地、特殊用地实行指导性计划控制，根据年度用地需求保障供应，不确定具体指标。",
        tag="prose",
        axis="结构",
    )


def _overlapping(w: Writer, truth: Truth) -> None:
    parts = [[name, *area(truth, f"some/{name}", value)] for name, value in truth.classes]
    parts.append(["保障性安居工程用地", *area(truth, "some/保障", truth.housing[0][1])])
    w.put("计划供应总量中，", *joined(parts, "；"), "。", tag="classes", axis="结构")


def _keeping(w: Writer, truth: Truth, rng: Random) -> None:
    w.head("保障措施")
    texts = words.KEEPING if truth.year >= 2019 else words.KEEPING_BEFORE_2019
    for text in rng.sample(texts, 3):
        w.put(text, tag="prose")
    _traps(w, truth, rng)
    if rng.random() < 0.5:
        first, second = rng.choice(((50, 75), (40, 70), (45, 80)))
        w.put(
            "年度供应计划完成率6月底达到",
            Bit(f"{first}%", "milestone", first),
            "以上，9月底达到",
            Bit(f"{second}%", "milestone", second),
            "以上，12月底达到",
            Bit("100%", "milestone", 100),
            "。",
            tag="milestone",
            axis="时序",
        )
    if truth.bound == "exact" and rng.random() < 0.6:
        w.put(
            "各级各部门要密切配合，确保",
            f"{truth.year}年度国有建设用地供应总量",
            *area(truth, "total/3", truth.total),
            "全面完成。",
            tag="again",
        )
    w.put(
        f"本计划自{truth.year}年1月1日起执行。"
        if truth.shape in ("capital", "county")
        else "本计划由市自然资源主管部门负责解释。"
        if truth.year >= 2019
        else "本计划由市国土资源主管部门负责解释。",
        tag="prose",
    )


def _annex(w: Writer, truth: Truth, rng: Random) -> None:
    mark = rng.choice(("\t", " | "))
    w.put(
        f"附表1 {truth.city}{truth.year}年度国有建设用地供应计划表（单位：{truth.look.unit}）",
        tag="table/head",
        axis="布局",
    )
    names = tuple(name for name, _ in truth.districts)
    w.put(mark.join(("用途", *names, "合计")), tag="table/head", axis="布局")
    for (name, value), cells in zip(truth.classes, _matrix(truth), strict=True):
        _row(w, truth, mark, (name, cells, value))
    _row(w, truth, mark, ("合计", [value for _, value in truth.districts], truth.total))


def _matrix(truth: Truth) -> list[list[int]]:
    """交叉表 · Classes by districts, with the sums of both as the prose gives them."""
    grain = truth.look.grain
    left = [value // grain for _, value in truth.districts]
    rows = []
    for _, value in truth.classes[:-1]:
        wanted, room = value // grain, sum(left)
        cells = [wanted * one // room for one in left]
        for at in range(len(cells)):
            extra = min(wanted - sum(cells), left[at] - cells[at])
            cells[at] += extra
        left = [one - cell for one, cell in zip(left, cells, strict=True)]
        rows.append([cell * grain for cell in cells])
    return [*rows, [one * grain for one in left]]


def _row(w: Writer, truth: Truth, mark: str, row: tuple[str, list[int], int]) -> None:
    name, cells, total = row
    bits = [Bit(truth.look.text(cell), f"cell/{name}", cell, truth.look) for cell in cells]
    end = Bit(truth.look.text(total), f"rowsum/{name}", total, truth.look)
    w.put(name, mark, *joined([[bit] for bit in (*bits, end)], mark), tag="table/row", axis="布局")
