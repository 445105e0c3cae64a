"""法规 · Instruments and their standing, dated parameters, vocabularies, calendars and places."""

from landsupply.law.rulebook import Rulebook, Rules, open_rulebook

__all__ = ["Rulebook", "Rules", "open_rulebook"]
