"""读界址 · Boundary files of a command as judged surveys: read in the bounded worker, mended only as it was chosen."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from landsupply.cli.desk import read_bytes, within
from landsupply.files.boundary_txt import FIELDS
from landsupply.law.rulebook import Rules
from landsupply.ledger.boundary.diagnose import Diagnosis, Verdict
from landsupply.ledger.boundary.fix import Choice, apply_fix
from landsupply.ledger.boundary.match import stated_issues
from landsupply.ledger.boundary.notes import remark_issues
from landsupply.ledger.boundary.overlay import Wanted
from landsupply.ledger.boundary.plot import Boundary, FixRecord
from landsupply.ledger.boundary.take import Repair, Taken, accept, take
from landsupply.ledger.boundary.unplaced import unplaced_issues
from landsupply.ledger.issue import Issue
from landsupply.ledger.outline import Survey
from landsupply.measure.fault import InputFault
from landsupply.worker import read_surveys_bounded

#: Accepts every repair that is proposed.
ALL = ("all", "全部")
_AREA = FIELDS[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """已诊断 · A survey as it was read, what was found of it, and what was taken from it after the fix chosen, if any.

    `layer` is the name that the command gives it, "" for all but layers, of which `wanted` speaks. `accepted` are the
    repairs chosen, `mended` the boundaries they make.
    """

    path: Path
    layer: str
    survey: Survey
    found: Diagnosis
    taken: Taken
    wanted: Wanted = Wanted.TOLD
    records: tuple[FixRecord, ...] = ()
    accepted: tuple[Repair, ...] = ()
    mended: tuple[Boundary, ...] = ()

    @property
    def is_in_doubt(self) -> bool:
        """是否存疑 · Whether nobody knows yet how the coordinates are to be read: then nothing is said of the land."""
        return self.taken.diagnosis.verdict is not Verdict.AS_STATED

    @property
    def boundaries(self) -> tuple[Boundary, ...]:
        """界线 · The sound ones and those whose repair was accepted, in the order of the file."""
        return tuple(sorted((*self.taken.boundaries, *self.mended), key=lambda one: one.source.position))

    @property
    def left_out(self) -> tuple[int, ...]:
        """没有取用 · The positions of outlines that are no boundary."""
        held = {one.source.position for one in self.mended}
        return tuple(position for position in self.taken.left_out if position not in held)

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """待采纳的修复 · The repairs proposed and not accepted."""
        return tuple(repair for repair in self.taken.repairs if repair not in self.accepted)

    def issues(self, rules: Rules) -> Iterator[Issue]:
        """问题 · All that was remarked while reading, judging and taking; a repair accepted is none any more."""
        yield from remark_issues(self.survey)
        settled = {(one.code, one.boundary.source.position) for one in self.accepted}
        yield from (one for one in self.taken.issues if (one.code, one.row) not in settled)
        if self.is_in_doubt:
            yield from unplaced_issues(self.survey)
        if self.survey.form == "txt":
            yield from stated_issues(self.boundaries, _AREA, rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """案头 · The parcels' files, the supplied land, the layers and the known boundaries of one command."""

    rules: Rules
    parcels: tuple[Judged, ...]
    supplied: tuple[Judged, ...]
    layers: tuple[Judged, ...]
    reference: tuple[Judged, ...]

    @property
    def all(self) -> tuple[Judged, ...]:
        """全部 · Every survey of the command."""
        return (*self.parcels, *self.supplied, *self.layers, *self.reference)


def desk_of(arguments: argparse.Namespace, rules: Rules, choice: Choice | None) -> Desk:
    """摆案头 · Every file read before any is judged, so that an unreadable one ends the command at once."""
    layered = [(wanted, *one) for wanted, given in _layered(arguments) for one in given]
    paths = [*arguments.files, *arguments.supplied, *arguments.reference, *(path for _, _, path in layered)]
    read = {path: _read(path, name, arguments.encoding) for path, name in _names(paths).items()}
    reference = tuple(_judged(path, one, rules) for path in arguments.reference for one in read[path])
    known = tuple(boundary for one in reference for boundary in one.boundaries)
    parcels = tuple(_judged(path, one, rules, known) for path in arguments.files for one in read[path])
    return Desk(
        rules=rules,
        parcels=_chosen(parcels, known, (arguments, rules, choice)),
        supplied=tuple(_judged(path, one, rules) for path in arguments.supplied for one in read[path]),
        layers=tuple(
            replace(_judged(path, one, rules), layer=_layer_name(name, one, len(read[path])), wanted=wanted)
            for wanted, name, path in layered
            for one in read[path]
        ),
        reference=reference,
    )


