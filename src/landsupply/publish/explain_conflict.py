"""冲突说明 · Why a brief cannot be met, in sentences for the screen and as a form for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from landsupply.optimise.explain.not_met import Bound, Clash, Freed, NotMet, Range, Short
from landsupply.plan.target import Target, exact_figure
from landsupply.publish.explain_words import Names

#: So much of each kind fits a screen; the form has all.
_CLASHES, _FREED = 4, 6


def conflict_lines(found: NotMet | None, names: Names) -> Iterator[str]:
    """冲突说明 · What must give, what clashes, what would help, one sentence a line."""
    yield names.say("X343")
    if found is None:
        yield names.say("X354")
        return
    for members in found.stuck:
        yield names.say("X353", parcels=tuple(_window(one, names) for one in members))
    if found.misses:
        yield names.say("X344", shorts=_shorts(found.misses, names))
    for clash in found.clashes[:_CLASHES]:
        yield from _clash(clash, names)
    if len(found.clashes) > _CLASHES:
        yield names.say("X358", count=len(found.clashes) - _CLASHES)
    yield from _obstacles(found, names)


def _window(one: Bound, names: Names) -> str:
    first, last = names.month(one.first), names.month(one.last)
    return names.say("X429", parcel=names.parcel(one.candidate.land), first=first, last=last)


def _clash(clash: Clash, names: Names) -> Iterator[str]:
    told = [f"{names.row(one)}{_asked(names, one.target)}" for one in clash.meanings]
    yield names.say("X345" if len(told) > 1 else "X426", rows=tuple(told))
    if clash.locked:
        yield names.say("X348", parcels=clash.locked)
    for one in clash.remedies:
        yield names.say("X346", row=names.row(one.meaning), change=_change(one, names))
    if not clash.remedies:
        yield names.say("X347")
    for range_ in clash.ranges:
        yield _range(range_, clash, names)


def _asked(names: Names, target: Target | None) -> str:
    return f" {names.asked(target)}" if target is not None else ""


def _shorts(shorts: Sequence[Short], names: Names) -> str:
    return names.say("P005").join(f"{names.row(one.meaning)}{_change(one, names)}" for one in shorts)


def _change(one: Short, names: Names) -> str:
    """How far down the least goes, or how far up the most."""
    parts = [
        names.say(code, size=names.size(figure, one.meaning.unit))
        for code, figure in (("X418", one.short), ("X419", one.over))
        if figure
    ]
    return names.say("P005").join(parts)


def _range(one: Range, clash: Clash, names: Names) -> str:
    unit, target, is_alone = one.meaning.unit, one.meaning.target, len(clash.meanings) == 1
    if target is not None and target.is_share:
        rest = -one.high if target.low is not None else one.low
        return names.say("X428" if is_alone else "X351", row=names.row(one.meaning), rest=names.size(rest, unit))
    low, high = names.size(one.low, unit), names.at_most(one.high, unit)
    return names.say("X427" if is_alone else "X350", row=names.row(one.meaning), low=low, high=high)


def _obstacles(found: NotMet, names: Names) -> Iterator[str]:
    """One parcel that is enough is all there is to say; else several together, else what each saves."""
    enough = [one for one in found.alone if not one.left]
    for one in enough[:_FREED]:
        yield names.say("X352", **_freed(one, names))
    if enough:
        return
    if found.together:
        listed = [names.say("X424", **_freed(one, names)) for one in found.together[:_FREED]]
        more = {"count": len(found.together), "least": found.at_least}
        yield names.say("X423", listed=names.say("P005").join(listed), **more)
        return
    for one in found.alone[:_FREED]:
        yield names.say("X425", left=_shorts(one.left, names), **_freed(one, names))


def _freed(one: Freed, names: Names) -> dict[str, str]:
    land = one.candidate.land
    why = names.say("P005").join(land.obstacles)
    return {
        "parcel": names.parcel(land),
        "why": names.say("X420", why=why) if why else "",
        "now": names.say("X421") if one.opens is None else names.say("X422", month=names.month(one.opens)),
        "month": names.month(one.needs),
    }


def conflict_form(found: NotMet | None, names: Names) -> dict[str, Any]:
    """冲突存储形式 · The same with nothing left out; figures as exact decimals of their unit."""
    if found is None:
        return {"proven": False, "misses": [], "clashes": [], "stuck": [], "clearings": [], "together": None}
    return {
        "proven": True,
        "stuck": [[one.candidate.parcel for one in members] for members in found.stuck],
        "misses": [_short_form(one) for one in found.misses],
        "clashes": [_clash_form(one, names) for one in found.clashes],
        "clearings": [_freed_form(one) for one in found.alone],
        "together": {"at_least": found.at_least, "parcels": [_freed_form(one) for one in found.together]}
        if found.together
        else None,
    }


def _short_form(one: Short) -> dict[str, Any]:
    unit = one.meaning.unit
    return {
        "row": one.meaning.name,
        "lower_by": exact_figure(-(-one.short // 1), unit),
        "raise_by": exact_figure(-(-one.over // 1), unit),
        "unit": unit.value,
    }


def _clash_form(clash: Clash, names: Names) -> dict[str, Any]:
    return {
        "rows": [
            {
                "row": one.name,
                "kind": one.kind.value,
                "asked": names.asked(one.target) if one.target is not None else None,
            }
            for one in clash.meanings
        ],
        "whole_parcels": clash.is_whole,
        "locked": list(clash.locked),
        "ranges": [_range_form(one) for one in clash.ranges],
        "remedies": [_short_form(one) for one in clash.remedies],
    }


def _range_form(one: Range) -> dict[str, Any]:
    unit = one.meaning.unit
    low, high = exact_figure(-(-one.low // 1), unit), exact_figure(one.high // 1, unit)
    return {"row": one.meaning.name, "low": low, "high": high, "unit": unit.value}


def _freed_form(one: Freed) -> dict[str, Any]:
    return {
        "parcel": one.candidate.parcel,
        "obstacles": list(one.candidate.land.obstacles),
        "opens": one.opens,
        "needs": one.needs,
        "left": [_short_form(short) for short in one.left],
    }
