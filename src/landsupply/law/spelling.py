"""写法 · One spelling for numbers and titles, so that a citation is found however it was typed.

Numbers are read by the grammar of ``document_number``; what it does not read is compared as typed. Titles:
quotation marks, brackets, spaces, punctuation and 中华人民共和国; the issuer in front of 关于 and the frame
关于印发《…》的通知 may be left out.
"""

import re
import unicodedata
from functools import lru_cache

from landsupply.law.citation import Instrument
from landsupply.law.document_number import document_number

_STATE = "中华人民共和国"
_ISSUED = re.compile(r"(?:公布|发布)\Z")
_MARKS = re.compile(r"[《》〈〉<>“”‘’\"'()\[\]〔〕【】、,;:·。.\s—–-]")
_FRAME = re.compile(r"关于(?:印发|发布|公布|发布和实施|发布实施|修订)《(.+)》(\((?:试行|暂行)\))?的(?:通知|公告|决定)")


@lru_cache(maxsize=4096)
def fold_number(number: str) -> str:
    """文号折叠 · The number in the one spelling used for comparison."""
    plain = _ISSUED.sub("", unicodedata.normalize("NFKC", number).replace(_STATE, "").strip())
    read = document_number(plain)
    return re.sub(r"\s+", "", read.text if read else plain).upper()


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
