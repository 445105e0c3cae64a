"""旁观 · How long a text the patterns of a module are ever shown: what a guard of length keeps from them."""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any

import pytest


class Watched:
    """旁观的模式 · A pattern that notes the length of every text it is asked about, then answers as it would."""

    def __init__(self, pattern: re.Pattern[str], lengths: list[int]) -> None:
        self._pattern, self._lengths = pattern, lengths

    def __getattr__(self, name: str) -> Any:
        """A method of the pattern, watched."""

        def asked(*arguments: Any, **more: Any) -> Any:
            self._lengths.extend(len(one) for one in arguments if isinstance(one, str))
            return getattr(self._pattern, name)(*arguments, **more)

        return asked


def watch(monkeypatch: pytest.MonkeyPatch, *modules: ModuleType) -> list[int]:
    """旁观 · The lengths of the texts that the modules' patterns will be shown, for as long as the test runs."""
    lengths: list[int] = []
    for module in modules:
        for name, held in list(vars(module).items()):
            if isinstance(held, re.Pattern):
                monkeypatch.setattr(module, name, Watched(held, lengths))
    return lengths
