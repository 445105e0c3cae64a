"""示例 · The place of a shipped example, known before the application is opened."""

from __future__ import annotations

from landsupply.example import BRIEF, folder_of
from landsupply.plan.brief_form import brief_place, parse_brief


def place_of_example(example: str) -> str:
    """示例地方 · The place whose code its brief names."""
    return brief_place(parse_brief((folder_of(example) / BRIEF).read_text(encoding="utf-8")))[0]
