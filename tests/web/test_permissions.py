"""权限测试 · Every address × every role × own and other unit gives what the one table says, and no word too many."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings

from landsupply.law.catalogue import rule_catalogue
from landsupply.web import urls
from landsupply.web.models import ParcelRow
from landsupply.web.roles import PERMISSIONS, Reach, Role, Verb
from landsupply.web.routes import Asked, Route, pattern
from landsupply.web.standing import rulebook
from tests.web.office import signed_in
from tests.web.planted import BRIEF, CANARY, JOB, OTHER, OWN, Office, asked_of, planted, text_of

_NUMBER = re.compile(r"YZ\d\d-\d{4}")
_PART = re.compile(r"<(?:(\w+):)?(\w+)>")
#: What may come of a request with nothing in it where it is allowed: an answer, or words about what is missing.
LET_IN = frozenset((200, 201, 202, 204, 302, 303, 400, 405, 409, 413, 415, 422))
WHOSE = ("own", "other")


@dataclass(frozen=True)
class Cell:
    """格 · An address with its parts filled in, asked by a role (or nobody), naming what is its own or another's."""

    route: Route
    method: str
    role: Role | None
    whose: str
    address: str
    samples: tuple[Sample, ...]

    @property
    def is_others(self) -> bool:
        """他人之物 · Whether it names something of another unit or person."""
        return self.whose == "other" and any(one.is_bound for one in self.samples)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of answers that refuse are what is wanted here, not what a log should hold."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def city(passwords: dict[str, str]) -> Iterator[Office]:
    """城市 · The planted office; taken back afterwards."""
    del passwords
    with transaction.atomic():
        yield planted()
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Sample:
    """样值 · What an address may name; whether it is one unit's or person's, or several units'; its verb."""

    value: object
    is_bound: bool = False
    is_shared: bool = False
    is_personal: bool = False
    verb: Verb | None = None


def samples(city: Office, role: Role | None, whose: str) -> dict[str, Sample]:
    """样值表 · For a part of an address by its name, or by the address's first word and its name."""
    is_own = whose == "own"
    rules = rulebook().on(date(2024, 3, 1))
    job = Sample(city.jobs[role.value if role and is_own else OTHER], is_bound=True, is_personal=True)
    whom = role.value if role and is_own else OTHER
    compared, outlined, read = (
        Sample(numbers[whom], is_bound=True, is_personal=True)
        for numbers in (city.scenarios, city.outlines, city.readings)
    )
    plan, other = (city.published, city.draft) if is_own else (city.draft, city.published)
    return {
        "identity": Sample(city.parcels[OWN if is_own else OTHER], is_bound=True),
        "jobs/number": job,
        "scenarios.number": compared,
        "scenarios_file.number": compared,
        "ledger/number": job,
        "map/number": outlined,
        "proofread/number": read,
        "proofread/kind": Sample("json"),
        "briefs/number": Sample(city.brief),
        "workbench/number": Sample(city.brief),
        # A draft holds every unit's parcels: a clerk is shown one's own of it, or nothing.
        "digest": Sample(plan, is_shared=True),
        "public/digest": Sample(city.published),
        "other": Sample(other, is_shared=True),
        "axis": Sample("total"),
        "key": Sample("all"),
        "plans/verb": Sample("submit", verb=Verb.SUBMIT),
        "name": Sample("plan.docx"),
        "law_rule.number": Sample(next(iter(rule_catalogue()))),
        "law_instrument.identity": Sample(next(iter(rules.instruments))),
        "law_parameter.identity": Sample(next(iter(rules.parameters))),
        "public/year": Sample(2024),
        "public/parcel": Sample(city.listed),
    }


#: What an address must be asked behind its question mark to answer anything, by the route's name.
QUERIES = {"ledger_history": "?identity=<identity>"}
#: What a form must say to be anybody's but the whole office's.
FORMS = {"send": {"sender": OWN}}
#: Where sending a form needs more than seeing the page: a verb for the whole office.
TO_SEND = {"map_layers": Verb.DRAW}


#: What an office has not set up is not there, whoever asks; `test_oidc` asks it where it is.
NOT_SET_UP = frozenset(("sign_in_oidc", "sign_in_oidc_back", "settings_oidc", "settings_oidc_begin"))


def everything() -> tuple[Route, ...]:
    """全部地址 · The pages' and the API's, which is asked the same questions in the same way."""
    operations = tuple(
        Route(
            path="api" + one.path.replace("{", "<").replace("}", ">"),
            view=one.view,
            name=one.name,
            verb=one.verb,
            method=one.method,
            answers=True,
        )
        for one in urls.OPERATIONS
    )
    return (*urls.ROUTES, *operations)


