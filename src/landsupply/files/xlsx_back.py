"""回填 · The sender's own workbook comes back, with what was found marked in it and listed on a sheet of its own.

Only what is named is changed: style numbers of marked cells, comments, the list; every other byte of every part stays.
Errors: InputFault F050 for a file that is not the one examined, F0xx for one that cannot be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from landsupply.files.guard import open_archive
from landsupply.files.reading import read_sheets
from landsupply.files.xlsx_back_cells import Anchors, Restyling, Spot, read_body
from landsupply.files.xlsx_back_list import (
    HEAD_ROW,
    Entry,
    list_ranges,
    list_sheet,
    marks_sheet,
    severity_rank,
)
from landsupply.files.xlsx_back_marks import Colours, Marks, entry_of, spots_of, words_of
from landsupply.files.xlsx_back_notes import OPENING, annotate, has_notes, threaded
from landsupply.files.xlsx_back_package import BOOK, Leaf, Package, add_leaf, leaves, name_ranges, titles
from landsupply.files.xlsx_back_rows import rows_as_workbook
from landsupply.files.xlsx_back_styles import SHADES, Stylebook, blank_styles
from landsupply.files.xlsx_in import read_xlsx
from landsupply.law.words import say
from landsupply.ledger.errata import ERRATA_NAME, MARKS_NAME, is_errata
from landsupply.ledger.issue import Issue, Severity
from landsupply.ledger.ledger import Ledger
from landsupply.measure.fault import InputFault
from landsupply.seal.canon import digest_bytes

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_SIGNATURES = "_xmlsignatures/"
_REVISIONS = "xl/revisions/"
_ZIP = b"PK"
_SHOWN_CELLS = 5

#: The issues of one worksheet, each with the row of the list that tells it.
_Numbered = Sequence[tuple[int, Issue]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBack:
    """回填结果 · The workbook, and what is not as it was, in words to be shown before it is saved.

    Cells coloured, cells with a comment of ours, issues on the list; `suffix` is what the name of its file has to end
    with, since a spreadsheet opens a workbook with macros under no other name.
    """

    content: bytes
    suffix: str
    dropped: tuple[str, ...]
    marked: int
    noted: int
    listed: int


def write_back(content: bytes, name: str, ledger: Ledger, lang: str = "zh") -> WrittenBack:
    """回填 · The file of that name with the issues that the ledger found in it, words in `zh` or `en`.

    A file that is no xlsx comes back as one, its rows as text in their order.
    """
    digest = digest_bytes(content)
    if any(source.file == name and source.digest != digest for source in ledger.sources):
        raise InputFault("F050", file=name)
    issues = [issue for issue in ledger.issues if issue.file == name]
    if content.startswith(_ZIP) and BOOK in open_archive(content).names:
        return _Writer(content, lang).written(issues, digest)
    made = rows_as_workbook(read_sheets(content, name), say("F031", lang))
    writer = _Writer(made, lang)
    writer.dropped.append(say("F056", lang, file=name))
    return writer.written(issues, digest)


class _Writer:
    """回填者 · One workbook being marked."""

    def __init__(self, content: bytes, lang: str) -> None:
        self.dropped: list[str] = []
        self._package, self._lang = Package(content), lang
        self._leaves = leaves(self._package)
        self._ours = self._own_leaves(content)
        self._styles_part = self._find_styles()
        self._styles = Stylebook(self._package.markup(self._styles_part))
        self._colours = Colours(self._styles, self._earlier_marks())
        self._marked = self._noted = 0

    def written(self, issues: Sequence[Issue], digest: str) -> WrittenBack:
        """写成 · Marks every sheet, lists every issue, and packs the workbook."""
        self.dropped += self._losses()
        places = self._places(issues)
        ordered = sorted(issues, key=lambda issue: _order(issue, places))
        numbered = list(enumerate(ordered, start=HEAD_ROW + 1))
        entries: dict[int, Entry] = {}
        for leaf in self._leaves:
            if leaf not in self._ours:
                mine = [(row, issue) for row, issue in numbered if places.get(issue.sheet) == leaf.place]
                entries.update(self._mark(leaf, mine))
        listed = [entries.get(row, Entry(issue, "—", None)) for row, issue in numbered]
        self._write_list(listed, digest)
        self._package.write(self._styles_part, self._styles.done())
        return WrittenBack(
            content=self._package.packed(),
            suffix=self._package.suffix,
            dropped=tuple(self.dropped),
            marked=self._marked,
            noted=self._noted,
            listed=len(listed),
        )

    def _own_leaves(self, content: bytes) -> list[Leaf]:
        """The sheets that an earlier round put in: by name first, since to be certain the workbook must be read."""
        if not any(leaf.title.startswith((ERRATA_NAME, MARKS_NAME)) for leaf in self._leaves):
            return []
        ours = {sheet.name for sheet in read_xlsx(content, "") if is_errata(sheet)}
        return [leaf for leaf in self._leaves if leaf.title in ours]

    def _own(self, name: str) -> Leaf | None:
        return next((leaf for leaf in self._ours if leaf.title.startswith(name)), None)

    def _find_styles(self) -> str:
        found = next((tie.member for tie in self._package.ties(BOOK) if tie.kind == "styles"), None)
        if found is not None and self._package.has(found):
            return found
        part = "xl/styles.xml"
        if self._package.has(part):
            part = self._package.free("xl/styles{}.xml")
        self._package.declare(part, _STYLES_TYPE)
        self._package.tie(BOOK, "styles", part)
        self._package.write(part, blank_styles(self._package.main))
        return part

    def _earlier_marks(self) -> dict[str, int]:
        """Shade → the style beneath it, as the hidden sheet of an earlier round remembers them."""
        leaf = self._own(MARKS_NAME)
        if leaf is None:
            return {}
        body = read_body(self._package.markup(leaf.member), range(2, 2 * SHADES + 2), ())
        shown = self._styles.shown_colours()
        pairs = [[cell.style for cell in line.cells[:2]] for line in body.lines.values() if len(line.cells) >= 2]
        return {shown[mark]: beneath for mark, beneath in pairs if mark in shown}

    def _places(self, issues: Sequence[Issue]) -> dict[str | None, int]:
        """The place of each sheet by its title; rows that came without a sheet's name stand on the only one."""
        places: dict[str | None, int] = {leaf.title: leaf.place for leaf in self._leaves}
        if len(self._leaves) == 1:
            places[None] = self._leaves[0].place
        return places

    def _mark(self, leaf: Leaf, issues: _Numbered) -> dict[int, Entry]:
        """Marks one worksheet; the entries of its issues by the row of the list."""
        grave = {row for _, issue in issues if issue.severity is not Severity.ADVICE for row in issue.rows}
        if not grave and not self._colours.faded and not has_notes(self._package, leaf.member):
            return {row: entry_of(leaf.title, issue, spots_of(issue, None)) for row, issue in issues}
        markup = self._package.markup(leaf.member)
        anchors = Anchors(markup, grave)
        body = read_body(markup, anchors.rows, self._colours.faded)
        restyling = Restyling(markup, body)
        marks, entries = Marks(), {}
        for row, issue in issues:
            spots = spots_of(issue, restyling)
            entries[row] = entry_of(leaf.title, issue, spots)
            if issue.severity is not Severity.ADVICE:
                shown = [spot for spot in map(anchors.of, spots) if spot.row in body.lines]
                marks.put(shown, issue.severity, words_of(row, issue, len(spots), self._lang))
        for spot, stored in body.faded:
            if spot not in marks.severities:
                restyling.set_stored(stored, self._colours.plain(stored.style))
        self._colour(restyling, marks)
        drawing = annotate(self._package, leaf, body.drawing, self._notes(leaf, marks))
        if drawing is not None and body.drawing is None:
            restyling.insert_drawing(self._package.kinds, drawing)
        self._package.write(leaf.member, restyling.done())
        return entries

    def _colour(self, restyling: Restyling, marks: Marks) -> None:
        for spot, severity in sorted(marks.severities.items()):
            restyling.set(spot, self._colours.marked(restyling.style(spot), severity))
        self._marked += len(marks.severities)

    def _notes(self, leaf: Leaf, marks: Marks) -> dict[Spot, str]:
        """The words beside the cells; a cell that holds a conversation keeps it and gets none."""
        taken = threaded(self._package, leaf.member)
        busy = sorted(taken & marks.words.keys())
        if busy:
            cells = tuple(spot.reference for spot in busy[:_SHOWN_CELLS])
            self.dropped.append(say("F054", self._lang, sheet=leaf.title, cells=cells, count=len(busy)))
        if silent := len(marks.severities.keys() - marks.words.keys()):
            self.dropped.append(say("F055", self._lang, sheet=leaf.title, count=silent))
        notes = {spot: "\n".join((OPENING, *words)) for spot, words in marks.words.items() if spot not in taken}
        self._noted += len(notes)
        return notes

    def _losses(self) -> list[str]:
        """What cannot stay as it was: a signature over changed parts, the log of a workbook shared the old way."""
        told = []
        if any(name.startswith(_SIGNATURES) for name in self._package.names):
            told.append(say("F053", self._lang))
        if self._package.untie(BOOK, "revisionHeaders", "usernames"):
            self._package.undeclare(_REVISIONS)
            for name in self._package.names:
                if name.startswith(_REVISIONS):
                    self._package.remove(name)
            told.append(say("F057", self._lang))
        return told

    def _write_list(self, entries: Sequence[Entry], digest: str) -> None:
        counts = {one: sum(entry.issue.severity is one for entry in entries) for one in Severity}
        lines = (
            say(
                "F051",
                self._lang,
                errors=counts[Severity.ERROR],
                warnings=counts[Severity.WARNING],
                advice=counts[Severity.ADVICE],
                marked=self._marked,
                noted=self._noted,
            ),
            say("L171", self._lang, digest=digest),
        )
        leaf = self._own(ERRATA_NAME) or add_leaf(self._package, self._free_title(ERRATA_NAME), "visible")
        written = list_sheet(self._package.main, self._styles, entries, lines, self._lang)
        self._package.write(leaf.member, written)
        name_ranges(self._package, leaf.place, list_ranges(leaf.title, len(entries)))
        memory = self._own(MARKS_NAME) or add_leaf(self._package, self._free_title(MARKS_NAME), "veryHidden")
        self._package.write(memory.member, marks_sheet(self._package.main, sorted(self._colours.pairs.items())))

    def _free_title(self, name: str) -> str:
        taken = {title.casefold() for title in titles(self._package)}
        names = (name, *(f"{name}({number})" for number in range(2, len(taken) + 3)))
        return next(one for one in names if one not in taken)


def _order(issue: Issue, places: dict[str | None, int]) -> tuple[int, int, int, int, str]:
    """Errors first, then by sheet, row and column."""
    place = places.get(issue.sheet, len(places))
    return severity_rank(issue), place, issue.row or 0, -1 if issue.column is None else issue.column, issue.code
