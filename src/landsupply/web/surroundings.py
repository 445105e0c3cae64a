"""页面周围 · What every page shows around itself: the bureau, the menu, the language, the person."""

from __future__ import annotations

from django.http import HttpRequest

from landsupply.web.menu import menu_of
from landsupply.web.models import Account
from landsupply.web.people import doer_at
from landsupply.web.standing import rulebook


def surroundings(request: HttpRequest) -> dict[str, object]:
    """页面周围 · For the frame of every page."""
    lang = getattr(request, "lang", "zh")
    user = getattr(request, "user", None)
    doer = doer_at(request)
    place = rulebook().place
    wording = place.wording
    return {
        "lang": lang,
        "doer": doer,
        "menu": menu_of(doer, request.path, lang),
        "bureau": wording.get("issuer.en" if lang == "en" else "issuer", place.name),
        "place": place,
        "signed_in": user if isinstance(user, Account) else None,
    }
