"""界线测试 · Outlines by act and row: kept, compared, rebuilt, refused in the rung's words, own unit alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from landsupply.ledger.boundary.plot import Boundary, Drawn
from landsupply.measure.area import Area
from landsupply.web.outline_files import polygons_of_text, text_of
from landsupply.web.refused import Unlawful
from tests.web.jobs_done import done

As = Callable[[str], Client]
#: Of the example: a parcel of the clerk's own unit with an outline, one of another unit, one without an outline.
OWN, OTHER, BARE = "YZ24-0004", "YZ24-0001", "YZ24-0060"
SQUARE = "500000,3325000\n500200,3325000\n500200,3325100\n500000,3325100"


def _act(identity: str) -> int:
    from landsupply.web.models import ParcelRow
    from landsupply.web.outlines import outline_of

    held = outline_of(ParcelRow.objects.get(identity=identity))
    return held.act if held else 0


def test_a_typed_outline_is_kept_by_an_act_and_shown_with_the_difference(as_role: As) -> None:
    client = as_role("planner")
    assert client.post(f"/parcel-outline/{BARE}/", {"corners": SQUARE, "was": "0"}).status_code == 302
    page = client.get(f"/parcels/{BARE}/").content.decode()
    assert "2.00 公顷" in page and "8633.33 m²" in page and "small-map" in page
    assert "超过容许" in page  # G050 of the rung


def test_rows_made_anew_from_the_acts_hold_the_same_outlines(as_role: As) -> None:
    from landsupply.web.models import ParcelRow
    from landsupply.web.rebuild import rebuild

    client = as_role("planner")
    client.post(f"/parcel-outline/{BARE}/", {"corners": SQUARE, "was": "0"})
    client.post(f"/parcel-outline/{OWN}/", {"erase": "1", "why": "画错", "was": str(_act(OWN))})
    before = {row.identity: bytes(row.outline) for row in ParcelRow.objects.exclude(outline=None)}
    ParcelRow.objects.all().delete()
    rebuild()
    after = {row.identity: bytes(row.outline) for row in ParcelRow.objects.exclude(outline=None)}
    assert after == before and BARE in after and OWN not in after and len(after) == 219


def test_a_stale_outline_never_overwrites(as_role: As) -> None:
    client, second = as_role("planner"), as_role("reserve")
    client.post(f"/parcel-outline/{BARE}/", {"corners": SQUARE, "was": "0"})
    answer = second.post(f"/parcel-outline/{BARE}/", {"corners": SQUARE.replace("500200", "500300"), "was": "0"})
    assert answer.status_code == 409 and "U201" in answer.content.decode()


def test_the_same_form_sent_twice_has_one_effect(as_role: As) -> None:
    client, form = as_role("planner"), {"corners": SQUARE, "was": "0", "once": "k-outline-1"}
    client.post(f"/parcel-outline/{BARE}/", form)
    first = _act(BARE)
    assert client.post(f"/parcel-outline/{BARE}/", form).status_code == 302
    assert _act(BARE) == first


@pytest.mark.parametrize(
    ("text", "code"),
    [("500000,3325000\nx", "U285"), ("500000,3325000", "U286"), ("", "U286"), ("500000;3325000\n1,2\n3,4", "U285")],
)
def test_what_is_no_ring_is_refused_in_words(as_role: As, text: str, code: str) -> None:
    answer = as_role("planner").post(f"/parcel-outline/{BARE}/", {"corners": text, "was": "0"})
    assert answer.status_code == 409 and code in answer.content.decode()


def test_t56_a_ring_that_crosses_itself_is_told_and_repaired_only_by_choice(as_role: As) -> None:
    client = as_role("planner")
    crossed = "500000,3325000\n500200,3325100\n500200,3325000\n500000,3325200"
    answer = client.post(f"/parcel-outline/{BARE}/", {"corners": crossed, "was": "0"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "G037" in page and 'name="repair"' in page and _act(BARE) == 0
    chosen = {"corners": crossed, "was": "0", "repair": "1"}
    assert client.post(f"/parcel-outline/{BARE}/", chosen).status_code == 409  # without a reason
    assert client.post(f"/parcel-outline/{BARE}/", {**chosen, "why": "按修复结果"}).status_code == 302
    assert _act(BARE) > 0


def test_a_clerk_draws_in_the_own_unit_alone(as_role: As) -> None:
    clerk = as_role("district")
    assert clerk.post(f"/parcel-outline/{OTHER}/", {"corners": SQUARE, "was": "0"}).status_code == 404
    assert clerk.get(f"/parcel-outline/{OTHER}/").status_code == 404
    assert clerk.get(f"/parcel-shape/{OTHER}/").status_code == 404
    assert clerk.post(f"/parcel-outline/{OWN}/", {"corners": SQUARE, "was": str(_act(OWN))}).status_code == 302
    assert as_role("leader").get(f"/parcel-outline/{OWN}/").status_code == 404


def test_a_file_of_others_parcels_says_nothing_of_them_to_a_clerk(as_role: As) -> None:
    features = [_feature(OTHER, 0), _feature(OWN, 400)]
    clerk = as_role("district")
    page = _examined(clerk, features)
    assert "可以取用 1 宗" in page and "瑞霖医院" not in page and "G060" in page and _act(OTHER) == _act(OWN)
    assert "取用 1 宗" in _taken(clerk, page)
    assert _act(OTHER) < _act(OWN)
    assert as_role("planner").get(_address(page)).status_code == 404


def _examined(client: Client, features: list[dict[str, object]]) -> str:
    """The page of what a file would change."""
    answer = client.post("/map/outlines/", {"file": _file(features)})
    assert answer.status_code == 302 and [job.state for job in done()] == ["done"]
    return client.get(client.get(answer["Location"])["Location"]).content.decode()


def _address(page: str) -> str:
    found = re.search(r'action="(/map/outlines/\d+/take/)"', page)
    assert found, page
    return found[1].removesuffix("take/")


def _taken(client: Client, page: str, times: int = 2) -> str:
    """The page of what was taken, pressed so often."""
    for _ in range(times):
        answer = client.post(_address(page) + "take/")
        assert answer.status_code == 302
    assert [job.state for job in done()] == ["done"]
    assert client.post(_address(page) + "take/")["Location"].startswith("/map/outlines/") and done() == []
    return client.get(client.get(answer["Location"])["Location"]).content.decode()


def test_a_file_is_seen_before_it_counts_and_counts_once(as_role: As) -> None:
    from landsupply.web.models import ActRow

    client, features = as_role("planner"), [_feature(OTHER, 0), _feature(BARE, 400)]
    before = ActRow.objects.count()
    page = _examined(client, features)
    assert "新绘" in page and "改绘" in page and "取用 2 宗的界线" in page
    assert (ActRow.objects.count(), _act(BARE)) == (before, 0)
    assert "取用 2 宗" in _taken(client, page)
    assert ActRow.objects.count() == before + 1 and _act(BARE) == _act(OTHER) == ActRow.objects.latest("number").number
    again = _examined(client, features)
    assert "全部相同" in again and "/take/" not in again


def test_an_outline_drawn_meanwhile_is_never_overwritten_by_a_file(as_role: As) -> None:
    client = as_role("planner")
    page = _examined(client, [_feature(OTHER, 0), _feature(BARE, 400)])
    as_role("reserve").post(f"/parcel-outline/{BARE}/", {"corners": SQUARE, "was": "0"})
    drawn, other = _act(BARE), _act(OTHER)
    taking = client.post(_address(page) + "take/")["Location"]
    assert [job.state for job in done()] == ["failed"]
    assert "已被他人改过" in client.get(taking).content.decode()
    assert (_act(BARE), _act(OTHER)) == (drawn, other)


def test_what_is_over_its_time_is_gone(as_role: As) -> None:
    from landsupply.web.jobs import sweep
    from landsupply.web.models import JobFile, JobRow

    client = as_role("planner")
    page = _examined(client, [_feature(BARE, 0)])
    JobRow.objects.update(until="2020-01-01T00:00:00Z")
    assert client.get(_address(page)).status_code == 404
    sweep()
    assert not JobFile.objects.exists() and not JobRow.objects.exists()


def test_a_file_of_outlines_that_is_none_is_told_on_the_job_s_page(as_role: As) -> None:
    from landsupply.web.models import JobFile

    client = as_role("planner")
    answer = client.post("/map/outlines/", {"file": ContentFile(b"PK\x03\x04broken", name="x.zip")})
    assert [job.state for job in done()] == ["failed"] and not JobFile.objects.exists()
    page = client.get(answer["Location"]).content.decode()
    assert 'role="alert"' in page and 'href="/map/outlines/"' in page


def _feature(number: str, east: int) -> dict[str, object]:
    x, y = 498000 + east, 3320000
    ring = [[x, y], [x + 100, y], [x + 100, y + 100], [x, y + 100], [x, y]]
    return {
        "type": "Feature",
        "properties": {"宗地编号": number},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def _file(features: list[dict[str, object]]) -> ContentFile[bytes]:
    crs = {"type": "name", "properties": {"name": "EPSG:4544"}}
    content = json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}).encode()
    return ContentFile(content, name="many.geojson")


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b'{"type":"FeatureCollection"}', b"PK\x03\x04broken"])
def test_a_file_that_is_none_is_refused_in_words(as_role: As, content: bytes) -> None:
    sent = BytesIO(content)
    sent.name = "x.geojson"
    answer = as_role("planner").post(f"/parcel-outline/{BARE}/", {"file": sent, "was": "0"})
    assert answer.status_code in (409, 422) and "errors" in answer.content.decode()


whole = st.integers(min_value=-(10**12), max_value=10**12)
rings = st.lists(st.tuples(whole, whole), min_size=3, max_size=6, unique=True).map(tuple)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(rings, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3).map(tuple))
def test_typed_coordinates_read_back_are_the_same(
    polygons: tuple[tuple[tuple[tuple[int, int], ...], ...], ...],
) -> None:
    source = Drawn(file="x", digest="x", layer=None, position=1)
    try:
        boundary = Boundary(label="x", epsg=4544, polygons=polygons, ellipsoidal=Area(1), source=source)
    except Exception:
        return
    read = polygons_of_text(text_of(boundary))
    assert (
        tuple(tuple(tuple((round(e * 10_000), round(n * 10_000)) for e, n in r) for r in p) for p in read) == polygons
    )


def test_a_number_is_never_cut_in_two() -> None:
    assert polygons_of_text("J1,500000.12,3325000\n1,2\n3 4") == ((((500000.12, 3325000.0), (1.0, 2.0), (3.0, 4.0)),),)
    with pytest.raises(Unlawful):
        polygons_of_text("500000,3325000,12\n1,2\n3,4")
