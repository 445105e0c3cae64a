"""标记 · XML walked once by expat: no document type, no entity, nothing fetched, damage typed."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from landsupply.measure.fault import InputFault

Attributes = dict[str, str]


def local(tag: str) -> str:
    """本名 · The name of an element or attribute without its prefix."""
    return tag.rpartition(":")[2]


def walk(
    markup: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """走读 · Calls the handlers in the order of the markup.

    InputFault F016 for a declaration, F019 for damage.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.EntityDeclHandler = _refuse_declaration
    try:
        parser.Parse(markup, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise InputFault("F019", part=str(error)[:80]) from None


def plain_text(markup: bytes) -> str:
    """还原文字 · The text that a piece of markup without elements stands for."""
    if b"&" not in markup:
        return markup.decode("utf-8")
    pieces: list[str] = []
    walk(b"<t>" + markup + b"</t>", lambda tag, attributes: None, text=pieces.append)
    return "".join(pieces)


def _refuse_declaration(*_: object) -> None:
    raise InputFault("F016", part="XML")
