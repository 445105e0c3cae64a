"""工作进程 · What is read in a process of its own is the same, and a bound that is broken is said by name."""

from __future__ import annotations

import json
import socket
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landsupply import worker
from landsupply.files.boundary_in import read_surveys
from landsupply.files.reading import read_sheets
from landsupply.files.wire import read_sheets_wire, read_surveys_wire, write_sheets, write_surveys
from landsupply.law import words
from landsupply.ledger.outline import Axes, Outline, Remark, Survey
from landsupply.ledger.sheet import CellKind, Lane, Merge, Sheet
from landsupply.measure.fault import InputFault
from landsupply.worker import Limits, read_sheets_bounded, read_surveys_bounded
from tests.files.test_reading_xlsx import marked_book

TABLE = "位置,面积\n䶮山路,3.2\n".encode()
POINTS = (
    "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=38\n计量单位=米\n[地块坐标]\n"
    "4,1.0000,ZZ-1,甲,面,,住宅,,@\n"
    "J1,1,3845000.10,38462000.20\nJ2,1,3845100.10,38462000.20\nJ3,1,3845100.10,38462100.20\nJ1,1,3845000.10,38462000.20\n"
).encode()


def test_a_table_is_the_same():
    for content, name in ((TABLE, "甲.csv"), (marked_book(), "../乙.xlsx")):
        assert read_sheets_bounded(content, name) == read_sheets(content, name)


def test_boundaries_are_the_same():
    assert read_surveys_bounded(POINTS, "甲.txt") == read_surveys(POINTS, "甲.txt")


def test_a_fault_is_the_same():
    with pytest.raises(InputFault) as here:
        read_sheets("位置\n".encode("gbk") + b"\xff", "a")
    with pytest.raises(InputFault) as there:
        read_sheets_bounded("位置\n".encode("gbk") + b"\xff", "a")
    assert (here.value.code, here.value.facts) == (there.value.code, there.value.facts)


POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the system bounds only the wall time here")


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        pytest.param(Limits(memory=120), "F033", marks=POSIX),
        pytest.param(Limits(cpu=1), "F034", marks=POSIX),
        (Limits(wall=0), "F035"),
    ],
)
def test_a_bound_that_is_broken_is_named(limits, code):
    content = b",".join([b"1"] * 199) + b"\n"
    with pytest.raises(InputFault) as caught:
        read_sheets_bounded(content * (100_000 if code == "F034" else 30_000), "a", limits)
    assert caught.value.code == code
    assert words.say(code, "zh", **caught.value.facts)


def test_a_process_that_breaks_down_is_said(monkeypatch):
    monkeypatch.setattr(worker, "_COMMAND", ("-c", "import os; os.abort()"))
    with pytest.raises(InputFault) as caught:
        read_sheets_bounded(TABLE, "a")
    assert caught.value.code == "F036"


def test_memory_refused_in_native_code_is_said(monkeypatch):
    program = "import os,sys; sys.stderr.write('memory allocation of 9 bytes failed'); sys.stderr.flush(); os.abort()"
    monkeypatch.setattr(worker, "_COMMAND", ("-c", program))
    with pytest.raises(InputFault) as caught:
        read_sheets_bounded(TABLE, "a")
    assert caught.value.code == "F033"


@pytest.mark.parametrize(
    "attempt",
    [
        "open(sys.argv[1], 'w')",
        "__import__('socket').socket()",
        "__import__('subprocess').run(['true'])",
        "__import__('os').system('true')",
        "__import__('os').fork()",
        "__import__('os').open(sys.argv[1], 65)",
    ],
)
def test_t33_a_confined_process_writes_nothing_and_calls_nobody(tmp_path, attempt):
    program = f"import sys; from landsupply.worker import _confine, DEFAULT; _confine(DEFAULT); {attempt}"
    command = [sys.executable, "-c", program, str(tmp_path / "x")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "PermissionError" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_t33_the_parent_opens_no_socket(monkeypatch):
    def refuse(*arguments):
        raise AssertionError(arguments)

    monkeypatch.setattr(socket, "socket", refuse)
    assert read_sheets_bounded(TABLE, "http://127.0.0.1:9/")


def test_an_answer_can_hold_values_only():
    header = json.dumps([{"lanes": []}]).encode()
    with pytest.raises(KeyError):
        read_sheets_wire(len(header).to_bytes(8, "big") + header)


TEXTS = st.text(st.characters(), max_size=6) | st.sampled_from(["\x1f", "\x1e\n", "\x00", "\U0010ffff\x1f"])
KINDS = st.sampled_from(list(CellKind))


@st.composite
def tables(draw: st.DrawFn) -> Sheet:
    height = draw(st.integers(0, 5))
    lanes = draw(
        st.lists(
            st.builds(
                Lane,
                st.lists(TEXTS, min_size=height, max_size=height).map(tuple),
                st.lists(KINDS, min_size=height, max_size=height).map(tuple),
            ),
            max_size=4,
        )
    )
    numbers = st.frozensets(st.integers(0, 9), max_size=3)
    return Sheet(
        draw(TEXTS), draw(st.none() | TEXTS), tuple(lanes), height, draw(st.integers(1, 9)), "d",
        draw(st.lists(st.builds(Merge, *[st.integers(0, 9)] * 4), max_size=3).map(tuple)),
        draw(numbers), draw(numbers), draw(st.booleans()), draw(st.integers(0, 9)),
    )  # fmt: skip


@settings(max_examples=200)
@given(st.lists(tables(), max_size=3).map(tuple))
def test_sheets_travel_unchanged(sheets):
    assert read_sheets_wire(write_sheets(sheets)) == sheets


FLOATS = st.floats(allow_nan=False, allow_infinity=False)
RINGS = st.lists(st.tuples(FLOATS, FLOATS), max_size=4).map(tuple)
REMARKS = st.builds(
    Remark, code=st.just("F060"), position=st.none() | st.integers(1, 9), facts=st.dictionaries(TEXTS, TEXTS | FLOATS)
)
OUTLINES = st.builds(
    Outline,
    label=TEXTS,
    position=st.integers(1, 9),
    polygons=st.lists(st.lists(RINGS, max_size=2).map(tuple), max_size=2).map(tuple),
    attributes=st.dictionaries(TEXTS, TEXTS, max_size=2),
    marks=st.lists(st.lists(TEXTS, max_size=2).map(tuple), max_size=2).map(tuple),
    remarks=st.lists(REMARKS, max_size=2).map(tuple),
)
SURVEYS = st.builds(
    Survey,
    source=TEXTS,
    layer=st.none() | TEXTS,
    form=TEXTS,
    digest=TEXTS,
    frame=st.none() | TEXTS,
    outlines=st.lists(OUTLINES, max_size=2).map(tuple),
    header=st.dictionaries(TEXTS, TEXTS, max_size=2),
    axes=st.sampled_from(list(Axes)),
    remarks=st.lists(REMARKS, max_size=2).map(tuple),
)


@given(st.lists(SURVEYS, max_size=2).map(tuple))
def test_surveys_travel_unchanged(surveys):
    assert read_surveys_wire(write_surveys(surveys)) == surveys
