"""角色 · Who may do which verb, and whether for their own planning unit or for all: one table, which the test reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """角色 · The offices a person can hold; the three administrators hold nothing else."""

    PLANNER = "planner"
    DISTRICT = "district"
    RESERVE = "reserve"
    REVIEWER = "reviewer"
    LEADER = "leader"
    SYSTEM = "system"
    SECURITY = "security"
    AUDIT = "audit"


#: 三员: kept apart from each other and from all others.
ADMINISTRATORS = (Role.SYSTEM, Role.SECURITY, Role.AUDIT)


class Reach(StrEnum):
    """范围 · Nothing, one's own planning unit, everything."""

    NONE = "none"
    OWN = "own"
    ALL = "all"


class Verb(StrEnum):
    """权限动词 · What pages and the API let somebody do."""

    SEE_HOME = "see_home"
    SEE_LEDGER = "see_ledger"
    SEND_LIST = "send_list"
    CORRECT = "correct"
    DRAW = "draw"
    SEE_MAP = "see_map"
    SEE_BRIEF = "see_brief"
    EDIT_BRIEF = "edit_brief"
    PROPOSE = "propose"
    SEE_PLAN = "see_plan"
    MOVE_ITEM = "move_item"
    SUBMIT = "submit"
    APPROVE = "approve"
    PUBLISH = "publish"
    SEE_LAW = "see_law"
    PROOFREAD = "proofread"
    SEE_ACTS = "see_acts"
    MANAGE_UNITS = "manage_units"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_ROLES = "manage_roles"
    OWN_ACCOUNT = "own_account"


_P, _D, _S, _R, _L = Role.PLANNER, Role.DISTRICT, Role.RESERVE, Role.REVIEWER, Role.LEADER
_Y, _Q, _A = Role.SYSTEM, Role.SECURITY, Role.AUDIT
_ALL, _OWN = Reach.ALL, Reach.OWN
_OFFICE = (_P, _D, _S, _R, _L)

#: What is not written here is not allowed. A planner compiles, a leader approves and publishes: never one person.
PERMISSIONS: Mapping[Verb, Mapping[Role, Reach]] = {
    Verb.SEE_HOME: dict.fromkeys(Role, _OWN),
    Verb.SEE_LEDGER: {_P: _ALL, _D: _OWN, _S: _ALL, _R: _ALL, _L: _ALL},
    Verb.SEND_LIST: {_P: _ALL, _D: _OWN, _S: _ALL},
    Verb.CORRECT: {_P: _ALL, _D: _OWN, _S: _ALL},
    Verb.DRAW: {_P: _ALL, _D: _OWN, _S: _ALL},
    Verb.SEE_MAP: {_P: _ALL, _D: _OWN, _S: _ALL, _R: _ALL, _L: _ALL},
    Verb.SEE_BRIEF: {_P: _ALL, _R: _ALL, _L: _ALL},
    Verb.EDIT_BRIEF: {_P: _ALL},
    Verb.PROPOSE: {_P: _ALL},
    Verb.SEE_PLAN: {_P: _ALL, _D: _OWN, _S: _ALL, _R: _ALL, _L: _ALL},
    Verb.MOVE_ITEM: {_P: _ALL},
    Verb.SUBMIT: {_P: _ALL},
    Verb.APPROVE: {_L: _ALL},
    Verb.PUBLISH: {_L: _ALL},
    Verb.SEE_LAW: dict.fromkeys(_OFFICE, _ALL),
    Verb.PROOFREAD: dict.fromkeys(_OFFICE, _ALL),
    Verb.SEE_ACTS: {_A: _ALL},
    Verb.MANAGE_UNITS: {_Y: _ALL},
    Verb.MANAGE_ACCOUNTS: {_Y: _ALL},
    Verb.MANAGE_ROLES: {_Q: _ALL},
    Verb.OWN_ACCOUNT: dict.fromkeys(Role, _OWN),
}


@dataclass(frozen=True, slots=True)
class Office:
    """任职 · One role of a person, for one unit or, where it is empty, for all."""

    role: Role
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """许可范围 · Everything, or only what belongs to some units."""

    everything: bool
    units: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything at all is allowed."""
        return self.everything or bool(self.units)

    def covers(self, unit: str) -> bool:
        """在范围内 · Whether what belongs to a unit is allowed."""
        return self.everything or (unit != "" and unit in self.units)


def allowed(verb: Verb, offices: Iterable[Office]) -> Allowed:
    """许可 · How far somebody with these offices may go with a verb."""
    units: set[str] = set()
    for office in offices:
        reach = PERMISSIONS[verb].get(office.role, Reach.NONE)
        if reach is Reach.ALL:
            return Allowed(everything=True)
        if reach is Reach.OWN:
            units.add(office.unit)
    return Allowed(everything=False, units=frozenset(units))


def roles_for(verb: Verb, offices: Iterable[Office]) -> str:
    """经办角色 · The role under which an act with this verb is recorded: the first that allows it."""
    return next((one.role.value for one in offices if PERMISSIONS[verb].get(one.role)), "")
