"""拒绝 · What an action may refuse with; pages and the API turn each into one answer."""

from __future__ import annotations

from dataclasses import dataclass


class Refused(Exception):
    """拒绝 · The words are in the catalogue under `code`."""

    code = "U001"

    def __init__(self, **facts: object) -> None:
        """Facts of the sentence."""
        super().__init__(self.code)
        self.facts = facts


class Forbidden(Exception):
    """无权 · What one may not see is not there: 404, the same words as for what does not exist."""


class Unlawful(Refused):
    """办不了 · The verb cannot be done in the present state: 409."""

    def __init__(self, code: str, **facts: object) -> None:
        """The sentence's own code."""
        self.code = code
        super().__init__(**facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """他人所改 · A field as it was when read, as another has made it since, as it was to be; who did it, when."""

    field: str
    was: str
    theirs: str
    mine: str
    who: str
    when: str


class Conflict(Exception):
    """冲突 · Somebody else changed the same field since it was read: 409, both values shown, neither lost."""

    def __init__(self, identity: str, version: int, rivals: tuple[Rival, ...]) -> None:
        """The record, its present version, and each field in dispute."""
        super().__init__(identity)
        self.identity, self.version, self.rivals = identity, version, rivals
