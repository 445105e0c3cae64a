"""宗地经过 · What was done to one parcel, newest first: corrections, outlines, the list it came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from landsupply.ledger.parcel_fields import title_of
from landsupply.seal.act import Act
from landsupply.web.acts import act_of, acts_about
from landsupply.web.models import Account, ActRow, ParcelRow
from landsupply.web.outline_acts import DRAW, DRAW_FILE, ERASE
from landsupply.web.outlines import outline_of
from landsupply.web.routes import Asked
from landsupply.web.standing import CORRECT, Standing

_WORDS = {CORRECT: "U210", DRAW: "U211", DRAW_FILE: "U212", ERASE: "U213"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """经过 · When, who, what in words, why; the number of the act."""

    when: str
    who: str
    what: str
    why: str
    number: int


def history_of(asked: Asked, row: ParcelRow, state: Standing) -> list[Event]:
    """宗地经过 · The acts about it, the file its outline came in, the list it came in; newest first."""
    acts = {act.number: act for act in acts_about(row.identity)}
    held = outline_of(row)
    wanted = [held.act] if held else []
    sender, _, name = row.file.rpartition("/")
    sent = state.sendings.get((sender, name))
    wanted += [sent.number] if sent else []
    acts |= {one.number: act_of(one) for one in ActRow.objects.filter(number__in=wanted)}
    people = dict(Account.objects.filter(name__in={act.who for act in acts.values()}).values_list("name", "shown"))
    return sorted(_events(asked, acts, people), key=lambda one: -one.number)


def _events(asked: Asked, acts: dict[int, Act], people: dict[str, str]) -> Iterator[Event]:
    for act in acts.values():
        yield Event(
            when=act.recorded[:16].replace("T", " "),
            who=people.get(act.who, act.who),
            what=_what(asked, act),
            why=str(act.facts.get("why", "")),
            number=act.number,
        )


def _what(asked: Asked, act: Act) -> str:
    facts = act.facts
    if act.verb == CORRECT:
        told = {key: str(facts[key]) or "—" for key in ("old", "new")}
        return asked.say("U210", field=asked.named(title_of(str(facts["field"]))), **told)
    if act.verb in _WORDS:
        return asked.say(_WORDS[act.verb], file=act.about)
    return asked.say("U214", file=str(facts.get("name", act.about)))
