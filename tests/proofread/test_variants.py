"""变体 · The findings follow the text: whatever is renamed or moved, exactly the planted faults are accused."""

from __future__ import annotations

import pytest

from landsupply.proofread.finding import Severity
from landsupply.proofread.findings import findings
from landsupply.proofread.reading import read
from tests.proofread.invented import CLEAN, RULES
from tests.proofread.variants import variant

# The invented plan has few citations; for its variants the lists are long enough to hold one of each fault.
BASE = CLEAN.replace("（3）《招标", "（3）《闲置土地处置办法》（国土资源部令第53号）；\n" * 8 + "（3）《招标")


@pytest.mark.parametrize("seed", range(60))
def test_exactly_the_planted_faults_are_accused(seed: int) -> None:
    made = variant(BASE, RULES, seed)
    accused = {
        (one.rule, one.place.line) for one in findings(read(made.text), RULES) if one.severity is not Severity.ADVICE
    }
    assert accused == made.expected
