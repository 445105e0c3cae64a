"""并账 · Five invented lists of one city: a queue, an officer who decides, one ledger that can be planned with."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from landsupply.cli import match_material
from landsupply.files.reading import read_sheets
from landsupply.seal.canon import digest_bytes
from tests.journeys.office import BRIEF, Said, command

SUPPLY = (
    ("2024年度国有建设用地供应计划",),
    (
        "宗地编号", "项目名称", "行政区", "位置", "面积（公顷）", "土地用途", "土地来源", "供应方式", "报批批次",
        "最早可供月份", "民生类别", "上年计划编号",
    ),
    ("ZZ-0001", "白鹭安置房（1期）", "中原区", "白鹭街以西，青松路以南", "12.5", "城镇住宅用地", "新增建设用地", "划拨",
     "豫政土〔2023〕1号", "2024-02", "安置房", ""),
    ("ZZ-0002", "云岭小学", "金水区", "云岭路北、望岫街东", "3.2", "教育用地", "现有建设用地", "划拨", "", "2024-03",
     "教育", ""),
    ("ZZ-0003", "长庚产业园", "航空港区", "长庚路北、明远街南", "42", "工业用地", "新增建设用地(来自存量库)", "挂牌",
     "一批", "2024-04", "", ""),
    ("ZZ-0009", "瑞霖路", "二七区", "瑞霖路", "5", "城镇村道路用地", "现有建设用地", "划拨", "", "2024-03", "",
     "2023-0044"),
    ("ZZ-0010", "锦屏公园", "惠济区", "锦屏路东、朗月街北", "6", "公园与绿地", "现有建设用地", "划拨", "", "2024-01",
     "", ""),
)  # fmt: skip
RESERVE = (
    ("2024年储备土地清单",),
    ("储备项目编号", "宗地编号", "项目名称", "行政区", "位置", "面积（公顷）", "土地用途", "收储成本（万元）"),
    ("CB-77", "CB-0001", "白鹭安置房一期项目", "中原区", "青松路南、白鹭街西", "12.00", "城镇住宅用地", "36000"),
    ("CB-78", "CB-0002", "云岭小学项目", "金水区", "郑州市金水区云岭路北侧、望岫街东侧", "3.2", "教育用地", "900"),
    ("CB-79", "CB-0010", "锦屏公园项目", "惠济区", "朗月街北、锦屏路东", "6.0", "公园与绿地", "100"),
)  # fmt: skip
PROJECTS = (
    ("2024年重大项目清单",),
    ("项目编号", "项目名称", "项目级别", "专班", "用地面积（公顷）", "行政区", "宗地编号", "需地时间"),
    ("P-1", "长庚产业园", "省级", "工业专班", "42", "航空港区", "ZZ-0003", "2024-06"),
)  # fmt: skip
BATCHES = (
    ("批而未供土地台账",),
    ("批准文号", "批次名称", "行政区", "批准日期", "批准面积（公顷）", "其中新增建设用地（公顷）", "已供面积（公顷）"),
    ("豫政土〔2023〕1号", "一批", "中原区", "2023-05-06", "80", "60", "10"),
)  # fmt: skip
CARRIED = (
    ("2023年结转地块",),
    ("宗地编号", "项目名称", "行政区", "位置", "面积（公顷）", "土地用途"),
    ("JZ-0031", "长庚产业园区项目", "航空港区", "明远街南、长庚路北", "42.00", "工业用地"),
)  # fmt: skip
LISTS = {"储备.xlsx": RESERVE, "供应.xlsx": SUPPLY, "重大项目.csv": PROJECTS, "批次.csv": BATCHES, "结转.xlsx": CARRIED}
SAME = {
    frozenset(("储备清单#CB-0001", "供应清单#ZZ-0001")),
    frozenset(("储备清单#CB-0002", "供应清单#ZZ-0002")),
    frozenset(("储备清单#CB-0010", "供应清单#ZZ-0010")),
    frozenset(("结转清单#JZ-0031", "供应清单#ZZ-0003")),
}
MENDS = (
    ("记录", "字段", "原值", "更正为", "经办人", "日期", "理由"),
    ("ZZ-0009", "面积", "5", "4.8", "经办岗", "2024-03-06", "实测"),
    ("ZZ-0010", "面积", "7", "6.5", "经办岗", "2024-03-06", "图件"),
)
LINEAGE = (
    ("事项", "原记录", "新记录", "日期", "理由", "经办人"),
    ("改号", "ZZ-0002", "ZZ-0010", "2024-03-07", "虚构的改号", "经办岗"),
)


def put(folder: Path, name: str, rows: Sequence[Sequence[str]]) -> Path:
    """写表 · Rows as xlsx or csv, by the name's ending."""
    path = folder / name
    if path.suffix == ".csv":
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        path.write_text(text.getvalue(), "utf-8")
        return path
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


