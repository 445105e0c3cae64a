"""稳妥测算 · One invented year three times: delays left out, heeded on average, and heeded in the worst scenarios.

    python -m benchmarks.optimise.cautious [--parcels N] [--seed S] [--json]

Every plan is made by `propose` as an office makes it, and judged in 5 000 scenarios that none of them was found by: how
often each milestone is met, what caution costs of the goal, CPU seconds. No real place.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.law.vocabulary import Scheme
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel, Source
from landsupply.ledger.price import Prices
from landsupply.measure.area import Area
from landsupply.measure.days import CalendarDay, Precision
from landsupply.measure.interval import Interval
from landsupply.measure.lateness import read_lateness
from landsupply.measure.money import Money, MoneyUnit
from landsupply.optimise.propose import propose
from landsupply.options.lawful import Options, lawful_options
from landsupply.plan.brief import Brief, Milestone
from landsupply.plan.delays import Caution, Delays, Heed
from landsupply.plan.families import layout, monthly, structure, total
from landsupply.plan.goal import Goal
from landsupply.prepare.readiness import readiness_of

PLACE, YEAR, DAY = "410100", 2024, date(2024, 1, 1)
#: Code, part of the land, mean hectares, 万元 a hectare.
USES = (("0701", 0.3, 4.5, 2600), ("0501", 0.08, 2.5, 2200), ("0601", 0.32, 6.5, 300), ("0803", 0.3, 4.0, 100))
MONTHS, WEIGHTS = range(1, 11), (12, 8, 8, 9, 10, 10, 10, 9, 8, 6)
DELAYS = Delays(
    default=read_lateness("0:60%,1:15%,2:10%,3:10%,4:5%"),
    districts=(("中原区", read_lateness("0:80%,1:15%,2:5%")), ("二七区", read_lateness("0:45%,1:20%,2:20%,3:15%"))),
    shock=read_lateness("0:80%,1:12%,2:8%"),
)


def year(parcels: int, seed: int) -> tuple[Options, Brief]:
    """算例 · The options of an invented ledger, and a brief that asks for half of its land, much of it by June."""
    rules, draw = open_rulebook(PLACE).on(DAY), random.Random(seed)
    land = [_parcel(rules, draw, number) for number in range(1, parcels + 1)]
    ledger = Ledger(parcels=tuple(land), issues=(), sources=())
    return lawful_options(ledger, readiness_of(ledger), rules), _brief(rules, land)


def _parcel(rules: Rules, draw: random.Random, number: int) -> Parcel:
    code, _, mean, price = draw.choices(USES, [part / mean for _, part, mean, _ in USES])[0]
    units = max(3_000, round(mean * draw.lognormvariate(-0.32, 0.8) * 1_000_000) // 100 * 100)
    worth = Money.exactly(str(round(units / 1e6 * price * draw.lognormvariate(0, 0.35))), MoneyUnit.TEN_THOUSAND_YUAN)
    return Parcel(
        id=f"CS24-{number:05d}",
        name=f"测算{number}号",
        district=draw.choice([unit.name for unit in rules.place.units]),
        location=f"测算路{number}号",
        area=Area(units),
        use=rules.vocabulary.use(code, Scheme.GB2017)[0],
        source=Source(file="invented", sheet=None, row=number),
        ready=CalendarDay(date(YEAR, draw.choices(MONTHS, WEIGHTS)[0], 1), Precision.MONTH),
        prices=Prices(start_price=worth),
    )


def _brief(rules: Rules, land: list[Parcel]) -> Brief:
    by_class: dict[str, int] = {}
    by_unit: dict[str, int] = {}
    for one in land:
        units = one.area.units if one.area else 0
        name = rules.place.class_of(one.use) if one.use else ""
        by_class[name or ""] = by_class.get(name or "", 0) + units
        by_unit[one.district or ""] = by_unit.get(one.district or "", 0) + units
    whole = sum(by_class.values())
    targets = [total(Interval(whole * 48 // 100, whole // 2))]
    targets += [structure(name, Interval(units * 40 // 100, units * 60 // 100)) for name, units in by_class.items()]
    targets += [layout(name, Interval(units * 30 // 100, None)) for name, units in by_unit.items()]
    targets += [monthly(month, Interval(None, whole * 7 // 100)) for month in range(1, 13)]
    return Brief(
        year=YEAR,
        place=PLACE,
        title="稳妥测算",
        targets=tuple(targets),
        milestones=tuple(Milestone(month=month, share=Fraction(share, 100)) for month, share in ((6, 52), (9, 83))),
        goals=(Goal.REVENUE,),
        day=DAY,
        delays=DELAYS,
    )


def told(parcels: int, seed: int) -> Iterator[dict[str, Any]]:
    """测算 · One object for each way of heeding delays."""
    options, brief = year(parcels, seed)
    first = 0
    for heed in Heed:
        asked = replace(brief, caution=Caution(heed=heed, seed=seed))
        wall, cpu = time.perf_counter(), time.process_time()
        found = propose(options, asked, DAY)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        goal, chances = found.plan.proof.goals[0], found.plan.delays
        first = first or goal.value
        yield {
            "heed": heed.value,
            "parcels": parcels,
            "seed": seed,
            "met": found.is_feasible,
            "value": goal.value,
            "lost": round(1 - goal.value / first, 6),
            "gap": float(goal.gap),
            "wall": round(wall, 2),
            "cpu": round(cpu, 2),
            "odds": {one.line.key: float(chances.probability(one)) for one in chances.odds} if chances else {},
        }


def main() -> None:
    """入口 · Prints a table, or one JSON object a line."""
    parser = argparse.ArgumentParser(description="Caution about delays, measured out of sample.")
    parser.add_argument("--parcels", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    for one in told(arguments.parcels, arguments.seed):
        if arguments.json:
            print(json.dumps(one, ensure_ascii=False), flush=True)
            continue
        odds = "  ".join(f"P({month}) {chance:.3f}" for month, chance in one["odds"].items())
        state = "" if one["met"] else "  not kept"
        print(f"{one['heed']:9} lost {one['lost']:8.4%}  {odds}  cpu {one['cpu']:.1f} s{state}", flush=True)


if __name__ == "__main__":
    main()
