"""网页 · One page that needs nothing else: well-formed, escaped, labelled, charts with words."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from landsupply.files.chart_svg import to_svg
from landsupply.files.html import to_html
from landsupply.publish.document import Bar, Chart, ChartKind, Mark, Quantity
from landsupply.publish.publication import publication
from tests.publish import sample

_VOID = {"meta", "wbr", "rect", "line"}


class Page(HTMLParser):
    """Collects tags, attributes and text, and refuses tags that do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, found, value in self.attributes if found == name]


@pytest.fixture(scope="module")
def source() -> str:
    return to_html(publication(sample.plan(), sample.rules()).page).decode("utf-8")


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


def test_the_page_needs_nothing_else(page: Page, source: str) -> None:
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & set(page.tags)
    assert all(value.startswith("#") for value in page.values("href"))
    assert not page.values("src") and not any(name.startswith("on") for _, name, _ in page.attributes)
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in page.values("content")
    style = source[source.index("<style>") : source.index("</style>")]
    assert "url(" not in style and "@import" not in style


def test_every_text_is_escaped(page: Page, source: str) -> None:
    assert "安置房一期<甲 & 乙>" in page.text
    assert "<甲" not in source
    assert "+1+1 浉河路\ufffd住宅" in page.text
    assert '=HYPERLINK("http://invalid.example","点我")' in page.text


def test_headings_tables_and_charts_are_labelled(page: Page) -> None:
    assert "zh-CN" in page.values("lang")
    assert page.tags["h1"] == 1 and page.tags["main"] == 1
    assert page.tags["caption"] == page.tags["table"] == 7
    assert set(page.values("scope")) == {"col", "row"}
    assert page.tags["svg"] == page.tags["title"] - 1 == page.tags["desc"] == 3
    assert not [tag for tag, name, _ in page.attributes if tag == "td" and name == "scope"]


def test_anchors_lead_somewhere_and_are_unique(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {value.removeprefix("#") for value in page.values("href")} <= set(ids)
    named = [one for value in page.values("aria-labelledby") for one in value.split()]
    assert named and set(named) <= set(ids)


def test_exact_numbers_stand_behind_the_printed_ones(source: str) -> None:
    assert '<data value="2.345678">2.3457</data>' in source


def test_the_total_row_is_not_repeated_on_each_printed_page(page: Page) -> None:
    assert page.tags["tfoot"] == 0


def test_the_english_page_says_so() -> None:
    page = Page(to_html(publication(sample.plan(), sample.rules(), lang="en").page).decode("utf-8"))
    assert "en" in page.values("lang")


def chart(kind: ChartKind, *bars: Bar) -> Chart:
    return Chart(kind=kind, name="图", title="题<", description="述&", unit="公顷", bars=bars)


def bar(number: str, mark: Mark | None = None) -> Bar:
    return Bar(label=f"甲{number}", quantity=Quantity(number, number), remark="（注）", mark=mark)


def test_bars_are_as_long_as_their_figures() -> None:
    svg = to_svg(chart(ChartKind.BARS, bar("100"), bar("25"), bar("0")))
    assert [int(width) for width in re.findall(r'<rect[^>]* width="(\d+)"', svg)] == [380, 95, 0]
    assert "100 公顷 （注）" in svg and "题&lt;" in svg and "述&amp;" in svg


def test_columns_are_as_high_as_their_figures_and_marks_say_the_verdict() -> None:
    mark = Mark(quantity=Quantity("50", "50"), text="6月底应达50，未达到")
    svg = to_svg(chart(ChartKind.CUMULATIVE, bar("40"), bar("100", mark)))
    assert [int(height) for height in re.findall(r'<rect[^>]* height="(\d+)"', svg)] == [100, 250]
    assert "6月底应达50，未达到" in svg and "stroke-dasharray" in svg


@pytest.mark.parametrize("kind", list(ChartKind))
def test_a_chart_of_nothing_is_still_a_chart(kind: ChartKind) -> None:
    assert to_svg(chart(kind)).startswith("<svg")
    assert 'width="0"' in to_svg(chart(kind, bar("0"))) or 'height="0"' in to_svg(chart(kind, bar("0")))
