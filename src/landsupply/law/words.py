"""文案 · The one catalogue of messages: a code with its facts becomes a sentence in Chinese or English.

Each ``messages/<rung>.yaml`` maps a code to ``zh``, ``en`` and optionally ``remedy_zh``, ``remedy_en``. The
place a message is about (file, sheet, row) is not part of the words; doors print it in front.
"""

from collections.abc import Mapping
from functools import lru_cache

from landsupply.law.shipped import shipped_names, shipped_text
from landsupply.law.yaml_text import read_yaml
from landsupply.measure.fault import LawFault

LANGUAGES = ("zh", "en")
#: What stands between the members of a list.
SEPARATORS = {"zh": "、", "en": ", "}
#: A sentence names so many of a list; of more it says how many there are.
_NAMED = 20
_REST = {"zh": "等 {count} 项", "en": " and more, {count} in all"}
_FOLDER = "messages"


def merge(texts: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """合并 · One catalogue out of several files; a code that stands in two of them is W003."""
    catalogue: dict[str, Mapping[str, str]] = {}
    home: dict[str, str] = {}
    for name, text in texts.items():
        for code, words in _entries(name, text):
            if code in catalogue:
                raise LawFault("W003", message_code=code, first=home[code], second=name)
            catalogue[code], home[code] = words, name
    return catalogue


def _entries(name: str, text: str) -> list[tuple[str, Mapping[str, str]]]:
    entries = read_yaml(text, name) or {}
    if not isinstance(entries, Mapping):
        raise LawFault("W006", source=name, line=1, detail="mapping")
    return [(str(code), _words(name, str(code), words)) for code, words in entries.items()]


def _words(name: str, code: str, words: object) -> Mapping[str, str]:
    if not isinstance(words, Mapping):
        raise LawFault("W009", source=name, entry=code, field="zh")
    for lang in LANGUAGES:
        if not isinstance(words.get(lang), str):
            raise LawFault("W009", source=name, entry=code, field=lang)
    return words


@lru_cache(maxsize=1)
def _catalogue() -> Mapping[str, Mapping[str, str]]:
    return merge({name: shipped_text(f"{_FOLDER}/{name}") for name in shipped_names(_FOLDER)})


def _plain(fact: object, lang: str) -> str:
    if isinstance(fact, tuple | list):
        named = SEPARATORS[lang].join(_plain(one, lang) for one in fact[:_NAMED])
        return named + (_REST[lang].format(count=len(fact)) if len(fact) > _NAMED else "")
    return str(fact)


def _render(code: str, lang: str, key: str, facts: Mapping[str, object]) -> str:
    entry = _catalogue().get(code)
    if entry is None:
        raise LawFault("W002", message_code=code)
    if lang not in LANGUAGES:
        raise LawFault("W004", language=lang, known=LANGUAGES)
    try:
        return entry.get(key, "").format_map({name: _plain(fact, lang) for name, fact in facts.items()})
    except KeyError as missing:
        raise LawFault("W001", message_code=code, fact=missing.args[0]) from None


def say(code: str, lang: str = "zh", **facts: object) -> str:
    """说明 · The sentence of a code in ``zh`` or ``en``; a fact it needs and did not get is W001."""
    return _render(code, lang, lang, facts)


def remedy(code: str, lang: str = "zh", **facts: object) -> str:
    """处理办法 · What to do about a code; empty where the catalogue names no remedy."""
    return _render(code, lang, f"remedy_{lang}", facts)


def codes() -> tuple[str, ...]:
    """代码表 · Every message code of every rung, sorted."""
    return tuple(sorted(_catalogue()))
