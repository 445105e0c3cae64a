"""动词 · Every verb of the command line has help, and stands in both readmes."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from tests.architecture.source import ROOT

READMES = ("README.md", "README.zh-CN.md")


def listed_verbs(help_text: str) -> tuple[str, ...]:
    """动词 · The verbs in a command's usage line, as argparse prints them: {examine,options,…}."""
    found = re.search(r"\{([a-z]+(?:,[a-z]+)*)\}", help_text)
    return tuple(found[1].split(",")) if found is not None else ()


def undocumented(verbs: Sequence[str], readme: str) -> Iterator[str]:
    """未写明 · The verbs that a readme never shows as `landsupply VERB`."""
    yield from (verb for verb in verbs if not re.search(rf"\blandsupply {verb}\b", readme))


@cache
def _help(*arguments: str) -> str:
    command = [sys.executable, "-m", "landsupply", *arguments, "--help"]
    return subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout


def test_the_command_line_has_verbs() -> None:
    assert {"examine", "options", "propose", "check", "publish", "proofread", "demo"} <= set(listed_verbs(_help()))


def test_every_verb_has_help() -> None:
    for verb in listed_verbs(_help()):
        assert len(_help(verb).splitlines()) >= 3, verb


@pytest.mark.parametrize("readme", READMES)
def test_every_verb_stands_in_the_readme(readme: str) -> None:
    assert list(undocumented(listed_verbs(_help()), (ROOT / readme).read_text("utf-8"))) == []


def test_a_planted_verb_is_seen() -> None:
    assert listed_verbs("usage: landsupply [-h] {examine,check} ...") == ("examine", "check")
    assert list(undocumented(["examine", "check"], "run `landsupply examine FILE`")) == ["check"]
