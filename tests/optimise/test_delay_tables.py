"""延期抽样 · The same seed draws the same, shocks are shared, and what is no distribution is refused."""

from __future__ import annotations

import numpy as np
import pytest

from landsupply.measure.fault import SolveFault
from landsupply.optimise.delay_tables import DelayTables

TABLES = DelayTables(
    own=np.tile([0.6, 0.3, 0.1], (40, 1)), district=np.arange(40) % 2, shock=np.tile([0.8, 0.1, 0.1], (2, 1))
)


def test_the_same_seed_draws_the_same() -> None:
    assert (TABLES.drawn((1, 2), 50) == TABLES.drawn((1, 2), 50)).all()
    assert (TABLES.drawn((1, 2), 50) != TABLES.drawn((1, 3), 50)).any()


def test_a_shock_is_shared_by_a_district_and_by_no_other() -> None:
    sure = DelayTables(own=np.ones((4, 1)), district=np.array([0, 0, 1, 1]), shock=np.tile([0.5, 0.5], (2, 1)))
    late = sure.drawn((1,), 400)
    assert (late[:, 0] == late[:, 1]).all() and (late[:, 2] == late[:, 3]).all() and (late[:, 0] != late[:, 2]).any()


@pytest.mark.parametrize(
    "wrong",
    [
        {"own": np.array([[0.5, 0.4]])},
        {"own": np.array([[1.5, -0.5]])},
        {"own": np.array([[np.nan, 1.0]])},
        {"district": np.array([1])},
        {"shock": np.array([[0.2]])},
    ],
    ids=("sum", "below nought", "no number", "district", "shock"),
)
def test_what_is_no_distribution_is_refused(wrong: dict[str, np.ndarray]) -> None:
    right = {"own": np.array([[0.5, 0.5]]), "district": np.array([0]), "shock": np.array([[1.0]])}
    DelayTables(**right)
    with pytest.raises(SolveFault, match="S020"):
        DelayTables(**{**right, **wrong})
