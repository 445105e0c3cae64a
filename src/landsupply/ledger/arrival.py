"""报送记录 · What a sender has sent before, and how what comes now differs from it: `landsupply.arrivals/1`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from landsupply.ledger.ledger import Ledger
from landsupply.ledger.stated_form import text_in, texts_in
from landsupply.measure.fault import InputFault

FORMAT = "landsupply.arrivals/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """一次报送 · Who sent which files on which day.

    `files` is the digest of each file by its name; `parcels` the digest of each parcel by its identity.
    """

    sender: str
    on: date
    files: Mapping[str, str]
    ledger: str
    parcels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """报送变化 · What differs from the arrival before, None where this is the first; identities in their order."""

    before: Arrival | None
    same_files: bool
    same_parcels: bool
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()


def arrival_of(ledger: Ledger, sender: str, on: date) -> Arrival:
    """记一次报送 · The arrival that a ledger makes; the files are those it was read from."""
    return Arrival(
        sender=sender,
        on=on,
        files={source.file: source.digest for source in ledger.sources},
        ledger=ledger.digest,
        parcels={parcel.id: parcel.digest for parcel in ledger.parcels},
    )


def difference(now: Arrival, earlier: Sequence[Arrival]) -> Difference:
    """比对 · Against the last arrival of the same sender; files are the same by content, whatever their names."""
    before = next((one for one in reversed(earlier) if one.sender == now.sender), None)
    if before is None:
        return Difference(before=None, same_files=False, same_parcels=False)
    kept = before.parcels.keys() & now.parcels.keys()
    return Difference(
        before=before,
        same_files=sorted(before.files.values()) == sorted(now.files.values()),
        same_parcels=before.ledger == now.ledger,
        added=tuple(sorted(now.parcels.keys() - kept)),
        gone=tuple(sorted(before.parcels.keys() - kept)),
        altered=tuple(sorted(one for one in kept if before.parcels[one] != now.parcels[one])),
    )


def arrivals_to_form(arrivals: Sequence[Arrival]) -> dict[str, object]:
    """报送记录形式 · All arrivals as plain values, the oldest first."""
    return {"format": FORMAT, "arrivals": [_form(one) for one in arrivals]}


def _form(arrival: Arrival) -> dict[str, object]:
    return {
        "sender": arrival.sender,
        "on": arrival.on.isoformat(),
        "files": dict(arrival.files),
        "ledger": arrival.ledger,
        "parcels": dict(arrival.parcels),
    }


def arrivals_from_form(form: Mapping[str, object]) -> tuple[Arrival, ...]:
    """读报送记录 · The arrivals that plain values state; L290 for what is no such form."""
    listed = form.get("arrivals")
    if form.get("format") != FORMAT or not isinstance(listed, list):
        raise InputFault("L290", format=FORMAT)
    try:
        return tuple(map(_arrival, listed))
    except (KeyError, TypeError, ValueError):
        raise InputFault("L290", format=FORMAT) from None


def _arrival(form: Mapping[str, object]) -> Arrival:
    sender, on, ledger = (text_in(form[name]) for name in ("sender", "on", "ledger"))
    return Arrival(
        sender=sender,
        on=date.fromisoformat(on),
        files=texts_in(form["files"]),
        ledger=ledger,
        parcels=texts_in(form["parcels"]),
    )
