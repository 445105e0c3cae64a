"""编制要求延期 · The tables `[delays]` and `[robust]` of a brief, every name resolved; and the same written again."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from landsupply.law.rulebook import Rules
from landsupply.measure.fault import BriefFault, MeasureFault
from landsupply.measure.interval import read_share
from landsupply.measure.lateness import Lateness, read_lateness
from landsupply.plan.brief_bounds import mode_names, unit_names
from landsupply.plan.brief_values import in_order, known_name, measured, names_at, share_text, shown, table_at, text_at
from landsupply.plan.brief_where import mode_members
from landsupply.plan.delays import Caution, Delays, Heed, Named

_DELAYS = ("default", "modes", "districts", "parcels", "shock", "shocks")
_ROBUST = ("mode", "level", "margin", "guards", "seed")


def read_delays(page: Mapping[str, Any], rules: Rules) -> Delays | None:
    """读延期 · What `[delays]` states; None without the table.

    B001 for a name that is not known, B028 for what is no distribution; where it says nothing at all, B028 too.
    """
    if "delays" not in page:
        return None
    table = table_at(page, "delays")
    for key in table:
        known_name(key, _DELAYS, f"delays.{key}")
    if not table:
        raise BriefFault("B028", where="delays", raw="—", reason="M010")
    return Delays(
        default=_one(table, "default"),
        modes=_by_mode(table_at(table, "modes", "delays."), rules),
        districts=_named(table, "districts", unit_names(rules)),
        parcels=_named(table, "parcels", ()),
        shock=_one(table, "shock"),
        shocks=_named(table, "shocks", unit_names(rules)),
    )


def _one(table: Mapping[str, Any], key: str) -> Lateness | None:
    return _lateness(table[key], f"delays.{key}") if key in table else None


def _lateness(value: object, where: str) -> Lateness:
    if not isinstance(value, str):
        raise BriefFault("B015", where=where[:80], raw=shown(value))
    try:
        return read_lateness(value)
    except MeasureFault as fault:
        raise BriefFault("B028", where=where[:80], raw=value[:60], reason=fault.code) from fault


def _named(table: Mapping[str, Any], key: str, known: tuple[str, ...]) -> Named:
    stated = table_at(table, key, "delays.")
    names = in_order(stated, known, f"delays.{key}")
    return tuple((name, _lateness(stated[name], f"delays.{key}.{name}")) for name in names)


def _by_mode(stated: Mapping[str, Any], rules: Rules) -> Named:
    """A group such as 招拍挂 speaks for those of its members that are not named themselves."""
    names = in_order(stated, mode_names(rules), "delays.modes")
    found: dict[str, Lateness] = {}
    groups = {group.name for group in rules.vocabulary.mode_groups}
    for name in sorted(names, key=lambda name: name not in groups):
        for member in mode_members(name, rules, f"delays.modes.{name}"):
            found[member] = _lateness(stated[name], f"delays.modes.{name}")
    return tuple((mode.name, found[mode.name]) for mode in rules.vocabulary.modes if mode.name in found)


def read_caution(page: Mapping[str, Any]) -> Caution | None:
    """读稳妥要求 · What `[robust]` asks; None without the table. B001, B014 to B016 and B031 to B033."""
    if "robust" not in page:
        return None
    table = table_at(page, "robust")
    for key in table:
        known_name(key, _ROBUST, f"robust.{key}")
    usual = Caution()
    return Caution(
        heed=Heed(
            known_name(text_at(table, "mode", usual.heed.value, "robust."), [one.value for one in Heed], "robust.mode")
        ),
        level=_share(table, "level") if "level" in table else usual.level,
        margin=_share(table, "margin") if "margin" in table else None,
        guards=tuple(dict.fromkeys(names_at(table, "guards", "robust."))),
        seed=table.get("seed", usual.seed),
    )


def _share(table: Mapping[str, Any], key: str) -> Fraction:
    return measured(read_share, table[key], f"robust.{key}")


def delays_form(delays: Delays) -> dict[str, Any]:
    """延期写法 · What `read_delays` reads as the same."""
    form: dict[str, Any] = {}
    for key in _DELAYS:
        value: Lateness | Named | None = getattr(delays, key)
        if isinstance(value, Lateness):
            form[key] = value.text
        elif value:
            form[key] = {name: one.text for name, one in value}
    return form


def caution_form(caution: Caution) -> dict[str, Any]:
    """稳妥要求写法 · What `read_caution` reads as the same."""
    form: dict[str, Any] = {"mode": caution.heed.value, "level": share_text(caution.level), "seed": caution.seed}
    if caution.margin is not None:
        form["margin"] = share_text(caution.margin)
    return {**form, "guards": list(caution.guards)} if caution.guards else form
