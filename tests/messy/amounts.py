"""数量 · Invented data: cells that state areas, terms, prices and limits, rightly or with a planted fault."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from tests.messy import words
from tests.messy.cells import (
    Bench,
    Meant,
    Planted,
    Raw,
    Writer,
    clean,
    errored,
    han_number,
    in_unit,
    is_faulty,
    plain,
    riddle,
    wide,
    written,
)
from tests.messy.headers import Heading


def _area(truth: Meant, head: Heading, bench: Bench) -> Planted:
    value = plain(truth.hectares)
    number = in_unit(truth.hectares, head.unit)
    shown = plain(number)
    if not is_faulty(bench, "area"):
        return clean(shown if bench.is_text else _figure(number), value, bench.rng.choice(("", "0.0000")))
    choices: list[Callable[[], Planted]] = [
        lambda: written(shown, value, "text_number"),
        lambda: written(wide(shown), value, "full_width"),
        lambda: written(f"{number:,f}" if number < 1000 else f"{number:,}", value, "thousands"),
        lambda: written(f"{shown}\u00a0", value, "nbsp"),
        lambda: written(f"\u200b{shown}", value, "zwsp"),
        lambda: written(f"  {shown} ", value, "spaces"),
        lambda: written(f"{plain(truth.hectares)}公顷", value, "unit_in_cell"),
        lambda: written(f"{plain(truth.hectares * 15)}亩", value, "mu_in_cell"),
        lambda: written(f"{plain(truth.hectares * 15)} 亩", value, "mu_in_cell"),
        lambda: written(f"{plain(truth.hectares * 10_000)}平方米", value, "metres_in_cell"),
        lambda: written(f"{plain(truth.hectares * 10_000)}㎡", value, "metres_in_cell"),
        lambda: written(f"{plain(truth.hectares * 10_000)}m²", value, "metres_in_cell"),
        lambda: written(f"{plain(truth.hectares)}万平方米", value, "wan_metres_in_cell"),
        lambda: riddle(f"约{shown}", value, "about"),
        lambda: riddle(f"{shown}左右", value, "about"),
        lambda: riddle(f"{shown}-{plain(number + 1)}", None, "range"),
        lambda: riddle("1.2e1", None, "exponent"),
        lambda: riddle("٣.٥", None, "other_digits"),
        lambda: riddle(f"-{shown}", None, "negative"),
        lambda: riddle(f"1_0{shown}", None, "underscore"),
        lambda: riddle("详见红线图", None, "words"),
        lambda: written(None, None, "blank"),
        lambda: written("待定", None, "blank_word"),
    ]  # fmt: skip
    choices += 2 * choices[6:9]  # 公顷 and 亩 in the cell are what clerks write most
    if not bench.is_text:
        choices += [
            lambda: _formula(bench, number, value),
            lambda: errored(bench, value),
            lambda: written(float(number) + 1e-13, value, "long_decimals"),
            lambda: written(float(number), value, "shown_rounded", "0.0"),
            lambda: replace(written(shown, value, "apostrophe"), raw=Raw(shown, quoted=True)),
        ]
    return bench.rng.choice(choices)()


def _figure(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _formula(bench: Bench, number: Decimal, value: str) -> Planted:
    half = plain(number / 2)
    if bench.formulas == "uncached":
        return Planted(Raw(None, formula=f"={half}+{half}"), value, "formula_without_value", sure=False)
    return Planted(Raw(float(number), formula=f"={half}+{half}"), value, "formula")


def _term(truth: Meant, head: Heading, bench: Bench) -> Planted:
    value = truth.fields["term"] or "40"
    if not is_faulty(bench, "term"):
        return clean(value if bench.is_text else int(value), value)
    choices = [
        written(f"{value}年", value, "unit_in_cell"),
        written(wide(value), value, "full_width"),
        written(f"{value}.0", value, "decimals"),
        written(f" {value} 年", value, "spaces"),
        written(f"{han_number(int(value) // 10)}十年", value, "han_digits"),
        riddle("住宅70年，商业40年", None, "per_use"),
        riddle("70/40", None, "per_use"),
        riddle("长期", None, "words"),
        written("0", None, "none_as_zero"),
        written("—", None, "blank_word"),
    ]
    return bench.rng.choice(choices)


def _phase(truth: Meant, head: Heading, bench: Bench) -> Planted:
    if bench.rng.random() < 0.6 or truth.hectares < 1:
        return bench.rng.choice((clean(None, None), written("否", None, "no_word")))
    part = Decimal(int(truth.hectares * 5000)) / 10_000
    if not is_faulty(bench, "phase_from"):
        return clean(f"{plain(part)}公顷", plain(part))
    return bench.rng.choice((
        riddle("可", None, "phase_without_area"),
        riddle("首期约2公顷", None, "about"),
        riddle(f"{plain(truth.hectares + 1)}公顷", None, "more_than_whole"),
        written(f"{plain(part * 15)}亩", plain(part), "mu_in_cell"),
    ))  # fmt: skip


def _price(name: str) -> Writer:
    def write_price(truth: Meant, head: Heading, bench: Bench) -> Planted:
        value = truth.fields[name] or ""
        if truth.failed and name == "deal_price":
            return written(bench.rng.choice((truth.failed, "/", None)), None, "failed")
        yuan = Decimal(value) / 100
        number = yuan / 10_000 if head.unit == "万元" else yuan
        shown = plain(number)
        if not is_faulty(bench, name):
            return clean(shown if bench.is_text else _figure(number), value)
        choices = [
            written(f"{plain(yuan / 10_000)}万元", value, "unit_in_cell"),
            written(f"{plain(yuan)}元", value, "unit_in_cell"),
            written(f"{number:,}", value, "thousands"),
            written(wide(shown), value, "full_width"),
            riddle("面议", None, "words"),
            written("/", None, "blank_word"),
        ]
        return bench.rng.choice(choices)

    return write_price


def _limits(name: str, texts: Sequence[tuple[str, str]]) -> Writer:
    def write_limits(truth: Meant, head: Heading, bench: Bench) -> Planted:
        if is_faulty(bench, name):
            text = bench.rng.choice(words.RATIO_RIDDLES)  # no figure can be taken; the words may be kept
            return written(text, text, "unclear_limits")
        text, value = bench.rng.choice(texts)
        return written(text, value, "free_text")

    return write_limits


#: Which writer states which field.
AMOUNTS: dict[str, Writer] = {
    "area": _area,
    "term": _term,
    "phase_from": _phase,
    "start_price": _price("start_price"),
    "deal_price": _price("deal_price"),
    "plot_ratio": _limits("plot_ratio", words.RATIOS),
    "density": _limits("density", words.DENSITIES),
}
