"""批次台账 · An officer gives the register of batches beside the list to each verb that takes a ledger (invented)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.office import command

LIST = """宗地编号,行政区,位置,面积（公顷）,土地用途,土地来源,供应方式,最早可供月份,批次
Q-04,湖东区,丁路,12.0000,工业用地,新增建设用地,挂牌,2024-06,示例征转〔2023〕1号
Q-05,湖东区,戊路,3.0000,工业用地,新增建设用地,挂牌,2024-06,示例征转〔2023〕1号
Q-06,湖东区,己路,3.0000,工业用地,现有建设用地,挂牌,2024-06,
"""
REGISTER = """批次名称,批准文号,批准日期,批准面积（公顷）,已供面积（公顷）,撤回面积（公顷）
示例征转〔2023〕1号,示例征转〔2023〕1号,2023-05-01,80.0000,61.5000,10.0000
示例征转〔2023〕2号,示例征转〔2023〕2号,2023-06-01,20.0000,11.5000,
"""
BRIEF = 'format = "landsupply.brief/1"\nplace = "990100"\nyear = 2024\nday = 2024-05-20\n[targets]\n'
BRIEF += 'total = "不低于16公顷"\n'
PLACE = ("--place", "990100")
DAY = ("--day", "2024-05-20", *PLACE)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    for name, text in (("l.csv", LIST), ("batch.csv", REGISTER), ("b.toml", BRIEF)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def form(*words: object) -> Any:
    return json.loads(command(*words, "--json").out)


def quota(found: Any) -> dict[str, str]:
    return {one["parcel"]: one["ruling"] for one in found["rulings"] if one["rule"] == "PL-09"}


def test_rulings_know_the_register_and_say_so_where_it_is_missing(office: Path) -> None:
    alone = form("law", "rulings", office / "l.csv", *DAY, "--rule", "PL-09")
    assert quota(alone) == {"Q-04": "不能判定", "Q-05": "不能判定", "Q-06": "不适用"}
    both = form("law", "rulings", office / "l.csv", office / "batch.csv", *DAY, "--rule", "PL-09")
    assert quota(both) == {"Q-04": "违反", "Q-05": "符合", "Q-06": "不适用"}
    (room,) = both["ceilings"]
    assert (room["name"], room["most"], room["asking"]) == ("示例征转〔2023〕1号", "8.50", "15.00")


def test_options_refuse_what_the_batch_cannot_hold(office: Path) -> None:
    found = form("options", office / "batch.csv", office / "l.csv", *DAY)
    assert {one["parcel"] for one in found["options"]} == {"Q-05", "Q-06"}
    assert {one["code"] for one in found["refused"] if one["rule"] == "PL-09"} == {"O235"}


def test_a_plan_made_with_the_register_passes_and_one_made_without_does_not(office: Path) -> None:
    files, brief = (office / "l.csv", office / "batch.csv"), ("--brief", office / "b.toml", *PLACE, "--quiet")
    assert command("propose", *files, *brief, "--out", office / "p.json").code in (0, 4)  # 4: no June supply is left
    checked = command("check", office / "p.json", "--ledger", *files, *PLACE, "--json")
    assert not [one for one in json.loads(checked.out)["findings"] if one["severity"] == "error"]
    assert command("propose", files[0], *brief, "--out", office / "dark.json").code in (0, 4)
    found = form("check", office / "dark.json", "--ledger", *files, *PLACE)
    codes = {one["code"] for one in found["findings"] if one["severity"] == "error"}
    assert {"C072", "C007", "C014"} <= codes


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_not_used_is_said(office: Path, lang: str) -> None:
    (office / "n.csv").write_text("填表说明\n请逐行填写\n", encoding="utf-8")
    words = ("law", "rulings", office / "l.csv", office / "batch.csv", office / "n.csv", *DAY, "--lang", lang)
    said = command(*words, "--rule", "PL-09").err
    assert "示例征转〔2023〕2号" in said and "n.csv" in said and "L212" in said
