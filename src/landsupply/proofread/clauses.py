"""分句 · The words in front of a number: what it counts, of which year, a share of what, by which month.

Words are cut back to the nearest stop or the number before; a bracket between the name and the number is stepped over.
Every search is bounded, so a text without stops costs no more than one with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_WINDOW = 160
_STOPS = "，；。！？,;\n\r"
_COLONS = "：:"
_OPEN, _SHUT = "（(", "）)"
_BLANK = " \t\u3000\u00a0、"
_LEADS = re.compile(
    r"\A(?:其中|分别为|包括|包含|全年|各(?:县|市|区){1,3}共?|各计划?单元共?|(?:19|20)[0-9]{2}年度?|全市|全县|全区|全州|市本级|本级|县本级|本市|本县|我市|我县|本年度|年度|本计划|"
    r"鼓励和引导利用|引导利用|鼓励利用|盘活利用|计划供应|拟供应|计划安排|拟安排|安排供应|安排|确保供应|确保|供应(?!量|总量|规模)|计划(?!总|供|指标|[0-9])|"
    r"主要为|用于|在|以及|和|及|共|[ \u3000、:：])++"
)
_TAILS = re.compile(
    r"(?:严格控制在|控制在|不低于|不少于|不小于|不得低于|不得少于|不超过|不高于|不多于|不大于|不得超过|不得高于|至少|至多|高于|低于|超过|"
    r"达到|达|约为|约占|大约|约|共计|合计|总计|共|计|为|是|占比|占|在|供应面积|用地面积|面积|供应量(?=\Z)|计划供应|拟供应|计划安排|安排|供应|力争|"
    r"≥|≤|>=|<=|[ \u3000、:：])\Z"
)
_TOTAL = re.compile(
    r"\A(?P<place>[\u4e00-\u9fff]{2,12}?(?:自治州|市|县|区|旗|州|盟))?(?P<of>(?:年度|全市|全县|市本级|本级|国有|建设|用地|土地|计划|供应|供地|的|拟)*)"
    r"(?P<sum>总量|总规模|总面积|总供应量|合计|总计|供应量|规模|指标|总)?(?:为|控制|指标|面积|规模)?"
)
#: A heading whose line break was lost, in front of the words that state the total.
_GLUED = re.compile(
    r"\A(?:第[一二三四五六七八九十]{1,3}[章节][ \u3000]{0,2})?(?:国有建设用地)?(?:供应|用途|空间)?"
    r"(?:总量|结构|布局|时序|方式)"
    r"(?=(?:19|20)[0-9]{2}年|计划|拟|全年|各|全市|全县|国有)"
)
_YEARS = re.compile(r"((?:19|20)[0-9]{2})年")
_PAST = re.compile(
    r"上年|去年|实际供应|已供应|完成供应|同比|比上|前年|近[一二三四五]年|累计完成|增加|减少|增长|下降|较"
)
_WHEN = re.compile(
    r"(?:(?<![0-9０-９])(?:[0-9０-９]{1,2}|十?[一二三四五六七八九十])月(?:底|末|份)?|第?[一二三四]季度末?|上半年|年底|年末)(?![0-9]{1,2}日)"
)
_RESTATED = re.compile(r"(?:折合|约合|合计?约?|折|即|相当于)?\Z")
_SHARE_VERB = re.compile(
    r"约?占比?(?:为|到)?|比例(?:为|达到?)?|比重(?:为|达到?)?|不高于|不低于|不超过|不少于|达到?|约为?|为"
)
_OPENED = re.compile(r"(?:其中|分别为?|包括|包含|如下|构成为?)[：:，,、 \u3000]{0,3}\Z")
_DIVIDED = re.compile(r"按[\u4e00-\u9fff]{1,8}分为?[：:，,]{0,2}\Z")
_OPENS = re.compile(r"[ \u3000、]{0,3}(?:其中|包括|包含)")
#: What a number is of may stand behind it, at the head of a list: 在400公顷住宅用地中，…
_NAMED_BEHIND = re.compile(r"的?(?P<name>[\u4e00-\u9fff]{0,18}?(?:用地|住房|住宅|产业|总量|总规模|总面积))中[，,：:、]")
#: The year a sentence opens with is the year of all its figures, until another one is named.
_OPENING_YEAR = re.compile(
    r"[ \u3000]{0,4}[在自从]?(?:(?:19|20)[0-9]{2}年?(?P<range>[至到—–~～-]{1,2}))?"
    r"(?P<year>(?:19|20)[0-9]{2})年(?!度?[0-9]{1,2}月)"
)
_NOW = re.compile(r"今年|本年|本计划|(?:19|20)[0-9]{2}年")
_SENTENCE = re.compile(r"[。！？\n\r]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """分句 · What the words in front of a number say.

    `item` is the thing counted; `subject` and `base` of a share; `when` the month or quarter; `years` those named;
    `is_past` marks a figure of what was done or of another year; `opens` marks 其中 and its like, `divides` 按…分;
    `place` is a city named before a total; `behind` is what the words behind the number say it is of.
    """

    start: int
    words: str
    item: str
    subject: str = ""
    base: str = ""
    when: str = ""
    years: tuple[int, ...] = ()
    place: str = ""
    is_total: bool = False
    is_past: bool = False
    is_restated: bool = False
    opens: bool = False
    divides: bool = False
    behind: str = ""


def _back(text: str, end: int, floor: int) -> int:
    """Where the clause that ends at `end` begins: behind a stop, an opening bracket or the figure before."""
    at, least = end, max(floor, end - _WINDOW)
    while at > least:
        sign = text[at - 1]
        if sign in _SHUT:
            opened = _opening(text, at - 1, least)
            if opened is None:
                return at
            at = opened
        elif sign in _STOPS or sign in _OPEN or (sign in _COLONS and _names(text[at:end])):
            return at
        else:
            at -= 1
    return at


def _opening(text: str, shut: int, least: int) -> int | None:
    depth = 0
    for at in range(shut, least - 1, -1):
        depth += (text[at] in _SHUT) - (text[at] in _OPEN)
        if depth == 0:
            return at
    return None


def _names(words: str) -> bool:
    """Whether words behind a colon already name something, so that the colon ends the clause."""
    return bool(clean(words))


def _unbracketed(words: str) -> str:
    return re.sub(r"[（(][^（()）]{0,160}[)）]", "", words)


def clean(words: str) -> str:
    """去虚词 · The name inside a clause, without the verbs, years, scopes and qualifiers around it."""
    words = _unbracketed(words).strip(_BLANK)
    lead = _LEADS.match(words)
    words = words[lead.end() :] if lead else words
    while tail := _TAILS.search(words):
        words = words[: tail.start()]
    return words.strip(_BLANK + "（(")


def clause_before(text: str, end: int, floor: int) -> Clause:
    """取分句 · The clause in front of a number at `end`; `floor` is where the figure before it ended."""
    start = _back(text, end, floor)
    words = text[start:end]
    years = tuple(int(year) for year in _YEARS.findall(words))
    opening, is_period = (None, False) if years else _opening_year(text, start)
    before = text[max(floor, start - 12) : start]
    item = clean(words)
    subject, base = _shared(_unbracketed(words))
    found = _WHEN.search(words)
    return Clause(
        start=start + len(words) - len(words.lstrip(_BLANK)),
        words=words,
        item=item,
        subject=subject,
        base=base,
        when=found[0] if found else "",
        years=(opening,) if opening else years,
        is_total=_is_total(words, item),
        place=_place(words),
        is_past=is_period or bool(_PAST.search(words)),
        is_restated=_is_restated(text, start, words),
        opens=bool(_OPENED.search(before) or _OPENS.match(words)),
        divides=bool(_DIVIDED.search(before)),
    )


def _opening_year(text: str, end: int) -> tuple[int | None, bool]:
    """The year the sentence opens with, unless this year is named since; and whether it is a period of years."""
    start = max(0, end - 2 * _WINDOW)
    ends = [one.end() for one in _SENTENCE.finditer(text, start, end)]
    found = _OPENING_YEAR.match(text, ends[-1] if ends else 0, end) if ends or not start else None
    if found is None or _NOW.search(text, found.end(), end):
        return None, False
    return int(found["year"]), bool(found["range"])


def renamed(clause: Clause, text: str, end: int) -> Clause:
    """后置名称 · The clause of a number that says itself what it is of only behind it: 在400公顷住宅用地中，…."""
    found = None if clause.item else _NAMED_BEHIND.match(text, end)
    if found is None:
        return clause
    name, words = found["name"], clause.words + found["name"]
    is_total = names_total(name)
    return replace(clause, words=words, item=clean(name), behind=name, is_total=is_total, is_restated=False)


def names_total(name: str) -> bool:
    """指总量 · Whether a name stands for all the land to be supplied: no class, no district, no origin."""
    return bool(_TOTAL.fullmatch(_bare(name)))


def _shared(words: str) -> tuple[str, str]:
    """What a percentage is of: the words before its verb, and those between the verb and 的."""
    found = list(_SHARE_VERB.finditer(words))
    if not found:
        return "", clean(words)
    base = words[found[0].end() :].split("的")[0]
    return clean(words[: found[0].start()]), _unbracketed(base).strip(_BLANK)


def _bare(words: str) -> str:
    words = _GLUED.sub("", _unbracketed(words).strip(_BLANK))
    words = re.sub(r"(?:19|20)[0-9]{2}年度?", "", words)
    while tail := _TAILS.search(words):
        words = words[: tail.start()]
    return re.sub(
        r"\A(?:其中|在|确定|安排|拟|确保|完成|全年|各(?:县|市|区){1,3}共?|各计划?单元共?|全市|全县|全区|本市|我市|本县|我县|年度|计划)+",
        "",
        words.strip(_BLANK),
    )


def _is_total(words: str, item: str) -> bool:
    """A total names nothing but the land to be supplied: no class, no district, no origin."""
    found = _TOTAL.fullmatch(_bare(words))
    if found is None:
        return False
    return bool(found["sum"]) or ("供应" in words and bool(found["of"]) and item != "")


def _place(words: str) -> str:
    found = _TOTAL.fullmatch(_bare(words))
    return (found["place"] or "") if found else ""


def _is_restated(text: str, start: int, words: str) -> bool:
    """A bare figure right behind another one, in brackets or after 合, says the same area in another unit."""
    bare = words.strip(_BLANK)
    if bare and _RESTATED.fullmatch(bare):
        return True
    return not bare and text[start - 1 : start] in _OPEN and text[start - 1 : start] != ""
