"""编制台 · A brief while it is worked at: text, form, all that is wrong, what the ledger could supply."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any

from landsupply.law.rulebook import Rules
from landsupply.law.telling import cited
from landsupply.law.words import remedy, say
from landsupply.ledger.ledger import Ledger
from landsupply.measure.area import Area, AreaUnit
from landsupply.measure.fault import BriefFault, Fault
from landsupply.options.lawful import Options, lawful_options
from landsupply.plan.brief import Brief
from landsupply.plan.brief_faults import Looked, Misstated, looked_through
from landsupply.plan.brief_form import FORMAT, brief_place, parse_brief
from landsupply.plan.brief_text import brief_text, opening_of
from landsupply.plan.candidate import candidates
from landsupply.plan.capacity import Capacity, Supplied
from landsupply.plan.plan import Plan
from landsupply.plan.target import Target, Unit
from landsupply.prepare.dated import in_force
from landsupply.prepare.readiness import readiness_of
from landsupply.publish.explain_words import Names
from landsupply.web.brief_fields import Group, groups_of, text_of, value_at, with_fields
from landsupply.web.clock import today
from landsupply.web.standing import rulebook, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """案头 · The text, its page, the form's groups, what was found wrong, the brief as far as it can be read."""

    text: str
    page: Mapping[str, Any]
    rules: Rules
    groups: tuple[Group, ...]
    looked: Looked
    whole: BriefFault | None = None

    @property
    def is_right(self) -> bool:
        """无误 · Whether it can be saved."""
        return self.whole is None and not self.looked.wrong


def sheet_of(text: str, lang: str, filled: Mapping[str, str] | None = None) -> Sheet:
    """摊开 · The text with what the form's fields say put into it; a text that is no TOML is shown as it is."""
    try:
        page = parse_brief(text)
        rules = _rules(page)
    except BriefFault as fault:
        return _unreadable(text, lang, fault)
    groups = _groups(page, rules, lang)
    if filled:
        changed = with_fields(page, [field for group in groups for field in group.fields], filled)
        if changed != page:
            return sheet_of(brief_text(changed, opening_of(text)), lang)
    looked = looked_through(page, rules)
    return Sheet(text=text, page=page, rules=rules, groups=groups, looked=looked)


def _unreadable(text: str, lang: str, fault: BriefFault) -> Sheet:
    rules = rulebook().on(date(today().year, 1, 1))
    empty = Looked(None, ())
    return Sheet(text=text, page={}, rules=rules, groups=_groups({}, rules, lang), looked=empty, whole=fault)


def _rules(page: Mapping[str, Any]) -> Rules:
    _, year = brief_place(page)
    return rulebook().on(date(year, 1, 1))


def _groups(page: Mapping[str, Any], rules: Rules, lang: str) -> tuple[Group, ...]:
    batches = [one.number for one in standing().ledger.batches]
    return tuple(groups_of(page, rules, batches, tuple(say("P020", lang).split(" "))))


def day_of(brief: Brief) -> date:
    """编制日 · The brief's own, or today within its year."""
    return brief.day or min(max(today(), date(brief.year, 1, 1)), date(brief.year, 12, 31))


# --- what the ledger could supply -----------------------------------------------------------------


@lru_cache(maxsize=2)
def options_for(number: int, ledger_digest: str, day: date, ready: object, past: str | None) -> Options:
    """供应方案 · Of today's ledger on a day; kept until the ledger changes."""
    del number, ledger_digest
    return options_of(standing().ledger, rulebook().on(day), ready, past)


def options_of(ledger: Ledger, rules: Rules, ready: object, past: str | None) -> Options:
    """供应方案 · Of a ledger under rules and what a brief takes for granted."""
    return lawful_options(ledger, readiness_of(ledger, ready), rules, past)  # type: ignore[arg-type]  # read from our own JSON


def options_of_plan(plan: Plan, ledger: Ledger, rules: Rules) -> Options:
    """计划的供应方案 · Those that a plan was made from."""
    assumed = plan.brief.assumed
    return options_of(ledger, rules, assumed.ready, assumed.past_results_are_candidates)


_capacities: OrderedDict[tuple[object, ...], Capacity] = OrderedDict()
_lock, _KEPT = Lock(), 4


