"""走遍各页 · Every page that somebody can reach by links, a few of each kind, with the texts that stand on it."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

#: Attributes that somebody sees or hears.
_SEEN = frozenset(("title", "alt", "aria-label", "aria-description", "placeholder", "label", "content"))
#: What pages hand to scripts to compare with, not to show.
_KEPT = frozenset(("draws",))


@dataclass
class Page:
    """页 · An address, the texts of its nodes and seen attributes, the addresses it leads to."""

    address: str
    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag if tag in ("script", "style") else self.inside
        for name, value in attrs:
            if name == "href" and tag == "a" and value:
                self.page.links.append(urljoin(self.page.address, value))
            elif name in _SEEN and value:
                self.page.texts.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside == "script" and data.strip():
            self.page.texts += strings(json.loads(data))
        elif not self.inside:
            self.page.texts.append(data)


def strings(value: object) -> Iterator[str]:
    """文字 · Every text in a value of JSON that is shown; keys are names that programs use."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for key, one in value.items() if key not in _KEPT for text in strings(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in strings(one))


def pages(client: Client, *starts: str, each: int = 3) -> Iterator[Page]:
    """各页 · From some addresses along every link, at most so many of one kind of address."""
    queue, known, met = deque(starts), set(starts), Counter[tuple[str, ...]]()
    while queue:
        address = queue.popleft()
        kind = _kind(address)
        met[kind] += 1
        if not kind or met[kind] > each:
            continue
        answer = client.get(address)
        page = Page(address)
        if answer.status_code in (301, 302):
            page.links.append(urljoin(address, answer["Location"]))
        elif answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            _Reader(page).feed(_text(answer))
            yield page
        for link in page.links:
            link = link.partition("#")[0]
            if link.startswith("/") and link not in known:
                known.add(link)
                queue.append(link)


def _kind(address: str) -> tuple[str, ...]:
    """The route and the names of what is asked; nothing for what is no page, or would change the language."""
    parts = urlsplit(address)
    asked = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    try:
        route = resolve(parts.path).route
    except Resolver404:
        return ()
    return () if "lang" in asked else (route, *sorted(asked))


def _text(answer: HttpResponseBase) -> str:
    content = b"".join(answer) if answer.streaming else getattr(answer, "content")  # noqa: B009  # by kind of answer
    return content.decode()
