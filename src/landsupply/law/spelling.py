"""写法 · One spelling for numbers and titles, so that a citation is found however it was typed.

Numbers: brackets ``[] 〔〕 （） ()``, full-width digits and spaces, ``第39号令`` for ``令第39号``. Titles:
quotation marks, brackets, spaces, punctuation and 中华人民共和国; the issuer in front of 关于 and the frame
关于印发《…》的通知 may be left out.
"""

import re
import unicodedata
from functools import lru_cache

from landsupply.law.citation import Instrument

_STATE = "中华人民共和国"
_YEAR = re.compile(r"[\[〔【({〈<﹝]((?:19|20)[0-9]{2})[\]〕】)}〉>﹞]")
_ORDER = re.compile(r"(\D*?)(?:令第?|第)([0-9]+)号(?:令)?(?:公布|发布)?")
_STANDARD = re.compile(r"GB/?T?-?([0-9]+)-([0-9]{4})")
_DASH = re.compile(r"[‐-―−－]")
_MARKS = re.compile(r"[《》〈〉<>“”‘’\"'()\[\]〔〕【】、,;:·。.\s—–-]")
_FRAME = re.compile(r"关于(?:印发|发布|公布|发布和实施|发布实施|修订)《(.+)》(\((?:试行|暂行)\))?的(?:通知|公告|决定)")


@lru_cache(maxsize=4096)
def fold_number(number: str) -> str:
    """文号折叠 · The number in the one spelling used for comparison."""
    narrow = re.sub(r"\s+", "", unicodedata.normalize("NFKC", number)).upper()
    narrow = _DASH.sub("-", narrow).replace(_STATE, "")
    narrow = _YEAR.sub(r"〔\1〕", narrow).replace("〕第", "〕")
    if standard := _STANDARD.fullmatch(narrow):
        return f"GB/T{standard[1]}-{standard[2]}" if "T" in narrow else f"GB{standard[1]}-{standard[2]}"
    if order := _ORDER.fullmatch(narrow):
        return f"{order[1]}令第{order[2]}号"
    return narrow


@lru_cache(maxsize=4096)
def fold_title(title: str) -> str:
    """标题折叠 · The title in the one spelling used for comparison."""
    narrow = unicodedata.normalize("NFKC", title).replace(_STATE, "")
    return _MARKS.sub("", narrow)


def title_forms(instrument: Instrument) -> tuple[str, ...]:
    """标题诸形 · Every folded form an instrument is cited by: whole, without issuer, and what it issues."""
    forms = [form for title in (instrument.title, *instrument.aliases) for form in _forms(title, instrument.issuer)]
    return tuple(dict.fromkeys(form for form in forms if form))


def _forms(title: str, issuer: str) -> list[str]:
    whole, front = fold_title(title), fold_title(issuer)
    forms = [whole]
    if whole.startswith(front + "关于"):
        forms.append(whole.removeprefix(front))
    if framed := _FRAME.search(unicodedata.normalize("NFKC", title)):
        forms += [fold_title(framed[1]), fold_title(framed[1] + (framed[2] or ""))]
    return forms