def cells(routes: tuple[Route, ...], city: Office) -> Iterator[Cell]:
    """各格 · The whole table; a part without a sample is an error of this test's table."""
    for route, role, whose in product(routes, (*Role, None), WHOSE):
        address, named = _address(route, samples(city, role, whose))
        if whose == "own" or any(one.is_bound or one.is_shared for one in named):
            for method in route.method.split():
                yield Cell(route, method, role, whose, address, named)


def _address(route: Route, values: dict[str, Sample]) -> tuple[str, tuple[Sample, ...]]:
    path = route.path + QUERIES.get(route.name, "")
    first, named = route.path.removeprefix("api/").split("/")[0], []
    for found in _PART.finditer(path):
        keys = (f"{route.name}.{found[2]}", f"{first}/{found[2]}", found[2])
        sample = next((values[key] for key in keys if key in values), None)
        assert sample, f"{route.path}: no sample for {first}/{found[2]}"
        named.append(sample)
        path = path.replace(found[0], str(sample.value))
    return "/" + path, tuple(named)


def expected(cell: Cell) -> frozenset[int]:
    """应得 · The states an answer may have, from the one table."""
    if cell.route.name in NOT_SET_UP and settings.OIDC is None and (cell.role or cell.route.verb is None):
        return frozenset((404,))
    if cell.route.verb is None:
        return LET_IN | {401, 429} | ({404} if cell.is_others else frozenset())
    if cell.role is None:
        return frozenset((302, 401))
    verbs = (cell.route.verb, *(one.verb for one in cell.samples if one.verb))
    reach = [PERMISSIONS[verb].get(cell.role, Reach.NONE) for verb in verbs]
    # A job is one person's, however much else of the office a role may see.
    to_send = TO_SEND.get(cell.route.name) if cell.method == "POST" else None
    if to_send and PERMISSIONS[to_send].get(cell.role) is not Reach.ALL:
        return frozenset((404,))
    is_personal = any(one.is_personal for one in cell.samples)
    if Reach.NONE in reach or (cell.is_others and (is_personal or Reach.OWN in reach)):
        return frozenset((404,))
    return LET_IN | ({404} if Reach.OWN in reach and any(one.is_shared for one in cell.samples) else frozenset())


def _is_of_acts(cell: Cell) -> bool:
    """The auditor sees every act, and the last of them at home."""
    return cell.role is Role.AUDIT and (cell.route.verb is Verb.SEE_ACTS or cell.route.name == "home")


def unseen(cell: Cell) -> frozenset[str]:
    """不得见 · Words that an answer to this role must never hold; records are shown whole to whoever may."""
    role, words = cell.role, {JOB}
    if _is_of_acts(cell):
        return frozenset(words)
    ledger = PERMISSIONS[Verb.SEE_LEDGER].get(role, Reach.NONE) if role else Reach.NONE
    if ledger is not Reach.ALL:
        words |= {CANARY[OTHER]} if ledger is Reach.OWN else set(CANARY.values())
    if role is None or role not in PERMISSIONS[Verb.SEE_BRIEF]:
        words.add(BRIEF)
    return frozenset(words)


def numbers_unseen(cell: Cell, city: Office) -> frozenset[str]:
    """不得见的编号 · Of parcels that are not public: those of other units for a clerk, all for who sees no ledger."""
    if _is_of_acts(cell):
        return frozenset()
    ledger = PERMISSIONS[Verb.SEE_LEDGER].get(cell.role, Reach.NONE) if cell.role else Reach.NONE
    if ledger is Reach.ALL:
        return frozenset()
    own = city.inner.get(OWN, frozenset()) if ledger is Reach.OWN else frozenset()
    return frozenset().union(*city.inner.values()) - own


def violations(routes: tuple[Route, ...], city: Office) -> tuple[int, list[str]]:
    """违反 · How many cells were asked, and every answer that is not what the table says."""
    found, count = [], 0
    signed = {role: signed_in(role.value).cookies for role in Role}
    for cell in cells(routes, city):
        count += 1
        client = Client(raise_request_exception=False)
        if cell.role:
            client.cookies.update(signed[cell.role])
        with transaction.atomic():
            answer = asked_of(client, cell.method, cell.address, FORMS.get(cell.route.name))
            text = text_of(answer)
            transaction.set_rollback(True)
        who = cell.role or "anybody"
        if answer.status_code not in expected(cell):
            found.append(f"{who} {cell.method} {cell.address} ({cell.whose}): {answer.status_code}")
        found += [f"{who} {cell.method} {cell.address} shows {word}" for word in unseen(cell) if word in text]
        named = set(_NUMBER.findall(text)) - set(_NUMBER.findall(cell.address))
        found += [f"{who} {cell.method} {cell.address} names {one}" for one in named & numbers_unseen(cell, city)]
    return count, found


