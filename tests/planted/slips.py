"""埋下的引文和文字错误 · Invented data: wrong citations, missing contents and slips of typing, one at a time."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from tests.planted.documents import COMPILING, DECREE, PAPERS, SPENT, STALE, Paper, cited, titled
from tests.planted.faults import Fault, Planted
from tests.planted.page import Bit, Page

CITES = tuple(f"CT-{number:02}" for number in range(1, 30))
MARKS = ("TX-01", "TX-02", "TX-03", "TX-04", *CITES)
NUMBERED = re.compile(r"（([^（）]*〔(\d{4})〕[^（）]*号)）$")
REMNANTS = (
    "[bookmark: _GoBack]",
    "&nbsp;",
    "□",
    "错误!未找到引用源。",
    "错误！未定义书签。",
    "Error! Reference source not found.",
    "�",
)
#: Tags of lines that are running text, or titles in a list.
RUNNING = ("prose", "total", "classes", "housing", "district", "slot", "mode", "milestone", "period", "cite", "local")
AXES = {"总量": "PL-01", "结构": "PL-01", "时序": "PL-01", "地块": "PL-01", "布局": "PL-02", "方式": "PL-02"}


def _swap(page: Page, spot: tuple[int, int], text: str, least: str, note: str = "") -> Planted:
    changed = page.with_bit(spot, replace(page.bit(spot), text=text))
    return Planted(changed, frozenset({spot[0]}), CITES, least, note or f"{page.bit(spot).text} → {text}")


def _numbered(page: Page) -> list[tuple[int, int]]:
    """有文号者 · Citations with a number of the usual form."""
    return [spot for spot in page.where("cite") if NUMBERED.search(page.bit(spot).text)]


def _replaceable(page: Page) -> list[tuple[int, int]]:
    """可换者 · Citations that may be replaced by another without leaving the plan bare."""
    return [spot for spot in page.where("cite") if "（" in page.bit(spot).text]


def _absent(page: Page, papers: tuple[Paper, ...]) -> list[Paper]:
    return [paper for paper in papers if paper.number not in page.text and f"《{paper.title}》" not in page.text]


def wrong_number(page: Page, rng: Random) -> Planted | None:
    """文号错 · A known title with the number of another instrument, or with one that was never given."""
    spots = _numbered(page)
    others = [paper.number for paper in _absent(page, PAPERS) if paper.holds(page.year) and "〔" in paper.number]
    if not spots or not others:
        return None
    spot = rng.choice(spots)
    text = page.bit(spot).text
    number, year = NUMBERED.search(text).groups()
    slip = number.replace(f"〔{year}〕", f"〔{int(year) - 1}〕")
    return _swap(page, spot, text.replace(number, rng.choice((rng.choice(others), slip))), "warning")


def wrong_title(page: Page, rng: Random) -> Planted | None:
    """题名不符 · The number of one instrument under the title of another."""
    spots = _numbered(page)
    others = [paper for paper in _absent(page, PAPERS) if paper.holds(page.year) and "GB" not in paper.number]
    if not spots or not others:
        return None
    spot = rng.choice(spots)
    number = NUMBERED.search(page.bit(spot).text).group(0)
    return _swap(page, spot, titled(rng.choice(others)) + number, "warning")


def maimed_title(page: Page, rng: Random) -> Planted | None:
    """题名有出入 · A title that lost two characters."""
    spots = [spot for spot in _numbered(page) if len(page.bit(spot).text) > 32]
    if not spots:
        return None
    spot = rng.choice(spots)
    text = page.bit(spot).text
    at = rng.randint(10, text.index("》") - 4)
    if re.search(r"[〈〉“”（）]", text[at : at + 2]):
        return None
    return _swap(page, spot, text[:at] + text[at + 2 :], "advice")


def twice(page: Page, rng: Random) -> Planted | None:
    """重复引用 · One instrument cited twice, the second time with or without its number."""
    spots = _numbered(page)
    if len(spots) < 3 or not page.tagged("cite"):
        return None
    first, second = rng.sample(spots, 2)
    text = page.bit(first).text
    said = rng.choice((text, NUMBERED.sub("", text)))
    planted = _swap(page, second, said, "warning")
    return replace(planted, rows=frozenset({first[0], second[0]}))


def brackets(page: Page, rng: Random) -> Planted | None:
    """括号 · The year of a number not in 〔〕."""
    spots = _numbered(page)
    if len(spots) < 2:
        return None
    spot = rng.choice(spots)
    left, right = rng.choice(("[]", "()", "［］", "【】", "（）"))
    text = page.bit(spot).text
    return _swap(page, spot, text.replace("〔", left).replace("〕", right), "warning")


def stale(page: Page, rng: Random) -> Planted | None:
    """已废止 · An instrument that was superseded or repealed before the plan's year."""
    return _replaced(page, rng, tuple(one for one in STALE if one.holds(page.year)), "warning")


def spent(page: Page, rng: Random) -> Planted | None:
    """期满 · An instrument made for one earlier year."""
    return _replaced(page, rng, tuple(one for one in SPENT if one.holds(page.year)), "advice")


