"""单元格 · Invented data: one true parcel, and the cells by which a clerk states it, rightly or with a planted fault.

A cell is `sure` where a careful reader would know what is meant: then it may be read so, or reported. Where it is not
sure it must be reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from tests.messy import words
from tests.messy.headers import HECTARE, METRE, MU, Heading

Content = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class Raw:
    """原样 · What goes into the file: content, number format, formula (content is then its cached value)."""

    content: Content = None
    shape: str = ""
    formula: str = ""
    error: bool = False
    quoted: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Planted:
    """落笔 · A cell with its truth: canonical value (None for none), other readings accepted, the planted fault."""

    raw: Raw
    value: str | None
    fault: str = ""
    sure: bool = True
    also: tuple[str | None, ...] = ()


@dataclass(slots=True)
class Meant:
    """真宗地 · What the clerk means, by field, in canonical form; `hectares` exact."""

    fields: dict[str, str | None]
    hectares: Decimal
    days: dict[str, date] = field(default_factory=dict)
    use: words.Use = words.USES[0]
    is_met_again: bool = False  # then its numbers stand without a fault on every row
    failed: str = ""  # what became of a lot that was not sold: then it has no price, no holder and no contract


@dataclass(frozen=True, slots=True)
class Bench:
    """台面 · What decides how a cell may be written: chance, share of faults, kind of file, epoch, favourites."""

    rng: Random
    rate: float
    is_text: bool = False  # a text file holds neither numbers nor formulas
    is_1904: bool = False
    formulas: str = "cached"  # uncached where the library keeps no values, none in a text file
    encoding: str = ""  # of a text file: signs it lacks are not written
    year: int = 2024
    favourites: tuple[str, ...] = ()  # fields with many faults


def clean(content: Content, value: str | None, shape: str = "") -> Planted:
    """净格 · A cell without a fault."""
    return Planted(Raw(content, shape), value)


def written(content: Content, value: str | None, fault: str, shape: str = "") -> Planted:
    """可读 · A cell in another form, whose meaning leaves no doubt."""
    return Planted(Raw(content, shape), value, fault)


def riddle(content: Content, value: str | None, fault: str, shape: str = "") -> Planted:
    """存疑 · A cell that must be reported."""
    return Planted(Raw(content, shape), value, fault, sure=False)


def wide(text: str) -> str:
    """全角 · Digits and points in their full width."""
    return text.translate(str.maketrans("0123456789.,-", "０１２３４５６７８９．，－"))


def plain(number: Decimal) -> str:
    """平写 · An exact decimal without exponent or idle zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


# ---- the true parcel ------------------------------------------------------------------------------------------------


def parcel(rng: Random, number: int, year: int) -> Meant:
    """造宗地 · An invented parcel."""
    use = rng.choice(words.USES)
    hectares = (
        Decimal(rng.choice((rng.randint(1000, 9999), rng.randint(10000, 79999), rng.randint(80000, 199999)))) / 10000
    )
    if not (hectares * 10000) % 10:  # the last digit is never 0, so that its loss would be seen
        hectares += Decimal("0.0003")
    district = rng.choice(tuple(words.DISTRICTS))
    noticed = date(year, 1, 5) + timedelta(days=rng.randint(0, 200))
    supplied = noticed + timedelta(days=rng.randint(25, 60))
    ready = date(year, rng.randint(1, 12), rng.randint(1, 28))
    north, east = rng.sample(words.ROADS, 2)
    estate = rng.choice(words.ESTATES) + rng.choice(words.ESTATES)
    start = rng.randint(200, 90_000) * 10**6
    fields: dict[str, str | None] = {
        "number": _number(rng, number, year),
        "supervision": f"4101{rng.choice('0123456789')}{rng.randint(2, 8)}{year}B{number:04d}{rng.randint(0, 9)}",
        "name": f"{estate}{use.project}{rng.choice('一二三四五')}期{number}号",
        "district": district,
        "location": f"{north}{rng.choice(words.KINDS)}南、{east}{rng.choice(words.KINDS)}"
        f"{rng.choice('东西')}{number}号",
        "use": use.name,
        "origin": rng.choice(tuple(words.ORIGINS)),
        "mode": rng.choice(tuple(words.MODES)),
        "term": rng.choice(("40", "50", "70")),
        "livelihood": rng.choice(words.LIVELIHOODS),
        "housing": rng.choice(words.HOUSINGS),
        "level": rng.choice(words.LEVELS),
        "batch": f"豫政土〔{year - 1}〕{rng.randint(1, 900)}号",
        "unit": district + rng.choice(words.OFFICES),
        "person": rng.choice(words.SURNAMES) + rng.choice(words.GIVEN),
        "obstacles": "；".join(rng.sample(words.OBSTACLES, rng.randint(1, 2))),
        "start_price": str(start),
        "deal_price": str(start + rng.randint(0, 900) * 10**6),
    }  # fmt: skip
    failed = rng.choice(words.FAILURES) if rng.random() < 0.15 else ""
    return Meant(fields, hectares, {"ready": ready, "noticed": noticed, "supplied": supplied}, use, failed=failed)


