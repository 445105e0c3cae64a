"""分区总量 · A total that stands under the heading of one district is that district's, not the plan's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from landsupply.proofread.figures import Figure, Role
from landsupply.proofread.outline import Paragraph

_DISTRICT = re.compile(
    r"(?!全)[\u4e00-\u9fff]{1,10}(?:新区|开发区|高新区|经开区|园区|区|县|镇|旗|市|新城)(?:（[\u4e00-\u9fff]{1,12}）)?"
)
_NOT_ONE = re.compile(r"分区|区域|布局|地区|各[区县市镇]|全[市县区]|本市|[及和与、]")
_OWN = re.compile(r"市本级|县本级|区本级|市区|城区|中心城区|县（?市）?")


_LAYOUT = re.compile(r"布局|区域|分区|各[区县市]")
_PLACE = re.compile(r"(?!.*(?:用地|供应|计划|总量|规模|指标|方式|时序|结构|原则|要求))[\u4e00-\u9fff、（）]{2,16}")
_HOUSING = re.compile(r"(?:住宅|住房|居住)用地")


def totals_of_districts(figures: tuple[Figure, ...], paragraphs: Sequence[Paragraph], title: str) -> tuple[Figure, ...]:
    """分区总量 · The figures, the totals under the headings of districts made parts, where the plan has one of its own.

    A heading that the title names is the plan's own place. In a plan for housing land that is what a total is of.
    """
    is_housing = any(one.role is Role.TOTAL and _HOUSING.fullmatch(one.item) for one in figures)
    of: dict[int, str] = {}
    for one in figures:
        is_whole = one.role is Role.TOTAL or (is_housing and one.role is Role.PART and _HOUSING.fullmatch(one.item))
        if is_whole and not one.clause.opens and (heading := district_of(one, paragraphs, title)):
            of[one.index] = heading.heading
    own = [one for one in figures if one.role is Role.TOTAL and one.index not in of]
    if not own:
        return figures
    return tuple(replace(one, role=Role.PART, item=of[one.index]) if one.index in of else one for one in figures)


def district_of(figure: Figure, paragraphs: Sequence[Paragraph], title: str) -> Paragraph | None:
    """所在分区 · The nearest heading above a figure that is the name of a district, or of a part of the layout."""
    paragraph = paragraphs[figure.paragraph]
    above = (*paragraph.path, paragraph.index) if paragraph.family else paragraph.path
    found, is_layout = None, False
    for heading in (paragraphs[one] for one in above if paragraphs[one].family):
        name = heading.heading
        if name not in title and (_is_district(name) or (is_layout and _PLACE.fullmatch(name))):
            found = heading
        is_layout = is_layout or bool(_LAYOUT.search(name))
    return found


def _is_district(name: str) -> bool:
    return bool(_OWN.fullmatch(name) or (_DISTRICT.fullmatch(name) and not _NOT_ONE.search(name)))