def capacity_for(brief: Brief) -> Capacity:
    """供应能力 · Over the candidates that a brief leaves; figures of targets do not change them, so it is kept."""
    now, day, assumed = standing(), day_of(brief), brief.assumed
    key = (now.number, now.digest, day, assumed, brief.locks, brief.measures, brief.facts)
    with _lock:
        if key in _capacities:
            return _capacities[key]
    options = options_for(now.number, now.digest, day, assumed.ready, assumed.past_results_are_candidates)
    found = Capacity(sorted(candidates(options, brief, day), key=lambda one: one.key))
    with _lock:
        _capacities[key] = found
        while len(_capacities) > _KEPT:
            _capacities.popitem(last=False)
    return found


def totals_of(sheet: Sheet, lang: str) -> list[dict[str, object]]:
    """实时汇总 · Of each line what it asks, what the ledger could supply, whether that is enough."""
    brief = sheet.looked.rest
    if brief is None:
        return []
    names = Names(sheet.rules, lang)
    try:
        found = capacity_for(brief).of(brief)
    except BriefFault:  # a lock that the ledger cannot follow: said at its field
        found = capacity_for(replace(brief, locks=type(brief.locks)())).of(brief)
    return [_total(one, names) for one in found]


def lock_fault(sheet: Sheet) -> BriefFault | None:
    """锁定之误 · What the ledger says against a lock of the brief."""
    brief = sheet.looked.rest
    try:
        if brief is not None:
            capacity_for(brief)
    except BriefFault as fault:
        return fault
    return None