def _number(rng: Random, number: int, year: int) -> str:
    style = rng.random()
    if style < 0.5:
        return f"ZZ{year}-{rng.choice('ABC')}{number:03d}"
    return f"410105{rng.randint(100, 199)}{rng.randint(100, 199)}GB{number:05d}"


# ---- writers, one per field -----------------------------------------------------------------------------------------

Writer = Callable[[Meant, Heading, Bench], Planted]


def write(truth: Meant, head: Heading, bench: Bench) -> Planted:
    """落笔 · The cell of one column for one parcel."""
    name = head.field or head.key
    writer = WRITERS.get(name)
    if writer is None:
        return _unknown(truth, head, bench)
    planted = writer(truth, head, bench)
    return (
        planted
        if is_writable(planted.raw.content, bench)
        else writer(truth, head, replace(bench, rate=0, favourites=()))
    )


def is_writable(content: Content, bench: Bench) -> bool:
    """可写 · Whether the file's encoding has all signs of a text."""
    try:
        str(content or "").encode(bench.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def is_faulty(bench: Bench, name: str) -> bool:
    """是否落错 · Whether this cell gets a fault."""
    share = 0.45 if name in bench.favourites else bench.rate
    return bench.rng.random() < share


def in_unit(hectares: Decimal, unit: str) -> Decimal:
    """换单位 · The exact number in a unit."""
    return {HECTARE: hectares, "": hectares, MU: hectares * 15, METRE: hectares * 10_000}[unit]


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
            lambda: _errored(bench, value),
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


def _errored(bench: Bench, value: str | None) -> Planted:
    word = bench.rng.choice(("#REF!", "#VALUE!", "#N/A", "#DIV/0!"))
    return Planted(Raw(word, error=True), value, "error_cell", sure=False)


DAY_SHAPES = ("yyyy-mm-dd", "yyyy/m/d", 'yyyy"年"m"月"d"日"', "yyyy.mm.dd", "mm-dd-yy", "[$-804]yyyy/m/d")
HAN = "〇一二三四五六七八九"


def han_year(year: int) -> str:
    """汉字年 · 2024 as 二〇二四."""
    return "".join(HAN[int(digit)] for digit in str(year))


def han_number(number: int) -> str:
    """汉字数 · 1 to 31 as 一 to 三十一."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else HAN[tens] + "十") + (HAN[ones] if ones else "")


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
                lambda: _errored(bench, value),
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


def _use(truth: Meant, head: Heading, bench: Bench) -> Planted:
    use = truth.use
    if not is_faulty(bench, "use"):
        return Planted(Raw(use.text), use.name, also=use.also)
    if bench.rng.random() < 0.7:
        text = bench.rng.choice(words.USE_WAYS[use.name])
        return Planted(Raw(_one_line(text, bench)), use.name, "other_words", also=use.also)
    if bench.rng.random() < 0.2:
        return replace(written("商业用地", "商服用地", "short_name"), also=("商业用地",))
    if bench.rng.random() < 0.3:
        return written("住宅用地70%、商服用地30%", "住宅用地70%、商服用地30%", "mixed_use")
    return riddle(bench.rng.choice(words.USE_RIDDLES), None, "unclear_use")


def _one_line(text: str, bench: Bench) -> str:
    return text.replace("\n", "") if bench.is_text else text


def _worded(name: str, ways: dict[str, tuple[str, ...]], riddles: tuple[str, ...]) -> Writer:
    def write_word(truth: Meant, head: Heading, bench: Bench) -> Planted:
        value = truth.fields[name] or ""
        if not is_faulty(bench, name):
            return clean(value, value)
        if bench.rng.random() < 0.75:
            return written(_one_line(bench.rng.choice(ways[value]), bench), value, "other_words")
        if truth.failed and name == "mode":
            return riddle(bench.rng.choice((truth.failed, f"{value}（{truth.failed}）")), None, "failed")
        return riddle(bench.rng.choice(riddles), None, f"unclear_{name}")

    return write_word


def _district(truth: Meant, head: Heading, bench: Bench) -> Planted:
    value = truth.fields["district"] or ""
    if not is_faulty(bench, "district"):
        return clean(value, value)
    text = bench.rng.choice(words.DISTRICTS[value])
    return written(int(text) if text.isdigit() and not bench.is_text else text, value, "other_words")


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


def _official(name: str) -> Writer:
    def write_number(truth: Meant, head: Heading, bench: Bench) -> Planted:
        value = truth.fields[name] or ""
        if truth.is_met_again or not is_faulty(bench, name):
            return clean(value, value)
        digits = f"4101052024{bench.rng.randint(10**8, 10**9 - 1)}"
        choices = [
            written(f" {value} ", value, "spaces"),
            written(f"{value}\u00a0", value, "nbsp"),
            written(f"'{value}", value, "apostrophe"),
            written(digits, digits, "digits_as_text"),
            riddle(f"{float(digits):.5E}", digits, "lost_digits"),
        ]
        if not bench.is_text:
            choices += [
                riddle(float(digits), digits, "lost_digits"),
                riddle(float(digits), digits, "lost_digits", "0"),
                Planted(Raw(digits, quoted=True), digits, "apostrophe"),
            ]
        chosen = bench.rng.choice(choices)
        truth.fields[name] = chosen.value
        return chosen

    return write_number


def _text(name: str) -> Writer:
    def write_text(truth: Meant, head: Heading, bench: Bench) -> Planted:
        value = truth.fields[name] or ""
        if not is_faulty(bench, name):
            return clean(value, value)
        choices = [
            written(f"{value} ", value, "spaces"),
            written(f"\u3000{value}", value, "spaces"),
            written(f"{value}\u00a0", value, "nbsp"),
        ]
        if not bench.is_text:
            choices.append(Planted(Raw(value, comment="请核对"), value, "comment"))
            if name == "name":
                shown = f'=HYPERLINK("http://example.invalid/{len(value)}","{value}")'
                is_computed = bench.formulas == "cached"
                choices.append(Planted(Raw(value, formula=shown), value, "hyperlink", sure=is_computed))
        return bench.rng.choice(choices)

    return write_text


def _sparse(name: str) -> Writer:
    whole = _text(name)

    def write_sparse(truth: Meant, head: Heading, bench: Bench) -> Planted:
        if bench.rng.random() < 0.5:
            blank = bench.rng.choice((clean(None, None), clean("", None), written("无", None, "blank_word")))
            return replace(blank, also=("普通商品住房",)) if name == "housing" else blank  # which the use may say
        return whole(truth, head, bench)

    return write_sparse


def _person(truth: Meant, head: Heading, bench: Bench) -> Planted:
    value = truth.fields["person"] or ""
    if not is_faulty(bench, "person"):
        return clean(value, value)
    phone = f"13{bench.rng.randint(10**8, 10**9 - 1)}"
    # 18 digits whose check digit is wrong on purpose: no such number can exist
    identity = f"410199{bench.rng.randint(1960, 1999)}0230{bench.rng.randint(100, 999)}Z".replace("Z", "X")
    return bench.rng.choice((
        Planted(Raw(f"{value} {phone}"), f"{value} {phone}", "phone", also=(value,)),
        Planted(Raw(f"{value}（{identity}）"), None, "identity_number", sure=False),
    ))  # fmt: skip


def _obstacles(truth: Meant, head: Heading, bench: Bench) -> Planted:
    value = truth.fields["obstacles"] or ""
    if bench.rng.random() < 0.5:
        return bench.rng.choice((clean(None, None), written("无", None, "blank_word")))
    if not is_faulty(bench, "obstacles"):
        return clean(value, value)
    return written(value.replace("；", bench.rng.choice(("、", ";", "；", "，"))), value, "other_marks")


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


def _unknown(truth: Meant, head: Heading, bench: Bench) -> Planted:
    rng = bench.rng
    texts = {
        "note": rng.choice(words.NOTES),
        "holder": truth.failed or rng.choice(words.HOLDERS),
        "phone": f"0371-{rng.randint(10**7, 10**8 - 1)}",
        "grade": rng.choice("一二三四五") + "级",
        "stage": rng.choice(("五通一平", "是", "否", "净地")),
        "index": f"SYS{rng.randint(1000, 9999)}",
    }
    return clean(texts.get(head.key) or None, None)


WRITERS: dict[str, Writer] = {
    "area": _area,
    "ready": _ready,
    "noticed": _day("noticed"),
    "supplied": _day("supplied"),
    "use": _use,
    "mode": _worded("mode", words.MODES, words.MODE_RIDDLES),
    "origin": _worded("origin", words.ORIGINS, words.ORIGIN_RIDDLES),
    "district": _district,
    "term": _term,
    "number": _official("number"),
    "supervision": _official("supervision"),
    "name": _text("name"),
    "location": _text("location"),
    "batch": _text("batch"),
    "unit": _text("unit"),
    "livelihood": _sparse("livelihood"),
    "housing": _sparse("housing"),
    "level": _sparse("level"),
    "person": _person,
    "obstacles": _obstacles,
    "phase_from": _phase,
    "start_price": _price("start_price"),
    "deal_price": _price("deal_price"),
    "plot_ratio": _limits("plot_ratio", words.RATIOS),
    "density": _limits("density", words.DENSITIES),
}
