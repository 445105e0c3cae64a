"""留痕链文本 · A chain as JSON lines, one act with its digest each: read anywhere, checked without the application."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from landsupply.seal.act import FORMAT, Act
from landsupply.seal.chain import Broken, breaks


def lines_of(acts: Iterable[tuple[Act, str]]) -> Iterator[str]:
    """成行 · A line for each act, with the digest that was stored with it."""
    for act, digest in acts:
        yield json.dumps({**act.form(), "digest": digest}, ensure_ascii=False, sort_keys=True) + "\n"


def breaks_of(lines: Iterable[str]) -> Iterator[Broken]:
    """验行 · Every break of a chain of lines, in their order. ValueError for a line that is no act."""
    yield from breaks(_act_of(json.loads(line)) for line in lines if line.strip())


def _act_of(form: Mapping[str, Any]) -> tuple[Act, str]:
    try:
        if form["format"] != FORMAT:
            raise ValueError(form["format"])
        plain = {name: form[name] for name in ("number", "recorded", "who", "role", "verb", "about", "previous")}
        return Act(effective=date.fromisoformat(form["effective"]), facts=form["facts"], **plain), str(form["digest"])
    except (KeyError, TypeError) as error:
        raise ValueError(FORMAT) from error
