"""净地状态 · What is declared, what is assumed, and what nobody has said."""

from __future__ import annotations

from datetime import date

from landsupply.measure.days import read_day
from landsupply.prepare.readiness import Readiness, readiness, readiness_of
from tests.options.land import READY, ledger, parcel

ASSUMED = read_day("2024-06")


def test_a_declared_month_counts_from_its_first_day() -> None:
    assert readiness(parcel(), None) == Readiness(free_from=date(2024, 4, 1))
    assert readiness(parcel(), ASSUMED) == Readiness.declared(READY)
    assert Readiness.declared(read_day("2024年第二季度")).free_from == date(2024, 4, 1)
    assert Readiness.declared(None).free_from is None


def test_an_assumption_fills_silence_but_no_obstacle() -> None:
    silent, blocked = parcel(ready=None), parcel(ready=None, obstacles=("拆迁",))
    assert readiness(silent, ASSUMED) == Readiness(free_from=date(2024, 6, 1), is_assumed=True)
    assert readiness(silent, None).free_from is None
    assert readiness(blocked, ASSUMED).free_from is None
    assert readiness(parcel(obstacles=("拆迁",)), ASSUMED).free_from == date(2024, 4, 1)


def test_every_parcel_of_a_ledger_has_a_readiness() -> None:
    found = readiness_of(ledger(parcel("P-1"), parcel("P-2", ready=None)), ASSUMED)
    assert {identity: one.is_assumed for identity, one in found.items()} == {"P-1": False, "P-2": True}
