"""接口操作 · Every operation with the verb it needs, guarded as pages are: what one may not see is not there."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.responses import Status
from pydantic import BaseModel

from landsupply.web.api.entry import entries
from landsupply.web.api.shapes import ConflictOut, Refusal
from landsupply.web.people import Doer
from landsupply.web.refused import Forbidden
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked

_BINARY = {"type": "string", "format": "binary"}
_REFUSED = frozenset((400, 401, 403, 404, 409, 413, 422, 429))
#: What may stand in any address beside what the operation asks.
_ALWAYS = frozenset(("lang",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """接口操作 · Method and address under /api/, the view, the verb it needs (none: anybody), what it answers with.

    `sends` are the forms of what is not one form of JSON: a file.
    """

    method: str
    path: str
    view: Callable[..., Any]
    verb: Verb | None
    status: int = 200
    sends: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """名称 · How the document of all operations calls it."""
        return self.view.__name__


class UnknownFilter(Exception):
    """不识的条件 · Conditions that the operation does not know; to ignore them would answer another question."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Their names."""
        super().__init__(*names)
        self.names = names


def register(api: NinjaAPI, operations: Iterable[Operation]) -> None:
    """登记 · Each operation at its address, with what it answers and refuses with."""
    for one in operations:
        signature = inspect.signature(one.view, eval_str=True)
        answers: dict[Any, Any] = {one.status: signature.return_annotation, 409: ConflictOut | Refusal}
        if one.sends:
            answers = {one.status: Any}
        api.default_router.add_api_operation(
            one.path,
            [one.method],
            _guarded(one, signature),
            auth=None if one.verb is None else entries(one.verb),
            response=answers | {_REFUSED - {409}: Refusal},
            operation_id=one.name,
            summary=_first(one.view, 0),
            description=_first(one.view, 1),
            tags=[one.path.strip("/").split("/")[0]],
            openapi_extra=_bytes(one) if one.sends else None,
        )


def _guarded(one: Operation, signature: inspect.Signature) -> Callable[..., Any]:
    """The view behind its guard, with the parameters of the view itself behind the request."""
    known = _ALWAYS | frozenset(_asked_names(signature))

    def view(request: HttpRequest, **parts: Any) -> Any:
        if unknown := tuple(sorted(set(request.GET) - known)):
            raise UnknownFilter(unknown)
        doer = getattr(request, "auth", None) or Doer("", ())
        if one.verb is not None and not doer.may(one.verb):
            raise Http404
        try:
            answer = one.view(Asked(request, doer, getattr(request, "lang", "zh")), **parts)
        except Forbidden as forbidden:
            raise Http404 from forbidden
        return answer if isinstance(answer, HttpResponse) else Status(one.status, answer)

    own = list(signature.parameters.values())[1:]
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    view.__signature__ = inspect.Signature([request, *own])  # type: ignore[attr-defined]  # what the library reads
    view.__name__, view.__doc__, view.__module__ = one.view.__name__, one.view.__doc__, one.view.__module__
    return view


def _asked_names(signature: inspect.Signature) -> Iterable[str]:
    """The names that may stand behind the address's question mark."""
    for parameter in signature.parameters.values():
        kind = getattr(parameter.annotation, "__origin__", None)
        marks = getattr(parameter.annotation, "__metadata__", ())
        if kind is not None and any(type(mark).__name__ == "Query" for mark in marks):
            is_form = isinstance(kind, type) and issubclass(kind, BaseModel)
            yield from kind.model_fields if is_form else (parameter.name,)


def _first(view: Callable[..., Any], part: int) -> str:
    """Both languages of the first line of what an operation says of itself."""
    line = (view.__doc__ or "·").strip().split("\n")[0]
    return line.split(" · ", 1)[part] if " · " in line else line


def _bytes(one: Operation) -> dict[str, Any]:
    content = {kind: {"schema": {} if kind.endswith("json") else _BINARY} for kind in one.sends}
    return {"responses": {one.status: {"description": "OK", "content": content}}}
