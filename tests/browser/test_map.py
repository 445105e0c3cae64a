"""地图测试 · Map and table choose together, what is drawn is kept and measured, keyboard and mouse, print on A3."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import serious
from tests.browser.conftest import Served, sign_in
from tests.browser.pictures import picture

#: A parcel of the example that has no outline, and the place on the map where one is drawn for it.
BARE = "YZ24-0020"
CORNERS = ((150, 640), (230, 640), (230, 700), (150, 700))


@pytest.fixture
def mapped(visitor: Page, served: Served) -> Iterator[Page]:
    """地图 · Open, with everything drawn."""
    sign_in(visitor, served, "planner")
    visitor.goto("/map/")
    visitor.wait_for_selector("#map[data-ready]")
    yield visitor


def test_the_map_draws_without_webgl_and_the_table_says_the_same(mapped: Page) -> None:
    expect(mapped.locator("#count")).to_contain_text("230 / 230")
    mapped.select_option("#class", "住宅用地")
    expect(mapped.locator("#count")).not_to_contain_text("230 / 230")
    assert "class=" in mapped.url
    mapped.select_option("#class", "")
    picture(mapped, "map")
    assert serious(mapped) == []


def test_keys_choose_in_the_table_and_the_map_follows(mapped: Page) -> None:
    mapped.focus("#rows")
    for _ in range(3):
        mapped.keyboard.press("ArrowDown")
    chosen = mapped.locator("#rows .row.at")
    expect(chosen).to_have_attribute("aria-selected", "true")
    identity = chosen.get_attribute("data-parcel")
    assert f"parcel={identity}" in mapped.url
    picture(mapped, "map-chosen")
    mapped.focus("#rows")
    mapped.keyboard.press("Enter")
    mapped.wait_for_url(f"**/parcels/{identity}/")
    picture(mapped, "parcel")
    assert serious(mapped) == []


def test_a_click_on_the_map_chooses_the_row(mapped: Page) -> None:
    where = mapped.evaluate(
        """() => { const page = landsupply.map, one = page.parcels().filter(p => p.feature)[40];
        const inside = one.feature.getGeometry().getInteriorPoints().getFirstCoordinate();
        const at = page.map().getPixelFromCoordinate(inside);
        const box = document.getElementById("map").getBoundingClientRect();
        return { id: one.id, x: at[0] + box.left, y: at[1] + box.top }; }"""
    )
    mapped.mouse.click(where["x"], where["y"])
    expect(mapped.locator("#rows .row.at")).to_have_attribute("data-parcel", where["id"])
    expect(mapped.locator("#card")).to_contain_text(where["id"])


def test_only_what_the_map_shows_is_listed_when_asked(mapped: Page) -> None:
    mapped.check("#seen")
    before = mapped.locator("#count").inner_text()
    mapped.focus("#map")
    for _ in range(3):
        mapped.keyboard.press("+")
        mapped.wait_for_timeout(300)
    expect(mapped.locator("#count")).not_to_have_text(before)


def test_a_distance_and_an_area_are_measured(mapped: Page) -> None:
    mapped.click("[data-tool=distance]")
    mapped.mouse.click(150, 640)
    mapped.mouse.dblclick(260, 640)
    expect(mapped.locator("#told")).to_contain_text(re.compile("米"))
    mapped.keyboard.press("Escape")
    mapped.click("[data-tool=area]")
    for x, y in CORNERS[:-1]:
        mapped.mouse.click(x, y)
    mapped.mouse.dblclick(*CORNERS[-1])
    expect(mapped.locator("#told")).to_contain_text("公顷")


def test_an_outline_is_drawn_saved_and_shown_with_its_area(mapped: Page) -> None:
    mapped.goto(f"/map/?parcel={BARE}&draw=1")
    mapped.wait_for_selector("#map[data-ready]")
    expect(mapped.locator("[data-tool=save]")).to_be_visible()
    for x, y in CORNERS[:-1]:
        mapped.mouse.click(x, y)
    mapped.mouse.dblclick(*CORNERS[-1])
    mapped.wait_for_timeout(200)
    picture(mapped, "map-draw")
    mapped.click("[data-tool=save]")
    expect(mapped.locator("#told")).to_contain_text("已保存")
    mapped.goto(f"/parcels/{BARE}/")
    expect(mapped.locator(".small-map")).to_be_visible()
    expect(mapped.locator("#past + table")).to_contain_text("绘制界线")


def test_an_outline_that_crosses_itself_is_refused_in_words_and_kept_on_the_map(mapped: Page) -> None:
    mapped.goto("/map/?parcel=YZ24-0040&draw=1")
    mapped.wait_for_selector("#map[data-ready]")
    for x, y in (CORNERS[0], CORNERS[2], CORNERS[1]):
        mapped.mouse.click(x, y)
    mapped.mouse.dblclick(*CORNERS[3])
    mapped.wait_for_timeout(200)
    mapped.click("[data-tool=save]")
    expect(mapped.locator("#told")).to_contain_text("自交")
    expect(mapped.locator("[data-tool=save]")).to_be_visible()


def test_an_outline_is_typed_with_the_keyboard_alone(visitor: Page, served: Served) -> None:
    sign_in(visitor, served, "planner")
    visitor.goto("/parcel-outline/YZ24-0060/")
    visitor.focus("#corners")
    visitor.keyboard.type("500000,3325000\n500200,3325000\n500200,3325100\n500000,3325100")
    picture(visitor, "outline")
    assert serious(visitor) == []
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/parcels/YZ24-0060/#place")
    expect(visitor.locator("dl.pairs")).to_contain_text("2.00 公顷")


def test_swapped_coordinates_are_found_and_the_right_reading_is_offered(visitor: Page, served: Served) -> None:
    sign_in(visitor, served, "planner")
    visitor.goto("/parcel-outline/YZ24-0080/")
    ring = [[3325000, 500000], [3325000, 500200], [3325100, 500200], [3325100, 500000], [3325000, 500000]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": {"宗地编号": "YZ24-0080"}, "geometry": shape}
    crs = {"type": "name", "properties": {"name": "EPSG:4544"}}
    content = json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}).encode()
    visitor.set_input_files("#file", {"name": "x.geojson", "mimeType": "application/json", "buffer": content})
    visitor.click("#by-file + form button")
    expect(visitor.locator(".errors")).to_contain_text("颠倒")
    picture(visitor, "outline-doubt")
    visitor.check("input[name=fix]")
    visitor.fill("#because", "测绘单位确认 X、Y 写反")
    visitor.click("form.note button")
    visitor.wait_for_url("**/parcels/YZ24-0080/#place")
    expect(visitor.locator("dl.pairs")).to_contain_text("2.00 公顷")


def test_the_sheet_is_printed_on_a3_without_menus(visitor: Page, served: Served) -> None:
    sign_in(visitor, served, "planner")
    visitor.goto("/map/print/?title=试印&scale=10000")
    expect(visitor.locator("svg.sheet")).to_contain_text("审图号：")
    picture(visitor, "map-print")
    assert serious(visitor) == []
    visitor.emulate_media(media="print")
    expect(visitor.locator("header.top")).to_be_hidden()
    expect(visitor.locator("form.print-form")).to_be_hidden()
    pages = visitor.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pages)) == 1
    assert re.search(rb"/MediaBox \[0 0 119\d(\.\d+)? 84[12]", pages)


def test_layers_tell_who_lies_on_them(visitor: Page, served: Served) -> None:
    sign_in(visitor, served, "planner")
    visitor.goto("/map/layers/")
    expect(visitor.locator("main")).to_contain_text("泽水河道管理范围")
    expect(visitor.locator("table.list")).to_contain_text("YZ24-0109")
    picture(visitor, "map-layers")
    assert serious(visitor) == []


def test_a_field_is_changed_with_a_plain_form(visitor: Page, served: Served) -> None:
    sign_in(visitor, served, "planner")
    visitor.goto("/parcels/YZ24-0002/")
    visitor.click("#field-location td a")
    visitor.fill("#new", "改过的位置")
    visitor.fill("#because", "现场核对")
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/parcels/YZ24-0002/")
    expect(visitor.locator("#field-location")).to_contain_text("改过的位置")
    expect(visitor.locator("#field-location .fix")).to_contain_text("现场核对")


def test_five_thousand_parcels_are_panned_without_long_halts(visitor: Page, served: Served) -> None:
    """Frames while the map is dragged to and fro: the median says whether it is smooth."""
    sign_in(visitor, served, "planner")
    known = visitor.request.get("/map/content/").json()
    some = [row for row in known["parcels"] if row[9]]
    many = []
    for number in range(5_000):
        row, (down, across) = some[number % len(some)], divmod(number // len(some), 5)
        moved = [
            [[n + (700_000 * across, 600_000 * down)[i % 2] for i, n in enumerate(ring)] for ring in one]
            for one in row[9]
        ]
        many.append([f"N{number}", *row[1:9], moved])
    body = json.dumps({**known, "parcels": many})
    visitor.route("**/map/content/", lambda route: route.fulfill(body=body, content_type="application/json"))
    visitor.goto("/map/")
    visitor.wait_for_selector("#map[data-ready]")
    expect(visitor.locator("#count")).to_contain_text("5000 / 5000")
    visitor.wait_for_timeout(1000)
    visitor.evaluate(
        """() => { window.frames_ = []; let last = performance.now();
        const step = now => { window.frames_.push(now - last); last = now; requestAnimationFrame(step); };
        requestAnimationFrame(step); }"""
    )
    visitor.mouse.move(300, 400)
    visitor.mouse.down()
    for step in range(60):
        visitor.mouse.move(300 + 3 * (step if step < 30 else 60 - step), 400 + step)
    visitor.mouse.up()
    frames = sorted(visitor.evaluate("window.frames_"))
    assert frames[len(frames) // 2] < 50


def test_a_file_of_outlines_is_seen_then_taken_by_keyboard(served: Served, visitor: Page) -> None:
    page = sign_in(visitor, served, "planner")
    squares = []
    for number, (parcel, east) in enumerate((("YZ24-0006", 0), ("YZ24-0007", 300), ("没有这宗", 600))):
        x, y = 498_000 + east, 3_320_000 + number
        ring = [[x, y], [x + 100, y], [x + 100, y + 100], [x, y + 100], [x, y]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        squares.append({"type": "Feature", "properties": {"宗地编号": parcel}, "geometry": shape})
    crs = {"type": "name", "properties": {"name": "EPSG:4544"}}
    content = json.dumps({"type": "FeatureCollection", "crs": crs, "features": squares}).encode()
    page.goto("/map/outlines/")
    page.set_input_files("#file", {"name": "界线.geojson", "mimeType": "application/geo+json", "buffer": content})
    page.get_by_role("button", name="上传").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("现在还没有写入", timeout=60_000)
    picture(page, "outlines-seen")
    assert serious(page) == []
    page.locator("#take button").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("取用 2 宗", timeout=60_000)
    picture(page, "outlines-taken")
    page.goto("/map/outlines/")
    page.set_input_files("#file", {"name": "x.zip", "mimeType": "application/zip", "buffer": b"PK no zip"})
    page.get_by_role("button", name="上传").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="返回").press("Enter")
    expect(page.locator("#file")).to_be_visible()