def office_of(folder: Path) -> list[Path]:
    """摆好清单 · The five lists in a folder."""
    return [put(folder, name, rows) for name, rows in LISTS.items()]


def matched(paths: Sequence[Path], *words: object) -> Said:
    """并账 · The command for 2024."""
    return command("match", *paths, "--year", "2024", *words)


def answer(paths: Sequence[Path], *words: object) -> dict:
    """答复 · What the command says as JSON; checked against its schema."""
    form = dict(json.loads(matched(paths, *words, "--json").out))
    assert schema_faults(form) == []
    return form


def decide(queue: Path, verdicts: Mapping[frozenset[str], str], on: str = "2024-03-05") -> None:
    """判定 · As an officer fills the queue in."""
    book = load_workbook(queue)
    sheet = book.worksheets[0]
    head = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        pair = frozenset(str(sheet.cell(row, head[title]).value) for title in ("甲：记录", "乙：记录"))
        if verdict := verdicts.get(pair):
            for title, value in {"结论": verdict, "经办人": "经办岗", "日期": on, "说明": "对过图"}.items():
                sheet.cell(row, head[title]).value = value
    book.save(queue)


def codes(form: Mapping) -> list[str]:
    return [issue["code"] for issue in form["ledger"]["issues"]]


@cache
def _schema() -> dict:
    return dict(json.loads(files("landsupply").joinpath("schemas", "match-1.schema.json").read_text("utf-8")))


def schema_faults(form: object) -> list[str]:
    """表式之误 · What the schema holds against an answer."""
    jsonschema = pytest.importorskip("jsonschema")
    return [one.message for one in jsonschema.Draft202012Validator(_schema()).iter_errors(form)]


@pytest.fixture(autouse=True)
def _in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """One journey reads in processes of their own, as the command does; the others need not start them all."""
    if not request.node.name.startswith("test_the_first_run"):
        monkeypatch.setattr(match_material, "read_sheets_bounded", read_sheets)


@pytest.fixture
def decided(tmp_path: Path) -> tuple[list[Path], Path]:
    """已判定 · The lists, and the queue with every true pair held to be one."""
    paths = office_of(tmp_path)
    matched(paths, "--review", tmp_path / "核对.xlsx")
    decide(tmp_path / "核对.xlsx", dict.fromkeys(SAME, "同一宗"))
    return paths, tmp_path / "核对.xlsx"


def test_the_first_run_asks_and_merges_nothing(tmp_path: Path) -> None:
    paths, queue = office_of(tmp_path), tmp_path / "核对.xlsx"
    said = matched(paths, "--review", queue)
    assert said.code == 1, said
    assert "核对表" in said.out and "多计 63.20 公顷" in said.out and "L258" in said.out
    form = answer(paths)
    assert [(one["kind"], one["parcels"]) for one in form["lists"]] == [
        ("储备清单", 3), ("供应清单", 5), ("重大项目清单", 0), ("批而未供台账", 0), ("结转清单", 1),
    ]  # fmt: skip
    assert len(form["ledger"]["parcels"]) == 9
    assert (form["queue"]["pairs"], form["queue"]["undecided"]) == (4, 4)
    assert sum(band["pairs"] for band in form["queue"]["bands"]) == 4
    sheet = load_workbook(queue).worksheets[0]
    assert sheet.freeze_panes == "A2"
    (offered,) = sheet.data_validations.dataValidation
    assert offered.formula1 == '"同一宗,不同,待定"' and str(offered.sqref) == "N2:N5"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_t57_decided_pairs_make_one_ledger_in_which_each_parcel_stands_once(
    decided: tuple[list[Path], Path], tmp_path: Path
) -> None:
    paths, queue = decided
    form = answer(paths, "--decisions", queue)
    ledger = {parcel["id"]: parcel for parcel in form["ledger"]["parcels"]}
    assert list(ledger) == ["ZZ-0001", "ZZ-0002", "ZZ-0003", "ZZ-0009", "ZZ-0010"]
    assert form["land"] == "68.20" and form["queue"]["undecided"] == 0
    assert ledger["ZZ-0001"]["area"] == "12.00" and ledger["ZZ-0001"]["reserve_number"] == "CB-77"
    (batch,) = form["batches"]
    assert (batch["area"], batch["balance"], batch["drawn"], batch["rest"]) == ("80.00", "70.00", "54.00", "16.00")
    assert [(one["stock"], one["new"]) for one in form["origins"]["readings"]] == [
        ("56.20", "12.00"),
        ("14.20", "54.00"),
    ]
    assert {one["number"] for one in form["projects"]} == {"P-1"} and len(form["reserves"]) == 3
    assert "L215" not in codes(form)  # what the reserve calls CB-0001 is here, as ZZ-0001
    backwards = answer(paths[::-1], "--decisions", queue)
    assert backwards["digest"] == form["digest"]


