"""日期 · Invented data: cells that state days and months, rightly or with a planted fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from tests.messy.cells import (
    Bench,
    Meant,
    Planted,
    Writer,
    clean,
    errored,
    han_number,
    han_year,
    is_faulty,
    riddle,
    wide,
    written,
)
from tests.messy.headers import Heading

DAY_SHAPES = ("yyyy-mm-dd", "yyyy/m/d", 'yyyy"年"m"月"d"日"', "yyyy.mm.dd", "mm-dd-yy", "[$-804]yyyy/m/d")


def _serial(day: date, bench: Bench) -> int:
    return (day - (date(1904, 1, 1) if bench.is_1904 else date(1899, 12, 30))).days


def _day(name: str) -> Writer:
    def write_day(truth: Meant, head: Heading, bench: Bench) -> Planted:
        rng, day = bench.rng, truth.days[name]
        if rng.random() < 0.15 or (truth.failed and name == "supplied"):
            return clean(None, None)
        value, y, m, d = day.isoformat(), day.year, day.month, day.day
        if not is_faulty(bench, name):
            return clean(value if bench.is_text else day, value, rng.choice(DAY_SHAPES))
        month = f"{y}-{m:02d}"
        choices: list[Callable[[], Planted]] = [
            lambda: written(f"{y}.{m}.{d}", value, "dotted"),
            lambda: written(f"{y}/{m}/{d}", value, "slashed"),
            lambda: written(f"{y}年{m}月{d}日", value, "written_out"),
            lambda: written(f"{y}年{m}月{d}号", value, "written_out"),
            lambda: written(wide(f"{y}年{m}月{d}日"), value, "full_width"),
            lambda: written(f"{han_year(y)}年{han_number(m)}月{han_number(d)}日", value, "han_digits"),
            lambda: written(f"{y}{m:02d}{d:02d}", value, "compact"),
            lambda: written(f" {value}\u00a0", value, "nbsp"),
            lambda: written(f"{value} 00:00:00", value, "midnight"),
            lambda: written(f"{y}.{m}.{d}.", value, "trailing_dot"),
            lambda: written(f"{y}年{m}月", month, "month_only"),
            lambda: riddle(f"{y % 100}.{m}.{d}", value, "short_year"),
            lambda: riddle(f"{y}-02-30", None, "no_such_day"),
            lambda: riddle(f"{m}月{d}日", value, "no_year"),
            lambda: riddle("已公告", None, "words"),
            lambda: riddle(f"{d % 12 + 1}/{m}/{y}", None, "day_or_month_first"),
            lambda: written("1900-01-01", None, "dummy_day"),
            lambda: written("/", None, "blank_word"),
        ]  # fmt: skip
        if not bench.is_text:
            choices += [
                lambda: written(_serial(day, bench), value, "serial_number"),
                lambda: (
                    written(str(_serial(day, bench)), value, "serial_text")
                    if not bench.is_1904
                    else riddle(str(_serial(day, bench)), value, "serial_text")
                ),
                lambda: written(int(f"{y}{m:02d}{d:02d}"), value, "compact_number"),
                lambda: written(datetime(y, m, d, 15, 30), value, "with_time", "yyyy/m/d h:mm"),
                lambda: errored(bench, value),
            ]
        return rng.choice(choices)()

    return write_day


def _ready(truth: Meant, head: Heading, bench: Bench) -> Planted:
    rng, day = bench.rng, truth.days["ready"]
    y, m = day.year, day.month
    value, quarter = f"{y}-{m:02d}", (m + 2) // 3
    season = f"{y}-Q{quarter}"
    if not is_faulty(bench, "ready"):
        return clean(rng.choice((value, f"{y}年{m}月")), value)
    choices: list[Callable[[], Planted]] = [
        lambda: written(f"{y}.{m:02d}", value, "dotted"),
        lambda: written(wide(f"{y}年{m}月"), value, "full_width"),
        lambda: written(f"{han_year(y)}年{han_number(m)}月", value, "han_digits"),
        lambda: written(f"{y}年{m}月底前", value, "month_end"),
        lambda: written(f"{y}年{m}月份", value, "written_out"),
        lambda: written(f"{y} 年 {m} 月", value, "spaces"),
        lambda: written(f"{y}/{m}", value, "slashed"),
        lambda: written(f"{y}年{'一二三四'[quarter - 1]}季度", season, "quarter"),
        lambda: written(f"{y}年第{quarter}季度", season, "quarter"),
        lambda: written(f"{y}年", str(y), "year_only"),
        lambda: written(f"{y}年底", f"{y}-12", "year_end"),
        lambda: written(f"{y}年{m}月{day.day}日", day.isoformat(), "day"),
        lambda: riddle(f"{'一二三四'[quarter - 1]}季度", season, "no_year"),
        lambda: riddle(f"{m}月底前", value, "no_year"),
        lambda: riddle(f"{m}月", value, "no_year"),
        lambda: riddle(f"{y % 100}.{m}.{day.day}", day.isoformat(), "short_year"),
        lambda: riddle(f"{y % 100}年{m}月", value, "short_year"),
        lambda: riddle(f"{y}年上半年", None, "half_year"),
        lambda: riddle("已净地", None, "words"),
        lambda: riddle(f"{y}-13", None, "no_such_month"),
        lambda: riddle(f"{y}年{m}-{m + 1}月", None, "range"),
        lambda: written("待定", None, "blank_word"),
    ]  # fmt: skip
    if not bench.is_text:
        first = date(y, m, 1)
        choices += [
            lambda: replace(written(first, value, "date_shown_as_month", 'yyyy"年"m"月"'), also=(first.isoformat(),)),
            lambda: riddle(float(f"{y}.1"), None, "lost_zero") if m in (1, 10) else
            written(float(f"{y}.{m}"), value, "dotted_number"),
            lambda: replace(written(_serial(first, bench), value, "serial_number"), also=(first.isoformat(),)),
        ]  # fmt: skip
    return rng.choice(choices)()


#: Which writer states which field.
DAYS: dict[str, Writer] = {
    "ready": _ready,
    "noticed": _day("noticed"),
    "supplied": _day("supplied"),
}
