"""字段说明页 · Every field of the ledger with its meaning, unit, need, the rules that ask it and their basis."""

from __future__ import annotations

from django.http import HttpResponse

from landsupply.web.field_help import help_of
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.standing import rules_now


def fields(asked: Asked) -> HttpResponse:
    """字段说明 · One line for each field, in the order of the blank form."""
    heads = asked.say("V006").split("|")
    return asked.page("ledger/fields.html", fields=list(help_of(asked).values()), heads=heads, day=rules_now().day)


ROUTES = (Route(path="ledger/fields/", view=fields, name="ledger_fields", verb=Verb.SEE_LEDGER),)
