"""读 JSON · Records become a table whose numbers keep their written text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.files.reading import read_sheets

from .test_reading import code_of, texts

LINES = '{"位置": "东风路", "面积": 3.20, "合同": {"1": [1e3, "甲"]}}\n\n{"面积": 12345678901234567890, "竣工": true}\n'


def test_the_keys_are_the_header_and_numbers_keep_their_text():
    (sheet,) = read_sheets(LINES.encode(), "a.jsonl")
    assert texts(sheet) == [
        ["位置", "面积", "合同", "竣工"],
        ["东风路", "3.20", '{"1":[1e3,"甲"]}'],
        [],
        ["", "12345678901234567890", "", "TRUE"],
    ]
    assert (sheet.first_row, sheet.name, sheet.rows[3][3].kind.value) == (1, None, "boolean")


def test_an_array_of_records_is_the_same_table():
    array = "[" + ",".join(line for line in LINES.splitlines() if line) + "]"
    (lines,), (one,) = read_sheets(LINES.replace("\n\n", "\n").encode(), "a"), read_sheets(array.encode(), "a")
    assert one.lanes == lines.lanes
    assert read_sheets(array.encode("gb18030"), "a")[0].lanes == one.lanes


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("F024", '{"a": 1}\n{"a": NaN}\n'),
        ("F024", '{"a": Infinity}\n'),
        ("F024", '{"a": 1\n'),
        ("F024", '{"a": "\\ud800"}\n'),
        ("F024", '{"a": ' + "[" * 30 + "]" * 30 + "}"),
        ("F024", '{"a": ' + "[" * 100_000),
        ("F025", '{"a": 1, "a": 2}\n'),
        ("F025", '{"b": {"a": 1, "a": 2}}\n'),
        ("F026", '{"a": 1}\n[1]\n'),
        ("F026", "[[1, 2]]"),
        ("F026", '{\n "出让": 1,\n "划拨": 2\n}\n'),
        ("F018", json.dumps({str(n): n for n in range(201)})),
        ("F027", '{"type": "FeatureCollection", "features": []}'),
        ("F027", '{"type": "Polygon", "coordinates": []}'),
    ],
)
def test_what_is_no_list_of_records_is_refused(code, text):
    assert code_of(text.encode(), "a.json") == code


def test_too_many_records(monkeypatch):
    monkeypatch.setattr("landsupply.files.json_in.ROW_LIMIT", 3)
    assert code_of(b'{"a":1}\n' * 3) == "F017"


WRITTEN = st.dictionaries(
    st.text(max_size=5), st.one_of(st.integers(), st.text(max_size=9), st.none(), st.booleans()), min_size=1
)


@given(st.lists(WRITTEN, min_size=1, max_size=5))
def test_every_value_is_found_again(records):
    content = "\n".join(json.dumps(record) for record in records).encode()
    (sheet,) = read_sheets(content, "a")
    keys = [lane.texts[0] for lane in sheet.lanes]
    for record, row in zip(records, list(sheet.rows)[1:], strict=True):
        for key, cell in zip(keys, row, strict=True):
            value = record.get(key)
            shown = (
                {None: "", True: "TRUE", False: "FALSE"}.get(value, str(value)) if not _is_one(value) else str(value)
            )
            assert cell.text == shown


def _is_one(value: object) -> bool:
    """0 and 1 are equal to the two truth values, and are none."""
    return type(value) is int


def test_the_national_results_of_a_day(shared):
    content = (shared / "landchina" / "national_2018-12-31_results.jsonl").read_bytes()
    (sheet,) = read_sheets(content, "national.jsonl")
    assert sheet.height == 204
    assert {"district", "location", "area", "use"} <= {lane.texts[0] for lane in sheet.lanes}
