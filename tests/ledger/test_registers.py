"""台账与批次 · Lists and registers given together (invented rows): nothing of either is lost in silence."""

from __future__ import annotations

from itertools import permutations

from landsupply.ledger.examine import examine
from landsupply.ledger.registers import read_with_registers
from tests.ledger.conftest import sheet_of

HEAD = ("宗地编号", "行政区", "位置", "面积（公顷）", "土地用途", "土地来源", "批次")
BATCH = ("批准文号", "批次名称", "批准面积（公顷）", "已供面积（公顷）")
PARCELS = sheet_of(
    HEAD,
    ["Q-1", "中原区", "甲路", "5", "工业用地", "新增建设用地", "一批"],
    ["Q-2", "中原区", "乙路", "6", "工业用地", "新增建设用地", "尚未报批"],
    source="清单.csv",
)
REGISTER = sheet_of(
    BATCH, ["豫政土〔2023〕1号", "一批", "80", "76"], ["豫政土〔2023〕2号", "二批", "9", "1"], source="batch.csv"
)


def test_a_register_gives_batches_and_no_parcels_in_whatever_order(rules):
    for sheets in permutations([PARCELS, REGISTER]):
        read = read_with_registers(sheets, rules)
        assert [one.id for one in read.ledger.parcels] == ["Q-1", "Q-2"]
        assert [one.number for one in read.ledger.batches] == ["豫政土〔2023〕1号", "豫政土〔2023〕2号"]
        assert [one.number for one in read.idle] == ["豫政土〔2023〕2号"] and read.unused == ()
        assert [one.code for one in read.issues] == ["L212"]  # 5 ha of the 4 that are left; no word on 尚未报批


def test_without_a_register_the_ledger_is_what_it_was(rules):
    read = read_with_registers([PARCELS], rules)
    assert read.ledger == examine([PARCELS], rules) and (read.issues, read.unused) == ((), ())


def test_a_register_alone_is_read_and_every_batch_is_idle(rules):
    read = read_with_registers([REGISTER], rules)
    assert (read.ledger.parcels, len(read.idle)) == ((), 2)


def test_a_batch_that_is_not_on_the_register_is_said(rules):
    other = sheet_of(BATCH, ["豫政土〔2022〕9号", "九批", "80", "76"], source="batch.csv")
    assert [one.code for one in read_with_registers([PARCELS, other], rules).issues] == ["L213"]


def test_two_registers_that_contradict_each_other_are_told(rules):
    other = sheet_of(BATCH, ["豫政土〔2023〕1号", "一批", "81", "76"], source="batch2.csv")
    read = read_with_registers([PARCELS, REGISTER, other], rules)
    assert "L214" in [one.code for one in read.issues] and len(read.ledger.batches) == 2


def test_a_file_that_gives_nothing_is_named(rules):
    notes = sheet_of(["填表说明"], ["请逐行填写"], source="说明.csv")
    assert read_with_registers([PARCELS, notes], rules).unused == ("说明.csv",)
    assert read_with_registers([PARCELS, REGISTER, notes], rules).unused == ("说明.csv",)


def test_a_list_of_parcels_called_a_register_stays_one_of_parcels(rules):
    named = sheet_of(["批而未供台账"], HEAD, ["Q-1", "中原区", "甲路", "5", "工业用地", "新增建设用地", "一批"])
    assert [one.id for one in read_with_registers([named], rules).ledger.parcels] == ["Q-1"]
