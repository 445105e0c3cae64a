"""清单之代码 · Every code of many lists is planted in a test, and is said in both languages with a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from landsupply.law import words
from landsupply.ledger.issue import SEVERITIES

OURS = [code for code in words.codes() if "L200" <= code <= "L289"]
#: Reasons of a resemblance; test_match asks for them by name.
REASONS = frozenset(("L217", "L218", "L219", "L266", *(f"L{number}" for number in range(220, 251))))
#: Faults stop the step and are no issues.
FAULTS = frozenset(("L210", "L251", "L252", "L255", "L267", "L280", "L281"))


def test_every_code_is_a_reason_a_fault_or_an_issue() -> None:
    assert {code for code in OURS if code not in SEVERITIES} == REASONS | FAULTS


@pytest.mark.parametrize("code", [code for code in OURS if code not in REASONS])
def test_every_code_is_planted_in_a_test(code: str) -> None:
    here = Path(__file__)
    written = [path.read_text("utf-8") for path in sorted(here.parent.glob("test_*.py")) if path != here]
    assert any(f'"{code}"' in text for text in written)