def test_a_batch_drawn_by_number_and_by_name_is_one_account(decided: tuple[list[Path], Path], tmp_path: Path) -> None:
    paths, queue = decided
    short = put(tmp_path, "批次.csv", [*BATCHES[:2], (*BATCHES[2][:4], "60", "60", "10")])
    said = matched(paths, "--decisions", queue)
    assert short in paths and "L212" in said.out and "差 4.00 公顷" in said.out and "不足" in said.out


def test_a_ledger_written_is_read_planned_and_the_same(decided: tuple[list[Path], Path], tmp_path: Path) -> None:
    paths, queue = decided
    form = answer(paths, "--decisions", queue)
    for name in ("台账.xlsx", "台账.csv"):
        matched(paths, "--decisions", queue, "--out", tmp_path / name)
        again = json.loads(command("examine", tmp_path / name, "--json").out)
        assert again["digest"] == form["parcels_digest"] != form["digest"]
    matched(paths, "--decisions", queue, "--out", tmp_path / "台账.json")
    assert json.loads((tmp_path / "台账.json").read_text("utf-8"))["digest"] == form["digest"]
    brief = tmp_path / "brief.toml"
    brief.write_text(BRIEF.partition("[targets.classes]")[0].replace("30–50", "20–60"), "utf-8")
    assert command("options", tmp_path / "台账.xlsx", "--brief", brief).code == 0
    said = command("propose", tmp_path / "台账.xlsx", "--brief", brief, "--out", tmp_path / "plan.json", "--quiet")
    assert said.code == 0, said


def test_decisions_are_kept_taken_back_and_never_lost(decided: tuple[list[Path], Path], tmp_path: Path) -> None:
    paths, queue = decided
    record, again = tmp_path / "判定.json", tmp_path / "再核.xlsx"
    matched(paths, "--decisions", queue, "--record", record, "--review", again)
    assert len(json.loads(record.read_text("utf-8"))["decisions"]) == 4
    matched(paths, "--decisions", again, "--record", record)
    assert len(json.loads(record.read_text("utf-8"))["decisions"]) == 4
    assert answer(paths, "--record", record)["queue"]["undecided"] == 0
    pair = frozenset(("结转清单#JZ-0031", "供应清单#ZZ-0003"))
    decide(again, {pair: "待定"})
    form = answer(paths, "--decisions", again, "--record", record)
    assert form["queue"]["undecided"] == 1 and "L256" in codes(form)
    assert len(json.loads(record.read_text("utf-8"))["decisions"]) == 5


def test_decisions_against_each_other_stop_everything(decided: tuple[list[Path], Path], tmp_path: Path) -> None:
    paths, queue = decided
    table = [
        ("甲：记录", "乙：记录", "结论", "经办人", "日期"),
        ("储备清单#CB-0002", "储备清单#CB-0001", "同一宗", "经办岗", "2024-03-05"),
        ("储备清单#CB-0002", "供应清单#ZZ-0001", "不同", "经办岗", "2024-03-05"),
    ]
    wrong, out = put(tmp_path, "判定.csv", table), tmp_path / "台账.xlsx"
    said = matched(paths, "--decisions", queue, "--decisions", wrong, "--out", out)
    assert said.code == 3 and said.err.startswith("L255") and not out.exists()


def test_corrections_are_replayed_and_a_moved_source_is_said(decided: tuple[list[Path], Path], tmp_path: Path) -> None:
    paths, queue = decided
    mends = put(tmp_path, "更正.xlsx", MENDS)
    form = answer(paths, "--decisions", queue, "--corrections", mends, "--trace", "ZZ-0009", "面积")
    areas = {parcel["id"]: parcel["area"] for parcel in form["ledger"]["parcels"]}
    assert (areas["ZZ-0009"], areas["ZZ-0010"], form["corrections"]) == ("4.80", "6.00", 1)
    assert "L270" in codes(form)
    (traced,) = form["traces"]
    assert traced["steps"][-1] == "更正" and traced["corrections"][0]["why"] == "实测"