def later(page: Page, rng: Random) -> Planted | None:
    """晚于计划 · An instrument issued after the plan's year."""
    young = [one for one in PAPERS if (found := re.search(r"〔(\d{4})〕", one.number)) and int(found[1]) > page.year]
    return _replaced(page, rng, tuple(young), "warning")


def _replaced(page: Page, rng: Random, papers: tuple[Paper, ...], least: str) -> Planted | None:
    spots, known = _replaceable(page), _absent(page, papers)
    if not spots or not known:
        return None
    return _swap(page, rng.choice(spots), cited(rng.choice(known)), least)


def local_spent(page: Page, rng: Random) -> Planted | None:
    """地方计划期满 · A local plan of an earlier period."""
    spots = page.where("local")
    if not spots:
        return None
    year, city = page.year, page.lines[0].text[:3]
    said = rng.choice(
        (f"《{city}{year - 2}年度土地储备计划》", f"《{city}土地储备三年滚动计划（{year - 6}—{year - 4}年）》")
    )
    return _swap(page, rng.choice(spots), said, "advice")


def local_later(page: Page, rng: Random) -> Planted | None:
    """地方文件晚于计划 · A local instrument whose number is of a later year."""
    spots = page.where("local")
    if not spots:
        return None
    city = page.lines[0].text[:3]
    said = f"《{city}人民政府关于加强国有建设用地供应管理的意见》（{city[0]}政发〔{page.year + 1}〕5号）"
    return _swap(page, rng.choice(spots), said, "warning")


def local_bare(page: Page, rng: Random) -> Planted | None:
    """无文号无期间 · A local plan cited with neither number nor period."""
    spots = page.where("local")
    if not spots:
        return None
    city = page.lines[0].text[:3]
    said = rng.choice((f"《{city}住房建设规划》", f"《{city}土地利用总体规划》", f"《{city}国民经济和社会发展规划》"))
    return _swap(page, rng.choice(spots), said, "advice")


def unquoted(page: Page, rng: Random) -> Planted | None:
    """漏引 · The regulation that makes publishing a plan a duty is not among its bases."""
    spots = [spot for spot in page.where("cite") if page.bit(spot).text == cited(DECREE)]
    others = [one for one in _absent(page, PAPERS) if one.holds(page.year)]
    if not spots or not others:
        return None
    planted = _swap(page, spots[0], cited(rng.choice(others)), "advice", "没有引用实施条例")
    return replace(planted, rows=frozenset())


def unnested(page: Page, rng: Random) -> Planted | None:
    """书名号套叠 · 《》 inside 《》."""
    spots = [spot for spot in page.where("cite") if page.bit(spot).text == cited(COMPILING)]
    if not spots:
        return None
    said = "《国土资源部关于印发《国有建设用地供应计划编制规范（试行）》的通知》（国土资发〔2010〕117号）"
    return _swap(page, spots[0], said, "advice")


def untitled(page: Page, rng: Random) -> Planted | None:
    """漏书名号 · One title of a list without 《》."""
    rows = page.tagged("cite")
    spots = [spot for spot in page.where("cite") if spot[0] in rows]
    if len(spots) < 4:
        return None
    spot = rng.choice(spots)
    return _swap(page, spot, re.sub("[《》]", "", page.bit(spot).text), "warning")


def unpaired(page: Page, rng: Random) -> Planted | None:
    """书名号缺半 · One half of a pair of 《》 missing."""
    spots = page.where("cite") + page.where("local")
    if not spots:
        return None
    spot = rng.choice(spots)
    planted = _swap(page, spot, page.bit(spot).text.replace(rng.choice("《》"), "", 1), "warning")
    return replace(planted, rules=MARKS)


def end_mark(page: Page, rng: Random) -> Planted | None:
    """条目末尾标点 · An item of a list that ends otherwise than the rest, or not at all."""
    rows = page.tagged("cite")
    if len(rows) < 4:
        return None
    row = rng.choice(rows[:-1])
    line = page.lines[row]
    mark = rng.choice(("", "。", "，", "、"))
    changed = page.with_line(row, replace(line, bits=(*line.bits[:-1], Bit(mark))))
    return Planted(changed, frozenset({row}), MARKS, "warning", f"；→{mark}")


def no_stop(page: Page, rng: Random) -> Planted | None:
    """段末无句号 · A paragraph of prose without its full stop."""
    rows = [row for row, line in enumerate(page.lines) if line.tag == "prose" and line.text.endswith("。")]
    if page.glued or not rows:
        return None
    row = rng.choice(rows)
    line = page.lines[row]
    changed = page.with_line(row, replace(line, bits=(*line.bits[:-1], Bit(line.bits[-1].text[:-1]))))
    return Planted(changed, frozenset({row}), MARKS, "advice", changed.lines[row].text[-12:])


