"""浏览器测试 · A served example city and a real Chromium, 1366 × 768; whatever goes elsewhere is refused and told."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, Route, sync_playwright

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SIZE = {"width": 1366, "height": 768}
EXAMPLE = "yunze-2024"
_LINE = re.compile(r"(\w+)\s+(\S+)$")


@dataclass
class Served:
    """所服务 · The address, the passwords by role, the home folder, and what pages tried to fetch elsewhere."""

    address: str
    passwords: dict[str, str]
    home: Path
    process: subprocess.Popen[str]
    elsewhere: list[str] = field(default_factory=list)


def free_port() -> int:
    """空闲端口 · A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def serve(home: Path, port: int, *options: str) -> Served:
    """开服务 · The application as a process of its own, ready to answer."""
    environment = {**os.environ, "LANDSUPPLY_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "landsupply.web", "serve", "--port", str(port), *options]
    with (home / "serve.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stderr=log, stdout=log, text=True)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2)
            break
        except OSError:
            assert process.poll() is None, (home / "serve.log").read_text()
            time.sleep(0.2)
    lines = (home / "serve.log").read_text().splitlines()
    passwords = {found[1]: found[2] for line in lines if (found := _LINE.search(line))}
    return Served(address, passwords, home, process)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """所服务 · The example city, fresh for each module of tests."""
    home = tmp_path_factory.mktemp("served")
    environment_place = os.environ.pop("LANDSUPPLY_PLACE", None)
    one = serve(home, free_port(), "--demo", EXAMPLE)
    if environment_place:
        os.environ["LANDSUPPLY_PLACE"] = environment_place
    yield one
    one.process.terminate()
    one.process.wait(20)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """驱动 · Playwright, driving Debian's Chromium."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """浏览器 · One Chromium for all tests."""
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed")
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def visitor(served: Served, chromium: Browser) -> Iterator[Page]:
    """访客 · A page of a fresh browser at the application; nothing outside may be fetched, nothing may fail unseen."""
    context = chromium.new_context(viewport=SIZE, base_url=served.address, locale="zh-CN", accept_downloads=True)
    page = context.new_page()
    wrong: list[str] = []

    def at_home(route: Route) -> None:
        if route.request.url.startswith(served.address) or route.request.url.startswith(("data:", "blob:")):
            route.continue_()
        else:
            served.elsewhere.append(route.request.url)
            route.abort()

    context.route("**/*", at_home)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert served.elsewhere == [] and wrong == []


def sign_in(page: Page, served: Served, role: str) -> Page:
    """登录 · As the example's person in a role."""
    page.goto("/sign-in/")
    page.fill("#name", role)
    page.fill("#password", served.passwords[role])
    page.press("#password", "Enter")
    page.wait_for_url("**/")
    return page
