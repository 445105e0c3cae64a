"""新手之路 · From an empty base to a published plan in at most forty clicks, through pages only, clicks counted.

Two administrators made by the command; from there accounts, roles, list, brief, plan, approval and publication are
done by whoever does them in an office. Every button, link and Enter counts; what is typed or chosen by key does not.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import EXAMPLE, Served, free_port, serve
from tests.browser.pictures import picture

MOST = 40
_FOLDER = Path(__file__).parents[2] / "examples" / EXAMPLE


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """所服务 · An empty base of the invented city, with its first two administrators."""
    home = tmp_path_factory.mktemp("newcomer")
    before = {name: os.environ.pop(name, None) for name in ("LANDSUPPLY_PLACE", "LANDSUPPLY_SECOND_FACTOR")}
    os.environ["LANDSUPPLY_PLACE"] = "990100"
    passwords = {name: _administrator(home, name) for name in ("system", "security")}
    one = serve(home, free_port())
    one.passwords.update(passwords)
    yield one
    one.process.terminate()
    one.process.wait(20)
    os.environ.pop("LANDSUPPLY_PLACE")
    os.environ.update({name: value for name, value in before.items() if value})


def _administrator(home: Path, role: str) -> str:
    command = [sys.executable, "-m", "landsupply.web", "--home", str(home), "createadmin", f"a.{role}", "--role", role]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[-1]


@dataclass
class Newcomer:
    """新手 · Somebody at a browser whose clicks are counted."""

    page: Page
    clicks: list[str] = field(default_factory=list)

    def click(self, what: Locator) -> None:
        """点 · A button or a link."""
        self.clicks.append(what.inner_text() or str(what))
        what.click()

    def enter(self, what: Locator) -> None:
        """回车 · A form sent by key."""
        self.clicks.append("Enter")
        what.press("Enter")

    def link(self, name: str) -> None:
        """链接 · The first link of a name."""
        self.click(self.page.get_by_role("link", name=name, exact=True).first)

    def button(self, name: str) -> None:
        """按钮 · The first button of a name."""
        self.click(self.page.get_by_role("button", name=name, exact=True).first)

    def arrives(self, name: str, password: str) -> None:
        """到岗 · Signs in for the first time: another password, and a second factor where the office asks for one."""
        page = self.page
        page.fill("#name", name)
        page.fill("#password", password)
        self.enter(page.locator("#password"))
        page.wait_for_url("**/settings/password/")
        page.fill("#old", password)
        page.fill("#new", f"Heron-at-dawn-7-{name}")
        page.fill("#again", f"Heron-at-dawn-7-{name}")
        self.enter(page.locator("#again"))
        page.wait_for_load_state("networkidle")
        if page.url.endswith("/settings/factor/"):
            page.fill("#code", _code(page.locator("code.key").inner_text()))
            self.enter(page.locator("#code"))
            page.wait_for_load_state("networkidle")

    def leaves(self) -> None:
        """离开 · Signs out."""
        self.button("退出")
        self.page.wait_for_url("**/sign-in/")


def _code(key: str) -> str:
    """What a telephone would show."""
    number = base64.b32decode(key.replace(" ", ""))
    mac = hmac.new(number, (int(datetime.now(UTC).timestamp()) // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    start = mac[-1] & 15
    return f"{(int.from_bytes(mac[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def test_a_newcomer_publishes_a_plan_in_forty_clicks(served: Served, visitor: Page, tmp_path: Path) -> None:
    one = Newcomer(visitor)
    visitor.goto("/sign-in/")
    passwords = _accounts(one, served)
    _roles(one, served)
    one.arrives("li.compiler", passwords["li.compiler"])
    _list_taken_in(one)
    _compiled(one)
    one.button("送审")
    one.leaves()
    one.arrives("zhao.leader", passwords["zhao.leader"])
    _published(one, tmp_path / "plan.docx")
    assert (tmp_path / "plan.docx").read_bytes()[:2] == b"PK"
    picture(visitor, "newcomer-published")
    sys.stdout.write(f"{len(one.clicks)} clicks: {' · '.join(one.clicks)}\n")
    assert len(one.clicks) <= MOST, one.clicks


def _accounts(one: Newcomer, served: Served) -> dict[str, str]:
    """The system administrator makes two accounts; each password is read from the page."""
    one.arrives("a.system", served.passwords["system"])
    if not one.page.url.endswith("/settings/"):
        one.link("设置")
    one.link("账户")
    passwords = {}
    for name, shown in (("li.compiler", "李编制"), ("zhao.leader", "赵领导")):
        one.page.fill("#name", name)
        one.page.fill("#shown", shown)
        one.enter(one.page.locator("#shown"))
        expect(one.page.locator(".once")).to_contain_text(name)
        passwords[name] = one.page.locator(".once code").inner_text()
    one.leaves()
    return passwords


def _roles(one: Newcomer, served: Served) -> None:
    """The security administrator gives each a role."""
    one.arrives("a.security", served.passwords["security"])
    if not one.page.url.endswith("/settings/"):
        one.link("设置")
    one.link("角色")
    for label, role in (("li.compiler 李编制", "计划编制人"), ("zhao.leader 赵领导", "分管领导")):
        one.page.select_option("#account", label=label)
        one.page.select_option("#role", label=role)
        one.button("授予")
        one.page.wait_for_load_state("networkidle")
    one.leaves()


def _list_taken_in(one: Newcomer) -> None:
    """The ledger is sent, seen, and taken in."""
    one.link("台账")
    one.click(one.page.locator("a[href='/ledger/send/']").first)
    one.page.set_input_files("#list", _FOLDER / "ledger.csv")
    one.click(one.page.locator("#upload button"))
    commit = one.page.locator("#commit button")
    expect(commit).to_be_visible(timeout=90_000)
    one.click(commit)
    expect(one.page.locator("a.button[href='/ledger/']")).to_be_visible(timeout=90_000)


def _compiled(one: Newcomer) -> None:
    """A brief is brought, the plan compiled in the background, and opened."""
    page = one.page
    one.link("编制台")
    page.set_input_files("input[name=file]", _FOLDER / "brief.toml")
    one.click(page.locator("form:has(input[name=file]) button"))
    one.click(page.locator(".go button"))
    ready = page.locator("a.button[href^='/plans/']").first
    expect(ready).to_be_visible(timeout=120_000)
    one.click(ready)


def _published(one: Newcomer, path: Path) -> None:
    """The leader follows what waits at home, approves, publishes with a summary and takes the text away."""
    one.link("首页")
    one.click(one.page.locator(".tasks a").first)
    one.link("云泽市2024年度国有建设用地供应计划")
    one.button("批准")
    one.link("公布")
    one.page.fill("#summary", "首次公布。")
    one.button("公布")
    one.page.wait_for_url("**/documents/")
    with one.page.expect_download() as taken:
        one.link("计划文本")
    taken.value.save_as(path)
