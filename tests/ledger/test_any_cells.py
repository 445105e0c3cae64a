"""任意内容 · Whatever stands in the cells, examining gives a ledger or one typed fault, and loses no row."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.columns import recognise
from landsupply.ledger.examine import examine
from landsupply.ledger.form import to_form
from landsupply.ledger.sheet import BLANK, Cell, CellKind
from landsupply.ledger.sheet_words import means
from landsupply.ledger.template import template
from landsupply.measure.fault import InputFault

from .conftest import sheet_of

HEADERS = [column.header for column in template()]
RULES = open_rulebook("410100").on(date(2024, 1, 1))
PIECES = [
    "",
    "3.2",
    "-1",
    "42538.29",
    "3.2公顷",
    "9" * 60,
    "２０２４年３月",
    "0000-00-00",
    "9999年四季度",
    "9999年12月31日",
    "二〇二四年三月",
    "0701",
    "工业用地",
    "；、；",
    "合计",
    "同上",
    "=1+1",
    "{raw}",
    "\x00",
    "郑州市",
    "L-",
    "是",
]
TEXTS = st.one_of(st.sampled_from(PIECES), st.text(max_size=12), st.sampled_from(HEADERS))
KINDS = st.sampled_from([kind for kind in CellKind if kind is not CellKind.BLANK])
CELLS = st.builds(lambda text, kind: Cell(text, kind) if text.strip() else BLANK, TEXTS, KINDS)
ROWS = st.lists(st.lists(CELLS, max_size=len(HEADERS)), max_size=6)
#: Rows that are no header of another table, and stand for no row above them: only those may change places.
PLAIN = st.one_of(st.sampled_from(PIECES), st.text(max_size=12)).filter(
    lambda text: recognise(text) is None and not means("ditto", text)
)
FREE_CELLS = st.builds(lambda text, kind: Cell(text, kind) if text.strip() else BLANK, PLAIN, KINDS)
FREE_ROWS = st.lists(st.lists(FREE_CELLS, max_size=len(HEADERS)), max_size=6)


@settings(max_examples=300)
@given(ROWS)
@example([[Cell(piece, CellKind.TEXT) if piece.strip() else BLANK] * len(HEADERS) for piece in PIECES])
def test_any_cells_under_the_official_headers(rows):
    ledger = examine(sheet_of(HEADERS, *rows), RULES)
    covered = {parcel.source.row for parcel in ledger.parcels} | {row for i in ledger.issues for row in i.rows}
    assert {n for n, row in enumerate(rows, 2) if any(not cell.is_blank for cell in row)} <= covered
    for lang in ("zh", "en"):
        assert to_form(ledger, lang)["format"]


@settings(max_examples=100)
@given(ROWS)
def test_any_sheet_at_all(rows):
    try:
        examine(sheet_of(*rows), RULES)
    except InputFault as fault:
        assert fault.code == "L001"


@settings(max_examples=100)
@given(FREE_ROWS, st.randoms(use_true_random=False))
def test_any_order_of_rows_gives_the_same_ledger(rows, source):
    shuffled = list(rows)
    source.shuffle(shuffled)
    one, other = (examine(sheet_of(HEADERS, *order), RULES) for order in (rows, shuffled))
    assert one.digest == other.digest
    assert sorted((i.code, i.field or "", i.raw or "", len(i.rows)) for i in one.issues) == sorted(
        (i.code, i.field or "", i.raw or "", len(i.rows)) for i in other.issues
    )
