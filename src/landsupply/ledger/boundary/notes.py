"""界线问题 · What was seen of boundaries as issues of the ledger, each with its file, layer and positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from landsupply.ledger.boundary.diagnose import Diagnosis, Verdict
from landsupply.ledger.boundary.plot import Boundary
from landsupply.ledger.boundary.rings import Note
from landsupply.ledger.boundary.stated import Stated
from landsupply.ledger.issue import Issue, IssuePlace, issue_at
from landsupply.ledger.outline import Outline, Remark, Survey

#: The same for every outline of a file: said once with all positions.
_ONCE = ("G030", "G031", "G032")
_LONGEST = 60


def diagnosis_issues(survey: Survey, found: Diagnosis) -> Iterator[Issue]:
    """诊断问题 · One issue for each thing a single fix would put right, or one for the verdict; none if all is well."""
    facts = {"stated": said(found.stated), "fixes": tuple(fix.name for fix in found.candidates) or "—"}
    shown = found.offered or found.reading
    if shown is not None:
        detail = {**facts, "found": shown.frame.name, "meridian": shown.frame.meridian or "—", "fix": shown.name}
        for code in shown.kinds:
            yield _of_survey(survey, code, (), {**detail, "prefix": shown.way.prefix or "—"})
    if found.reason is not None:
        datum = found.stated.datum.value if found.stated.datum else "—"
        yield _of_survey(survey, found.reason, found.strays, {**facts, "frame": datum, "count": len(found.strays)})
    if found.verdict is Verdict.AS_STATED and found.strays:
        yield _of_survey(survey, "G024", found.strays, {**facts, "count": len(found.strays)})


def said(stated: Stated) -> str:
    """所载 · What a file states of its frame, short enough to be shown."""
    if stated.text.count('"') > 1:
        return stated.text.split('"')[1][:_LONGEST]
    parts = [stated.text[:_LONGEST]]
    parts += [f"{stated.width}°"] if stated.width and not stated.text.startswith("EPSG") else []
    parts += [f"{stated.zone}带"] if stated.zone and not stated.text.startswith("EPSG") else []
    return " ".join(part for part in parts if part) or "—"


def gathered(survey: Survey, noted: Iterable[tuple[Outline, Note]]) -> list[Issue]:
    """汇总 · One issue for each note of an outline; what all outlines share is said once with their positions."""
    once: dict[str, list[int]] = {}
    single: list[Issue] = []
    for outline, note in noted:
        if note.code in _ONCE:
            positions = once.setdefault(note.code, [])
            if positions[-1:] != [outline.position]:
                positions.append(outline.position)
        else:
            single.append(
                _issue((survey.source, survey.layer), note.code, (outline.position,), outline.label, note.facts)
            )
    shared = [_of_survey(survey, code, tuple(positions), {}) for code, positions in sorted(once.items())]
    return [*sorted(single, key=lambda issue: (issue.rows, issue.code)), *shared]


def remark_issues(survey: Survey) -> Iterator[Issue]:
    """读取所记 · What was remarked while a file was read, of the whole and then of each outline."""
    yield from (_of_remark(survey, remark, None) for remark in survey.remarks)
    for outline in survey.outlines:
        yield from (_of_remark(survey, remark, outline.label) for remark in outline.remarks)


def boundary_issue(code: str, boundary: Boundary, **facts: object) -> Issue:
    """界线问题 · An issue about one boundary, named by its label, at its place in its file."""
    source = boundary.source
    return _issue((source.file, source.layer), code, (source.position,), boundary.label, facts)


def layer_issue(code: str, layer: str, positions: Sequence[int]) -> Issue:
    """图层问题 · An issue about features of a named layer."""
    return _issue((layer, None), code, positions, None, {"layer": layer})


def _of_remark(survey: Survey, remark: Remark, label: str | None) -> Issue:
    positions = () if remark.position is None else (remark.position,)
    return _issue((survey.source, survey.layer), remark.code, positions, label, remark.facts)


def _of_survey(survey: Survey, code: str, positions: Sequence[int], facts: Mapping[str, object]) -> Issue:
    return _issue((survey.source, survey.layer), code, positions, None, facts)


def _issue(
    place: tuple[str, str | None], code: str, positions: Sequence[int], label: str | None, facts: Mapping[str, object]
) -> Issue:
    return issue_at(code, IssuePlace(*place, tuple(sorted(positions))), label, **facts)
