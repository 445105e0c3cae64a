"""证书存储形式 · What is written is read back the same; whatever is changed on the way is refused with its place."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from landsupply.measure.fault import Fault
from landsupply.plan.certificate_check import certified_bound, judge
from landsupply.plan.certificate_form import FORMAT, from_form, to_form
from landsupply.plan.certificate_value import Certificate
from landsupply.seal.canon import digest
from tests.plan.small_problems import small_problem
from tests.plan.test_certificate_bound import random_tree
from tests.plan.test_certificate_judge import GOOD, certificate, problem

jsonschema = pytest.importorskip("jsonschema")

NAMES = problem().rows.names


def written() -> dict[str, Any]:
    """As it comes out of a file."""
    return dict(json.loads(json.dumps(to_form(certificate(), NAMES), ensure_ascii=False)))


def schema_faults(form: object) -> list[str]:
    text = files("landsupply").joinpath("schemas", "certificate-1.schema.json").read_text("utf-8")
    return [fault.message for fault in jsonschema.Draft202012Validator(json.loads(text)).iter_errors(form)]


def sealed(form: dict[str, Any]) -> dict[str, Any]:
    """The same with a digest that fits, as one would write it who wants to deceive."""
    bare = {name: part for name, part in form.items() if name != "digest"}
    return {**bare, "digest": digest(bare)}


def test_it_is_read_back_as_it_was_and_stands() -> None:
    made = from_form(written(), NAMES)
    assert made == certificate()
    assert judge(problem(), GOOD, made).holds
    assert schema_faults(written()) == []
    assert written()["format"] == FORMAT


def test_any_tree_is_read_back_with_its_bound() -> None:
    for seed in range(120):
        draw, at = random.Random(seed), small_problem(seed)
        leaves = tuple(random_tree(draw, at))
        made = Certificate(grid=2**seed, leaves=leaves, value=seed, bound=-(10**60))
        form = json.loads(json.dumps(to_form(made, at.rows.names)))
        again = from_form(form, at.rows.names)
        assert again == made and schema_faults(form) == []
        assert certified_bound(at, again) == certified_bound(at, made)


def test_prices_are_found_by_name_whatever_the_order_of_rows() -> None:
    turned = from_form(written(), NAMES[::-1])
    assert [leaf.prices for leaf in turned.leaves] == [leaf.prices[::-1] for leaf in certificate().leaves]


def at(form: dict[str, Any], *path: str | int) -> Callable[[object], dict[str, Any]]:
    """A copy of the form with another value at the path."""

    def put(value: object) -> dict[str, Any]:
        changed = copy.deepcopy(form)
        place: Any = changed
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        return changed

    return put


REFUSED = [
    (("format",), "landsupply.certificate/2", "C096"),
    (("grid",), 8, "C096"),
    (("grid",), "8.0", "C096"),
    (("grid",), "7", "C099"),
    (("grid",), "0", "C099"),
    (("value",), 214, "C096"),
    (("bound",), "-0", "C096"),
    (("bound",), "1e3", "C096"),
    (("bound",), "9" * 500, "C096"),
    (("bound",), "٣", "C096"),
    (("leaves",), {}, "C096"),
    (("leaves", 0), None, "C096"),
    (("leaves", 0, "farkas"), 0, "C096"),
    (("leaves", 0, "prices"), [], "C096"),
    (("leaves", 0, "prices", "宗数"), 3, "C096"),
    (("leaves", 0, "prices", "面积"), "3", "C098"),
    (("leaves", 0, "fixed", 0, "block"), True, "C096"),
    (("leaves", 0, "fixed", 0, "block"), 2**70, "C096"),
    (("leaves", 0, "fixed", 0, "months"), [1], "C096"),
    (("leaves", 0, "fixed", 0, "months"), [0, 3], "C083"),
    (("leaves", 0, "fixed", 0, "options"), [1, 1], "C083"),
    (("leaves", 0, "fixed", 0, "more"), 1, "C096"),
    (("leaves", 1, "fixed", 1, "row"), "面积", "C098"),
    (("leaves", 1, "fixed", 1, "row"), 1, "C096"),
    (("leaves", 1, "fixed", 1, "at_least"), "1", "C096"),
    (("digest",), None, "C096"),
    (("digest",), "sha256:0", "C097"),
]


@pytest.mark.parametrize(("path", "value", "code"), REFUSED, ids=str)
def test_what_is_not_as_it_must_be_is_refused(path: tuple, value: object, code: str) -> None:
    form = at(written(), *path)(value)
    with pytest.raises(Fault) as caught:
        from_form(form, NAMES)
    assert caught.value.code == code
    assert code != "C096" or schema_faults(form) or path == ("leaves", 0, "fixed", 0, "block")


@pytest.mark.parametrize("form", [None, [], "x", 1.5, {}, {1: 2}, {"format": FORMAT}])
def test_what_is_no_certificate_at_all_is_refused(form: object) -> None:
    with pytest.raises(Fault) as caught:
        from_form(form, NAMES)
    assert caught.value.code == "C096"


TAMPERED = {
    "a changed price": (at(written(), "leaves", 0, "prices", "总量")("85"), "C086"),
    "a bound lowered by one": (at(written(), "bound")(str(certificate().bound - 1)), "C086"),
    "a value raised": (at(written(), "value")(str(certificate().value + 1)), "C087"),
    "a leaf removed": (at(written(), "leaves")(written()["leaves"][:2]), "C084"),
    "a restriction changed": (at(written(), "leaves", 0, "fixed", 0, "months")([1, 5]), "C084"),
    "a figure changed": (at(written(), "leaves", 1, "fixed", 1, "at_most")("3"), "C084"),
    "a leaf called empty": (at(written(), "leaves", 1, "farkas")(True), "C085"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_file_is_refused_by_its_digest_and_where_that_was_mended_by_the_evaluator(name: str) -> None:
    form, code = TAMPERED[name]
    with pytest.raises(Fault) as caught:
        from_form(form, NAMES)
    assert caught.value.code == "C097"
    verdict = judge(problem(), GOOD, from_form(sealed(form), NAMES))
    assert code in [fault.code for fault in verdict.faults]
