"""公开名称 · The root re-exports about twenty names, sorted, and a change of them is seen in review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import landsupply

SNAPSHOT = Path(__file__).with_name("public_names.txt")


def face(names: Sequence[str], agreed: Sequence[str]) -> Iterator[str]:
    """公开名称 · What is wrong with a list of public names."""
    if list(names) != sorted(set(names)):
        yield "the public names are not sorted, or one stands twice"
    if not 15 <= len(names) <= 26:
        yield f"{len(names)} public names are not about twenty"
    yield from (f"{name} is public and not agreed" for name in sorted(set(names) - set(agreed)))
    yield from (f"{name} is agreed and not public" for name in sorted(set(agreed) - set(names)))


def test_the_public_names_are_the_agreed_ones() -> None:
    assert list(face(landsupply.__all__, SNAPSHOT.read_text("utf-8").split())) == []


def test_every_public_name_is_there() -> None:
    missing = [name for name in landsupply.__all__ if getattr(landsupply, name, None) is None]
    assert missing == []


def test_a_planted_name_is_seen() -> None:
    agreed = [f"Name{letter}" for letter in "abcdefghijklmnopqrst"]
    assert list(face(agreed, agreed)) == []
    assert list(face([*agreed, "Zeal"], agreed)) == ["Zeal is public and not agreed"]
    assert list(face(agreed[1:], agreed)) == ["Namea is agreed and not public"]
    assert list(face(agreed[::-1], agreed))
    assert list(face(agreed[:3], agreed[:3]))
