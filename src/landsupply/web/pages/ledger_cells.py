"""台账单元 · Where a value came from and who changed it since; the list as it is seen, as a file."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse

from landsupply.files.list_out import Listing
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.parcel_fields import field_named, form_field, title_of, value_of
from landsupply.web.actions import require_parcel, written
from landsupply.web.acts import acts_about
from landsupply.web.exported import as_file
from landsupply.web.models import Account, IssueRow
from landsupply.web.pages.ledger_query import BASE, asked_for, ordered, query_of, seen_by
from landsupply.web.pages.ledger_rows import rows_of, title
from landsupply.web.refused import Forbidden
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.standing import CORRECT, Standing, standing

_FIGURES = ("area", "obstacles", "issues")


def history(asked: Asked) -> HttpResponse:
    """历史 · The cell a value was read from, as it came, every correction since, what was found about it."""
    identity, named = asked.request.GET.get("identity", ""), asked.request.GET.get("field", "")
    state = standing()
    parcel = state.now.get(identity)
    if parcel is None:
        raise Forbidden(identity)
    require_parcel(asked.doer, Verb.SEE_LEDGER, parcel)
    path = field_named(named) if named else None
    if named and path is None:
        raise Forbidden(named)
    return JsonResponse(
        {
            "name": parcel.name or identity,
            "field": asked.named(title_of(path)) if path else "",
            "now": written(value_of(parcel, path)) if path else "",
            "source": _source(state, parcel, path),
            "changes": _changes(asked, identity, path),
            "issues": _issues(asked, identity, path),
        }
    )


def _source(state: Standing, parcel: Parcel, path: str | None) -> dict[str, object]:
    where = parcel.source
    came = state.came.get(parcel.id)
    sources = (one for one in state.examined.sources if (one.file, one.sheet) == (where.file, where.sheet))
    mapping = next((one.mapping for one in sources if one.table == where.table and one.mapping), None)
    column = mapping.of(form_field(path)) if mapping and path else None
    return {
        "file": where.file,
        "sheet": where.sheet or "",
        "row": where.row,
        "cell": f"{column.letters}{where.row}" if column else "",
        "header": column.title if column else "",
        "came": written(value_of(came, path)) if came and path else "",
    }


def _changes(asked: Asked, identity: str, path: str | None) -> list[dict[str, object]]:
    acts = [act for act in acts_about(identity) if act.verb == CORRECT and path in (None, act.facts.get("field"))]
    shown = dict(Account.objects.filter(name__in={act.who for act in acts}).values_list("name", "shown"))
    return [
        {
            "number": act.number,
            "who": shown.get(act.who, act.who),
            "when": act.recorded,
            "field": asked.named(title_of(str(act.facts["field"]))),
            "old": act.facts["old"],
            "new": act.facts["new"],
            "why": act.facts["why"],
        }
        for act in reversed(acts)
    ]


def _issues(asked: Asked, identity: str, path: str | None) -> list[str]:
    rows = IssueRow.objects.filter(identity=identity)
    rows = rows.filter(field__in=(title_of(path), path)) if path else rows
    return [f"{code} {words}" for code, words in rows.values_list("code", asked.lang)]


def export(asked: Asked) -> HttpResponse:
    """导出所见 · The same rows, columns and order as on the screen."""
    query = query_of(asked.request.GET)
    found = rows_of(ordered(asked_for(seen_by(asked.doer), query), query), query.further)
    at = {name: place for place, name in enumerate((*BASE, *(f".{one}" for one in query.further)), 1)}
    listing = Listing(
        name=asked.say("U031"),
        headers=[title(asked, name) for name in query.columns],
        figures=frozenset(place for place, name in enumerate(query.columns) if name in _FIGURES),
        rows=[[str(row[at[name]]) for name in query.columns] for row in found],
    )
    return as_file(listing, "ledger", asked.request.GET.get("as", "xlsx"))


ROUTES = (
    Route(path="ledger/history/", view=history, name="ledger_history", verb=Verb.SEE_LEDGER, answers=True),
    Route(path="ledger/export/", view=export, name="ledger_export", verb=Verb.SEE_LEDGER),
)
