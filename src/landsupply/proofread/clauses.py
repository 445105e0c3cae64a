"""分句 · The words in front of a number: what it counts, of which year, a share of what, by which month.

Words are cut back to the nearest stop or the number before; a bracket between the name and the number is stepped over.
Every search is bounded, so a text without stops costs no more than one with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from landsupply.proofread.total_words import PLOTS, is_total, names_total, place_in_front, place_of_total

_WINDOW = 160
_STOPS = "，；。！？,;\n\r"
_COLONS = "：:"
_OPEN, _SHUT = "（(", "）)"
_BLANK = " \t\u3000\u00a0、"
_LEADS = re.compile(
    r"\A(?:[一二三四五六七八九十]是|[—–]{1,2}|其中|分别为|包括|包含|含(?!有|量)|全年|今年|各计划?单元共?|"
    r"各(?:县|市|区){1,3}(?![县市区、和及与])共?|"
    r"(?:19|20)[0-9]{2} {0,2}年度?|[一二][〇零○Ｏ一二三四五六七八九]{3}年度?|"
    r"全[市县区州盟旗师]|[市县]本级|本级|[本我][市县区]|本年度|年度|本计划|"
    r"(?:19|20)[0-9]{2}年?[-–—~～至到]{1,2}(?:19|20)[0-9]{2} {0,2}年度?|三年(?=[计拟供安共])|"
    r"鼓励和引导利用|引导利用|鼓励利用|盘活利用|计划供应|拟供应|计划安排|拟安排|安排供应|安排|确保供应|确保|"
    r"供应(?!量|总量|规模)|计划内|计划(?!总|供|指标|[0-9])|"
    r"主要为|用于|在|以及|和|及|共(?!有产权|同|享)|[0-9]{1,6}宗|[ \u3000、:：])++"
)
_TAILS = re.compile(
    r"(?:严格控制在|控制在|不低于|不少于|不小于|不得低于|不得少于|不超过|不高于|不多于|不大于|不得超过|不得高于|"
    r"不(?:得)?突破|至少|至多|高于|低于|超过|由|从|达到|达|约为|约占|大约|约|共计|合计|总计|累计|共|计|为|是|占比|占|在|"
    r"将|拟|确定|预期|控制目标|供应面积|(?<=用地)用地面积|面积|供应量(?=\Z)|计划供应|拟供应|计划安排|安排|供应|力争|"
    rf"{PLOTS}(?:[，,]总)?|≥|≤|>=|<=|[ \u3000、:：，,])\Z"
)
#: The part of the plan's own place that a figure is of, where nothing else is named.
_LEVEL = re.compile(r"[市县区]本级|本级")
#: Words that say how much and not of what: the name stands in front, with its number of plots.
_AMOUNT = re.compile(r"总?(?:建设用地|用地|土地|宗地)?")
_COUNTED, _COUNTS = re.compile(rf"{PLOTS}\Z"), re.compile(rf"[ ]{{0,2}}{PLOTS}")
_YEARS = re.compile(r"((?:19|20)[0-9]{2}) {0,2}年")
_PAST = re.compile(
    r"上年|去年|实际供应|已供应|完成供应|同比|比上|前年|[近前][一二三四五]年|累计完成|增加|减少|增长|下降|较"
    r"|[由从](?:原来?|原计划)?的?[ \u3000]{0,3}\Z"
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
_FROM = re.compile(r"[由从](?:原来?|原计划)?的?[ \u3000]{0,3}\Z")
_CHANGED = re.compile(
    r"[ \u3000]{0,3}(?:统一|相应)?(?:调整|变更|修改|调增|调减|核增|核减|压减|提高|降低)(?:为|至|到)[ \u3000]{0,3}"
)
_NOW = re.compile(r"今年|本年|本计划|(?:19|20)[0-9]{2}年")
_SENTENCE = re.compile(r"[。！？\n\r]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """分句 · What the words in front of a number say.

    `item` is the thing counted; `subject` and `base` of a share; `when` the month or quarter; `years` those named;
    `is_past` marks a figure of what was done or of another year, `is_period` one in a sentence that opens with several
    years; `opens` marks 其中 and its like, `divides` 按…分;
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
    is_period: bool = False
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
    level = _LEVEL.search(lead[0]) if lead and not words else None
    return level[0] if level else words.strip(_BLANK + "（(")


def clause_before(text: str, end: int, floor: int) -> Clause:
    """取分句 · The clause in front of a number at `end`; `floor` is where the figure before it ended."""
    start = _named(text, _back(text, end, floor), end, floor)
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
        is_total=is_total(words),
        place=place_of_total(words) or place_in_front(before),
        is_past=bool(_PAST.search(words)),
        is_period=is_period,
        is_restated=_is_restated(text, start, words),
        opens=bool(_OPENED.search(before) or _OPENS.match(words)),
        divides=bool(_DIVIDED.search(before)),
    )


def _named(text: str, start: int, end: int, floor: int) -> int:
    """Where the clause begins that names what an area behind a number of plots is of: 住宅用地20宗，面积…."""
    for _ in range(2):
        words, before = text[start:end], text[max(floor, start - 24) : start].rstrip("，,、 ")
        is_counted = _COUNTED.search(before) or _COUNTS.match(words)
        if start <= floor or text[start - 1] not in "，," or not is_counted or not _AMOUNT.fullmatch(clean(words)):
            return start
        start = _back(text, start - 1, floor)
    return start


def _opening_year(text: str, end: int) -> tuple[int | None, bool]:
    """The year the sentence opens with, unless this year is named since; and whether it is a period of years."""
    start = max(0, end - 2 * _WINDOW)
    ends = [*([] if start else [0]), *(one.end() for one in _SENTENCE.finditer(text, start, end))]
    if len(ends) > 1 and _OPENS.match(text, ends[-1]):
        ends.pop()
    found = _OPENING_YEAR.match(text, ends[-1], end) if ends else None
    if found is None or _NOW.search(text, found.end(), end):
        return None, False
    return int(found["year"]), bool(found["range"])


def renamed(clause: Clause, text: str, end: int) -> Clause:
    """后置名称 · The clause of a number that says itself what it is of only behind it: 在400公顷住宅用地中，…."""
    found = None if clause.item else _NAMED_BEHIND.match(text, end)
    if found is None:
        return clause
    name, words = found["name"], clause.words + found["name"]
    return replace(clause, words=words, item=clean(name), behind=name, is_total=names_total(name), is_restated=False)


def changed(clause: Clause, before: Clause | None) -> Clause:
    """变更后 · The clause of what a figure is changed to, by the name in front of the figure: 由90公顷调整为70公顷."""
    if before is None or not (_CHANGED.fullmatch(clause.words) and (found := _FROM.search(before.words))):
        return clause
    words = before.words[: found.start()]
    return replace(
        before,
        start=clause.start,
        words=words,
        is_past=bool(_PAST.search(words)),
        is_total=is_total(words),
        place=place_of_total(words),
    )


def _shared(words: str) -> tuple[str, str]:
    """What a percentage is of: the words before its verb, and those between the verb and 的."""
    found = list(_SHARE_VERB.finditer(words))
    if not found:
        return "", clean(words)
    base = words[found[0].end() :].split("的")[0]
    return clean(words[: found[0].start()]), _unbracketed(base).strip(_BLANK)


def _is_restated(text: str, start: int, words: str) -> bool:
    """A bare figure right behind another one, in brackets or after 合, says the same area in another unit."""
    bare = words.strip(_BLANK)
    if bare and _RESTATED.fullmatch(bare):
        return True
    return not bare and text[start - 1 : start] in _OPEN and text[start - 1 : start] != ""
