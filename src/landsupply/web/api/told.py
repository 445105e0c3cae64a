"""接口答复拒绝 · Whatever is refused, in one form: code, message, remedy; nothing of the program's inside."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, ValidationError

from landsupply.law.words import remedy, say
from landsupply.measure.fault import Fault
from landsupply.web.api.entry import Owed
from landsupply.web.api.operation import UnknownFilter
from landsupply.web.refusals import RefusalMiddleware
from landsupply.web.refused import Conflict, Refused

_log = logging.getLogger(__name__)
_SHOWN = 20


def take_over(api: NinjaAPI) -> None:
    """接管 · Every way in which an operation can fail gets its words."""
    middleware = RefusalMiddleware(lambda request: HttpResponse())

    def told(request: HttpRequest, error: Any) -> HttpResponse:
        return middleware.process_exception(request, error) or _fault_of_ours(request, error)

    for kind in (Conflict, Refused, Fault):
        api.add_exception_handler(kind, told)
    api.add_exception_handler(AuthenticationError, lambda request, error: _said(request, "U600", 401))
    api.add_exception_handler(Owed, _owed)
    api.add_exception_handler(AuthorizationError, lambda request, error: _said(request, "U003", 403))
    api.add_exception_handler(Http404, lambda request, error: _said(request, "U601", 404))
    api.add_exception_handler(UnknownFilter, _unknown)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _unreadable)
    for broken in (MultiPartParserError, SuspiciousOperation, BadRequest):
        api.add_exception_handler(broken, lambda request, error: _said(request, "U604", 400))
    api.add_exception_handler(Exception, _fault_of_ours)


def _said(request: HttpRequest, code: str, status: int, **facts: Any) -> HttpResponse:
    lang = getattr(request, "lang", "zh")
    fields = facts.pop("fields", [])
    form = {"code": code, "message": say(code, lang, **facts), "remedy": remedy(code, lang, **facts)}
    return JsonResponse({**form, "fields": fields}, status=status, json_dumps_params={"ensure_ascii": False})


def _owed(request: HttpRequest, error: Any) -> HttpResponse:
    return _said(request, error.code, 403)


def _unknown(request: HttpRequest, error: Any) -> HttpResponse:
    names = [name[:_SHOWN] for name in error.names[:_SHOWN]]
    return _said(request, "U602", 422, names="、".join(names), fields=names)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    """The fields that are wrong, by their way through the body; what they held is not repeated."""
    fields = [".".join(map(str, one["loc"])) for one in error.errors[:_SHOWN]]
    return _said(request, "U603", 422, names="、".join(fields), fields=fields)


def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    return _said(request, "U604", error.status_code)


def _fault_of_ours(request: HttpRequest, error: Any) -> HttpResponse:
    _log.error("%s %s", request.method, request.path, exc_info=error)
    return _said(request, "U021", 500)
