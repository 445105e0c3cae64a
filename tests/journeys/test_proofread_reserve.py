"""漏列宗地 · An invented plan proofread beside an invented reserve list: what it leaves out, in words and as a form."""

from __future__ import annotations

import json
from pathlib import Path

from tests.journeys.office import command

PLAN = """示例市2024年度国有建设用地供应计划
2024年计划供应总量为 12.00 公顷。
宗地：CB-0001 青松路以南地块 5.00 公顷；望岫街东侧地块 7.00 公顷。
"""
RESERVE = """2024年储备土地清单
宗地编号,项目名称,行政区,位置,面积（公顷）,土地用途
CB-0001,甲园,中原区,青松路南,5.00,城镇住宅用地
CB-0002,云岭小学,金水区,云岭路北侧,3.2,教育用地
"""


def test_the_parcels_left_out_are_told(tmp_path: Path) -> None:
    plan, reserve = tmp_path / "计划.txt", tmp_path / "储备.csv"
    plan.write_text(PLAN, "utf-8")
    reserve.write_text(RESERVE, "utf-8")
    said = command("proofread", str(plan), "--reserve", str(reserve), "--json")
    found = [one for one in json.loads(said.out)["findings"] if one["rule"] == "RS-02"]
    assert said.code == 1 and [one["code"] for one in found] == ["A120"]
    assert "CB-0002" in found[0]["message"] and "云岭小学" in found[0]["message"]


def test_a_reserve_list_that_is_none_is_refused(tmp_path: Path) -> None:
    plan, other = tmp_path / "计划.txt", tmp_path / "别的.csv"
    plan.write_text(PLAN, "utf-8")
    other.write_text("甲,乙\n1,2\n", "utf-8")
    said = command("proofread", str(plan), "--reserve", str(other))
    assert said.code == 3 and "L001" in said.err
