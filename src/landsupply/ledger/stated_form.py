"""存储形式之值 · Texts, lists and mappings of a stored form, refused with TypeError where it holds something else.

What a form that is no such form is called is the caller's to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def text_in(value: object) -> str:
    """文本 · A text, not a number and not nothing."""
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def rows_in(value: object) -> Sequence[Mapping[str, object]]:
    """各行 · A list, whose members the caller reads as mappings."""
    if not isinstance(value, list):
        raise TypeError(type(value).__name__)
    return value


def texts_in(value: object) -> dict[str, str]:
    """文本对照 · A mapping of texts to texts."""
    if not isinstance(value, Mapping):
        raise TypeError(type(value).__name__)
    return {text_in(key): text_in(one) for key, one in value.items()}
