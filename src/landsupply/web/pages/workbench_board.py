"""排期板页 · Items of a draft by month; moved by mouse or keyboard, kept as the next draft."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from landsupply.law.words import say
from landsupply.optimise.moving import Board
from landsupply.plan.target import YEAR
from landsupply.web.board import Card, board, cards, effects, month_total, moves_of
from landsupply.web.jobs import ask
from landsupply.web.models import PlanRow
from landsupply.web.planned import office_sight, planned, source_of
from landsupply.web.plans import DRAFTED
from landsupply.web.refused import Unlawful
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.sent import json_in, object_in


def show(asked: Asked, digest: str) -> HttpResponse:
    """排期板 · Twelve months, every item in its own; only what is planned can be moved, and only to lawful months."""
    row, found = _draft(asked, digest)
    own = cards(found, asked.lang)
    names, totals = say("P020", asked.lang).split(" "), month_total(found, asked.lang)
    months = [
        {"number": month, "name": names[month - 1], "total": totals[month], "cards": _in(own, month)} for month in YEAR
    ]
    shown: dict[str, Any] = {
        "row": row,
        "one": planned(digest),
        "months": months,
        "effects": effects(found, {}, asked.lang),
        "names": names,
        "is_today": source_of(planned(digest)).is_today,
        "open": {card.item.parcel: list(card.months) for card in own},
        "parent": PlanRow.objects.filter(pk=row.parent).first() if row.parent else None,
    }
    return asked.page("workbench/board.html", **shown)


def _in(own: list[Card], month: int) -> list[Card]:
    return [card for card in own if card.item.supply_month == month]


def _draft(asked: Asked, digest: str) -> tuple[PlanRow, Board]:
    """Only a draft is moved: what is submitted or approved is changed by returning it, or by a new plan."""
    row = office_sight(asked.doer, digest).row
    if row.state != DRAFTED:
        raise Unlawful("U776", title=row.title)
    return row, board(digest)


def tried(asked: Asked, digest: str) -> HttpResponse:
    """试移 · What moves come to, nothing kept; a refusal in words where a month is not open."""
    _, found = _draft(asked, digest)
    moves = moves_of(found, object_in(asked.request.body or b"{}").get("moves"))
    return JsonResponse(effects(found, moves, asked.lang))


def keep(asked: Asked, digest: str) -> HttpResponse:
    """定移 · A job that proves the moved plan and keeps it as the next draft; it needs moves and a reason."""
    row, found = _draft(asked, digest)
    moves = moves_of(found, json_in(asked.request.POST.get("moves", "{}")))
    reason = asked.request.POST.get("reason", "").strip()
    if not moves or not reason:
        raise Unlawful("U777")
    found.lawful(moves)  # an unlawful move is refused at once, not by the job
    job = ask(asked.account, "move_items", {"plan": row.digest, "moves": moves, "reason": reason[:500]})
    return redirect(f"/jobs/{job.pk}/")


_AT, _MOVE = "workbench/plans/<str:digest>/", Verb.MOVE_ITEM
ROUTES = (
    Route(path=_AT, view=show, name="board", verb=_MOVE),
    Route(path=f"{_AT}moves/", view=tried, name="board_moves", verb=_MOVE, method="POST", answers=True),
    Route(path=f"{_AT}keep/", view=keep, name="board_keep", verb=_MOVE, method="POST"),
)
