"""已证上界 · On small problems every choice is tried: no bound is ever below the best, and full branching meets it."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from landsupply.measure.fault import IntegrityFault
from landsupply.plan.certificate_check import certified_bound, certify, judge, leaf_total, whole_block
from landsupply.plan.certificate_value import Certificate, Leaf, Restriction, RowLimit, Window
from landsupply.plan.problem import OPEN_HIGH, OPEN_LOW, Problem
from tests.plan.small_problems import (
    Whole,
    all_choices,
    choice_of,
    joints,
    optimum,
    random_prices,
    small_problem,
    worth,
)

#: Full branching is left out where it would need more.
MOST_LEAVES = 250
CHUNKS = [range(start, start + 150) for start in range(0, 1200, 150)]


def unstated(leaves: tuple[Leaf, ...], grid: int = 1) -> Certificate:
    return Certificate(grid=grid, leaves=leaves, value=None, bound=None)


def plain_total(problem: Problem, grid: int, leaf: Leaf) -> int | None:
    """L(y) by its definition, over joint choices written out."""
    low, high = plain_sides(problem, leaf)
    if any(OPEN_LOW < a > b < OPEN_HIGH for a, b in zip(low, high, strict=True)):
        return None
    total = sum(y * (b if y > 0 else a) for y, a, b in zip(leaf.prices, low, high, strict=True))
    for block in range(problem.blocks):
        windows = [one for one in leaf.fixed if isinstance(one, Window) and one.block == block]
        net = []
        for joint in joints(problem, block):
            value, reached = worth(problem, list(joint.values()))
            if all(_within(window, joint) for window in windows):
                paid = sum(y * a for y, a in zip(leaf.prices, reached, strict=True))
                net.append((0 if leaf.farkas else grid) * value - paid)
        if not net:
            return None
        total += max(net)
    return total


def plain_sides(problem: Problem, leaf: Leaf) -> tuple[list[int], list[int]]:
    levels = [one for one in leaf.fixed if isinstance(one, RowLimit)]
    low = [
        max([bound, *(one.figure for one in levels if one.row == row and not one.at_most)])
        for row, bound in enumerate(problem.rows.low.tolist())
    ]
    high = [
        min([bound, *(one.figure for one in levels if one.row == row and one.at_most)])
        for row, bound in enumerate(problem.rows.high.tolist())
    ]
    return low, high


def _within(window: Window, joint: dict[int, tuple[int, int]]) -> bool:
    months = range(window.months[0], window.months[1] + 1)
    hit = any(option in range(*window.options) and month in months for option, month in joint.values())
    return hit if window.taken else not hit


def is_in(leaf: Leaf, one: Whole) -> bool:
    """Whether a choice belongs to a leaf."""
    for fixed in leaf.fixed:
        if isinstance(fixed, RowLimit):
            figure = one.reached[fixed.row]
            if not (figure <= fixed.figure if fixed.at_most else figure >= fixed.figure):
                return False
        elif not _within(fixed, one.parcels):
            return False
    return True


def random_restriction(draw: random.Random, problem: Problem) -> Restriction | None:
    if problem.rows.count and draw.random() < 0.4:
        return RowLimit(
            row=draw.randrange(problem.rows.count), figure=draw.randint(-20, 30), at_most=draw.random() < 0.5
        )
    block = draw.randrange(problem.blocks)
    start, stop = whole_block(problem, block)
    if start == stop:
        return None
    one = draw.randrange(start, stop)
    options = draw.choice(((start, stop), (one, one + 1), (one, stop)))
    first = draw.randint(1, 12)
    months = draw.choice(((1, 12), (1, first), (first, 12), (first, first)))
    return Window(block=block, options=options, months=months, taken=draw.random() < 0.5)


def random_tree(draw: random.Random, problem: Problem, path: tuple[Restriction, ...] = ()) -> Iterator[Leaf]:
    fork = random_restriction(draw, problem) if draw.random() < 0.7 - 0.15 * len(path) else None
    if fork is None:
        yield Leaf(prices=random_prices(draw, problem, draw.choice((1, 8, 60))), fixed=path)
    else:
        yield from random_tree(draw, problem, (*path, fork))
        yield from random_tree(draw, problem, (*path, fork.opposite))


@pytest.mark.parametrize("seeds", CHUNKS, ids=str)
def test_no_choice_exceeds_the_bound_of_any_prices_and_any_tree(seeds: range) -> None:
    for seed in seeds:
        draw, problem = random.Random(seed), small_problem(seed)
        grid = draw.choice((1, 2, 16, 1024))
        leaves = tuple(random_tree(draw, problem))
        kept = [one for one in all_choices(problem) if one.keeps]
        bound = certified_bound(problem, unstated(leaves, grid))
        totals = [total for leaf in leaves if (total := plain_total(problem, grid, leaf)) is not None]
        assert bound == max((total // grid for total in totals), default=None), seed
        assert not kept or (bound is not None and max(one.value for one in kept) <= bound), seed
        for leaf, one in ((leaf, one) for leaf in leaves for one in kept if is_in(leaf, one)):
            assert one.value * grid <= plain_total(problem, grid, leaf), seed
        assert all(sum(is_in(leaf, one) for leaf in leaves) == 1 for one in kept), seed


def full_tree(problem: Problem) -> tuple[Leaf, ...]:
    """A tree that branches until every block has one joint choice; a leaf that keeps the rows needs no price."""
    blocks = [joints(problem, block) for block in range(problem.blocks)]
    return tuple(_branched(problem, blocks, 0, [], ()))


def _branched(problem: Problem, blocks: list, block: int, done: list, path: tuple) -> Iterator[Leaf]:
    if block == problem.blocks:
        yield _end(problem, [column for one in done for column in one.values()], path)
        return
    left = blocks[block]
    while len(left) > 1:
        column = next(c for one in left for c in one.values() if not all(c in other.values() for other in left))
        fork = Window(block=block, options=(column[0], column[0] + 1), months=(column[1], column[1]), taken=True)
        taken = [one for one in left if column in one.values()]
        yield from _branched(problem, [*blocks[:block], taken, *blocks[block + 1 :]], block, done, (*path, fork))
        left, path = [one for one in left if column not in one.values()], (*path, fork.opposite)
    if left:
        yield from _branched(problem, blocks, block + 1, [*done, left[0]], path)
    else:
        yield Leaf(prices=(0,) * problem.rows.count, fixed=path)


def _end(problem: Problem, columns: list, path: tuple) -> Leaf:
    _, reached = worth(problem, columns)
    prices = [0] * problem.rows.count
    for row, (low, figure, high) in enumerate(
        zip(problem.rows.low.tolist(), reached, problem.rows.high.tolist(), strict=True)
    ):
        if not low <= figure <= high:
            prices[row] = 1 if figure > high else -1
            return Leaf(prices=tuple(prices), fixed=path, farkas=True)
    return Leaf(prices=tuple(prices), fixed=path)


@pytest.mark.parametrize("seeds", CHUNKS, ids=str)
def test_full_branching_proves_the_best_or_that_there_is_none(seeds: range) -> None:
    for seed in seeds:
        problem = small_problem(seed)
        leaves = full_tree(problem)
        if len(leaves) > MOST_LEAVES:
            continue
        best = optimum(problem)
        choice = None if best is None else choice_of(problem, best.parcels)
        certificate = certify(problem, choice, 4, leaves)
        verdict = judge(problem, choice, certificate)
        assert verdict.holds, (seed, verdict.faults)
        assert verdict.none_exists == (best is None), seed
        assert verdict.bound == verdict.value == (None if best is None else best.value), seed


def test_both_answers_and_deep_trees_are_among_them() -> None:
    """Else the two tests above would prove less than they say."""
    found = [(len(full_tree(problem)), optimum(problem) is None) for problem in map(small_problem, range(300))]
    assert sum(leaves <= MOST_LEAVES for leaves, _ in found) > 200
    assert sum(leaves <= MOST_LEAVES and none for leaves, none in found) > 30
    assert sum(20 < leaves <= MOST_LEAVES and not none for leaves, none in found) > 30


def test_a_farkas_leaf_that_proves_nothing_is_refused() -> None:
    problem = next(one for one in map(small_problem, range(100)) if optimum(one) and one.rows.count)
    with pytest.raises(IntegrityFault, match="C085"):
        certified_bound(problem, unstated((Leaf(prices=(0,) * problem.rows.count, farkas=True),)))


def test_figures_far_beyond_a_word_may_be_stated_of_a_row() -> None:
    problem = next(one for one in map(small_problem, range(100)) if optimum(one) and one.rows.count)
    free = (0,) * problem.rows.count
    far = RowLimit(row=0, figure=2**80, at_most=True)
    plain = certified_bound(problem, unstated((Leaf(prices=free),)))
    leaves = tuple(Leaf(prices=free, fixed=(level,)) for level in (far, far.opposite))
    assert certified_bound(problem, unstated(leaves)) == plain
    problem.rows.high[0] = OPEN_HIGH
    assert leaf_total(problem, 1, leaves[1], {}) == plain


def test_of_several_figures_of_a_row_the_narrowest_holds() -> None:
    problem = next(one for one in map(small_problem, range(100)) if optimum(one) and one.rows.count)
    problem.rows.low[0], problem.rows.high[0] = 0, 20
    free = [0] * (problem.rows.count - 1)
    for figures in ((5, 9), (9, 5), (5, 30)):
        most = Leaf(prices=(2, *free), fixed=tuple(RowLimit(row=0, figure=one, at_most=True) for one in figures))
        least = Leaf(
            prices=(-2, *free), fixed=tuple(RowLimit(row=0, figure=20 - one, at_most=False) for one in figures)
        )
        assert leaf_total(problem, 1, most, {}) == plain_total(problem, 1, most)
        assert leaf_total(problem, 1, least, {}) == plain_total(problem, 1, least)
