"""消息 · Every message code in use has its words in both languages, and all words are in use."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from landsupply.law.words import codes, remedy, say
from tests.architecture.source import PACKAGE, Module, has_cjk, package, planted, texts

MESSAGES = PACKAGE / "law" / "messages"
CODE = re.compile(r"[A-Z]\d{3}")
#: English words may show Chinese as it stands in a file: quoted, in brackets, or as the unit of a number.
EXAMPLE = re.compile(r"“[^”]*”|\([^)]*\)|(?<=[0-9])[\u4e00-\u9fff]+")
CODE_LINE = re.compile(r"^([A-Z]\d{3}):", re.MULTILINE)

#: Which letters a rung's catalogue may hold.
LETTERS = {
    "measure": "M",
    "law": "W",
    "files": "F",
    "ledger": "L",
    "prepare": "R",
    "options": "O",
    "brief": "B",
    "plan": "BC",
    "optimise": "S",
    "publish": "P",
    "proofread": "A",
    "cli": "X",
    "boundary": "G",
}
#: These say something is wrong, so they also say what to do; the others are words of a document or screen.
WITH_REMEDY = "MWFLROBCSAG"

Entry = Mapping[str, str]


def used_codes(modules: Iterable[Module], records: Iterable[str] = ()) -> frozenset[str]:
    """用到的代码 · The codes written in Python, or in the law's own records, which may name rules."""
    written = {text for module in modules for _, text in texts(module) if CODE.fullmatch(text)}
    recorded = {code for record in records for code in re.findall(rf"\b{CODE.pattern}\b", record)}
    return frozenset(written | recorded)


def shown_codes() -> frozenset[str]:
    """页面用到的代码 · The codes that templates of the web application say."""
    pages = (path.read_text("utf-8") for path in sorted((PACKAGE / "web" / "templates").rglob("*.html")))
    return frozenset(code for page in pages for code in re.findall(r"\b[UV]\d{3}\b", page))


def unmatched(used: Iterable[str], worded: Iterable[str], recorded: Iterable[str] = ()) -> Iterator[str]:
    """不成对 · Codes without words, and words that nobody says."""
    yield from (f"{code} is used and has no words" for code in sorted(set(used) - set(worded)))
    yield from (f"{code} has words and is not used" for code in sorted(set(worded) - set(used) - set(recorded)))


def entry_faults(code: str, entry: Entry) -> Iterator[str]:
    """条目之误 · What is wrong with the words of one code."""
    wanted = {"zh", "en"} | ({"remedy_zh", "remedy_en"} if code[0] in WITH_REMEDY else set())
    if missing := sorted(wanted - set(entry)):
        yield f"{code} lacks {', '.join(missing)}"
    if stray := sorted(set(entry) - {"zh", "en", "remedy_zh", "remedy_en"}):
        yield f"{code} holds {', '.join(stray)}, which nobody reads"
    if _facts(entry, "zh") != _facts(entry, "en"):
        yield f"{code} names other facts in Chinese than in English"
    for chinese, english in (("zh", "en"), ("remedy_zh", "remedy_en")):
        if chinese in entry and english in entry:
            yield from _pair_faults(code, entry[chinese], entry[english])
        elif chinese in entry or english in entry:
            yield f"{code} is worded in one language only"


def _facts(entry: Entry, language: str) -> frozenset[str]:
    return placeholders(entry.get(language, "") + entry.get(f"remedy_{language}", ""))


def _pair_faults(code: str, chinese: str, english: str) -> Iterator[str]:
    if code[0] in WITH_REMEDY and not has_cjk(_rendered(chinese)):
        yield f"{code} has no Chinese in its Chinese words"
    if has_cjk(_rendered(EXAMPLE.sub("", english))):
        yield f"{code} has Chinese in its English words"


def placeholders(words: str) -> frozenset[str]:
    """占位 · The facts that words ask for."""
    return frozenset(re.split(r"[.\[]", name)[0] for _, name, _, _ in string.Formatter().parse(words) if name)


def _rendered(words: str) -> str:
    return words.format(**dict.fromkeys(placeholders(words), "1"))


def file_faults(name: str, text: str) -> Iterator[str]:
    """目录之误 · What is wrong with one catalogue as a file: order, repetition, foreign letters."""
    listed = CODE_LINE.findall(text)
    letters = "UV" if name.startswith("web") else LETTERS.get(name, "")
    yield from (f"{name}: {code} is listed twice" for code in sorted({c for c in listed if listed.count(c) > 1}))
    yield from (f"{name}: {code} is not this file's letter" for code in listed if code[0] not in letters)
    if listed != sorted(listed):
        yield f"{name}: the codes are not in order"


