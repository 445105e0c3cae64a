"""音序 · A key that sorts Chinese names by their sound, as lists in offices do: the order of GB 2312's first level."""

from __future__ import annotations


def reading_of(text: str) -> str:
    """音序键 · GB 18030 bytes as text: common characters stand there in the order of pinyin, figures before them."""
    return text.encode("gb18030", "replace").hex()[:255]
