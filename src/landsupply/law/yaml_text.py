"""YAML 读取 · YAML read strictly: no floats, no octal codes, no key that silently overwrites another.

YAML 1.1 would turn ``0501`` into 321, ``on`` into true, ``0.70`` into a binary float and let a second equal
key win. Here a number is a whole number without leading zeros, an exact decimal or a ratio such as ``1/3`` (both
``Fraction``); ``true`` and ``false`` are the only booleans; everything else stays the text it was. Errors: W006 (not
YAML), W007 (a key twice), W008 (a number that is not exact).
"""

import re
from collections.abc import Hashable
from fractions import Fraction

import yaml

from landsupply.measure.fault import LawFault

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_EXACT = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_RATIO = re.compile(r"[1-9][0-9]*/[1-9][0-9]*\Z")


class _Exact(_Loader):  # type: ignore[misc]  # PyYAML picks its C loader at run time, which the types cannot name
    """精确读取 · The loader whose constructors keep text as text and decimals exact."""


def _whole(loader: "_Exact", node: yaml.ScalarNode) -> int | str:
    text = str(node.value)
    return int(text) if _WHOLE.fullmatch(text) else text


def _decimal(loader: "_Exact", node: yaml.ScalarNode) -> Fraction:
    text = str(node.value)
    if not _EXACT.fullmatch(text):
        raise LawFault("W008", raw=text, line=node.start_mark.line + 1)
    return Fraction(text)


def _ratio(loader: "_Exact", node: yaml.ScalarNode) -> Fraction:
    return Fraction(str(node.value))


def _boolean(loader: "_Exact", node: yaml.ScalarNode) -> bool | str:
    text = str(node.value)
    return {"true": True, "false": False}.get(text, text)


def _mapping(loader: "_Exact", node: yaml.MappingNode) -> dict[Hashable, object]:
    found: dict[Hashable, object] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise LawFault("W007", key=key, line=key_node.start_mark.line + 1)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_TAG = "tag:yaml.org,2002:"
for _name, _construct in (
    ("int", _whole),
    ("float", _decimal),
    ("ratio", _ratio),
    ("bool", _boolean),
    ("map", _mapping),
):
    _Exact.add_constructor(_TAG + _name, _construct)
_Exact.add_implicit_resolver(_TAG + "ratio", _RATIO, list("123456789"))


def read_yaml(text: str, source: str) -> object:
    """读取 · One YAML text as plain values; ``source`` names it in the fault."""
    try:
        return yaml.load(text, Loader=_Exact)
    except yaml.YAMLError as trouble:
        mark = getattr(trouble, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        detail = getattr(trouble, "problem", None) or type(trouble).__name__
        raise LawFault("W006", source=source, line=line, detail=detail) from None
    except ValueError as trouble:  # a day that is none, such as 2023-02-30
        raise LawFault("W006", source=source, line=1, detail=str(trouble)) from None
