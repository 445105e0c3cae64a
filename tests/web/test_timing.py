"""时间测试 · Nobody learns from how long a refusal takes which accounts there are, nor what is another unit's."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from django.test import Client

from landsupply.web.clock import today
from landsupply.web.models import Account, Attempt, ParcelRow
from landsupply.web.passwords import change
from tests.web.office import signed_in

ROUNDS = 15
#: Seconds between the middles of two kinds of refusal.
APART = 0.005


def _middles(kinds: dict[str, Callable[[], int]]) -> dict[str, float]:
    """Seconds of work for each kind in the middle, asked in turns, so that a busy machine is busy for all of them."""
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    for turn in range(ROUNDS + 2):
        for name, ask in kinds.items():
            began = time.process_time()
            ask()
            if turn > 1:
                taken[name].append(time.process_time() - began)
    return {name: median(every) for name, every in taken.items()}


def test_t35_an_unknown_account_is_refused_as_slowly_as_a_known_one(office: None) -> None:
    for name in ("known", "disabled", "factored"):
        account = Account(name=name, shown="某人", is_active=name != "disabled", factor="x" * (name == "factored"))
        change(account, "Kestrel-over-7-fields", today())

    def tried(name: str) -> Callable[[], int]:
        def ask() -> int:
            Attempt.objects.all().delete()
            return Client().post("/sign-in/", {"name": name, "password": "wrong"}).status_code

        return ask

    middles = _middles({name: tried(name) for name in ("known", "unknown", "disabled", "factored")})
    print({name: f"{seconds * 1000:.1f} ms" for name, seconds in middles.items()})
    assert max(middles.values()) - min(middles.values()) < APART, middles


def _getting(client: Client, path: str) -> Callable[[], int]:
    return lambda: client.get(path).status_code


def test_t40_what_is_anothers_takes_as_long_as_what_is_not_there(office: None) -> None:
    client = signed_in("district")
    theirs = ParcelRow.objects.filter(unit="湖西区").order_by("identity")[0].identity
    for path in ("/parcels/{}/", "/api/parcels/{}", "/ledger/history/?identity={}", "/parcel-shape/{}/"):
        kinds = {name: _getting(client, path.format(name)) for name in (theirs, "YZ24-9999")}
        assert {ask() for ask in kinds.values()} == {404}
        middles = _middles(kinds)
        assert max(middles.values()) - min(middles.values()) < APART, (path, middles)
