"""核对文本 · Whether a text is the one that a bureau read when it confirmed a provision, by its digest."""

from __future__ import annotations

import argparse

from landsupply.cli.exits import Exit
from landsupply.cli.law_confirm import text_read
from landsupply.cli.law_words import answer, headed
from landsupply.cli.material import rulebook_of
from landsupply.cli.screen import out
from landsupply.law.confirming import read_text_of
from landsupply.law.words import say
from landsupply.options.rulings_form import dated_form
from landsupply.seal.canon import digest_bytes

FORMAT = "landsupply.law-verify/1"


def run(arguments: argparse.Namespace) -> int:
    """核对文本 · 0 where the text is the one that was read, 1 where it is another; W046 where nobody confirmed."""
    lang, since = arguments.lang, arguments.since
    rulebook = rulebook_of(arguments.place)
    value = read_text_of(rulebook, arguments.parameter, since)
    found = digest_bytes(text_read(arguments.text))
    kept = value.confirmed.digest if value.confirmed else ""
    if arguments.json:
        form = {"format": FORMAT, "place": rulebook.place.code, "parameter": value.id, "since": since.isoformat()}
        answer({**form, "agrees": found == kept, "digest": found, "value": dated_form(value)})
    else:
        code = "X293" if found == kept else "X294"
        who = {"by": value.confirmed.by, "on": value.confirmed.on} if value.confirmed else {}
        out(say(code, lang, file=arguments.text, parameter=value.id, since=since, **who))
        headed("X295", [(found, kept)], lang)
    return Exit.OK if found == kept else Exit.FINDINGS
