"""规范形式 · One way to write a value, and its digest.

Canonical form: JSON, keys sorted, no spaces, UTF-8, no NaN or infinity. The digest names its algorithm. Keys must be
text: JSON would write the key 1 as "1" but sort it as a number, and the form read back would have another digest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping


def canonical(value: object) -> bytes:
    """规范形式 · The bytes over which a value's digest is taken.

    TypeError for what JSON cannot hold and for keys that are no text, ValueError for NaN and infinity.
    """
    _require_text_keys(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def _require_text_keys(value: object) -> None:
    if type(value) is str:  # most values are, and asking for a mapping takes long
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(type(key).__name__)
            _require_text_keys(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _require_text_keys(inner)


def digest_bytes(content: bytes) -> str:
    """摘要 · The digest of bytes, with its algorithm's name."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def digest(value: object) -> str:
    """摘要 · The digest of a value's canonical form."""
    return digest_bytes(canonical(value))


def root(digests: Iterable[str]) -> str:
    """根摘要 · The digest over digests in whatever order; one that stands twice counts twice."""
    return digest(sorted(digests))
