"""虚构界址文件 · A thousand invented txt files are read to the millimetre, and what their form tells is told."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest
from shapely import Polygon

from landsupply.files.boundary_in import read_surveys
from landsupply.ledger.outline import Axes, Outline, Survey
from tests.messy.boundaries import FILE_FAULTS, PLOT_FAULTS, Sample, samples

COUNT = 1_000


@pytest.fixture(scope="module")
def read() -> list[tuple[Sample, Survey]]:
    return [(sample, read_surveys(sample.content, sample.name)[0]) for sample in samples(COUNT)]


def rings(outline: Outline) -> list[list[tuple[float, float]]]:
    return [list(ring) for part in outline.polygons for ring in part]


def test_t53_every_number_is_read_as_written(read) -> None:
    for sample, survey in read:
        assert (survey.form, survey.axes) == ("txt", Axes.NORTH_EAST)
        assert len(survey.outlines) == len(sample.truth["plots"]), sample.name
        for outline, plot in zip(survey.outlines, sample.truth["plots"], strict=True):
            written = [{tuple(point) for point in ring} for ring in plot["written"]]
            assert [set(ring) for ring in rings(outline)] == written, sample.name


def test_t53_the_statements_of_the_file_are_kept(read) -> None:
    for sample, survey in read:
        stated = sample.truth["stated"]
        assert {key: survey.header[key] for key in stated} == stated
        assert survey.frame == stated.get("坐标系")


def test_names_areas_and_uses_are_kept(read) -> None:
    for sample, survey in read:
        for outline, plot in zip(survey.outlines, sample.truth["plots"], strict=True):
            if plot["stated"]:
                assert outline.label == plot["label"]
                assert outline.attributes["地块面积"] == plot["stated"]["area"]


def test_t54_a_hole_is_the_second_ring(read) -> None:
    for sample, survey in read:
        for outline, plot in zip(survey.outlines, sample.truth["plots"], strict=True):
            assert [len(part) for part in outline.polygons] == [len(plot["rings"])], sample.name


def test_t54_a_wrong_count_is_told_and_no_other(read) -> None:
    for sample, survey in read:
        for outline, plot in zip(survey.outlines, sample.truth["plots"], strict=True):
            codes = [remark.code for remark in outline.remarks]
            assert codes == (["F080"] if "count_mismatch" in plot["faults"] else []), sample.name


def test_the_truth_is_true() -> None:
    for sample in samples(200):
        for plot in sample.truth["plots"]:
            shell, *holes = plot["plane"]
            true = Polygon(shell, holes)
            assert true.is_valid
            assert abs(true.area - plot["area_m2"]) < 0.01
            crossed = [shell[0], shell[2], shell[1], *shell[3:]]
            assert not Polygon(crossed).is_valid


def test_every_fault_is_planted(read) -> None:
    whole = Counter(fault for sample, _ in read for fault in sample.truth["faults"])
    plots = Counter(fault for sample, _ in read for plot in sample.truth["plots"] for fault in plot["faults"])
    assert all(whole[fault] > 20 for fault in FILE_FAULTS), whole
    assert all(plots[fault] > 20 for fault in PLOT_FAULTS), plots


def test_the_same_seed_gives_the_same_files() -> None:
    assert [one.content for one in islice(samples(), 20)] == [one.content for one in samples(20)]
