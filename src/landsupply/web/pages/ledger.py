"""台账页 · The grid of parcels: rows as compact JSON, facets, edits with what stood there before, saved views."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db import transaction
from django.http import HttpResponse, JsonResponse

from landsupply.law.vocabulary import Origin
from landsupply.measure.area import Area
from landsupply.web.actions import Edit, correct
from landsupply.web.areas import with_hectares
from landsupply.web.field_help import FieldHelp, help_of, in_one_line
from landsupply.web.models import View
from landsupply.web.pages.ledger_query import (
    BASE,
    FURTHER,
    asked_for,
    facets_of,
    ordered,
    query_of,
    seen_by,
    totals_of,
)
from landsupply.web.pages.ledger_rows import rows_of, title
from landsupply.web.refused import Forbidden, Unlawful
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.sent import object_in
from landsupply.web.standing import rulebook, rules_now

PAGE = "ledger"
#: So many cells are changed in one request at most.
MOST_EDITS = 10_000
_FACET_TITLES = {
    "unit": "U104",
    "class": "U101",
    "origin": "U105",
    "mode": "U106",
    "issues": "U103",
    "obstacles": "U102",
}
_ORDERS = {
    "unit": "U107",
    "name": "U108",
    "class": "U109",
    "-area": "U110",
    "month": "U111",
    "-issues": "U112",
    "source": "U113",
}
_SHORT = 64
#: What scripts say, by the name they know it under; figures are put in by them.
_WORDS = {
    "totals": "U130", "nothing": "U131", "blank": "U133", "some": "U134", "none": "U135", "saving": "U136",
    "saved": "U137", "refused": "U138", "undid": "U139", "redid": "U140", "rival": "U142", "kept": "U146",
    "wrong": "U150", "offline": "U151", "selected": "U159", "all": "U160", "fixed": "U161", "mayNot": "U162",
    "where": "U163", "came": "U164", "now": "U165", "line": "U169", "opening": "U171", "closed": "U172",
    "copied": "U174", "origin": "U175", "drop": "U177", "unsaved": "U179", "tooMany": "U115", "beyond": "U192",
}  # fmt: skip
_FACTS = ("count", "area", "why", "who", "when", "row", "rows", "columns", "most")
_KEYS = (
    ("/", "U180"), ("", "U181"), ("Enter · F2", "U182"), ("Esc", "U183"), ("Ctrl+Z · Ctrl+Y", "U184"),
    ("Ctrl+D", "U185"), ("Ctrl+C · Ctrl+V", "U186"), ("Ctrl+Alt+C", "U187"), ("Delete", "U188"), ("Alt+H", "U189"),
    ("Ctrl+B", "U190"), ("?", "U191"),
)  # fmt: skip


def grid(asked: Asked) -> HttpResponse:
    """台账 · The frame of the grid; its rows come by themselves."""
    reach = asked.doer.may(Verb.CORRECT)
    told = help_of(asked)
    columns = [_column(asked, name, told) for name in (*BASE, *(f".{path}" for path in FURTHER))]
    setting = {
        "columns": columns,
        "base": list(BASE),
        "labels": _labels(asked) if asked.lang == "en" else {},
        "editable": bool(reach),
        "most": MOST_EDITS,
        "account": asked.account.name,
    }
    return asked.page(
        "ledger/grid.html",
        setting=setting,
        facets=[(name, asked.say(code)) for name, code in _FACET_TITLES.items()],
        orders=[(name, asked.say(code)) for name, code in _ORDERS.items()],
        views=list(asked.account.views.filter(page=PAGE).order_by("title")),
        can_edit=bool(reach),
        can_send=bool(asked.doer.may(Verb.SEND_LIST)),
        fields=[one for one in columns if one["field"]],
        choices={field: [(one, asked.named(one)) for one in names] for field, names in _choices().items()},
        words={name: asked.say(code, **{fact: f"{{{fact}}}" for fact in _FACTS}) for name, code in _WORDS.items()},
        keys=[
            *((keys or asked.say("U195"), asked.say(code)) for keys, code in _KEYS),
            (asked.say("U194"), asked.say("U193")),
        ],
    )


def _column(asked: Asked, name: str, told: Mapping[str, FieldHelp]) -> dict[str, object]:
    field = BASE[name] if name in BASE else name[1:]
    figure = name in ("area", "obstacles", "issues")
    meaning = in_one_line(asked, told[field or name])
    return {"key": name, "title": title(asked, name), "field": field, "figure": figure, "help": meaning}


def _choices() -> dict[str, list[str]]:
    """What is mostly written in a field, offered and never demanded."""
    vocabulary = rules_now().vocabulary
    return {
        "district": [one.name for one in rulebook().place.units],
        "use": sorted({one.name for one in vocabulary.uses if one.is_suppliable}),
        "origin": [one.value for one in Origin],
        "mode": [one.name for one in vocabulary.modes],
    }


def _labels(asked: Asked) -> dict[str, str]:
    """What names in the cells are called in the language of the page; typed they are as lists write them."""
    classes = [one.name for one in rulebook().place.classes]
    return {one: asked.named(one) for names in (*_choices().values(), classes) for one in names}


def rows(asked: Asked) -> HttpResponse:
    """台账行 · What the address asks for, in its order, with totals and facets; a page of it where it says so."""
    given = asked.request.GET
    query = query_of(given)
    own = seen_by(asked.doer)
    found = ordered(asked_for(own, query), query)
    count, area = totals_of(found.order_by())
    most, first = _number(given.get("limit", "")), _number(given.get("offset", ""))
    page = found[first : first + most] if most else found
    answer = {"rows": rows_of(page, query.further), "further": query.further, **_summary(asked, count, area)}
    return _json(answer if most else {**answer, "facets": facets_of(own, query)})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def facets(asked: Asked) -> HttpResponse:
    """分面 · Counts alone, after something was changed."""
    query = query_of(asked.request.GET)
    own = seen_by(asked.doer)
    count, area = totals_of(asked_for(own, query))
    return _json({"facets": facets_of(own, query), **_summary(asked, count, area)})


def _summary(asked: Asked, count: int, area: int) -> dict[str, object]:
    printed = with_hectares(area, asked.lang)
    return {"count": count, "area": Area(area).hectares if area else "0", "printed": printed}


def _json(answer: Mapping[str, object], status: int = 200) -> HttpResponse:
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, content_type="application/json; charset=utf-8", status=status)


def edits(asked: Asked) -> HttpResponse:
    """保存修改 · All or none; the rows as they are now. 409 tells what somebody else wrote meanwhile."""
    given = body_of(asked)
    listed = given.get("edits")
    if not isinstance(listed, list) or not listed or not all(isinstance(one, dict) for one in listed):
        raise Unlawful("U114")
    if len(listed) > MOST_EDITS:
        raise Unlawful("U115", count=len(listed), most=MOST_EDITS)
    why = _text(given, "why")
    changes = [_edit(one, why) for one in listed]
    correct(asked.doer, changes, _text(given, "once")[:_SHORT])
    identities = {one.identity for one in changes}
    query = query_of(asked.request.GET)
    return _json({"rows": rows_of(seen_by(asked.doer).filter(identity__in=identities), query.further)})


def _edit(given: Mapping[str, object], why: str) -> Edit:
    identity, field, old, new = (_text(given, name) for name in ("identity", "field", "old", "new"))
    return Edit(identity=identity, field=field, old=old, new=new, why=why)


def _text(given: Mapping[str, object], name: str) -> str:
    value = given.get(name, "")
    if not isinstance(value, str):
        raise Unlawful("U114")
    return value


def body_of(asked: Asked) -> Mapping[str, object]:
    """正文 · What a page sends as JSON; U114 for anything else."""
    if asked.request.method != "POST":
        raise Forbidden("method")
    return object_in(asked.request.body)


def keep_view(asked: Asked) -> HttpResponse:
    """保存视图 · The query of the address under a title, one's own; the same title is replaced."""
    given = body_of(asked)
    name, query = _text(given, "title").strip()[:_SHORT], _text(given, "query").lstrip("?")[:4000]
    if not name:
        raise Unlawful("U116")
    with transaction.atomic():
        asked.account.views.filter(page=PAGE, title=name).delete()
        view = View.objects.create(account=asked.account, page=PAGE, title=name, query=query)
    return _json({"id": view.pk, "title": view.title, "query": view.query})


def drop_view(asked: Asked) -> HttpResponse:
    """删去视图 · One's own alone; what is not there is not there."""
    number = body_of(asked).get("id")
    dropped, _ = asked.account.views.filter(page=PAGE, pk=number if isinstance(number, int) else 0).delete()
    if not dropped:
        raise Forbidden("view")
    return JsonResponse({})


ROUTES = (
    Route(path="ledger/", view=grid, name="ledger", verb=Verb.SEE_LEDGER),
    Route(path="ledger/rows/", view=rows, name="ledger_rows", verb=Verb.SEE_LEDGER, answers=True),
    Route(path="ledger/facets/", view=facets, name="ledger_facets", verb=Verb.SEE_LEDGER, answers=True),
    Route(path="ledger/edits/", view=edits, name="ledger_edits", verb=Verb.CORRECT, method="POST", answers=True),
    Route(path="ledger/views/", view=keep_view, name="ledger_view", verb=Verb.SEE_LEDGER, method="POST", answers=True),
    Route(
        path="ledger/views/drop/",
        view=drop_view,
        name="ledger_view_drop",
        verb=Verb.SEE_LEDGER,
        method="POST",
        answers=True,
    ),
)
