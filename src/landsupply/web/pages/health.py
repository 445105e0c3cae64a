"""就绪 · Whether the application can answer: for a gateway or a watchman."""

from __future__ import annotations

from django.http import HttpResponse

from landsupply.web.models import Head
from landsupply.web.routes import Asked, Route


def healthz(asked: Asked) -> HttpResponse:
    """就绪 · 200 where the base answers."""
    del asked
    Head.objects.exists()
    return HttpResponse("ok\n", content_type="text/plain")


ROUTES = (Route(path="healthz", view=healthz, name="healthz", verb=None),)
