"""台账存疑 · What the ledger's own issues leave open of a parcel: a use written but not read, a shared number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from landsupply.ledger.issue import Issue
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.sheet_words import folded, synonyms
from landsupply.options.judgement import Unread

_UNSPLIT = ("L159", "L160")
#: Unknown, ambiguous, and of another class than the detailed use.
_UNKNOWN = ("L030", "L031", "L169")
_ONE_NUMBER = "L013"
_USES = ("use", "use_detail")

_Place = tuple[str, str | None, int]


def unread_uses(ledger: Ledger) -> Mapping[str, Unread]:
    """未读用途 · By parcel the use as it is written where it was not taken, and whether several uses are meant."""
    written = {
        place: Unread(text=issue.raw or "", is_mixed=issue.code in _UNSPLIT)
        for issue in ledger.issues
        if issue.code in (*_UNSPLIT, *_UNKNOWN) and _is_use(issue)
        for place in _places(issue)
    }
    without = (one for one in ledger.parcels if one.use is None and not one.use_shares)
    return {one.id: written[_place(one)] for one in without if _place(one) in written}


def shared_numbers(ledger: Ledger) -> Mapping[str, str]:
    """同号 · By parcel the number that other rows have too, however its brackets are written."""
    known = {_told(one): one.id for one in ledger.parcels}
    placed = {_place(one): one.id for one in ledger.parcels}
    found: dict[str, str] = {}
    for issue in (issue for issue in ledger.issues if issue.code == _ONE_NUMBER):
        here = [placed.get(place) for place in _places(issue)]
        for identity in (*here, *map(known.get, _elsewhere(issue))):
            if identity is not None:
                found[identity] = issue.raw or ""
    return found


def _is_use(issue: Issue) -> bool:
    """The column of uses under whatever title the file gives it."""
    field, _ = synonyms().get(folded(issue.field or ""), (None, None))
    return field in _USES or field is None


def _places(issue: Issue) -> Iterator[_Place]:
    return ((issue.file, issue.sheet, row) for row in issue.rows)


def _place(parcel: Parcel) -> _Place:
    return parcel.source.file, parcel.source.sheet, parcel.source.row


def _elsewhere(issue: Issue) -> Iterator[str]:
    """Rows of other tables, which the issue names in words: file, sheet, rows, the first of them the parcel's."""
    others = issue.facts.get("others")
    return (str(one).partition(",")[0] for one in others) if isinstance(others, tuple) else iter(())


def _told(parcel: Parcel) -> str:
    return ":".join(filter(None, (parcel.source.file, parcel.source.sheet, str(parcel.source.row))))