def _in_prose(page: Page, pattern: str, rng: Random) -> tuple[int, int, re.Match[str]] | None:
    """文中一处 · A place in running text or in a title where a pattern stands."""
    found = [
        (row, at, match)
        for row, line in enumerate(page.lines)
        if line.tag.split("/")[0] in RUNNING
        for at, bit in enumerate(line.bits)
        if bit.role in ("", "cite", "local")
        for match in re.finditer(pattern, bit.text)
    ]
    return rng.choice(found) if found else None


def _typed(page: Page, rng: Random, pattern: str, typed: dict[str, str]) -> Planted | None:
    place = _in_prose(page, pattern, rng)
    if place is None:
        return None
    row, at, match = place
    bit = page.bit((row, at))
    said = "".join(typed.get(mark, mark) for mark in match[0])
    text = bit.text[: match.start()] + said + bit.text[match.end() :]
    changed = page.with_bit((row, at), replace(bit, text=text))
    return Planted(changed, frozenset({row}), MARKS, "warning", text[max(0, match.start() - 6) : match.end() + 6])


def half_width(page: Page, rng: Random) -> Planted | None:
    """半角逗号冒号分号 · One half-width mark between Chinese characters."""
    return _typed(page, rng, r"(?<=[一-龥])[，；：](?=[一-龥])", {"，": ",", "；": ";", "：": ":"})


def half_brackets(page: Page, rng: Random) -> Planted | None:
    """半角括号 · Half-width brackets round Chinese words."""
    return _typed(page, rng, r"（[一-龥、]{2,}）", {"（": "(", "）": ")"})


def half_stop(page: Page, rng: Random) -> Planted | None:
    """半角句号 · A paragraph that ends with a Latin full stop; advice will do on a page whose line breaks were lost.

    There the mark stands inside a line like any point between two words, and the end of the paragraph is not told.
    """
    planted = _typed(page, rng, r"(?<=[一-龥])。$", {"。": "."})
    return replace(planted, least="advice") if planted and page.glued else planted


def remnant(page: Page, rng: Random) -> Planted | None:
    """残留 · What a word processor left in the text."""
    rows = [row for row, line in enumerate(page.lines) if line.tag == "prose"]
    row = rng.choice(rows)
    line = page.lines[row]
    text, said = line.bits[0].text, rng.choice(REMNANTS)
    inside = text.index("，") + 1 if "，" in text else len(text) - 1
    # A box at the head of a line may be a bullet; within a sentence it is a character that was lost.
    at = inside if said == "□" else rng.choice((0, inside))
    changed = page.with_line(row, replace(line, bits=(Bit(text[:at] + said + text[at:]), *line.bits[1:])))
    return Planted(changed, frozenset({row}), MARKS, "warning", said)


def wrong_period(page: Page, rng: Random) -> Planted | None:
    """期限非本年 · A period that is not the year of the title."""
    spots = page.where("period")
    if not spots:
        return None
    bit, year = page.bit(spots[0]), page.year
    said = rng.choice((
        bit.text.replace(str(year), str(year - 1)),
        f"{year}年1月1日至{year + 1}年3月31日",
        f"{year}年1月1日至{year}年11月30日",
        f"{year - 1}年1月1日至{year}年12月31日",
    ))  # fmt: skip
    changed = page.with_bit(spots[0], replace(bit, text=said))
    return Planted(changed, frozenset({spots[0][0]}), ("PL-05",), "warning", said)


def missing(axis: str) -> Fault:
    """未见 · One of the contents that must be, or usually are, published is nowhere in the text."""

    def plant(page: Page, rng: Random) -> Planted | None:
        if AXES[axis] == "PL-01" and page.year < 2022:
            return None
        gone = {row for row, line in enumerate(page.lines) if line.axis == axis or line.tag == "parcel"}
        gone |= {row for row, line in enumerate(page.lines) if axis == "总量" and line.has("total")}
        changed = page
        for row, line in enumerate(page.lines):
            if axis == "时序" and line.axis == "地块" and line.tag == "prose":
                said = line.bits[0].text.replace("、用途和供应时间", "和用途")
                changed = changed.with_line(row, replace(line, bits=(Bit(said),)))
        return Planted(changed.without(gone), frozenset(), (AXES[axis],), "advice", f"没有{axis}")

    return plant


WORDS: dict[str, Fault] = {
    "文号错": wrong_number,
    "题名不符": wrong_title,
    "题名有出入": maimed_title,
    "重复引用": twice,
    "文号括号": brackets,
    "已废止": stale,
    "期满": spent,
    "晚于计划": later,
    "地方计划期满": local_spent,
    "地方文件晚于计划": local_later,
    "地方计划无文号无期间": local_bare,
    "漏引实施条例": unquoted,
    "书名号套叠": unnested,
    "漏书名号": untitled,
    "书名号缺半": unpaired,
    "条目末尾标点": end_mark,
    "段末无句号": no_stop,
    "半角逗号冒号分号": half_width,
    "半角括号": half_brackets,
    "半角句号": half_stop,
    "残留": remnant,
    "期限非本年": wrong_period,
    **{f"未见{axis}": missing(axis) for axis in AXES},
}
