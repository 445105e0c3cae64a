"""核验 · Whatever is changed in a certificate or in the choice beside it is refused, each with its own code."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from landsupply.law.words import remedy, say
from landsupply.measure.fault import IntegrityFault
from landsupply.plan.certificate_check import certified_bound, certify, judge, whole_block
from landsupply.plan.certificate_value import Certificate, Leaf, RowLimit, Window
from landsupply.plan.problem import AFTER, ONE_OF, OPEN_HIGH, OPEN_LOW, SINGLE, Choice, Problem, Rows
from tests.plan.small_problems import all_choices, choice_of, parcel_columns, small_problem


def problem() -> Problem:
    """Six parcels: one alone, two alternatives, a pair, and one that must stand; one row of area, one of number."""
    rows = Rows(
        names=("总量", "宗数"),
        start=np.arange(0, 26, 2),
        row=np.tile([0, 1], 12),
        coefficient=np.tile([[1, 0], [0, 1]], (12, 1)),
        low=np.array([10, OPEN_LOW]),
        high=np.array([25, 4]),
        scale=np.ones(2),
    )
    area = np.array([7, 9, 5, 8, 4, 6])
    return Problem(
        block_start=np.array([0, 1, 3, 5, 6]),
        block_kind=np.array([SINGLE, ONE_OF, AFTER, SINGLE]),
        least=np.array([0, 0, 0, 1]),
        option_start=np.arange(7),
        first=np.full(6, 3),
        last=np.full(6, 10),
        value=area[:, None] * 10 - np.arange(12),
        amount=np.stack([area, np.ones(6, np.int64)], axis=1),
        cell=np.zeros(6, np.int64),
        rows=rows,
    )


def choice(option: tuple[int, ...], month: tuple[int, ...]) -> Choice:
    return Choice(option=np.array(option), month=np.array(month))


#: Alone, the first alternative, nothing of the pair, and the one that must stand: 22 of area.
GOOD = choice((0, 1, -1, -1, -1, 5), (3, 3, 0, 0, 0, 3))
FORK = Window(block=0, options=(0, 1), months=(1, 6), taken=True)
ALIEN = Window(block=1, options=(1, 3), taken=True)
LEAVES = (
    Leaf(prices=(75, 3), fixed=(FORK,)),
    Leaf(prices=(72, 0), fixed=(FORK.opposite, RowLimit(row=1, figure=2, at_most=True))),
    Leaf(prices=(72, 0), fixed=(FORK.opposite, RowLimit(row=1, figure=3, at_most=False))),
)


def certificate() -> Certificate:
    return certify(problem(), GOOD, 8, LEAVES)


def codes(found: Choice | None, of: Certificate, at: Problem | None = None) -> list[str]:
    verdict = judge(at or problem(), found, of)
    assert verdict.holds == (not verdict.faults)
    for fault in verdict.faults:
        assert all(words(fault.code, lang, **fault.facts) for words in (say, remedy) for lang in ("zh", "en"))
    return [fault.code for fault in verdict.faults]


def test_what_is_true_stands() -> None:
    verdict = judge(problem(), GOOD, certificate())
    assert verdict.holds and not verdict.none_exists
    assert (verdict.value, verdict.reached, verdict.broken) == (214, (22, 3), ())
    best = max(one.value for one in all_choices(problem()) if one.keeps)
    assert verdict.value <= best <= verdict.bound == certified_bound(problem(), certificate())


def with_leaf(number: int, **changes: object) -> Certificate:
    leaves = list(LEAVES)
    leaves[number] = replace(leaves[number], **changes)
    return replace(certificate(), leaves=tuple(leaves))


TAMPERED = {
    "a changed price": (lambda: with_leaf(0, prices=(85, 3)), "C086"),
    "a bound lowered by one": (lambda: replace(certificate(), bound=certificate().bound - 1), "C086"),
    "a bound raised": (lambda: replace(certificate(), bound=certificate().bound + 1), "C086"),
    "a bound left out": (lambda: replace(certificate(), bound=None), "C086"),
    "a value raised": (lambda: replace(certificate(), value=certificate().value + 1), "C087"),
    "a value left out": (lambda: replace(certificate(), value=None), "C087"),
    "a leaf removed": (lambda: replace(certificate(), leaves=LEAVES[:2]), "C084"),
    "a leaf twice": (lambda: replace(certificate(), leaves=(*LEAVES, LEAVES[0])), "C084"),
    "a leaf too many": (lambda: replace(certificate(), leaves=(*LEAVES, Leaf(prices=(0, 0), fixed=(ALIEN,)))), "C084"),
    "no leaves": (lambda: replace(certificate(), leaves=()), "C084"),
    "a block exchanged": (lambda: with_leaf(0, fixed=(replace(FORK, block=3, options=(5, 6)),)), "C084"),
    "a month changed": (lambda: with_leaf(0, fixed=(replace(FORK, months=(1, 5)),)), "C084"),
    "a figure changed": (lambda: with_leaf(1, fixed=(FORK.opposite, RowLimit(row=1, figure=1, at_most=True))), "C084"),
    "a side turned": (lambda: with_leaf(0, fixed=(FORK.opposite,)), "C084"),
    "a restriction dropped": (lambda: with_leaf(1, fixed=(FORK.opposite,)), "C084"),
    "a row unknown": (lambda: with_leaf(2, fixed=(RowLimit(row=9, figure=3, at_most=False),)), "C083"),
    "options of another block": (lambda: with_leaf(0, fixed=(replace(FORK, options=(0, 2)),)), "C083"),
    "a price too few": (lambda: with_leaf(1, prices=(1,)), "C081"),
    "a price on an open side": (lambda: with_leaf(1, prices=(75, -1)), "C082"),
    "an empty leaf claimed": (lambda: with_leaf(1, farkas=True), "C085"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_certificate_is_refused(name: str) -> None:
    made, code = TAMPERED[name]
    assert code in codes(GOOD, made())
    if code not in ("C086", "C087"):
        with pytest.raises(IntegrityFault, match=r"C08"):
            certified_bound(problem(), made())


CHOICES = {
    "too short": (choice((0,), (3,)), "C089"),
    "of fractions": (Choice(option=GOOD.option + 0.5, month=GOOD.month), "C089"),
    "another parcel's option": (choice((1, 1, -1, -1, -1, 5), (3, 3, 0, 0, 0, 3)), "C090"),
    "an option that is not there": (choice((9, -2, -1, -1, -1, 5), (3, 3, 0, 0, 0, 3)), "C090"),
    "before its month": (choice((0, 1, -1, -1, -1, 5), (2, 3, 0, 0, 0, 3)), "C091"),
    "after its month": (choice((0, 1, -1, -1, -1, 5), (3, 11, 0, 0, 0, 3)), "C091"),
    "a month of nothing": (choice((0, 1, -1, -1, -1, 5), (3, 3, 0, 4, 0, 3)), "C091"),
    "both alternatives": (choice((-1, 1, 2, -1, -1, 5), (0, 3, 3, 0, 0, 3)), "C092"),
    "a pair out of order": (choice((-1, -1, -1, 3, 4, 5), (0, 0, 0, 5, 4, 3)), "C093"),
    "a pair without its first": (choice((0, -1, -1, -1, 4, 5), (3, 0, 0, 0, 4, 3)), "C093"),
    "what must stand left out": (choice((0, 1, -1, -1, -1, -1), (3, 3, 0, 0, 0, 0)), "C094"),
    "too much": (choice((0, 1, -1, 3, -1, 5), (3, 3, 0, 3, 0, 3)), "C095"),
    "too little": (choice((-1, -1, -1, -1, -1, 5), (0, 0, 0, 0, 0, 3)), "C095"),
}


@pytest.mark.parametrize("name", CHOICES)
def test_an_unlawful_choice_is_refused(name: str) -> None:
    found, code = CHOICES[name]
    told = codes(found, certificate())
    assert code in told and (told[-1] == code or code in ("C090",))


def test_the_broken_rows_are_named() -> None:
    verdict = judge(problem(), CHOICES["too much"][0], certificate())
    assert verdict.broken == ("总量",) and verdict.reached == (30, 4)
    assert [dict(fault.facts) for fault in verdict.faults if fault.code == "C095"] == [
        {"place": "总量", "found": 30, "low": "10", "high": "25"}
    ]


def test_vast_amounts_of_one_cell_and_month_add_up_exactly() -> None:
    vast = replace(problem(), amount=np.stack([np.full(6, 2**62), np.full(6, 2**50)], axis=1))
    verdict = judge(vast, GOOD, certificate())
    assert verdict.reached == (3 * 2**62, 3 * 2**50) and verdict.broken == ("总量", "宗数")


def test_a_choice_above_its_bound_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot be while the evaluator is right; were it wrong, a good choice would show it."""
    made = certificate()
    monkeypatch.setattr("landsupply.plan.certificate_check.blocks_total", lambda *_: -(10**6))
    assert "C088" in codes(GOOD, made)


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("value", problem().value.astype(float)),
        ("cell", np.array([0, 0, 0, 0, 0, 1])),
        ("block_kind", np.array([SINGLE, AFTER, SINGLE, SINGLE])),
        ("block_kind", np.array([SINGLE, ONE_OF, AFTER, 7])),
        ("least", np.array([0, 0, 0, -1])),
        ("option_start", np.array([0, 1, 3, 2, 4, 5, 6])),
    ],
)
def test_nothing_is_proven_of_arrays_that_do_not_belong_together(name: str, array: np.ndarray) -> None:
    bad = replace(problem(), **{name: array})
    verdict = judge(bad, GOOD, certificate())
    assert [(fault.code, fault.place) for fault in verdict.faults] == [("C080", name)]
    assert verdict.value is None and verdict.bound is None and not verdict.none_exists
    with pytest.raises(IntegrityFault, match="C080"):
        certified_bound(bad, certificate())


