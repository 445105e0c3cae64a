"""内核 · The passes over every block, option and month that price targets and round prices to plans.

Everything that runs a million times an answer stands here, compiled on first use and kept by numba from then on.
Sums run over a fixed number of chunks, each in its own order and then added in theirs: the number of threads changes
no digit. No fast-math. What calls each other stands in one file, since numba keeps what it compiled by the file's
own date.
"""

from __future__ import annotations

import math

import numpy as np

from landsupply.optimise.compiled import njit, prange
from landsupply.optimise.ways import NEVER, Scratch

CHUNKS = 16


@njit(cache=True)
def scratch(width, breadth):
    """草稿 · Room for blocks of at most so many ways."""
    return Scratch(
        np.empty(width),
        np.empty(width, np.int64),
        np.empty(width, np.int64),
        np.empty(width, np.int64),
        np.empty(width, np.int64),
        np.empty((breadth, 12)),
    )


@njit(cache=True, inline="always")
def _reduced(a, table, option, month):
    cell = a.cell[option]
    value = a.value[option, month - 1]
    for field in range(a.amount.shape[1]):
        value -= a.amount[option, field] * table[field, cell, month - 1]
    return value


@njit(cache=True)
def ways_of(a, table, block, room):
    """备选 · All joint ways of a block with their reduced values; returns how many."""
    value, one, at, two, then, later = room
    first_parcel, end_parcel = a.block_start[block], a.block_start[block + 1]
    count = 0
    if a.least[block] == 0:
        value[0] = 0.0
        one[0] = two[0] = -1
        at[0] = then[0] = 0
        count = 1
    if a.block_kind[block] != 2:
        if a.least[block] > 1:
            return 0  # at most one of it may stand
        for option in range(a.option_start[first_parcel], a.option_start[end_parcel]):
            for month in range(a.first[option], a.last[option] + 1):
                value[count] = _reduced(a, table, option, month)
                one[count], at[count], two[count], then[count] = option, month, -1, 0
                count += 1
        return count
    begin, middle, end = a.option_start[first_parcel], a.option_start[first_parcel + 1], a.option_start[end_parcel]
    for option in range(middle, end):
        for month in range(a.first[option], a.last[option] + 1):
            later[option - middle, month - 1] = _reduced(a, table, option, month)
    for option in range(begin, middle):
        for month in range(a.first[option], a.last[option] + 1):
            own = _reduced(a, table, option, month)
            if a.least[block] < 2:
                value[count] = own
                one[count], at[count], two[count], then[count] = option, month, -1, 0
                count += 1
            for other in range(middle, end):
                for after in range(max(month, a.first[other]), a.last[other] + 1):
                    value[count] = own + later[other - middle, after - 1]
                    one[count], at[count], two[count], then[count] = option, month, other, after
                    count += 1
    return count


@njit(cache=True)
def add(a, option, month, times, reached):
    """计入 · Adds what an option in a month counts on every row."""
    place = a.cell[option] * 12 + month - 1
    for k in range(a.start[place], a.start[place + 1]):
        units = 0.0
        for field in range(a.amount.shape[1]):
            units += a.amount[option, field] * a.coefficient[k, field]
        reached[a.row[k]] += times * units


@njit(cache=True)
def add_way(a, ways, way, times, reached):
    """计入 · Adds what a joint way counts on every row."""
    if ways.option[way] >= 0:
        add(a, ways.option[way], ways.month[way], times, reached)
    if ways.second[way] >= 0:
        add(a, ways.second[way], ways.second_month[way], times, reached)


@njit(cache=True)
def near_ways(a, table, blocks, within):
    """近优备选 · The ways of blocks that give away no more than each block's `within` against its best."""
    space = len(blocks) * 8 + 1024
    start = np.zeros(len(blocks) + 1, np.int64)
    kept = np.empty(space)
    kept_way = np.empty((4, space), np.int64)
    room = scratch(a.width, a.breadth)
    loss, one, at, two, then, _ = room
    n = 0
    for i in range(len(blocks)):
        count = ways_of(a, table, blocks[i], room)
        top = NEVER
        for j in range(count):
            top = max(top, loss[j])
        for j in range(count):
            if loss[j] < top - within[i]:
                continue
            if n == space:
                space *= 2
                more, more_way = np.empty(space), np.empty((4, space), np.int64)
                more[:n], more_way[:, :n] = kept, kept_way
                kept, kept_way = more, more_way
            kept[n] = top - loss[j]
            kept_way[0, n], kept_way[1, n], kept_way[2, n], kept_way[3, n] = one[j], at[j], two[j], then[j]
            n += 1
        start[i + 1] = n
    return start, kept[:n].copy(), kept_way[:, :n].copy()


