"""案 · One workbook before the judge: its truth beside what was read, column by column, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from landsupply.ledger.issue import Issue, Severity
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.sheet import Sheet
from tests.messy.judge_score import SILENT, Score
from tests.messy.readings import OFFICIAL, agrees, bare, is_kept, said, same_words, taken
from tests.messy.tables import Mapped, is_field, mapped, official_field

Truth = dict[str, Any]
LOUD = (Severity.ERROR, Severity.WARNING)


@dataclass(slots=True)
class Case:
    """案 · One workbook before the judge."""

    name: str
    truth: Truth
    sheets: Sequence[Sheet]
    ledger: Ledger
    result: Score = field(init=False)
    tables: list[Mapped] = field(init=False)
    named: dict[tuple[str | None, int], list[tuple[Issue, frozenset[int] | None]]] = field(init=False)

    def __post_init__(self) -> None:
        """Put the issues where they point."""
        self.result = Score(self.name)
        self.tables = mapped(self.sheets)
        self.named = {}
        for issue in self.ledger.issues:
            columns = self._columns_of(issue)
            for row in set(issue.rows) | ({issue.row} if issue.row is not None else set()):
                self.named.setdefault((issue.sheet, row), []).append((issue, columns))
            for sheet, row in _elsewhere(issue):
                self.named.setdefault((sheet, row), []).append((issue, self._columns_in(sheet, issue)))

    def score(self) -> Score:
        """评 · Columns, rows, cells, totals, accusations."""
        waiting = self._parcels()
        for table in self.truth["tables"]:
            if table.get("upright"):
                self._judge_upright(table, waiting)
                continue
            self._judge_columns(table)
            for row in table["rows"]:
                self._judge_row(table, row, waiting)
            self._judge_totals(table)
        for (sheet, row), parcels in waiting.items():
            for parcel in parcels:
                self._note("phantom", f"{sheet} row {row}: {parcel.name} {parcel.location}")
        return self.result

    # ---- where issues point ----

    def _columns_of(self, issue: Issue) -> frozenset[int] | None:
        """The columns an issue names; None where it speaks of whole rows."""
        if issue.column is not None:
            return frozenset((issue.column,))
        if issue.field is None:
            return None
        found = {
            column
            for table in self.tables
            if table.sheet == issue.sheet
            for column, title, _ in table.columns
            if title == issue.field
        }
        fields = {official_field(issue.field)} - {None}
        for table in self.truth["tables"]:
            if self._sheet(table) == issue.sheet:
                found |= {
                    one["column"]
                    for one in table.get("columns", [])
                    if one["field"] in fields or same_words(one["title"], issue.field)
                }
        return frozenset(found)

    def _columns_in(self, sheet: str | None, issue: Issue) -> frozenset[int] | None:
        """The columns of another sheet that mean what the issue is about."""
        if issue.field is None:
            return None
        about = {
            name
            for table in self.tables
            for _, title, name in table.columns
            if title == issue.field and name is not None
        }
        return frozenset(
            column
            for table in self.tables
            if table.sheet == sheet
            for column, _, name in table.columns
            if name in about
        )

    def _sheet(self, table: Truth) -> str | None:
        return None if self.name.endswith(".csv") else table["sheet"]

    def _issues(self, table: Truth, row: int, columns: Iterable[int] | None) -> list[Issue]:
        """The issues that name a row: those about these columns, or, without columns, all."""
        wanted = None if columns is None else frozenset(columns)
        found = self.named.get((self._sheet(table), row), [])
        return [issue for issue, at in found if wanted is None or (at is not None and at & wanted)]

    def _left_out(self, table: Truth, titles: Iterable[str]) -> bool:
        """Whether an issue about the whole list says that columns of these titles were not taken."""
        spoken = [
            str(one)
            for issue in self.ledger.issues
            if issue.sheet == self._sheet(table)
            for one in _listed(issue.facts.get("columns"))
        ]
        return any(said(title, one) for title in titles for one in spoken)

    # ---- columns ----

    def _judge_columns(self, table: Truth) -> None:
        if table["hidden_sheet"]:
            return
        rows = frozenset(table["header_rows"])
        mine = {column["column"] for column in table["columns"]}
        best: Mapping[int, str | None] = {}
        for one in self.tables:
            overlap = {column: at for column, _, at in one.columns if column in mine}
            if one.sheet == self._sheet(table) and rows.intersection(one.header_rows) and len(overlap) > len(best):
                best = overlap
        for column in table["columns"]:
            found, wanted = best.get(column["column"]), column["field"]
            right = found == wanted if is_field(wanted) else not is_field(found)
            self.result.columns[right] += 1
            if not right:
                letter = get_column_letter(column["column"] + 1)
                title = f"{column['group']!r}/{column['title']!r}"
                self.result.details.append(
                    f"column {self.name} {table['sheet']} {letter} {title}: {found}, meant {wanted}"
                )

    # ---- rows ----

    def _parcels(self) -> dict[tuple[str | None, int], list[Parcel]]:
        waiting: dict[tuple[str | None, int], list[Parcel]] = {}
        for parcel in self.ledger.parcels:
            waiting.setdefault((parcel.source.sheet, parcel.source.row), []).append(parcel)
        return waiting

    def _judge_row(self, table: Truth, row: Truth, waiting: dict[tuple[str | None, int], list[Parcel]]) -> None:
        place = self._sheet(table), row["row"]
        parcel = _pick(waiting.get(place, []), row)
        if parcel is not None:
            waiting[place].remove(parcel)
            if not waiting[place]:
                del waiting[place]
        is_hidden = row["hidden"] or table["hidden_sheet"]
        spoken = bool(self._issues(table, row["row"], None)) or (table["hidden_sheet"] and self._speaks_of(place[0]))
        if is_hidden:
            self._judge_hidden(table, row, parcel, spoken)
        elif parcel is None:
            self._judge_missing(table, row, spoken)
        else:
            self._judge_cells(table, row, parcel)
        if row["role"] in ("duplicate", "twin") and row["of"] is not None:
            self._judge_twin(table, row)

    def _speaks_of(self, sheet: str | None) -> bool:
        return any(issue.sheet == sheet for issue in self.ledger.issues)

    def _judge_hidden(self, table: Truth, row: Truth, parcel: Parcel | None, spoken: bool) -> None:
        self.result.counts["hidden rows"] += 1
        self.result.counts["hidden rows taken"] += parcel is not None
        outcome = "reported" if spoken else "dropped" if parcel is None else "changed"
        self._note(outcome, f"{table['sheet']} row {row['row']}: hidden, {'taken' if parcel else 'left out'}")

    def _judge_missing(self, table: Truth, row: Truth, spoken: bool) -> None:
        stated = sum(1 for cell in row["cells"].values() if cell["field"] and cell["value"])
        outcome = "reported" if spoken else "dropped"
        if outcome == "dropped" or row["role"] == "parcel":
            self.result.details.append(
                f"{outcome} {self.name} {table['sheet']} row {row['row']}: whole row ({row['role']})"
            )
        self.result.cells[outcome] += max(1, stated)
        self.result.counts["rows left out"] += 1

    def _judge_twin(self, table: Truth, row: Truth) -> None:
        """A row met again must be said, by itself or with the row it repeats."""
        codes = [
            issue
            for issue in self._issues(table, row["row"], None)
            if row["of"] in issue.rows or issue.facts.get("others")
        ]
        self.result.counts["twins"] += 1
        if not codes:
            self.result.counts["twins missed"] += 1
            self.result.details.append(f"twin missed {self.name} {table['sheet']} rows {row['of']} and {row['row']}")

    # ---- cells ----

    def _judge_cells(self, table: Truth, row: Truth, parcel: Parcel) -> None:
        by_field: dict[str, list[tuple[int, Truth]]] = {}
        for column, cell in row["cells"].items():
            if cell["field"]:
                by_field.setdefault(cell["field"], []).append((int(column), cell))
        for name, cells in by_field.items():
            columns = [column for column, _ in cells]
            meant = _meant([cell for _, cell in cells])
            outcome = self._outcome(table, row["row"], name, columns, meant, parcel)
            where = f"{table['sheet']}!{get_column_letter(columns[0] + 1)}{row['row']} {name}"
            value = taken(parcel, name)
            if meant["sure"] and meant["fault"] and meant["value"] is not None:
                self.result.counts["clear"] += 1
                self.result.counts["clear repaired"] += outcome == "repaired"
            self._note(
                outcome, f"{where}: {meant['raw']!r} [{meant['fault']}] meant {meant['value']!r}, taken {value!r}"
            )
            self._count_units(table, row, columns, name)
            if row["role"] == "parcel" and not any(cell["fault"] for _, cell in cells):
                self._accuse(table, row, columns, where, meant)
        for column, cell in row["cells"].items():
            if not cell["field"] and row["role"] == "parcel":
                self._accuse(
                    table,
                    row,
                    [int(column)],
                    f"{table['sheet']}!{get_column_letter(int(column) + 1)}{row['row']}",
                    cell,
                )

    def _outcome(self, table: Truth, row: int, name: str, columns: Sequence[int], meant: Truth, parcel: Parcel) -> str:
        issues = self._issues(table, row, columns)
        loud = any(issue.severity in LOUD for issue in issues)
        titles = [one["title"] for one in table["columns"] if one["column"] in columns]
        is_told = bool(issues) or self._left_out(table, titles)
        if not is_kept(parcel, name):
            return "reported" if is_told or meant["value"] is None else "dropped"
        value = taken(parcel, name)
        if value is None:
            if meant["value"] is None and meant["sure"]:
                return "repaired" if meant["fault"] else "right"
            return "reported" if is_told else "dropped"
        if not any(agrees(name, value, one) for one in (meant["value"], *meant["also"]) if one is not None):
            return "reported" if loud else "changed"
        if not meant["sure"]:
            return "reported" if issues else "changed"
        return "repaired" if meant["fault"] else "right"

    def _count_units(self, table: Truth, row: Truth, columns: Sequence[int], name: str) -> None:
        """T50: where a reference exists, wrong units are said, and right ones are not."""
        if name != "area" or "unit_reference" not in table:
            return
        is_wrong = any(one["row"] == row["row"] for one in table.get("unit_faults", []))
        loud = any(issue.severity in LOUD for issue in self._issues(table, row["row"], columns))
        if not is_wrong and any(cell["fault"] for cell in row["cells"].values() if cell["field"] == "area"):
            return
        self.result.counts["units wrong" if is_wrong else "units right"] += 1
        if is_wrong and not loud:
            self.result.counts["units missed"] += 1
            self.result.details.append(f"unit missed {self.name} {table['sheet']} row {row['row']}")
        if loud and not is_wrong:
            self.result.counts["units accused"] += 1

    def _accuse(self, table: Truth, row: Truth, columns: Sequence[int], where: str, meant: Truth) -> None:
        self.result.clean += 1
        for issue in self._issues(table, row["row"], columns):
            if issue.severity in LOUD and not (len(issue.rows) > 1 and self._is_about_twins(table, issue)):
                self.result.accused[issue.code] += 1
                self.result.details.append(
                    f"accused {self.name} {where}: {meant['raw']!r}: {issue.code} {issue.message()}"
                )

    def _is_about_twins(self, table: Truth, issue: Issue) -> bool:
        """Whether an issue also names a row that does repeat another, or one whose cell is not clean."""
        of = {row["row"]: row for row in table["rows"]}
        named = [of[row] for row in issue.rows if row in of]
        return any(row["role"] != "parcel" or row["hidden"] for row in named)

    # ---- pairs of name and value ----

    def _judge_upright(self, table: Truth, waiting: dict[tuple[str | None, int], list[Parcel]]) -> None:
        """Parcels that stand as pairs or in columns: found by their number or place, wherever they were read."""
        here = [key for key in waiting if key[0] == self._sheet(table)]
        spoken = self._speaks_of(self._sheet(table))
        for record in table["records"]:
            found = next(((key, one) for key in here for one in waiting.get(key, []) if _fits(one, record)), None)
            if found is None:
                self.result.cells["reported" if spoken else "dropped"] += len(record["cells"])
                continue
            waiting[found[0]].remove(found[1])
            if not waiting[found[0]]:
                del waiting[found[0]]
            for name, cell in record["cells"].items():
                self._note(self._upright_outcome(table, name, cell, found[1]), f"{name}: {cell['raw']!r}")

    def _upright_outcome(self, table: Truth, name: str, cell: Truth, parcel: Parcel) -> str:
        issues = self._issues(table, cell["row"], None)
        if not is_kept(parcel, name) or (value := taken(parcel, name)) is None:
            return "reported" if issues or not cell["value"] else "dropped"
        if agrees(name, value, cell["value"]):
            return "right"
        return "reported" if any(issue.severity in LOUD for issue in issues) else "changed"

    # ---- totals ----

    def _judge_totals(self, table: Truth) -> None:
        for total in table["totals"]:
            loud = [issue for issue in self._issues(table, total["row"], None) if issue.severity in LOUD]
            if total["right"] is False:
                self.result.counts["totals wrong"] += 1
                if not loud:
                    self.result.counts["totals missed"] += 1
                    self.result.details.append(f"total missed {self.name} {table['sheet']} row {total['row']}")
            if total["right"] is True:
                self.result.counts["totals right"] += 1
                for issue in loud:
                    self.result.counts["totals accused"] += 1
                    where = f"{self.name} {table['sheet']} row {total['row']}"
                    self.result.details.append(f"accused {where}: total: {issue.code} {issue.message()}")

    def _note(self, outcome: str, words: str) -> None:
        self.result.cells[outcome] += 1
        if outcome in SILENT:
            self.result.details.append(f"{outcome} {self.name} {words}")


def _pick(parcels: Sequence[Parcel], row: Truth) -> Parcel | None:
    """The parcel of this row; where two tables share the row, the one that shares most words with it."""
    if len(parcels) <= 1 and not row.get("shared"):
        return parcels[0] if parcels else None
    return next((one for one in parcels if _fits(one, row)), None)


def _elsewhere(issue: Issue) -> Iterator[tuple[str | None, int]]:
    """The rows of other sheets that an issue names in words, as `file:sheet:4,7`."""
    for place in _listed(issue.facts.get("others")):
        _, _, rest = str(place).partition(":")
        sheet, _, rows = rest.rpartition(":")
        yield from ((sheet or None, int(row)) for row in rows.split(",") if row.isdigit())


def _fits(parcel: Parcel, row: Truth) -> bool:
    """Whether a parcel has the row's number, name or place."""
    texts = {cell["value"] for cell in row["cells"].values() if cell["field"] in ("name", "location", *OFFICIAL)}
    return bool({parcel.id, bare(parcel.name), bare(parcel.location)} & texts)


def _meant(cells: Sequence[Truth]) -> Truth:
    """What several cells of one field mean together: the faulty one, but a blank one is filled by the other."""
    stated = [cell for cell in cells if cell["value"] or not cell["sure"]] or cells
    return next((cell for cell in stated if cell["fault"]), stated[0])


def _listed(found: object) -> Sequence[object]:
    return found if isinstance(found, list | tuple) else () if found is None else (found,)
