"""供地计划 · From ledgers of parcels to a lawful, provably near-best yearly land supply plan, its documents and its proofreading.

The public names below are loaded when first used, so that importing the package, or asking the command line for help, costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Area": "measure.area",
    "Brief": "plan.brief",
    "Fault": "measure.fault",
    "Finding": "plan.finding",
    "Indicators": "plan.indicators",
    "Issue": "ledger.issue",
    "Ledger": "ledger.ledger",
    "Option": "options.option",
    "Parcel": "ledger.parcel",
    "Plan": "plan.plan",
    "Refusal": "options.option",
    "Rules": "law.rulebook",
    "check": "plan.checks",
    "examine": "ledger.examine",
    "lawful_options": "options.lawful",
    "open_rulebook": "law.rulebook",
    "plan_text": "publish.plan_text",
    "propose": "optimise.propose",
    "proofread": "proofread.findings",
    "read_brief": "plan.brief_form",
    "read_sheets": "files.reading",
    "readiness_of": "prepare.readiness",
    "to_docx": "files.docx",
    "to_html": "files.html",
    "to_xlsx": "files.xlsx",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    """按需载入 · A public name, imported from its rung when first asked for."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"landsupply.{_HOMES[name]}"), name)
