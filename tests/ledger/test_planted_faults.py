"""埋错 · Every issue code, planted once in an otherwise sound ledger and found at its cell.

The sound ledger gives none.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import landsupply.ledger
from landsupply.law import words
from landsupply.law.rulebook import Rules
from landsupply.ledger.examine import examine
from landsupply.ledger.issue import SEVERITIES, Issue, Severity
from landsupply.ledger.sheet import Cell, CellKind, Sheet
from landsupply.measure.fault import InputFault

from .conftest import SOUND, planted, sheet_of

NUMBER, ERROR = CellKind.NUMBER, CellKind.ERROR

#: (code, header, what is planted there)
IN_A_CELL: list[tuple[str, str, str | Cell]] = [
    ("L020", "面积（公顷）", ""),
    ("L020", "面积（公顷）", "待定"),
    ("L021", "面积（公顷）", "三公顷多"),
    ("L145", "面积（公顷）", "大于1并且小于或等于2"),
    ("L145", "面积（公顷）", "约3.2"),
    ("L145", "面积（公顷）", "3.2-3.5"),
    ("L021", "面积（公顷）", "1e5"),
    ("L022", "面积（公顷）", "0"),
    ("L022", "面积（公顷）", "-3.2"),
    ("L022", "面积（公顷）", "0.000000001"),
    ("L023", "面积（公顷）", "42538.29"),
    ("L024", "面积（公顷）", "208.2482"),
    ("L027", "面积（公顷）", "15.08万"),
    ("L028", "面积（公顷）", "52.5亩"),
    ("L030", "土地用途", "工业用低"),
    ("L030", "备选用途", "商务金融用地；不存在用地"),
    ("L031", "土地用途", "0803"),
    ("L032", "土地用途", ""),
    ("L040", "供应方式", "看情况"),
    ("L147", "供应方式", "流拍"),
    ("L147", "供应方式", "延期"),
    ("L140", "成交结果", "再说"),
    ("L050", "土地来源", "来路不明"),
    ("L060", "行政区", "巩义市"),
    ("L062", "行政区", ""),
    ("L063", "行政区", "郑州市本级"),
    ("L070", "最早可供月份", "春节后"),
    ("L150", "最早可供月份", "下半年"),
    ("L150", "最早可供月份", "2024年3月-5月"),
    ("L149", "最早可供月份", "3月底前"),
    ("L148", "合同签订日期", Cell("45356", NUMBER)),
    ("L144", "位置", "示例路 电话13800000000"),
    ("L151", "容积率", "住宅2.2，商业3.0"),
    ("L152", "建筑密度", "30"),
    ("L172", "宗地编号", "ZZ-3、ZZ-4"),
    ("L173", "容积率", "25"),
    ("L174", "土地用途", "耕地"),
    ("L175", "成交价（万元）", "52500000"),
    ("L154", "成交金额", "5000"),
    ("L155", "起始价（万元）", "面议"),
    ("L156", "起始价（万元）", "5000-6000万元"),
    ("L157", "起始价（万元/亩）", "300"),
    ("L028", "起始价（万元）", "1.2亿元"),
    ("L158", "土地使用年限", "0"),
    ("L159", "土地用途", "商住"),
    ("L159", "土地用途", "城镇住宅用地、批发零售用地"),
    ("L160", "土地用途", "住宅70%、商服20%"),
    ("L161", "土地用途", "住宅70%、商服30%"),
    ("L162", "土地用途", "城镇住宅-经济适用住房用地"),
    ("L163", "意向用地者", "张某某"),
    ("L169", "明细用途", "商务金融用地"),
    ("L070", "合同签订日期", "2024-02-30"),
    ("L071", "合同签订日期", "1901年01月02日"),
    ("L072", "合同签订日期", "2018.1."),
    ("L073", "合同签订日期", "24.3.5"),
    ("L073", "最早可供月份", Cell("2024.1", NUMBER)),
    ("L075", "土地使用年限", "长期"),
    ("L076", "土地使用年限", "城镇住宅用地70年; 其他商服用地40年"),
    ("L080", "宗地编号", Cell("4101022019006600000", NUMBER)),
    ("L080", "宗地编号", "4.10102E+18"),
    ("L085", "责任人", "张某 410102199001011234"),
    ("L090", "面积（公顷）", Cell("=B2*2", CellKind.FORMULA_WITHOUT_VALUE)),
    ("L091", "土地用途", Cell("#REF!", ERROR)),
    ("L095", "位置", "同上"),
    ("L180", "意向用地者数", "若干"),
    ("L180", "土地等别", "0"),
    ("L180", "划拨目录项", "3.5"),
    ("L181", "已投资占比", "120%"),
    ("L181", "已动工面积占比", "约三成"),
    ("L182", "行政办公及生活服务设施用地比例", "7"),
    ("L182", "已投资占比（%）", "0.25"),
    ("L183", "基准地价", "1200"),
    ("L184", "基准地价（万元/亩）", "120"),
    ("L184", "固定资产投资强度（万元）", "3000"),
    ("L185", "基准地价（元/平方米）", "1200-1500"),
    ("L028", "固定资产投资强度（万元/公顷）", "200万元/亩"),
    ("L186", "权属清晰", "基本清晰"),
    ("L187", "考古勘探", "看情况"),
    ("L187", "土壤污染调查", "是"),
    ("L154", "竞买保证金", "500"),
    ("L072", "征收公告日期", "2024年3月"),
    ("L100", "可分期（首期最小面积）", "是"),
    ("L101", "可分期（首期最小面积）", "3.3"),
    ("L176", "延期概率", "也许晚两个月"),
    ("L177", "延期概率", "0:70%,1:20%"),
    ("L178", "延期概率", "0:70%,0:30%"),
]

#: What these codes are about is not repeated in the issue, or said once for the whole list.
UNREPEATED = ("L085", "L144", "L152", "L154", "L157", "L163", "L183", "L184")


def found(sheet: Sheet, rules: Rules) -> tuple[Issue, ...]:
    return examine(sheet, rules).issues


def test_a_sound_ledger_gives_no_issue(rules):
    assert found(planted({}, {}), rules) == ()


@pytest.mark.parametrize(("code", "header", "planting"), IN_A_CELL)
def test_a_planted_cell_is_found_alone_and_at_its_place(rules, code, header, planting):
    issues = found(planted({}, {header: planting}), rules)
    assert [issue.code for issue in issues] == [code]
    issue = issues[0]
    assert (issue.file, issue.row, issue.rows, issue.field) == ("台账.csv", 4, (4,), header)
    if code not in UNREPEATED:
        assert issue.raw == (planting.text if isinstance(planting, Cell) else planting)


def test_no_row_is_lost_to_a_planted_cell(rules):
    ledger = examine(planted(*({header: value} for _, header, value in IN_A_CELL)), rules)
    assert len(ledger.parcels) == len(IN_A_CELL) + 1
    assert (ledger.sources[0].rows, ledger.sources[0].distinct) == (len(IN_A_CELL) + 1,) * 2


def test_an_identity_number_is_kept_nowhere(rules):
    ledger = examine(planted({"责任人": "张某 410102199001011234"}), rules)
    assert "41010219900101123" not in repr(ledger)


def rows_of(*changes: dict[str, str], drop: tuple[str, ...] = ()) -> list[list[str]]:
    headers = [name for name in SOUND if name not in drop]
    rows = [{**SOUND, **change} for change in changes]
    return [headers, *([row[name] for name in headers] for row in rows)]


def whole_list(code: str) -> Sheet | tuple[Sheet, ...]:
    """A ledger in which the list as a whole has the fault of that code."""
    sound: dict[str, str] = {}
    other = {"宗地编号": "ZZ-002", "位置": "另一条路"}
    plain = rows_of(sound, other)
    match code:
        case "L002":
            return sheet_of(*plain, name="宗地"), sheet_of(["随手记"], ["三月再议"], name="备忘")
        case "L003":
            return sheet_of([*plain[0], "土壤状况"], [*plain[1], "良"], plain[2])
        case "L004":
            return sheet_of([*plain[0], "规划用途"], [*plain[1], "工业用地"], [*plain[2], "仓储用地"])
        case "L005":
            return sheet_of(*rows_of(sound, other, drop=("面积（公顷）", "可分期（首期最小面积）")))
        case "L006":
            return sheet_of([*plain[0], "规划用途"], [*plain[1], "工业用地"], [*plain[2], "工业用地"])
        case "L010":
            return sheet_of(*plain, plain[1])
        case "L011":
            return sheet_of(*rows_of({"宗地编号": ""}, {"宗地编号": "", "责任人": "另一岗"}, other))
        case "L012":
            return sheet_of(*plain), sheet_of(plain[0], plain[2], source="另一表.csv")
        case "L013":
            return sheet_of(*rows_of(sound, {**other, "宗地编号": "ZZ-001"}))
        case "L025":
            return sheet_of(*rows_of({"面积（公顷）": "3.12345678"}, other))
        case "L026":
            return sheet_of(["面积" if name == "面积（公顷）" else name for name in plain[0]], *plain[1:])
        case "L041":
            rows = rows_of(*({"宗地编号": f"Z{n}", "位置": f"{n}号路", "供应方式": "划拨"} for n in range(4)), other)
            return sheet_of(["郑州市划拨供地结果"], *rows)
        case "L051":
            return sheet_of(*rows_of({"土地来源": "3.2"}, {**other, "土地来源": "0.000"}))
        case "L052":
            return sheet_of(*rows_of(sound, {**other, "土地来源": "1.5", "面积（公顷）": "无"}))
        case "L141":
            return sheet_of([*plain[0], "成交结果", "备注"], [*plain[1], "成交", "流拍"], [*plain[2], "", ""])
        case "L142":
            return sheet_of([*plain[0], "竞得人"], [*plain[1], "流拍"], [*plain[2], ""])
        case "L143":
            return sheet_of(*rows_of({"合同签订日期": "2024-05-06", "供应方式": "流拍"}, other))
        case "L146":
            first, *rest = rows_of(sound, other, drop=("合同签订日期",))
            return sheet_of([*first, "批准日期", "未供面积"], [*rest[0], "2020-05-06", "1"], [*rest[1], "", ""])
        case "L153":
            return sheet_of([*plain[0], "容积率下限", "容积率上限"], [*plain[1], "2.5", "1.0"], [*plain[2], "", ""])
        case "L164":
            return sheet_of([*plain[0], "备注"], [*plain[1], "临街"], [*plain[2], ""])
        case "L165":
            mu = [{"宗地编号": f"Z{n}", "位置": f"{n}号路", "面积（公顷）": f"{40 + n}"} for n in range(6)]
            return sheet_of(*rows_of(*mu))
        case "L166":
            titles = ["面积（平方米）" if name == "面积（公顷）" else name for name in plain[0]]
            metres = [[{"3.2000": "32000"}.get(text, text) for text in row] for row in plain[1:]]
            return sheet_of(
                titles, *metres, [{"3.2000": "3.2", "ZZ-001": "ZZ-003"}.get(text, text) for text in plain[1]]
            )
        case "L167":
            titles = [*plain[0], "建筑面积（平方米）", "容积率"]
            return sheet_of(titles, [*plain[1], "64000", "≤2"], [*plain[2], "4266.67", "≤2"])
        case "L061":
            return sheet_of(*rows_of(sound, other, drop=("行政区",)))
        case "L077":
            mixed = {"土地用途": "住宅70%、商服30%", "土地使用年限": "70/40"}
            return sheet_of(*rows_of(sound, {**other, **mixed}))
        case "L092":
            return sheet_of(*plain, ["", "合 计", "", "", "6.4"])
        case "L093":
            return sheet_of(*plain, plain[0])
        case "L094":
            return sheet_of(*plain, ["注：面积以实测为准"])
    raise AssertionError(code)


BESIDES = {
    "L141": {"L164"},
    "L142": {"L164"},
    "L143": {"L147"},
    "L146": {"L164"},
    "L051": set(),
    "L052": {"L020", "L051"},
    "L005": set(),
    "L077": {"L161"},
}
LIST_CODES = [
    "L002",
    "L003",
    "L004",
    "L005",
    "L006",
    "L010",
    "L011",
    "L012",
    "L013",
    "L025",
    "L026",
    "L041",
    "L051",
    "L052",
    "L061",
    "L077",
    "L141",
    "L142",
    "L143",
    "L146",
    "L153",
    "L164",
    "L165",
    "L166",
    "L167",
    "L092",
    "L093",
    "L094",
]


@pytest.mark.parametrize("code", LIST_CODES)
def test_a_fault_of_the_list_is_found(rules, code):
    issues = examine(whole_list(code), rules).issues
    assert {issue.code for issue in issues} == {code} | BESIDES.get(code, set())
    assert all(issue.rows and issue.row == issue.rows[0] for issue in issues)


def test_every_code_is_planted_somewhere():
    """Those of tables, of many lists and of boundaries are planted in the tests of their own."""
    own = {code for code in SEVERITIES if code < "L110" or "L140" <= code < "L170" or "L172" <= code < "L200"}
    assert {code for code in own if code.startswith("L")} == {code for code, _, _ in IN_A_CELL} | set(LIST_CODES)


def test_every_code_has_words_and_every_word_a_code(rules):
    package = Path(landsupply.ledger.__file__).parents[1]
    used = {code for path in package.rglob("*.py") for code in re.findall(r"\bL\d{3}\b", path.read_text("utf-8"))}
    assert used == {code for code in words.codes() if code.startswith("L")}


def test_every_issue_can_be_said_in_both_languages_with_a_remedy(rules):
    issues = [issue for code in LIST_CODES for issue in examine(whole_list(code), rules).issues]
    issues += examine(planted(*({header: value} for _, header, value in IN_A_CELL)), rules).issues
    for issue in issues:
        for lang in ("zh", "en"):
            assert issue.message(lang) and issue.remedy(lang)
            assert "{" not in issue.message(lang) + issue.remedy(lang)


def test_no_header_is_a_fault_that_names_what_was_looked_for(rules):
    with pytest.raises(InputFault) as caught:
        examine(sheet_of(["会议纪要"], ["一", "二"]), rules)
    assert caught.value.code == "L001"
    said = words.say("L001", "zh", **caught.value.facts)
    assert "面积（公顷）" in said and "会议纪要" in said


def test_severities_follow_their_meaning(rules):
    """宁缺毋错 · Where a value is doubtful beyond use it is left out, and only then is it an error."""
    ledger = examine(planted({"面积（公顷）": "42538.29"}, {"面积（公顷）": "208.2482"}), rules)
    metres, large = ledger.issues
    assert (metres.severity, large.severity) == (Severity.ERROR, Severity.ADVICE)
    assert [parcel.stated()["area"] for parcel in ledger.parcels] == ["3.20", None, "208.2482"]
    assert metres.facts["as_metres"] == "4.253829"
