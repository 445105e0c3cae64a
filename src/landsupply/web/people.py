"""经办人 · Who asks: an account with its offices, as a value that actions take."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from landsupply.web.models import Account
from landsupply.web.refused import Forbidden
from landsupply.web.roles import PERMISSIONS, Allowed, Office, Role, Verb, allowed, roles_for


@dataclass(frozen=True, slots=True)
class Doer:
    """经办人 · A person's name and offices; nobody's are those of the public."""

    name: str
    offices: tuple[Office, ...]

    def may(self, verb: Verb) -> Allowed:
        """许可 · How far this person may go with a verb; what every role may, somebody without one may too."""
        if self.name and not self.offices and len(PERMISSIONS[verb]) == len(Role):
            return Allowed(everything=False, units=frozenset(("",)))
        return allowed(verb, self.offices)

    def require(self, verb: Verb, unit: str | None = None) -> Allowed:
        """须有许可 · Forbidden where the verb is not allowed at all, or not for what belongs to a unit."""
        reach = self.may(verb)
        if not reach or (unit is not None and not reach.covers(unit)):
            raise Forbidden(verb.value)
        return reach

    def role(self, verb: Verb) -> str:
        """经办角色 · The role under which what this person does with a verb is recorded."""
        return roles_for(verb, self.offices)

    def holds(self, role: Role) -> bool:
        """担任 · Whether this person holds a role."""
        return any(one.role is role for one in self.offices)


def doer_at(request: HttpRequest) -> Doer:
    """请求人 · The person behind a request, looked up once for each; nobody where none is signed in."""
    kept = vars(request).get("doer")
    if isinstance(kept, Doer):
        return kept
    doer = doer_of(request.user) if isinstance(request.user, Account) else Doer("", ())
    vars(request)["doer"] = doer
    return doer


def doer_of(account: Account) -> Doer:
    """经办人 · The person behind an account, as the memberships say at this moment."""
    rows = account.memberships.order_by("role", "unit").values_list("role", "unit")
    return Doer(name=account.name, offices=tuple(Office(Role(role), unit) for role, unit in rows))
