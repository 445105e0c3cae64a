"""词表 · One word per thing: the glossary lists every public class, with the word its docstring gives."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping

import landsupply
from tests.architecture.source import ROOT, word_of

ROW = re.compile(r"^\|\s*(?P<code>[^|]+?)\s*\|\s*(?P<word>[^|]+?)\s*\|", re.MULTILINE)


def glossary(text: str) -> dict[str, str]:
    """词表 · The Chinese word of each code name in the glossary's table; a cell `A / B` lists two."""
    words: dict[str, str] = {}
    for row in ROW.finditer(text):
        codes = [code.strip(" `") for code in row["code"].split(" / ")]
        chinese = [word.strip() for word in row["word"].split(" / ")]
        if len(codes) == len(chinese):
            words.update(zip(codes, chinese, strict=True))
    return words


def disagreements(said: Mapping[str, str], listed: Mapping[str, str]) -> Iterator[str]:
    """不一致 · The public classes that the glossary lacks, or calls by another word."""
    for name, word in sorted(said.items()):
        if name not in listed:
            yield f"{name} ({word}) is not in the glossary"
        elif listed[name] != word:
            yield f"{name} is {word} in the code and {listed[name]} in the glossary"


def _public_classes() -> dict[str, str]:
    faces = {name: getattr(landsupply, name) for name in landsupply.__all__}
    return {name: word_of(inspect.getdoc(face) or "") or "?" for name, face in faces.items() if inspect.isclass(face)}


def test_the_glossary_has_the_word_of_every_public_class() -> None:
    assert list(disagreements(_public_classes(), glossary((ROOT / "GLOSSARY.md").read_text("utf-8")))) == []


def test_a_planted_word_is_seen() -> None:
    listed = glossary(
        "| code | 中文 | x |\n|---|---|---|\n| `Parcel` | 宗地 | A piece. |\n| `A` / `B` | 甲 / 乙 | x |\n"
    )
    assert listed["Parcel"] == "宗地" and listed["B"] == "乙"
    assert list(disagreements({"Parcel": "宗地", "A": "甲"}, listed)) == []
    assert list(disagreements({"Parcel": "地块"}, listed))
    assert list(disagreements({"Plan": "供应计划"}, listed))
