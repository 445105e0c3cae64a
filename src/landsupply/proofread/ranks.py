"""同级 · Which names stand beside each other in a plan and which below: classes of land, districts, kinds of homes."""

from __future__ import annotations

import re

from landsupply.proofread.figures import Figure
from landsupply.proofread.total_words import names_total

_HOUSING = re.compile(r"住宅|居住|住房")
_HOMES = re.compile(r"住房|住宅|安居|公寓|棚改|棚户区|公租|廉租|经适|经济适用|租赁|商品房|安置房|人才房")
#: Names of a plan's classes, by class; a name that says more (商品住宅用地) is a kind of one.
_CLASSES = (
    r"商服|商业|商业服务业|商业服务业设施|商业服务",
    r"工矿仓储|工业|工矿|仓储|物流仓储|工业仓储",
    r"(?:城镇)?住宅|居住|住房",
    r"公共管理与公共服务|公共管理与服务|公共服务|公共管理和公共服务|公共管理与公共服务设施|公服",
    r"交通运输|交通|道路与交通设施|交通设施",
    r"水域及水利设施|水利设施|水工建筑|水域",
    r"特殊",
)
_CLASS = re.compile("|".join(f"(?P<c{number}>{names})" for number, names in enumerate(_CLASSES)))
_LAND = re.compile(r"(?:建设)?(?:用地|土地)?(?:计划|供应|供地|总量|总规模|总面积|面积|规模|安排|量){0,4}\Z")
_PLACE = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,10})(?<!片)(?P<rank>[区县市镇乡旗])")
_ALL = re.compile(r"全[市县区]|[本我各][市县区]|市区|城区|[市县区]本级|开发区|新区|示范区|园区")


#: A sum of land that is not the plan's: of a use, an origin, a mode, of projects, of a district.
_SOME = re.compile(
    r"住宅|住房|居住|商服|商业|工矿|工业|仓储|产业|经营性|项目|公共|交通|水域|特殊|存量|新增|增量|出让|划拨|储备|保障|"
    r"(?<!全)(?<!本)(?<!我)[区县镇乡]"
)
_SUM = re.compile(r"总量|总规模|总面积|总供应量|计划总|供应总|土地总|用地总|合计|总计")
_WIDE, _OWN = re.compile(r"全市|全县|全区|全州"), re.compile(r"本级|市区|城区")


def level_of(words: str) -> str:
    """层级 · Whether words speak of the whole city (wide) or of its own level (own); "" for neither or both."""
    wide, own = bool(_WIDE.search(words)), bool(_OWN.search(words))
    return "" if wide is own else "wide" if wide else "own"


def _stem(name: str) -> str:
    return _LAND.sub("", name.strip())


def class_of(name: str) -> str:
    """大类 · A sign for the class of a plan that a name stands for, "" for none."""
    found = _CLASS.fullmatch(_stem(name))
    return found.lastgroup or "" if found else ""


def _rank(name: str) -> str:
    """The rank of the district that a name ends with, "" for none."""
    found = _PLACE.search(_stem(name))
    return found["rank"] if found and found.end() == len(_stem(name)) and not _ALL.search(name) else ""


def are_sisters(first: str, second: str) -> bool:
    """同级 · Whether two names are of different classes of land, or of different districts of one rank."""
    one, other = class_of(first), class_of(second)
    if one and other:
        return one != other
    return bool(_rank(first)) and _rank(first) == _rank(second) and _stem(first) != _stem(second)


def is_kind_of(figure: Figure, whole: Figure | None) -> bool:
    """为其种类 · Whether the name of a figure says that it is a kind of the whole: kinds of homes, of housing land."""
    if whole is None or not (_HOUSING.search(whole.item) and _HOMES.search(figure.item)):
        return False
    return not are_sisters(whole.item, figure.item)


def is_of_class(base: str, name: str) -> bool:
    """同一类 · Whether two names are of one class: 住宅用地供应总量, 住宅用地, 居住用地."""
    one, other = class_of(base), class_of(name)
    return one == other if one and other else _stem(base) == _stem(name) != ""


def is_of_some(base: str) -> bool:
    """占某类 · Whether what a share is said to be of is some of the land and not the plan's total."""
    return bool(_SOME.search(base)) and not names_total(base)


def is_of_total(base: str) -> bool:
    """占总量 · Whether what a share is said to be of is the plan's total."""
    return bool(_SUM.search(base)) and not is_of_some(base)