@pytest.mark.parametrize(
    "changes",
    [
        {"row": np.tile([0, 2], 12)},
        {"names": ("总量", "总量")},
        {"start": np.arange(0, 24, 2)},
        {"low": np.array([1])},
        {"coefficient": np.ones((24, 3), np.int64)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_nor_of_such_rows(changes: dict) -> None:
    at = replace(problem(), rows=replace(problem().rows, **changes))
    assert codes(GOOD, certificate(), at) == ["C080"]


def test_what_cannot_be_is_not_made() -> None:
    for grid in (0, -1, 3, 6):
        with pytest.raises(IntegrityFault, match="C099"):
            replace(certificate(), grid=grid)
    for changes in ({"options": (1, 1)}, {"months": (0, 3)}, {"months": (4, 3)}, {"months": (4, 13)}, {"block": -1}):
        with pytest.raises(IntegrityFault, match="C083"):
            replace(FORK, **changes)
    with pytest.raises(TypeError):
        Leaf(prices=(1.5,))
    assert [type(price) for price in Leaf(prices=(np.int64(2), True)).prices] == [int, int]


def test_an_opposite_is_each_other_s() -> None:
    for one in (FORK, RowLimit(row=0, figure=4, at_most=True), RowLimit(row=0, figure=4, at_most=False)):
        assert one.opposite != one and one.opposite.opposite == one


def test_a_chain_of_forks_may_be_long() -> None:
    path: tuple[RowLimit, ...] = ()
    leaves: list[Leaf] = []
    for figure in range(700):
        level = RowLimit(row=0, figure=figure + 30, at_most=True)
        leaves.append(Leaf(prices=(0, 0), fixed=(*path, level)))
        path = (*path, level.opposite)
    leaves.append(Leaf(prices=(0, 0), fixed=path))
    assert certify(problem(), GOOD, 1, tuple(leaves)).bound is not None


def test_whether_any_choice_stands_is_judged_as_it_is_defined() -> None:
    """Choices made at random, most of them wrong somewhere, against all that are right."""
    right = wrong = 0
    for seed in range(1000):
        draw, at = random.Random(seed), small_problem(seed)
        kept = {frozenset(one.parcels.items()) for one in all_choices(at) if one.keeps}
        parcels = {}
        for parcel in range(at.parcels):
            columns = parcel_columns(at, parcel)
            if columns and draw.random() < 0.6:
                parcels[parcel] = draw.choice(columns)
        tries = [parcels, *(dict(one) for one in sorted(kept, key=str)[:2])]
        for one in tries:
            faults = judge(at, choice_of(at, one), certify(at, choice_of(at, one), 1, (free_leaf(at),))).faults
            assert (not faults) == (frozenset(one.items()) in kept), (seed, faults)
            right, wrong = right + (not faults), wrong + bool(faults)
    assert right > 300 and wrong > 300


def free_leaf(at: Problem) -> Leaf:
    return Leaf(prices=(0,) * at.rows.count)


def test_a_whole_block_is_all_its_options() -> None:
    assert [whole_block(problem(), block) for block in range(4)] == [(0, 1), (1, 3), (3, 5), (5, 6)]
    assert problem().rows.high[0] < OPEN_HIGH