def missing_facts(module: Module, entries: Mapping[str, Entry]) -> Iterator[str]:
    """缺少事实 · Where a fault or a message is made without a fact that its words ask for."""
    for node in ast.walk(module.tree):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("Fault", "say", "remedy"))):
            continue
        given = {keyword.arg for keyword in node.keywords}
        code = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
        if isinstance(code, str) and code in entries and None not in given:
            asked = frozenset().union(*(placeholders(words) for words in entries[code].values()))
            if lacking := sorted(asked - {str(name) for name in given}):
                yield module.at(node, f"{code} asks for {', '.join(lacking)}")


def catalogue() -> Mapping[str, Entry]:
    """目录 · All words, by code."""
    return {code: entry for path in _files() for code, entry in yaml.safe_load(path.read_text("utf-8")).items()}


def _files() -> list[Path]:
    return sorted(MESSAGES.glob("*.yaml"))


def _records() -> list[str]:
    return [
        path.read_text("utf-8") for path in sorted((PACKAGE / "law").rglob("*.yaml")) if MESSAGES not in path.parents
    ]


def test_every_code_that_is_used_has_words_and_the_reverse() -> None:
    recorded = used_codes((), _records())
    used = used_codes(package()) | shown_codes()
    assert "\n".join(unmatched(used, catalogue(), recorded)) == ""


def test_every_entry_is_whole() -> None:
    assert "\n".join(fault for code, entry in catalogue().items() for fault in entry_faults(code, entry)) == ""


def test_every_catalogue_is_in_order() -> None:
    assert "\n".join(fault for path in _files() for fault in file_faults(path.stem, path.read_text("utf-8"))) == ""


def test_every_message_is_made_with_its_facts() -> None:
    entries = catalogue()
    assert "\n".join(line for module in package() for line in missing_facts(module, entries)) == ""


def test_every_code_is_said_in_both_languages() -> None:
    entries = catalogue()
    assert set(codes()) == set(entries)
    assert [line for code, entry in entries.items() for line in _said(code, entry)] == []


def _said(code: str, entry: Entry) -> Iterator[str]:
    """The words as the product itself says them, with a fact for every placeholder."""
    facts = {name: "1" for words in entry.values() for name in placeholders(words)}
    for speak in (say, remedy) if "remedy_zh" in entry else (say,):
        chinese, english = speak(code, "zh", **facts), speak(code, "en", **facts)
        if code[0] in WITH_REMEDY and not has_cjk(chinese):
            yield f"{code} is not said in Chinese: {chinese}"
        if has_cjk(EXAMPLE.sub("", english)):
            yield f"{code} is not said in English: {english}"


WHOLE = {
    "zh": "面积“{raw}”不明",
    "en": "area “{raw}” is unclear",
    "remedy_zh": "请填公顷",
    "remedy_en": "give hectares",
}


def test_a_planted_code_is_seen() -> None:
    used = used_codes([planted("plan/plan.py", "raise Fault('C998')")])
    assert list(unmatched(used, ["C001"])) == [
        "C998 is used and has no words",
        "C001 has words and is not used",
    ]
    assert list(unmatched(used, ["C998", "C001"], ["C001"])) == []


def test_planted_words_are_seen() -> None:
    assert list(entry_faults("L001", WHOLE)) == []
    assert list(entry_faults("L001", {key: WHOLE[key] for key in ("zh", "en")}))
    assert list(entry_faults("P001", {"zh": "面积"}))
    assert list(entry_faults("L001", WHOLE | {"en": "面积 is unclear: {raw}"}))
    assert list(entry_faults("L001", WHOLE | {"zh": "area {raw}"}))
    assert list(entry_faults("L001", WHOLE | {"en": "area “{value}” is unclear"}))
    assert list(entry_faults("L001", WHOLE | {"remedy_en": "write “3.2公顷” (or 公顷数), such as 52.5亩"})) == []
    assert list(entry_faults("L001", WHOLE | {"remdy": "typo"}))


def test_a_planted_catalogue_is_seen() -> None:
    assert list(file_faults("ledger", "L001:\n  zh: a\nL002:\n  zh: b\n")) == []
    assert list(file_faults("ledger", "L001:\n  zh: a\nL001:\n  zh: b\n"))
    assert list(file_faults("ledger", "L002:\n  zh: a\nL001:\n  zh: b\n"))
    assert list(file_faults("ledger", "M001:\n  zh: a\n"))


def test_a_planted_missing_fact_is_seen() -> None:
    entries = {"L001": WHOLE}
    assert list(missing_facts(planted("ledger/a.py", "raise InputFault('L001', row=3)"), entries))
    assert list(missing_facts(planted("ledger/a.py", "raise InputFault('L001', raw='x')"), entries)) == []
    assert list(missing_facts(planted("ledger/a.py", "raise InputFault('L001', **facts)"), entries)) == []
