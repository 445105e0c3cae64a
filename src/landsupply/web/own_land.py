"""各报各地 · What a unit sends leaves every other unit's land as it is: under its number, with its past.

A number that stands on two rows belongs to neither, so that a list with another's numbers would take them away.
"""

from __future__ import annotations

from landsupply.ledger.identity import OF_CONTENT
from landsupply.ledger.parcel import Parcel
from landsupply.web.models import NUMBER
from landsupply.web.refused import Unlawful
from landsupply.web.roles import Allowed
from landsupply.web.standing import Standing, rulebook

#: So many numbers are named in the refusal.
_NAMED = 10


def is_within(parcel: Parcel, reach: Allowed) -> bool:
    """在范围内 · Whether a parcel belongs to a unit of a reach."""
    unit = rulebook().place.unit(parcel.district) if parcel.district else None
    return reach.everything or reach.covers(unit.name if unit else (parcel.district or ""))


def refuse_taking(before: Standing, after: Standing, reach: Allowed) -> None:
    """不得夺号 · Unlawful U965 where land outside one's reach would no longer be there under its number."""
    if reach.everything:
        return
    gone = [one for name, one in before.now.items() if name not in after.now and not name.startswith(OF_CONTENT)]
    lost = sorted(one.id for one in gone if not is_within(one, reach))
    if lost:
        raise Unlawful("U965", numbers="、".join(lost[:_NAMED]), count=len(lost))


def refuse_overlong(after: Standing) -> None:
    """编号过长 · Unlawful V061 where the number of a parcel is longer than one that a record can be found by."""
    long = sorted(name for name in after.now if len(name) > NUMBER)
    if long:
        raise Unlawful("V061", number=f"{long[0][:40]}…", limit=NUMBER, count=len(long))