def test_lineage_counts_land_once_and_a_circle_stops(decided: tuple[list[Path], Path], tmp_path: Path) -> None:
    paths, queue = decided
    form = answer(paths, "--decisions", queue, "--lineage", put(tmp_path, "沿革.csv", LINEAGE))
    assert form["ended"] == ["ZZ-0002"] and form["land"] == "65.00" and "L282" in codes(form)
    circle = [*LINEAGE, ("改号", "ZZ-0010", "ZZ-0002", "2024-03-08", "虚构的改号", "经办岗")]
    said = matched(paths, "--lineage", put(tmp_path, "沿革.csv", circle))
    assert said.code == 3 and said.err.startswith("L280")


def test_a_value_is_traced_to_its_cell_and_digest(decided: tuple[list[Path], Path]) -> None:
    paths, queue = decided
    said = matched(paths, "--decisions", queue, "--trace", "ZZ-0001", "面积", "--trace", "储备清单#CB-0001", "面积")
    own, other = (digest_bytes(path.read_bytes()) for path in paths[:2])
    assert said.out.count(f"储备.xlsx:Sheet F3：12.00（{own}）") == 2, said.out
    assert said.out.count(f"供应.xlsx:Sheet E3：12.50（{other}）") == 2
    assert matched(paths, "--trace", "无此宗", "面积").err.startswith("X115")
    assert matched(paths, "--trace", "ZZ-0001", "无此字段").err.startswith("X116")


def test_the_year_opens_out_of_the_last(tmp_path: Path) -> None:
    rows = [("2023年度国有建设用地供应计划",), SUPPLY[1][:6]]
    rows += [("2023-0044", "瑞霖路", "二七区", "瑞霖路", "5", "城镇村道路用地")]
    rows += [("2023-0045", "朗月小区", "高新区", "朗月路东", "7.1", "城镇住宅用地")]
    old = put(tmp_path, "上年.xlsx", rows)
    fates = [("记录", "去向"), ("2023-0044", "结转"), ("2023-0045", "已供应")]
    told = put(tmp_path, "去向.csv", fates)
    paths = office_of(tmp_path)
    assert matched([*paths, old]).err.partition("X111")[1]
    form = answer(paths, "--opening", old, "--fates", told)
    assert {one["fate"]: one["parcels"] for one in form["opening"]["fates"]}["结转"] == 1
    assert "上年计划" in {one["kind"] for one in form["lists"]} and "2023-0045" not in form["ledger"]["parcels"]
    assert form["queue"]["pairs"] == 5
    assert "未写去向 1 宗" in matched(paths, "--opening", old, "--fates", put(tmp_path, "去向.csv", fates[:2])).out
    assert "L285" in codes(answer(paths, "--opening", old, "--fates", told))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--review", "q.csv"), "X117"),
        (("--out", "l.docx"), "X117"),
        (("--record", "d.xlsx"), "X117"),
        (("--out", "供应.xlsx"), "X118"),
        (("--out", "a.xlsx", "--review", "a.xlsx"), "X118"),
        (("--kind", "别处.xlsx=储备清单"), "X113"),
        (("--kind", "供应.xlsx=清单"), "X114"),
        (("--fates", "去向.csv"), "X112"),
        (("--record", "坏.json"), "X119"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: str
) -> None:
    office_of(tmp_path)
    row = {"first": "甲", "second": "乙", "verdict": "也许", "by": "经办岗", "on": "2024-03-05"}
    (tmp_path / "坏.json").write_text(json.dumps({"format": "landsupply.decisions/1", "decisions": [row]}), "utf-8")
    monkeypatch.chdir(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    said = matched([Path(name) for name in LISTS], *words)
    assert (said.code, said.err[:4]) == (3, code), said
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_list_that_names_no_kind_is_given_one(tmp_path: Path) -> None:
    plain = put(tmp_path, "宗地.xlsx", SUPPLY[1:])
    assert "L200" in codes(answer([plain]))
    form = answer([plain], "--kind", f"{plain.name}=供应清单")
    assert form["lists"][0]["kind"] == "供应清单" and "L200" not in codes(form)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_answers_in_both_languages(decided: tuple[list[Path], Path], lang: str) -> None:
    paths, queue = decided
    said = matched(paths, "--decisions", queue, "--trace", "ZZ-0001", "area", "--lang", lang)
    assert said.code in (0, 1) and ("each counted once" in said.out) == (lang == "en"), said
    assert "盘活口径" in said.out