def _total(one: Supplied, names: Names) -> dict[str, object]:
    unit = one.target.measure.unit
    verdict, gap = "enough", ""
    if one.low is not None and one.room.most < one.low:
        verdict, gap = "short", short_size(one.low - one.room.most, unit, names)
    elif one.high is not None and one.room.least > one.high:
        verdict, gap = "over", short_size(one.room.least - one.high, unit, names)
    share = 100 if not one.low else min(100, one.room.most * 100 // one.low)
    return {
        "name": names.line(one.target.line),
        "axis": one.target.line.axis.value,
        "asked": asked_size(one, names),
        "most": short_size(one.room.most, unit, names),
        "verdict": verdict,
        "gap": gap,
        "share": share,
    }


def asked_size(one: Supplied, names: Names) -> str:
    """所求 · What a target asks, short, in the place's unit; a share beside what it comes to."""
    return asked_short(one.target, (one.low, one.high), names)


def asked_short(target: Target, sides_of: tuple[int | None, int | None], names: Names) -> str:
    """所求短写 · A target's share, if it is one, and its sides in units where they are known."""
    unit = target.measure.unit
    share = ""
    if target.is_share:
        share = f"{float(100 * target.share):.2f}".rstrip("0").rstrip(".") + "%"
    sides = zip(("≥", "≤"), sides_of, strict=True)
    parts = [sign + short_size(figure, unit, names) for sign, figure in sides if figure is not None]
    if target.is_figure:
        parts = [short_size(target.low or 0, unit, names)]
    return " ".join([share, f"({' '.join(parts)})"] if share and parts else [share] if share else parts)


def short_size(units: int, unit: Unit, names: Names) -> str:
    """短写 · A figure in the place's unit, to the hundredth, with its unit."""
    if unit is not Unit.HECTARE:
        return names.at_most(units, unit)  # type: ignore[arg-type]  # read from our own JSON
    own = names.rules.place.area_unit
    return f"{Area(units).print(own, 2)} {names.say('P011' if own is AreaUnit.MU else 'P010')}"


# --- what is wrong, in words ------------------------------------------------------------------------


def wrong_of(sheet: Sheet, lang: str) -> list[dict[str, str]]:
    """错误 · Each with the field it belongs to; what belongs to none is said at the text."""
    if sheet.whole is not None:
        return [{"key": "text", "label": say("U346", lang), **fault_words(sheet.whole, lang)}]
    found = [_told(one, sheet, lang) for one in sheet.looked.wrong]
    locked = lock_fault(sheet)
    if locked is not None:
        found.append(_told(Misstated(_locked_at(locked, sheet), locked), sheet, lang))
    return found


def _locked_at(fault: BriefFault, sheet: Sheet) -> tuple[str, ...]:
    parcel = str(fault.facts.get("parcel", ""))
    kinds = ("must", "never", "months", "one_of", "after")
    named = (kind for kind in kinds if parcel in str(value_at(sheet.page, ("locks", kind)) or ""))
    return ("locks", next(named, "must"))


def _told(one: Misstated, sheet: Sheet, lang: str) -> dict[str, str]:
    """The field whose path is the longest that the fault's begins with."""
    fields = [field for group in sheet.groups for field in group.fields]
    fitting = [field for field in fields if one.path[: len(field.path)] == field.path]
    if not fitting:
        fitting = [field for field in fields if one.path and field.path[: len(one.path)] == one.path][:1]
    if not fitting:
        return {"key": "text", "label": ".".join(one.path) or say("U346", lang), **fault_words(one.fault, lang)}
    field = max(fitting, key=lambda each: len(each.path))
    label = _named(field.label, field.path, Names(sheet.rules, lang))
    return {"key": field.key, "label": label, **fault_words(one.fault, lang, f"“{label}”")}


def fault_words(fault: Fault, lang: str, label: str = "") -> dict[str, str]:
    """错误文字 · What was found and what to do; a place is called as the form does, a reason is said in words."""
    facts = {name: label if label and name in ("where", "key") else fact for name, fact in fault.facts.items()}
    cause = fault.__cause__
    if "reason" in facts and isinstance(cause, Fault):
        facts["reason"] = say(cause.code, lang, **cause.facts)
    return {"message": say(fault.code, lang, **facts), "remedy": remedy(fault.code, lang, **facts)}


# --- the form -----------------------------------------------------------------------------------------


def form_of(sheet: Sheet, lang: str) -> list[dict[str, object]]:
    """表单 · Groups with title, definition, unit and legal basis, their fields with what the text says."""
    wrong: dict[str, str] = {}
    for one in wrong_of(sheet, lang):
        wrong.setdefault(one["key"], f"{one['message']} {one['remedy']}".strip())
    return [_group(group, sheet, wrong, lang) for group in sheet.groups if group.fields]


def _group(group: Group, sheet: Sheet, wrong: Mapping[str, str], lang: str) -> dict[str, object]:
    title, definition, unit = say(group.code, lang).split("|")
    basis = in_force(sheet.rules, group.basis) if group.basis and group.basis in sheet.rules.parameters else None
    names = Names(sheet.rules, lang)
    fields = [
        {
            "key": field.key,
            "label": _named(field.label, field.path, names),
            "kind": field.kind.value,
            "is_long": field.is_long,
            "value": text_of(field, sheet.page),
            "wrong": wrong.get(field.key, ""),
        }
        for field in group.fields
    ]
    return {
        "code": group.code,
        "title": title,
        "definition": definition,
        "unit": unit,
        "basis": cited(basis.basis) if basis else "",
        "shape": group.shape,
        "fields": fields,
    }


def _named(label: str, path: tuple[str, ...], names: Names) -> str:
    if label[:1] == "U" and label[1:].isdigit():
        return names.say(label)
    if path[-2:-1] == ("modes",):
        return names.mode(label)
    return names.name(label)


# --- a new brief ----------------------------------------------------------------------------------------


def new_text(lang: str) -> str:
    """新稿 · A brief of this year whose figures are the most the ledger could supply."""
    year = today().year
    page: dict[str, Any] = {"format": FORMAT, "place": rulebook().place.code, "year": year}
    empty = sheet_of(brief_text(page), lang).looked.rest
    if empty is None:
        return brief_text(page)
    capacity, rules = capacity_for(empty), rulebook().on(date(year, 1, 1))
    classes = [one.name for one in rules.place.classes]
    asked = {"total": "≥1公顷", "classes": dict.fromkeys(classes, "≥1公顷")}
    probe = looked_through({**page, "targets": asked}, rules).rest
    rooms = {one.target.line.key: one.room.most for one in capacity.of(probe)} if probe else {}
    targets = {"classes": {name: _at_most(rooms[name]) for name in classes if rooms.get(name)}}
    total = {"total": _at_most(rooms[""])} if rooms.get("") else {}
    title = rules.place.wording["plan.title"].format(year=year)
    return brief_text({**page, "title": title, "targets": {**total, **targets}}, f"# {say('U347', lang)}\n")


def _at_most(units: int) -> str:
    return f"不超过{Area(units).hectares}公顷"
