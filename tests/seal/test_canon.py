"""留痕 · One form for one value, whatever the order it was put together in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.seal.canon import canonical, digest, digest_bytes, root

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_the_form_is_stable() -> None:
    value = {"年": 2024, "b": [1, None, True], "a": {"面积": "3.20"}}
    assert canonical(value) == '{"a":{"面积":"3.20"},"b":[1,null,true],"年":2024}'.encode()
    assert digest({}) == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert digest_bytes(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def _reversed(value: object) -> object:
    if isinstance(value, dict):
        return {key: _reversed(inner) for key, inner in reversed(value.items())}
    return [_reversed(inner) for inner in value] if isinstance(value, list) else value


@given(VALUES)
def test_the_order_of_keys_does_not_matter_and_reading_back_changes_nothing(value: object) -> None:
    assert canonical(_reversed(value)) == canonical(value)
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(VALUES, VALUES)
def test_one_digest_is_one_value(first: object, second: object) -> None:
    same = json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True)
    assert (digest(first) == digest(second)) is same


def test_the_order_of_a_list_matters() -> None:
    assert digest([1, 2]) != digest([2, 1])


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))), st.randoms())
def test_a_root_has_no_order(digests: list[str], chance) -> None:
    shuffled = list(digests)
    chance.shuffle(shuffled)
    assert root(shuffled) == root(digests)
    assert root([*digests, "more"]) != root(digests)
    assert root(iter(digests)) == root(digests)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_no_value_is_not_a_number(number: float) -> None:
    with pytest.raises(ValueError):
        canonical({"a": [number]})


@pytest.mark.parametrize("value", [{1: "a"}, [{"a": {None: 1}}], ({True: 1},), {"a": object()}, {"a": {1, 2}}, b"x"])
def test_what_json_would_bend_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)