def _layered(arguments: argparse.Namespace) -> Iterator[tuple[Wanted, Sequence[tuple[str, Path]]]]:
    yield from ((Wanted.OUTSIDE, arguments.layer), (Wanted.INSIDE, arguments.inside), (Wanted.TOLD, arguments.told))


def _names(paths: Sequence[Path]) -> Mapping[Path, str]:
    """Files of the same name keep their paths as names."""
    distinct = list(dict.fromkeys(paths))
    names = [path.name for path in distinct]
    told = {path: path.name if names.count(path.name) == 1 else path.as_posix() for path in distinct}
    return {path: name.encode("utf-8", "replace").decode("utf-8") for path, name in told.items()}


def _layer_name(name: str, survey: Survey, count: int) -> str:
    """A file of several layers makes as many named ones."""
    return name if count == 1 else f"{name}/{survey.layer or '—'}"


def _read(path: Path, name: str, encoding: str | None) -> tuple[Survey, ...]:
    with within(path):
        return read_surveys_bounded(read_bytes(path), name, encoding=encoding)


def judged_of(path: Path, rules: Rules) -> tuple[Judged, ...]:
    """读一份界线 · The surveys of one file, read and judged, with nothing chosen."""
    (name,) = _names((path,)).values()
    return tuple(_judged(path, one, rules) for one in _read(path, name, None))


def _judged(path: Path, survey: Survey, rules: Rules, known: Sequence[Boundary] = ()) -> Judged:
    with within(path):
        taken = take(survey, rules, reference=known)
    return Judged(path=path, layer="", survey=survey, found=taken.diagnosis, taken=taken)


_Chosen = tuple[argparse.Namespace, Rules, Choice | None]


def _chosen(parcels: Sequence[Judged], known: Sequence[Boundary], chosen: _Chosen) -> tuple[Judged, ...]:
    """The parcels' files after the fix and the repairs that somebody chose; X156 and X159 for what none of them has."""
    arguments, rules, choice = chosen
    if choice is None:
        return tuple(parcels)
    if arguments.fix is not None:
        parcels = _fixed(parcels, arguments.fix, choice, (rules, known))
    return _repaired(parcels, arguments.repair, choice) if arguments.repair else tuple(parcels)


def _fixed(
    parcels: Sequence[Judged], name: str, choice: Choice, by: tuple[Rules, Sequence[Boundary]]
) -> tuple[Judged, ...]:
    offered = sorted({fix.name for one in parcels for fix in one.found.candidates})
    if name not in offered:
        raise InputFault("X156", fix=name, known=tuple(offered) or "—")
    return tuple(_mended(one, name, choice, by) for one in parcels)


def _mended(one: Judged, name: str, choice: Choice, by: tuple[Rules, Sequence[Boundary]]) -> Judged:
    """A file that does not offer the fix stays as it is."""
    fix = next((fix for fix in one.found.candidates if fix.name == name), None)
    if fix is None:
        return one
    rules, known = by
    with within(one.path):
        survey, record = apply_fix(one.survey, fix, choice)
        taken = take(survey, rules, (record,), known)
    return replace(one, taken=taken, records=(record,))


def _repaired(parcels: Sequence[Judged], wanted: Sequence[str], choice: Choice) -> tuple[Judged, ...]:
    proposed = sorted({repair.boundary.label for one in parcels for repair in one.taken.repairs})
    every = any(name in ALL for name in wanted)
    if unknown := [name for name in wanted if name not in (*proposed, *ALL)] or ([] if proposed else list(wanted)):
        raise InputFault("X159", plots=tuple(unknown), known=tuple(proposed) or "—")
    return tuple(_accepted(one, proposed if every else wanted, choice) for one in parcels)


def _accepted(one: Judged, labels: Sequence[str], choice: Choice) -> Judged:
    repairs = tuple(repair for repair in one.taken.repairs if repair.boundary.label in labels)
    mended = tuple(accept(repair, choice) for repair in repairs)
    records = (*one.records, *(boundary.source.fixes[-1] for boundary in mended))
    return replace(one, records=records, accepted=repairs, mended=mended)


def reading_of(one: Judged) -> Sequence[str]:
    """读法 · The names of the readings in question: the one that holds, the one offered, or all there are."""
    shown = one.found.reading or one.found.offered
    return (shown.name,) if shown else tuple(fix.name for fix in one.found.candidates)
