"""供地计划 · From ledgers of parcels to a lawful, provably near-best yearly land supply plan and its documents.

The public names below are loaded when first used, so that importing the package, or asking the command line for help,
costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from landsupply.files.docx import to_docx as to_docx
    from landsupply.files.html import to_html as to_html
    from landsupply.files.reading import read_sheets as read_sheets
    from landsupply.files.xlsx import to_xlsx as to_xlsx
    from landsupply.law.rulebook import Rules as Rules
    from landsupply.law.rulebook import open_rulebook as open_rulebook
    from landsupply.ledger.examine import examine as examine
    from landsupply.ledger.issue import Issue as Issue
    from landsupply.ledger.ledger import Ledger as Ledger
    from landsupply.ledger.parcel import Parcel as Parcel
    from landsupply.measure.area import Area as Area
    from landsupply.measure.fault import Fault as Fault
    from landsupply.optimise.least_change import least_change as least_change
    from landsupply.optimise.propose import propose as propose
    from landsupply.options.lawful import lawful_options as lawful_options
    from landsupply.options.option import Option as Option
    from landsupply.options.option import Refusal as Refusal
    from landsupply.plan.brief import Brief as Brief
    from landsupply.plan.brief_form import read_brief as read_brief
    from landsupply.plan.checks import check as check
    from landsupply.plan.finding import Finding as Finding
    from landsupply.plan.indicators import Indicators as Indicators
    from landsupply.plan.plan import Plan as Plan
    from landsupply.prepare.readiness import readiness_of as readiness_of
    from landsupply.publish.plan_text import plan_text as plan_text

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
    "least_change": "optimise.least_change",
    "open_rulebook": "law.rulebook",
    "plan_text": "publish.plan_text",
    "propose": "optimise.propose",
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
