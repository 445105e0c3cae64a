"""读日期 · Days and months of a row; what may be meant is proposed where the cell leaves it open."""

from __future__ import annotations

import re
from datetime import date, timedelta

from landsupply.ledger.desk import Line
from landsupply.ledger.outcome import against, doubted, outcome_of, unknown
from landsupply.ledger.sheet import CellKind
from landsupply.ledger.sheet_words import folded, words
from landsupply.ledger.texts import note_as
from landsupply.measure.days import CalendarDay, Precision, read_day
from landsupply.measure.fault import MeasureFault
from landsupply.measure.number import plain

#: Dates up to this year stand for "none" in the records (1900-01-01, 1901-01-02): no parcel was supplied
#: before.
_LAST_DUMMY_YEAR = 1949
_LOST_ZERO = re.compile(r"[0-9]{4}\.1\Z")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]{1,12})?\Z")
#: Day 0 of the two calendars that spreadsheets count in, and the serials that fall in 1950 to 2099.
_DAY_ZERO, _LATE_DAY_ZERO = date(1899, 12, 30), date(1904, 1, 1)
_SERIALS = range(18264, 73051)
_SPAN = re.compile(r"[~～至到—–]")
_LONGEST = 40


def read_month(line: Line, name: str) -> CalendarDay | None:
    """读月份 · A day, month, quarter or year, as precisely as the list says."""
    text = line.text(name)
    if not text:
        return None
    if line.kind(name) is CellKind.NUMBER and _LOST_ZERO.match(text):
        line.note("L073", name)
        return None
    try:
        read = read_day(text)
    except MeasureFault as fault:
        _note_unread(line, name, fault.code)
        return None
    if read.day.year <= _LAST_DUMMY_YEAR:
        line.note("L071", name)
        return None
    return read


def read_date(line: Line, name: str) -> date | None:
    """日期 · A calendar day; L072 where the list names only a month, a quarter or a year."""
    read = read_month(line, name)
    if read is None:
        return None
    if read.precision is not Precision.DAY:
        line.note("L072", name, read=str(read))
        return None
    return read.day


def read_supplied(line: Line) -> date | None:
    """供应日期 · The day of the contract or decision, else the day of approval where the list has no other.

    Not taken beside a result such as 流拍 (L143) or one nobody knows (L292), nor, in a list of batches, from the day
    a batch was approved (L146); a result in the cell itself is read as such. L293 asks where one is only mentioned.
    """
    name = "supplied" if line.column("supplied") else "approved"
    if not line.text(name):
        return None
    if name == "approved" and (line.column("unsupplied_area") or line.column("supplied_area")):
        line.note("L146", name)
        return None
    if (name == "supplied" and outcome_of(line.text(name))) or _is_withheld(line, name):
        return None
    read = read_date(line, name)
    if read and (doubt := doubted(line)):
        where, said = doubt
        note_as(line, "L293", where, "、".join(said), read=said, day=read.isoformat())
    return read


def _is_withheld(line: Line, name: str) -> bool:
    """L143 the row says that nothing was supplied, L292 it leaves that open."""
    if stated := against(line):
        where, outcome = stated
        line.note("L143", name, outcome=outcome.value, where=_title(line, where))
    elif open_ := unknown(line):
        where, said = open_
        line.note("L292", name, said=said, where=_title(line, where))
    else:
        return False
    return True


def _title(line: Line, name: str) -> str:
    column = line.column(name)
    return column.title if column else name


def _note_unread(line: Line, name: str, fault: str) -> None:
    """L073 two readings, L148 a spreadsheet's day number, L149 no year, L150 a period, L070 anything else."""
    text = plain(line.text(name))
    if fault == "M007" and (serial := _SERIAL.match(text)) and int(serial[1]) in _SERIALS:
        days = timedelta(days=int(serial[1]))
        line.note("L148", name, day=(_DAY_ZERO + days).isoformat(), late=(_LATE_DAY_ZERO + days).isoformat())
    elif fault == "M007" and _is_period(text):
        line.note("L150", name)
    elif fault == "M007" and (meant := _this_year(line, text)):
        line.note("L149", name, year=line.desk.rules.day.year, meant=str(meant))
    else:
        line.note("L073" if fault == "M009" else "L070", name)


def _is_period(text: str) -> bool:
    """Half a year, or two dates with a dash between them; 2024年3月-5月 leaves out what the second has in common."""
    if any(folded(text).endswith(word) for word in words("half_year")):
        return True
    ends = (_SPAN.split(text) if _SPAN.search(text) else text.split("-")) if len(text) <= _LONGEST else []
    return len(ends) == 2 and all(any(map(_is_date, _completed(end.strip(), ends[0]))) for end in ends)


def _completed(end: str, first: str) -> tuple[str, ...]:
    """An end of a period as it stands, and with the year or month that the other end states for both."""
    year, month = first[:4], first.strip().rpartition("月")[0]
    return end, f"{end}月", f"{year}年{end}", f"{month}月{end}", f"2000年{end}"


def _is_date(text: str) -> bool:
    try:
        read_day(text)
    except MeasureFault:
        return False
    return True


def _this_year(line: Line, text: str) -> CalendarDay | None:
    """What a date without a year would be in the year of the rules."""
    year = line.desk.rules.day.year
    for joint in ("年", "", "-"):
        whole = f"{year}{joint}{text.strip()}"
        if len(text) <= _LONGEST and _is_date(whole):
            return read_day(whole)
    return None
