"""首行 · Every module, public class and public function opens with `中文词 · One English sentence.`"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, complaints, planted, word_of


def docstrings(module: Module) -> Iterator[str]:
    """首行 · The modules, public classes and public functions whose first line is not of the house's form."""
    yield from _opening(module, module.tree, module.name)
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield from _opening(module, node, node.name)


def _opening(
    module: Module, node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef, name: str
) -> Iterator[str]:
    text = ast.get_docstring(node)
    if text is None:
        yield module.at(node, f"{name} has no docstring")
    elif word_of(text) is None:
        yield module.at(node, f"{name} opens with “{text.splitlines()[0] if text else ''}”")


def test_every_opening_line_says_the_word_and_one_sentence() -> None:
    assert complaints(docstrings) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        '"""One parcel of land."""',
        '"""宗地 - One parcel of land."""',
        '"""宗地 · 一宗土地。"""',
        '"""Parcel · One parcel of land."""',
        '"""宗地 · One parcel of land"""',
        '"""宗地 · One parcel."""\nclass Parcel: ...',
        '"""宗地 · One parcel."""\ndef parcel():\n    """Returns it."""',
        '"""宗地 · One parcel."""\nasync def parcel(): ...',
    ],
)
def test_a_planted_opening_is_seen(text: str) -> None:
    assert list(docstrings(planted("ledger/parcel.py", text)))


def test_a_good_opening_and_a_private_name_are_not() -> None:
    text = '"""宗地 · One parcel of land, as the ledger knows it.\n\nMore."""\ndef _helped(): ...'
    assert list(docstrings(planted("ledger/parcel.py", text))) == []
