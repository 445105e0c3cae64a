"""注入测试 · Every page in a real browser, with an attacker's markup in whatever people name: none of it is alive."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.browser.conftest import EXAMPLE, SIZE, Served, free_port, serve, sign_in

#: Of one kind of address so many are opened by one role, the names and digests in it left aside.
_EACH = 1
#: Pages of one kind under these have names of their own, and are as one.
_ALIKE = re.compile(r"(/law/\w+|/plans/\*/figures/\w+|/public/\d+/parcels)/.*")
_NAMES = re.compile(r"sha256:[0-9a-f]+|YZ\d\d-[^/]+|(?<=/)\d+(?=/|$)")
_LEFT_OUT = ("/sign-out/", "/static/")
#: What of the markup became part of the page, in the page itself and in every frame.
_ALIVE = """() => [...document.querySelectorAll(
  '[data-canary], img[src="x"], script:not([src]):not([type="application/json"])')].map(
    one => one.outerHTML.slice(0, 200))"""
#: As it is seen, when it is text.
_SEEN = "data-canary onerror=alert(1)"


@dataclass
class Crawl:
    """走访 · Pages opened, on how many the markup stood as text, and everything that was alive."""

    pages: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    alive: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """投毒之城 · A city of its own, poisoned while it is served; nobody works at its jobs, which stand as planted."""
    one = serve(tmp_path_factory.mktemp("poisoned"), free_port(), "--demo", EXAMPLE, "--workers", "0")
    environment = {**os.environ, "LANDSUPPLY_HOME": str(one.home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "tests.browser.poison"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    yield one
    one.process.terminate()
    one.process.wait(20)


@pytest.fixture
def watched(poisoned: Served, chromium: Browser) -> Iterator[tuple[Page, Crawl]]:
    """受监视的浏览器 · Every dialog, every refusal of the policy, every fetch of the picture that is none is told."""
    context = chromium.new_context(viewport=SIZE, base_url=poisoned.address, locale="zh-CN", accept_downloads=True)
    page, crawl = context.new_page(), Crawl()

    def told(text: str) -> None:
        crawl.alive.append(f"{page.url}: {text}")

    def spoke(dialog: Dialog) -> None:
        told(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", spoke)
    page.on("console", lambda said: told(said.text) if "Content Security Policy" in said.text else None)
    page.on("request", lambda one: told(one.url) if urlsplit(one.url).path.endswith("/x") else None)
    page.on("pageerror", lambda error: told(str(error)))
    yield page, crawl
    context.close()


def look(page: Page, crawl: Crawl, what: str) -> None:
    """查看 · What is alive on the page as it stands, and whether the markup is there to be read."""
    crawl.alive += [f"{page.url} {what}: {one}" for frame in page.frames for one in frame.evaluate(_ALIVE)]
    if _SEEN in page.evaluate("(document.querySelector('main') || document.body).innerText"):
        crawl.seen[what] += 1


def visit(page: Page, crawl: Crawl, *starts: str) -> None:
    """走访 · From some addresses along the links."""
    queue, known, met = deque(starts), set(starts), Counter[str]()
    while queue:
        address = queue.popleft()
        kind = _ALIKE.sub(r"\1/*", _NAMES.sub("*", urlsplit(unquote(address)).path))
        met[kind] += 1
        if met[kind] > _EACH:
            continue
        try:
            page.goto(address, wait_until="load")
        except Exception as error:
            if "Download is starting" not in str(error):
                raise
            continue
        crawl.pages += 1
        look(page, crawl, kind)
        for link in page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))"):
            path = link.partition("#")[0]
            if path.startswith("?"):
                path = urlsplit(page.url).path + path
            if path.startswith("/") and not path.startswith(_LEFT_OUT) and "lang=" not in path and path not in known:
                known.add(path)
                queue.append(path)


_STARTS = {
    "planner": ("/", "/ledger/", "/ledger/issues/", "/map/", 
                "/map/print/?title=<img src=x data-canary onerror=alert(4)>",
                "/workbench/", "/plans/", "/jobs/", "/proofread/", "/ledger/send/", "/settings/"),
    "district": ("/", "/ledger/", "/map/", "/plans/", "/ledger/send/"),
    "leader": ("/", "/leader/", "/plans/"),
    "audit": ("/", "/acts/", "/acts/failures/"),
    "system": ("/", "/settings/accounts/"),
    "security": ("/", "/settings/roles/"),
    "": ("/public/", "/sign-in/?next=\"><img src=x data-canary onerror=alert(5)>", "/api/docs"),
}  # fmt: skip


@pytest.mark.parametrize("role", list(_STARTS))
def test_t28_no_page_runs_what_people_wrote(
    poisoned: Served, watched: tuple[Page, Crawl], role: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page, crawl = watched
    if role:
        sign_in(page, poisoned, role)
    visit(page, crawl, *_STARTS[role])
    with capsys.disabled():
        print(
            f"\n{role or 'anybody'}: {crawl.pages} pages, markup to be read on {sum(crawl.seen.values())}, "
            f"{len(crawl.alive)} alive"
        )
    assert crawl.alive == []
    assert crawl.pages >= len(_STARTS[role])
    assert crawl.seen or role in ("", "leader")


def test_t28_grid_history_map_card_and_file_name(poisoned: Served, watched: tuple[Page, Crawl]) -> None:
    """What scripts write: cells and their history, the card of the map, a file's name, findings in a text."""
    page, crawl = watched
    sign_in(page, poisoned, "planner")
    page.goto("/ledger/?q=data-canary", wait_until="networkidle")
    page.wait_for_selector(".tabulator-row")
    look(page, crawl, "grid")
    page.locator(".tabulator-row .tabulator-cell").nth(1).click()
    page.keyboard.press("Alt+h")
    page.wait_for_timeout(800)
    look(page, crawl, "history")
    page.goto("/map/", wait_until="networkidle")
    page.wait_for_selector("#map[data-ready]")
    page.focus("#rows")
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(60)
        look(page, crawl, "map")
    page.goto("/proofread/")
    page.fill("#text", "云泽市2024年度计划供应总量10公顷，其中住宅用地20公顷。<img src=x data-canary onerror=alert(1)>")
    page.click("#read")
    page.wait_for_selector("#result")
    look(page, crawl, "proofread")
    page.goto("/ledger/send/")
    page.set_input_files("input[type=file]", {
        "name": "<img src=x data-canary onerror=alert(1)>.csv", "mimeType": "text/csv", "buffer": "名称\n甲".encode(),
    })  # fmt: skip
    page.locator("form:has(input[type=file]) button").first.click()
    page.wait_for_timeout(4000)
    look(page, crawl, "file")
    assert crawl.alive == []
    assert {"grid", "map", "proofread"} <= set(crawl.seen)


def test_a_planted_hole_is_found(poisoned: Served, watched: tuple[Page, Crawl]) -> None:
    page, crawl = watched
    page.goto("/sign-in/")
    page.evaluate("document.querySelector('main').innerHTML += '<img src=x data-canary onerror=alert(1)>'")
    page.wait_for_timeout(300)
    look(page, crawl, "planted")
    assert any("data-canary" in one for one in crawl.alive) and any("Content Security" in one for one in crawl.alive)
    del poisoned