def test_t40_every_address_answers_as_the_table_says(city: Office, capsys: pytest.CaptureFixture[str]) -> None:
    count, found = violations(everything(), city)
    with capsys.disabled():
        print(f"\npermission table: {len(everything())} addresses, {count} cells, {len(found)} violations")
    assert not found, "\n".join(found)


def test_the_words_are_seen_by_whoever_may(city: Office) -> None:
    assert CANARY[OTHER] in text_of(asked_of(signed_in("planner"), "GET", f"/parcels/{city.parcels[OTHER]}/"))
    assert CANARY[OWN] in text_of(asked_of(signed_in("district"), "GET", f"/parcels/{city.parcels[OWN]}/"))


def test_every_district_has_a_face_of_its_own(city: Office) -> None:
    """What another unit writes changes not one byte of what a clerk is shown."""
    client = signed_in("district")
    routes = tuple(route for route in everything() if "GET" in route.method.split())
    addresses = [cell for cell in cells(routes, city) if cell.role is Role.DISTRICT and cell.whose == "own"]
    before = {cell.address: _still(client, cell) for cell in addresses}
    with transaction.atomic():
        for row in ParcelRow.objects.filter(unit=OTHER):
            row.name, row.area, row.issues, row.month = "改名", (row.area or 0) + 999, 77, "2024-12"
            row.stated = row.stated.replace(CANARY[OTHER], "改名")
            row.save()
        ParcelRow.objects.filter(unit=OTHER).last().delete()  # type: ignore[union-attr]
        after = {cell.address: _still(client, cell) for cell in addresses}
        transaction.set_rollback(True)
    assert {address for address in before if before[address] != after[address]} == set()


def _still(client: Client, cell: Cell) -> str:
    """An answer without what is new in every answer: tokens against forgery, times, the size that follows from them."""
    with transaction.atomic():
        text = text_of(asked_of(client, "GET", cell.address))
        transaction.set_rollback(True)
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|<svg.*?</svg>|<code class="key">.*?</code>', "", text)
    return re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?|Content-Length: \d+|\b[0-9a-f]{32}\b", "", text)


def _leaky(asked: Asked, identity: str = "") -> HttpResponse:
    rows = ParcelRow.objects.filter(identity=identity) if identity else ParcelRow.objects.all()
    return HttpResponse("\n".join(row.name for row in rows))


def _addresses(route: Route) -> ModuleType:
    module: Any = ModuleType("planted_addresses")
    module.urlpatterns = [pattern(route)]
    return module  # type: ignore[no-any-return]


def _planted_route(path: str, verb: Verb | None) -> Route:
    return Route(path=path, view=_leaky, name=path, verb=verb)


@pytest.mark.parametrize(
    ("route", "said"),
    [
        (_planted_route("parcels/<str:identity>/", Verb.SEE_LEDGER), "(other): 200"),
        (_planted_route("everything/", Verb.SEE_LEDGER), f"shows {CANARY[OTHER]}"),
        (_planted_route("open/", None), "anybody GET /open/ shows"),
    ],
)
def test_a_planted_leak_is_found(city: Office, route: Route, said: str) -> None:
    with override_settings(ROOT_URLCONF=_addresses(route)):
        _, found = violations((route,), city)
    assert any(said in one for one in found)


def _numbering(asked: Asked) -> HttpResponse:
    return HttpResponse("\n".join(ParcelRow.objects.values_list("identity", flat=True)))


def test_a_planted_list_of_numbers_is_found(city: Office) -> None:
    route = replace(_planted_route("numbers/", Verb.SEE_LEDGER), view=_numbering)
    with override_settings(ROOT_URLCONF=_addresses(route)):
        _, found = violations((route,), city)
    assert {one.split(" names ")[0] for one in found} == {"district GET /numbers/"} and len(found) > 20


def test_a_planted_door_left_open_is_found(city: Office) -> None:
    """The address lets in more than the table says: a guard that asks for another verb."""
    told = _planted_route("records/", Verb.SEE_ACTS)
    with override_settings(ROOT_URLCONF=_addresses(replace(told, verb=Verb.SEE_HOME))):
        _, found = violations((told,), city)
    assert any("planner GET /records/ (own): 200" in one for one in found)


def test_an_address_without_a_sample_is_refused(city: Office) -> None:
    with pytest.raises(AssertionError, match="no sample"):
        list(cells((_planted_route("strange/<str:thing>/", Verb.SEE_HOME),), city))
