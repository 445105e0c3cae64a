"""回填样本 · The invented workbook as it was sent, and as it went back."""

from __future__ import annotations

import pytest

from tests.files.workbooks import plain
from tests.files.writebacks import back


@pytest.fixture(scope="module")
def sent() -> bytes:
    return plain()


@pytest.fixture(scope="module")
def returned(sent: bytes) -> bytes:
    return back(sent).content
