"""总量措辞 · Whether words name all the land to be supplied, and of which place: no class, no district, no origin.

They must be made up of time, scope, land, verbs of planning and a word for a sum: one word more names something else.
"""

from __future__ import annotations

import re

_BLANK = " \t\u3000\u00a0、，,；;。：:"
_YEAR = (
    r"(?:19|20)[0-9]{2}年度?|[一二][〇零○Ｏ一二三四五六七八九]{3}年度?|今年度?|本年度?|当年|全年度?|"
    r"计划年度内?|年度内?"
)
_ALL = (
    r"全[市县区州盟旗域师省]|[我本][市县区州盟旗师]|师市|[市县区州]本级|本级|各(?:县|市|区){1,3}共?|各计划?单元共?|"
    r"各(?:镇|乡|街道){1,3}共?"
)
_OWN = r"(?:中心|主|老|规划)?城区|市辖区|市区|县城|建成区|规划区"
_LAND = r"各类|国有|建设|用地|土地|宗地|的"
_DO = (
    r"计划(?!量)|方案|拟|将|共(?![有同])|供应(?!量)|供地(?!量)|安排|确定|预计|预期|初步|确保|确认|完成|组织|可|在|从|其中|"
    r"原则上?|同意|批准|经|综合平衡后?"
)
_SUM = (
    r"总供应(?:量|面积|规模)?|总供地(?:量|面积)?|总用地(?:量|面积)?|总(?:量|规模|面积|数)|(?:供应|供地|计划)量|"
    r"合计|总计|规模|指标|总"
)
_TRAIL = (
    r"严格|力争|由|从|≥|≤|>=|<=|计划|指标|总?面积|规模|安排|控制(?:目标|数|在)?|目标|预计|预期|初步|暂定|拟定?|将|确定|共?计|合计|总计|共|约|为|是|在|达到?|"
    r"不(?:得)?(?:突破|超过|高于|低于|少于)|数|供应|供地"
)
_WORDS = re.compile(
    rf"(?:(?:{_YEAR}|{_ALL}|{_LAND}|{_DO}))*+"
    r"(?P<place>(?!各|其他)[\u4e00-\u9fff]{2,12}?(?:自治州|自治县|新区|市|县|区|旗|州|盟))??"
    rf"(?P<own>(?:{_OWN}))?"
    rf"(?P<of>(?:{_YEAR}|{_ALL}|{_LAND}|{_DO})*+)"
    rf"(?P<sum>{_SUM})?(?P<trail>(?:{_TRAIL})*+)"
)
#: A heading whose line break was lost, in front of the words that state the total.
_GLUED = re.compile(
    r"\A(?:第[一二三四五六七八九十]{1,3}[章节][ \u3000]{0,2})?(?:国有建设用地)?(?:供应|用途|空间)?"
    r"(?:总量|结构|布局|时序|方式)"
    r"(?=(?:19|20)[0-9]{2} {0,2}年|计划|拟|全年|各|全市|全县|国有)"
)
#: A number of plots: 20宗, 共60宗地, 3个地块.
PLOTS = r"(?:共|计)?[0-9０-９]{1,6} {0,2}(?:宗|幅|块|个(?=地块|项目))(?:宗?地块?|项目|土地)?"
_PLOTS = re.compile(rf"{PLOTS}[，,、]?")
_SOME = re.compile(rf"{_YEAR}|{_ALL}|{_OWN}")
_IS_LAND = re.compile(r"用地|土地|宗地|建设")
_GIVES = re.compile(r"供地")
_BARE_SUM = re.compile(r"合计|总计")
_IN_FRONT = re.compile(
    rf"(?:\A|[，,。；;、\s]|其中)[：:，,]?[在从]?({_OWN}|(?![全各本我])[\u4e00-\u9fff]{{1,6}}[区县市旗])(?:范围)?内?[，,：:]\Z"
)
_IN_BRACKETS = re.compile(r"[（(][^（()）]{0,160}[)）]")
_BLANKS = re.compile(r"[ \t\u3000\u00a0]+")


def _read(words: str) -> re.Match[str] | None:
    """The words taken apart; None where one of them names something else."""
    words = _GLUED.sub("", _IN_BRACKETS.sub("", words).strip(_BLANK))
    words = without_plots(_BLANKS.sub("", words))
    return _WORDS.fullmatch(words.strip(_BLANK))


def without_plots(words: str) -> str:
    """去宗数 · Words without the number of plots and the stop behind it: 土地120宗，总面积 is 土地总面积."""
    return _PLOTS.sub("", words)


def names_total(name: str) -> bool:
    """指总量 · Whether a name stands for all the land to be supplied: no class, no district, no origin."""
    return _read(name) is not None


def is_total(words: str) -> bool:
    """为总量 · Whether the words in front of a number state a total: a sum, or the supply of land as such."""
    found = _read(words)
    if found is None:
        return False
    land, some = _IS_LAND.search(words), bool(found["place"] or _SOME.search(words))
    if found["sum"]:
        return not _BARE_SUM.fullmatch(found["sum"]) or bool(land or "供应" in words)
    return bool(("供应" in words and land) or (_GIVES.search(words) and some))


def place_of_total(words: str) -> str:
    """总量所在 · The place the words name, or the part of the plan's own place (中心城区), "" for none."""
    found = _read(words)
    return (found["place"] or "") + (found["own"] or "") if found else ""


def place_in_front(words: str) -> str:
    """前置所在 · The place that the words in front of a total set it apart by: 市区范围内，…."""
    found = _IN_FRONT.search(words)
    return found[1] if found else ""


def is_own_part(place: str) -> bool:
    """本级城区 · Whether a place is the built-up part of the plan's own place, and named as that alone."""
    return bool(re.fullmatch(_OWN, place))
