"""措辞 · Sentences live in the message catalogue: Python holds none, Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, complaints, has_cjk, planted, texts

LONGEST_CHINESE = 12
#: A regular expression recognises words, it does not say them.
PATTERN = re.compile(r"\(\?[:P<=!i]|\\[dDsSwWbBAZ]|\[[^\]]+\][*+?{)]?|.\|.")
#: Four plain words in a row are a sentence; names, formats and formulas do not look like that.
ENGLISH = re.compile(r"(?:\b[A-Za-z][a-z']+[,;:]? ){3,}[a-z']+(?![:\w])")
#: These hold grammars (words to be recognised in other people's text), names of schemes, or a style sheet.
GRAMMARS = (
    "files/csv_in.py",
    "files/html_style.py",
    "law/document_number.py",
    "law/spelling.py",
    "law/vocabulary.py",
    "ledger/columns.py",
    "measure/",
    "proofread/",
    # Statements for the database.
    "web/barriers.py",
)


def sentences(module: Module) -> Iterator[str]:
    """成句文字 · The strings of a module that are words for a reader."""
    if module.path.startswith(GRAMMARS):
        return
    for node, text in texts(module):
        if PATTERN.search(text):
            continue
        if (has_cjk(text) and len(text) > LONGEST_CHINESE) or ENGLISH.search(text):
            yield module.at(node, f"words for a reader: {text[:40]!r}")


def test_words_live_in_the_catalogue() -> None:
    assert complaints(sentences) == ""


@pytest.mark.parametrize(
    "text",
    [
        "raise Fault('面积没有写明单位，请填公顷数')",
        "x = f'第{row}行的面积没有写明单位，请填'",
        "raise ValueError('the area has no unit')",
    ],
)
def test_a_planted_sentence_is_seen(text: str) -> None:
    assert list(sentences(planted("ledger/examine.py", text)))


def test_a_pattern_is_not() -> None:
    text = r"x = r'(?:土地|宗地)(?:坐落|位置|座落)\Z'"
    assert list(sentences(planted("ledger/examine.py", text))) == []


def test_a_grammar_a_name_and_a_docstring_are_not() -> None:
    assert list(sentences(planted("measure/interval.py", "x = '不低于|不超过|以内|以上|左右|至'"))) == []
    assert (
        list(sentences(planted("ledger/examine.py", "'''台账 · The ledger as it was read.'''\nx = '商服用地'"))) == []
    )
    assert list(sentences(planted("ledger/examine.py", "x = 'landsupply.plan/1'\ny = 'Noto Sans CJK SC'"))) == []
