"""用语 · Invented data: cells that state names, numbers and words of the trade, rightly or with a planted fault."""

from __future__ import annotations

from dataclasses import replace

from tests.messy import words
from tests.messy.cells import Bench, Meant, Planted, Raw, Writer, clean, is_faulty, riddle, written
from tests.messy.headers import Heading


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


#: Which writer states which field.
WORDINGS: dict[str, Writer] = {
    "use": _use,
    "mode": _worded("mode", words.MODES, words.MODE_RIDDLES),
    "origin": _worded("origin", words.ORIGINS, words.ORIGIN_RIDDLES),
    "district": _district,
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
}