@njit(cache=True)
def reach(a, option, month, rows):
    """达到值 · What a choice reaches on every row, and its value."""
    reached = np.zeros(rows)
    value = 0.0
    for parcel in range(len(option)):
        if option[parcel] >= 0:
            add(a, option[parcel], month[parcel], 1.0, reached)
            value += a.value[option[parcel], month[parcel] - 1]
    return value, reached


@njit(cache=True)
def solve_positive(matrix, right):
    """解方程 · Solves a symmetric positive system by its Cholesky factor, in place of a library whose threads spin."""
    n = len(right)
    for j in range(n):
        for k in range(j):
            factor = matrix[j, k]
            for i in range(j, n):
                matrix[i, j] -= matrix[i, k] * factor
        pivot = math.sqrt(max(matrix[j, j], 1e-300))
        for i in range(j, n):
            matrix[i, j] /= pivot
    found = right.copy()
    for i in range(n):
        for k in range(i):
            found[i] -= matrix[i, k] * found[k]
        found[i] /= matrix[i, i]
    for i in range(n - 1, -1, -1):
        for k in range(i + 1, n):
            found[i] -= matrix[k, i] * found[k]
        found[i] /= matrix[i, i]
    return found


@njit(parallel=True, cache=True)
def best_ways(a, table, best, regret, option, month):
    """最优取法 · At the prices: each block's best value, its lead over the next, and the parcels' choice; the sum."""
    blocks = len(a.block_start) - 1
    sums = np.zeros(CHUNKS)
    for chunk in prange(CHUNKS):
        room = scratch(a.width, a.breadth)
        loss, one, at, two, then, _ = room
        for block in range(chunk * blocks // CHUNKS, (chunk + 1) * blocks // CHUNKS):
            count = ways_of(a, table, block, room)
            top, next_, chosen = NEVER, NEVER, 0
            for j in range(count):
                if loss[j] > top:
                    next_, top, chosen = top, loss[j], j
                elif loss[j] > next_:
                    next_ = loss[j]
            best[block], regret[block] = top, top - next_
            sums[chunk] += top
            for parcel in range(a.block_start[block], a.block_start[block + 1]):
                option[parcel], month[parcel] = -1, 0
            if count and one[chosen] >= 0:
                parcel = a.block_start[block]
                while one[chosen] >= a.option_start[parcel + 1]:
                    parcel += 1
                option[parcel], month[parcel] = one[chosen], at[chosen]
                if two[chosen] >= 0:
                    option[parcel + 1], month[parcel + 1] = two[chosen], then[chosen]
    return sums.sum()


@njit(parallel=True, cache=True)
def smooth_ways(a, table, blocks, warmth, cut, rows, every, reached, bend):
    """柔化 · Every block spread over its ways as exp(value / warmth); where the lead is large, its best.

    Fills, by chunk, what is reached on every row and (unless every = 0) the second moments of one contested block in
    `every`. Returns the soft sum, the exact sum, and how many blocks are contested and were bent.
    """
    soft, exact = np.zeros(CHUNKS), np.zeros(CHUNKS)
    contested, bent = np.zeros(CHUNKS, np.int64), np.zeros(CHUNKS, np.int64)
    total = len(blocks)
    for chunk in prange(CHUNKS):
        room = scratch(a.width, a.breadth)
        loss, one, at, two, then, _ = room
        mean, units = np.zeros(rows), np.zeros(rows)
        touched, own = np.empty(rows, np.int64), np.empty(rows, np.int64)
        seen = np.zeros(rows, np.bool_)
        for i in range(chunk * total // CHUNKS, (chunk + 1) * total // CHUNKS):
            count = ways_of(a, table, blocks[i], room)
            top, next_, chosen = NEVER, NEVER, 0
            for j in range(count):
                if loss[j] > top:
                    next_, top, chosen = top, loss[j], j
                elif loss[j] > next_:
                    next_ = loss[j]
            exact[chunk] += top
            if top - next_ > cut * warmth:
                soft[chunk] += top
                if one[chosen] >= 0:
                    add(a, one[chosen], at[chosen], 1.0, reached[chunk])
                if two[chosen] >= 0:
                    add(a, two[chosen], then[chosen], 1.0, reached[chunk])
                continue
            contested[chunk] += 1
            bends = every > 0 and contested[chunk] % every == 0
            bent[chunk] += bends
            weight = 0.0
            for j in range(count):
                away = (loss[j] - top) / warmth
                loss[j] = math.exp(away) if away > -cut else 0.0
                weight += loss[j]
            soft[chunk] += top + warmth * math.log(weight)
            number = 0
            for j in range(count):
                if loss[j] == 0.0 or one[j] < 0:
                    continue
                share = loss[j] / weight
                mine = 0
                for part in range(2):
                    option = one[j] if part == 0 else two[j]
                    month = at[j] if part == 0 else then[j]
                    if option < 0:
                        continue
                    place = a.cell[option] * 12 + month - 1
                    for k in range(a.start[place], a.start[place + 1]):
                        row = a.row[k]
                        amount = 0.0
                        for field in range(a.amount.shape[1]):
                            amount += a.amount[option, field] * a.coefficient[k, field]
                        if units[row] == 0.0:
                            own[mine] = row
                            mine += 1
                        units[row] += amount
                        if not seen[row]:
                            seen[row] = True
                            touched[number] = row
                            number += 1
                for x in range(mine):
                    mean[own[x]] += share * units[own[x]]
                if bends:
                    for x in range(mine):
                        weighed = share * units[own[x]]
                        for y in range(mine):
                            bend[chunk, own[x], own[y]] += weighed * units[own[y]]
                for x in range(mine):
                    units[own[x]] = 0.0
            for x in range(number):
                reached[chunk, touched[x]] += mean[touched[x]]
            if bends:
                for x in range(number):
                    own_mean = mean[touched[x]]
                    for y in range(number):
                        bend[chunk, touched[x], touched[y]] -= own_mean * mean[touched[y]]
            for x in range(number):
                mean[touched[x]] = 0.0
                seen[touched[x]] = False
    return soft.sum(), exact.sum(), contested.sum(), bent.sum()


@njit(cache=True, inline="always")
def _soft_miss(reached, price, low, high, weight):
    away = 0.0
    if reached < low:
        away = low - reached
    elif reached > high:
        away = reached - high
    return price * reached - 0.5 * weight * away * away


@njit(cache=True)
def settle(a, ways, order, present, reached, hold):
    """逐组调整 · One sweep: each block takes the way that is best at the prices with misses weighed by their square."""
    units = np.zeros(len(reached))
    own = np.empty(len(reached), np.int64)
    moved = 0
    for i in order:
        begin, end = ways.start[i], ways.start[i + 1]
        if end - begin < 2:
            continue
        add_way(a, ways, present[i], -1.0, reached)
        best, chosen = NEVER, present[i]
        for j in range(begin, end):
            mine = 0
            for part in range(2):
                option = ways.option[j] if part == 0 else ways.second[j]
                month = ways.month[j] if part == 0 else ways.second_month[j]
                if option < 0:
                    continue
                place = a.cell[option] * 12 + month - 1
                for k in range(a.start[place], a.start[place + 1]):
                    amount = 0.0
                    for field in range(a.amount.shape[1]):
                        amount += a.amount[option, field] * a.coefficient[k, field]
                    if units[a.row[k]] == 0.0:
                        own[mine] = a.row[k]
                        mine += 1
                    units[a.row[k]] += amount
            value = -ways.loss[j]
            for x in range(mine):
                r = own[x]
                value += _soft_miss(reached[r] + units[r], hold.price[r], hold.low[r], hold.high[r], hold.penalty[r])
                value -= _soft_miss(reached[r], hold.price[r], hold.low[r], hold.high[r], hold.penalty[r])
                units[r] = 0.0
            if value > best + 1e-9:
                best, chosen = value, j
        moved += chosen != present[i]
        present[i] = chosen
        add_way(a, ways, chosen, 1.0, reached)
    return moved
