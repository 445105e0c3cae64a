"""全表要求 · A page with a line of every table a brief may have; the documentation's lines are of the same kinds."""

from __future__ import annotations

from landsupply.plan.brief import Brief
from landsupply.plan.brief_form import parse_brief, read_brief
from tests.plan import case

HEAD = 'format = "landsupply.brief/1"\nplace = "410100"\nyear = 2024\nday = 2024-03-05\n'
PAGE = f"""{HEAD}
goals = {{ "民生优先" = 3, "出让收入" = 1, "重点产业" = 2 }}

[targets]
total = "40–60公顷"
affordable = "不低于20%"
new_land = "不超过30公顷"
new_land_key_projects = "10公顷"

[targets.classes]
"住宅用地" = "不超过12公顷"

[targets.districts]
"高新区" = "不低于5公顷"

[targets.months]
4 = "不超过20公顷"

[targets.batches]
"批次一" = "20公顷"

[targets.district_classes."中原区"]
"住宅用地" = "3–9公顷"

[targets.modes]
"划拨" = "不超过60%"
"招拍挂" = "不低于8公顷"

[targets.class_milestones."住宅用地"]
6 = "40%"
9 = "80%"

[targets.district_milestones."高新区"]
9 = "1/3"

[targets.mode_milestones."招拍挂"]
9 = "50%"

[targets.departments."规划科"]
lag = 2
capacity = "不超过15宗"
modes = ["招拍挂"]
months = {{ 3 = "不超过12宗" }}

[targets.auctions]
"每月" = "不超过6宗"
"上半年" = "不超过30公顷"

[targets.funds]
"一季度" = "不超过20000万元"
"上半年" = "不超过3.5亿元"

[targets.revenue]
"全年" = "不低于12000万元"

[targets.absorption]
"全年" = "不超过10公顷"

[targets.smooth]
"5–7" = "不超过20公顷"

[[targets.sentences]]
name = "重点片区早供"
clause = "二（二）3"
bounds = "不低于2公顷"
terms = [{{ where = {{ zones = ["*"] }}, months = "上半年" }}]

[[targets.sentences]]
name = "建筑面积与用地"
bounds = "≥0公顷"
terms = [
  {{ measure = "建筑面积", where = {{ modes = ["招拍挂"], districts = ["中原区"] }} }},
  {{ coefficient = "-150%", where = {{ modes = ["招拍挂"], districts = ["中原区"] }}, by = "供应月" }},
]

[weights]
"总量" = 5
"专项/重点片区早供" = 2

[locks]
one_of = [["P05", "P09", "P10"]]
after = [["P04", "P07", "P08"]]
"""


def read(text: str = PAGE) -> Brief:
    """读全表要求 · The brief of a page under the sample's rules."""
    return read_brief(parse_brief(text), case.rules())
