"""接口形式 · What every body and answer has in common: nothing unknown is taken, every list says how to go on."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Header, Schema
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints

#: Rows in one answer at most, and where nothing is asked.
MOST, USUAL = 500, 100
#: Signs in one value, and in a text that is worked at.
_LINE, _TEXT = 4_000, 2_000_000


def _without_nothing(value: object) -> object:
    """A database keeps no sign of number nought, so no value holds one."""
    if isinstance(value, str) and "\x00" in value:
        raise ValueError("U+0000")
    return value


Line = Annotated[str, StringConstraints(max_length=_LINE), BeforeValidator(_without_nothing)]
Text = Annotated[str, StringConstraints(max_length=_TEXT), BeforeValidator(_without_nothing)]
Word = Annotated[str, StringConstraints(max_length=160), BeforeValidator(_without_nothing)]
#: As large as a database's whole number.
Number = Annotated[int, Field(ge=0, le=2**63 - 1)]
#: The header Idempotency-Key.
KEY: Any = Header("")  # type: ignore[type-arg]  # the stub has a parameter that the class lacks
#: A whole number of 0.01 m²; a page shows hectares of it.
Units = Annotated[int, Field(description="0.01 m²")]


class Body(Schema):
    """请求体 · What is sent; a field that nobody asks for is refused, not ignored."""

    model_config = ConfigDict(extra="forbid")


class Answer(Schema):
    """应答 · What is answered."""


class Refusal(Answer):
    """拒绝 · A code, what was found, what to do."""

    code: str
    message: str
    remedy: str = ""
    fields: Annotated[list[str], Field(default_factory=list)]


class RivalOut(Answer):
    """他人所改 · A field as it was, as it stands, as it was to be."""

    field: str
    was: str
    theirs: str
    mine: str
    who: str
    when: str


class ConflictOut(Refusal):
    """冲突 · Both values of every field in dispute, and the record's present version."""

    identity: str
    version: int
    rivals: list[RivalOut]


class Paging(Body):
    """翻页 · How many rows, after which one: `next` of the page before."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = USUAL
    after: Annotated[int, Field(ge=0, le=2**53)] = 0


class Paged(Answer):
    """一页 · How many there are in all, and what to ask the next page with; none at the end."""

    count: int
    next: int | None
