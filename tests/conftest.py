"""测试约定 · What every test may rely on: real records, reproducible search, no silent skip under CI."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

ROOT = Path(__file__).resolve().parents[1]

#: The one reason for which a test may be skipped under CI; every such skip begins with it.
SHARED_DATA_MISSING = "shared data not here"

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")


@pytest.fixture(scope="session")
def shared() -> Path:
    """真实记录 · The folder of real records beside the repository, or the one LANDSUPPLY_SHARED names."""
    folder = Path(os.environ.get("LANDSUPPLY_SHARED", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"{SHARED_DATA_MISSING}: neither beside the repository nor named by LANDSUPPLY_SHARED")
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """仓库 · The root of the repository."""
    return ROOT


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """先快后慢 · The slow tests come last, so that a quick failure is seen quickly."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


def _refuse_skip(report: Report) -> Report:
    """Under CI a skip is a failure, but for the one agreed reason: what did not run has proved nothing."""
    if os.environ.get("CI") != "true" or not report.skipped or hasattr(report, "wasxfail"):
        return report
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if not reason.removeprefix("Skipped: ").startswith(SHARED_DATA_MISSING):
        report.outcome = "failed"
        report.longrepr = f"skipped under CI, where only “{SHARED_DATA_MISSING}” may be: {reason}"
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """不许漏测 · A test that was skipped without the agreed reason fails under CI."""
    report = yield
    return _refuse_skip(report)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """不许漏测 · So does a whole module that was skipped."""
    report = yield
    return _refuse_skip(report)
