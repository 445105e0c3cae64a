"""证书存储形式 · A certificate as the JSON form landsupply.certificate/1, with prices by the rows' names, and back.

Whole numbers stand as decimal text, since they outgrow what most readers of JSON keep. A row without a price is left
out. The digest is over everything but itself: it finds a slip of the pen; what is untrue the evaluator finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from landsupply.measure.fault import InputFault, IntegrityFault
from landsupply.plan.certificate_value import Certificate, Leaf, Restriction, RowLimit, Window
from landsupply.plan.certified import Certified
from landsupply.seal.canon import digest

FORMAT = "landsupply.certificate/1"
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,400}")
_LARGEST_PLACE = 2**53


def to_form(certificate: Certificate, names: Sequence[str]) -> dict[str, Any]:
    """存储形式 · The certificate ready to be written as JSON; `names` are the rows' in the order of the prices."""
    form: dict[str, Any] = {
        "format": FORMAT,
        "grid": str(certificate.grid),
        "value": _text(certificate.value),
        "bound": _text(certificate.bound),
        "leaves": [_leaf(leaf, names) for leaf in certificate.leaves],
    }
    return {**form, "digest": digest(form)}


def _text(figure: int | None) -> str | None:
    return None if figure is None else str(figure)


def _leaf(leaf: Leaf, names: Sequence[str]) -> dict[str, Any]:
    return {
        "fixed": [_restriction(fixed, names) for fixed in leaf.fixed],
        "farkas": leaf.farkas,
        "prices": {name: str(price) for name, price in zip(names, leaf.prices, strict=True) if price},
    }


def _restriction(fixed: Restriction, names: Sequence[str]) -> dict[str, Any]:
    if isinstance(fixed, RowLimit):
        return {"row": names[fixed.row], "at_most" if fixed.at_most else "at_least": str(fixed.figure)}
    return {
        "block": fixed.block,
        "options": list(fixed.options),
        "months": list(fixed.months),
        "taken": fixed.taken,
    }


def from_form(form: object, names: Sequence[str]) -> Certificate:
    """读证书 · The certificate of a stored form, for the rows of these names.

    InputFault C096 where the form is none, C098 where it names a row that is not there; IntegrityFault C097 where its
    digest is of something else, C083 and C099 where it holds what cannot be.
    """
    table = _table(form, "certificate", ("format", "grid", "value", "bound", "leaves", "digest"))
    if table["format"] != FORMAT:
        raise _refused("format", table["format"])
    rows = {name: row for row, name in enumerate(names)}
    certificate = Certificate(
        grid=_whole(table["grid"], "grid"),
        value=_perhaps(table["value"], "value"),
        bound=_perhaps(table["bound"], "bound"),
        leaves=tuple(_read_leaf(one, rows, f"leaves.{i}") for i, one in enumerate(_list(table["leaves"], "leaves"))),
    )
    stated, found = table["digest"], digest({name: part for name, part in table.items() if name != "digest"})
    if not isinstance(stated, str):
        raise _refused("digest", stated)
    if stated != found:
        raise IntegrityFault("C097", place=stated[:80], found=found)
    return certificate


def named_from_form(form: object) -> Certified:
    """读具名证书 · The certificate of a stored form with the names that occur in it; faults as `from_form`."""
    table = _mapping(form, "certificate")
    names = sorted({name for leaf in _list(table.get("leaves"), "leaves") for name in _names(leaf)})
    return Certified(names=tuple(names), certificate=from_form(form, names))


def _names(leaf: object) -> Iterator[str]:
    table = _mapping(leaf, "leaves")
    yield from _mapping(table.get("prices"), "prices")
    for one in _list(table.get("fixed"), "fixed"):
        if isinstance(name := _mapping(one, "fixed").get("row"), str):
            yield name


def _read_leaf(form: object, rows: Mapping[str, int], where: str) -> Leaf:
    table = _table(form, where, ("fixed", "farkas", "prices"))
    stated = {
        _row(name, rows, f"{where}.prices"): _whole(price, f"{where}.prices.{name}")
        for name, price in _mapping(table["prices"], f"{where}.prices").items()
    }
    return Leaf(
        prices=tuple(stated.get(row, 0) for row in range(len(rows))),
        fixed=tuple(
            _read_restriction(one, rows, f"{where}.fixed.{i}")
            for i, one in enumerate(_list(table["fixed"], f"{where}.fixed"))
        ),
        farkas=_truth(table["farkas"], f"{where}.farkas"),
    )


def _read_restriction(form: object, rows: Mapping[str, int], where: str) -> Restriction:
    keys = _mapping(form, where)
    if "row" in keys:
        side = "at_most" if "at_most" in keys else "at_least"
        table = _table(form, where, ("row", side))
        row, figure = _row(table["row"], rows, f"{where}.row"), _whole(table[side], f"{where}.{side}")
        return RowLimit(row=row, figure=figure, at_most=side == "at_most")
    table = _table(form, where, ("block", "options", "months", "taken"))
    return Window(
        block=_place(table["block"], f"{where}.block"),
        options=_pair(table["options"], f"{where}.options"),
        months=_pair(table["months"], f"{where}.months"),
        taken=_truth(table["taken"], f"{where}.taken"),
    )


def _row(name: object, rows: Mapping[str, int], where: str) -> int:
    if not isinstance(name, str):
        raise _refused(where, name)
    if name not in rows:
        raise InputFault("C098", place=where[:80], row=name[:60])
    return rows[name]


def _mapping(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise _refused(where, value)
    return value


def _table(value: object, where: str, keys: tuple[str, ...]) -> Mapping[str, Any]:
    table = _mapping(value, where)
    if odd := sorted(set(table) ^ set(keys)):
        raise _refused(f"{where}.{odd[0]}", table.get(odd[0], "—"))
    return table


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise _refused(where, value)
    return value


def _whole(value: object, where: str) -> int:
    if not isinstance(value, str) or not _WHOLE.fullmatch(value):
        raise _refused(where, value)
    return int(value)


def _perhaps(value: object, where: str) -> int | None:
    return None if value is None else _whole(value, where)


def _place(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _LARGEST_PLACE:
        raise _refused(where, value)
    return value


def _pair(value: object, where: str) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise _refused(where, value)
    return _place(value[0], where), _place(value[1], where)


def _truth(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise _refused(where, value)
    return value


def _refused(where: str, value: object) -> InputFault:
    try:
        raw = str(value)[:60]
    except (ValueError, RecursionError):
        raw = type(value).__name__
    return InputFault("C096", place=where[:80], raw=raw)
