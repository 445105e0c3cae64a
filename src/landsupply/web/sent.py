"""来文 · What a request brings, read so that nothing it holds can break what reads it: numbers, JSON, plain text.

Numbers are of ASCII figures and no longer than a base's whole number; a text holds no sign of number nought, which no
base keeps, and no half of a sign, which no file holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from landsupply.web.refusals import told
from landsupply.web.refused import Unlawful

_FIGURES = re.compile(r"[0-9]{1,18}")
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
#: What a form may be beside its file.
_FORM = 1 << 20
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def whole(text: str) -> int | None:
    """整数 · The number that a form or an address names; None for anything that is not one."""
    return int(text) if _FIGURES.fullmatch(text) else None


def json_in(body: bytes | str) -> object:
    """读 JSON · What a page sends; Unlawful U114 for what is none, is nested beyond reading, or holds no text."""
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        raise Unlawful("U114") from None
    if any(_NO_TEXT.search(text) for text in _texts(read)):
        raise Unlawful("U114")
    return read


def object_in(body: bytes | str) -> dict[str, object]:
    """读对象 · The same, of names and values."""
    read = json_in(body)
    if not isinstance(read, dict):
        raise Unlawful("U114")
    return read


def _texts(read: object) -> Iterable[str]:
    """Every text in what was read; what is nested is opened one after another, however deep."""
    waiting = [read]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one


class PlainMiddleware:
    """来文须为文字 · What is too large, or holds a sign of number nought, is refused in words before it is read."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        """What comes after."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or the refusal in words."""
        if _is_too_large(request):
            return told(request, "U028", {"limit": settings.LARGEST_FILE >> 20}, 413)
        return told(request, "U027", {}, 400) if _holds_nought(request) else self._answer(request)


def _is_too_large(request: HttpRequest) -> bool:
    """A file of the largest size goes in its form; what is longer was read by nobody but the server's door."""
    length = whole(str(request.META.get("CONTENT_LENGTH") or "0"))
    return length is None or length > settings.LARGEST_FILE + _FORM


def _holds_nought(request: HttpRequest) -> bool:
    if "\x00" in request.path_info or b"\x00" in unquote_to_bytes(request.META.get("QUERY_STRING", "")):
        return True
    if request.method != "POST" or request.content_type not in _FORMS or request.path.startswith("/api/"):
        return False  # operations look at every value themselves
    return any("\x00" in text for name, values in request.POST.lists() for text in (name, *values))
