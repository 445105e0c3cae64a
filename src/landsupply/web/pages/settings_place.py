"""地方资料页 · Units, classes and wording of the place served, as its file states them: read, not edited, here."""

from __future__ import annotations

from django.http import HttpResponse

from landsupply.web.pages.settings import settings_page
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.standing import rulebook


def place(asked: Asked) -> HttpResponse:
    """地方资料 · What the place's file states; another city is another file."""
    one = rulebook().place
    return settings_page(asked, "place", served=one, wording=sorted(one.wording.items()))


ROUTES = (Route(path="settings/place/", view=place, name="settings_place", verb=Verb.MANAGE_UNITS),)
