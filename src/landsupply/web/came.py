"""来处 · The page of ours that a form was sent from."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest


def page_before(request: HttpRequest) -> str:
    """来处 · Its address; the first page where that is not told, or is not ours."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc != request.get_host() or not came.path.startswith("/"):
        return "/"
    return came.path + (f"?{came.query}" if came.query else "")
