"""文档 · A table that is ragged or does not add up cannot exist; nothing else is refused."""

from __future__ import annotations

import pytest

from landsupply.measure.fault import IntegrityFault
from landsupply.publish.document import Cell, Column, Quantity, Role, Table

COLUMNS = (Column(heading="名", width=4), Column(heading="数", width=4, role=Role.SUM))


def table(*numbers: str, total: str, places: int = 2) -> Table:
    def quantity(number: str) -> Quantity:
        return Quantity(f"{float(number):.{places}f}", number)

    rows: tuple[tuple[Cell, ...], ...] = tuple(("行", quantity(number)) for number in numbers)
    return Table(
        name="表",
        short="",
        caption="",
        unit="",
        columns=COLUMNS,
        rows=rows,
        total_row=("合计", quantity(total)),
    )


def test_a_table_that_adds_up_is_made() -> None:
    assert table("1.25", "2.75", total="4").prints_closed


def test_a_table_that_is_out_by_the_last_digit_is_refused() -> None:
    with pytest.raises(IntegrityFault) as refused:
        table("1.250001", "2.75", total="4")
    assert refused.value.code == "P902"
    assert refused.value.facts["column"] == "数"


def test_a_ragged_table_is_refused() -> None:
    with pytest.raises(IntegrityFault) as refused:
        Table(name="表", short="", caption="", unit="", columns=COLUMNS, rows=(("只有一格",),))
    assert refused.value.code == "P901"


def test_rounded_figures_that_do_not_add_up_are_noticed() -> None:
    """0.004 three times is 0.012: exact sums agree, printed ones say 0.00 + 0.00 + 0.00 = 0.01."""
    assert not table("0.004", "0.004", "0.004", total="0.012").prints_closed


def test_words_in_a_summed_column_count_nothing() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (("甲", ""), ("乙", Quantity("3.00", "3")))
    total = ("合计", Quantity("3.00", "3"))
    Table(name="", short="", caption="", unit="", columns=COLUMNS, rows=rows, total_row=total)


@pytest.mark.parametrize(("width", "is_wide"), [(49, False), (50, True)])
def test_a_table_knows_when_the_sheet_must_be_turned(width: int, is_wide: bool) -> None:
    column = Column(heading="", width=width)
    assert Table(name="", short="", caption="", unit="", columns=(column,), rows=()).is_wide is is_wide
