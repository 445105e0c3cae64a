"""界线文件 · Outlines as a person gives them, typed or in a file, judged by the ledger's rung; nothing mends itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from landsupply.law.rulebook import Rules
from landsupply.ledger.boundary.fix import Choice, apply_fix
from landsupply.ledger.boundary.notes import remark_issues
from landsupply.ledger.boundary.plot import GRID, Boundary
from landsupply.ledger.boundary.take import Repair, Taken, accept, frame_of_place, take
from landsupply.ledger.boundary.unplaced import unplaced_issues
from landsupply.ledger.issue import Issue
from landsupply.ledger.outline import Outline, Point, Polygon, Ring, Survey
from landsupply.seal.canon import digest
from landsupply.web.refused import Unlawful
from landsupply.worker import read_surveys_bounded

#: What a line of typed coordinates holds: two numbers, before them a corner's mark such as J1.
_PAIR = re.compile(r"(?:[Jj][0-9]+[,，\s]+)?(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)[,，\s]+(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)")
#: A line with one of these words begins a hole.
_HOLE = ("孔", "hole", "-")
DRAWN = "drawn"
#: Metres from the origin of a zone beyond which nothing on Earth lies.
_FARTHEST = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """所选 · The reading of the coordinates and whether repairs are taken, as somebody chose; who, when, why."""

    fix: str = ""
    repairs: bool = False
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """已判界线 · A survey, what was taken from it, and the boundaries that are sound or were accepted."""

    survey: Survey
    taken: Taken
    boundaries: tuple[Boundary, ...]

    @property
    def fixes(self) -> tuple[str, ...]:
        """可选读法 · The readings of the coordinates to choose from; none where they are right as stated."""
        found = self.taken.diagnosis
        return () if found.reading else tuple(one.name for one in found.candidates)

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """拟修复 · Repairs proposed and not yet accepted."""
        held = {one.source.position for one in self.boundaries}
        return tuple(one for one in self.taken.repairs if one.boundary.source.position not in held)

    def issues(self) -> list[Issue]:
        """问题 · All that was remarked while reading and taking."""
        found = [*remark_issues(self.survey), *self.taken.issues]
        return found if self.taken.diagnosis.reading else [*found, *unplaced_issues(self.survey)]


def in_file(content: bytes, name: str) -> tuple[Survey, ...]:
    """读界线文件 · Any format the product reads, in a bounded process; its faults say what is wrong."""
    return read_surveys_bounded(content, name)


def judged(survey: Survey, rules: Rules, chosen: Chosen | None = None, known: Sequence[Boundary] = ()) -> Judged:
    """判界线 · As the coordinates stand, or under the reading and the repairs that somebody chose."""
    taken = take(survey, rules, reference=known)
    if chosen and chosen.fix:
        fix = next((one for one in taken.diagnosis.candidates if one.name == chosen.fix), None)
        if fix is None:
            raise Unlawful("U284", fix=chosen.fix)
        mended, record = apply_fix(survey, fix, chosen.choice)
        taken = take(mended, rules, (record,), known)
    accepted = tuple(accept(one, chosen.choice) for one in taken.repairs) if chosen and chosen.repairs else ()
    return Judged(survey=survey, taken=taken, boundaries=(*taken.boundaries, *accepted))


def drawn_survey(label: str, polygons: Sequence[Polygon], rules: Rules) -> Survey:
    """所绘 · Polygons drawn on the map or typed, in metres east and north of the zone of the place."""
    outline = Outline(label=label, position=1, polygons=tuple(polygons))
    flat = [[[list(point) for point in ring] for ring in polygon] for polygon in polygons]
    return Survey(
        source=DRAWN,
        layer=None,
        form=DRAWN,
        digest=digest([label, [[[f"{x:.4f} {y:.4f}" for x, y in ring] for ring in polygon] for polygon in flat]]),
        frame=f"EPSG:{frame_of_place(rules).epsg}",
        outlines=(outline,),
    )


def polygons_of_text(text: str) -> tuple[Polygon, ...]:
    """读坐标 · Two numbers a line, east then north; an empty line begins another piece, a line “孔” or “-” a hole.

    Unlawful U285 for a line that is neither, U286 where there is no ring of three.
    """
    pieces: list[list[list[Point]]] = []
    is_open = False
    for number, line in enumerate(text.splitlines(), 1):
        told = line.strip()
        if not told:
            is_open = False
        elif told in _HOLE and pieces:
            pieces[-1].append([])
            is_open = True
        else:
            if not is_open:
                pieces.append([[]])
            is_open = True
            pieces[-1][-1].append(_point(told, number))
    if not pieces or any(len(ring) < 3 for piece in pieces for ring in piece):
        raise Unlawful("U286")
    return tuple(tuple(tuple(ring) for ring in piece) for piece in pieces)


def _point(line: str, number: int) -> Point:
    found = _PAIR.fullmatch(line)
    if found is None:
        raise Unlawful("U285", number=number, text=line[:40])
    return float(found[1]), float(found[2])


def text_of(boundary: Boundary) -> str:
    """写坐标 · The same the other way, to the tenth of a millimetre."""
    pieces = []
    for polygon in boundary.polygons:
        rings = ("\n".join(f"{_metres(e)},{_metres(n)}" for e, n in ring) for ring in polygon)
        pieces.append("\n孔\n".join(rings))
    return "\n\n".join(pieces)


def _metres(units: int) -> str:
    whole, rest = divmod(abs(units), GRID)
    return f"{'-' if units < 0 else ''}{whole}.{rest:04d}".rstrip("0").rstrip(".")


def polygons_of_json(given: object) -> tuple[Polygon, ...]:
    """读所绘 · Polygons as a map sends them: lists of rings of pairs of numbers; Unlawful U286 for anything else."""
    if not isinstance(given, list) or not given:
        raise Unlawful("U286")
    return tuple(tuple(_ring(ring) for ring in _list(polygon)) for polygon in given)


def _ring(given: object) -> Ring:
    ring = [_list(point) for point in _list(given)]
    if len(ring) < 3 or any(len(one) != 2 or not all(map(_is_number, one)) for one in ring):
        raise Unlawful("U286")
    return tuple((float(str(one[0])), float(str(one[1]))) for one in ring)


def _is_number(one: object) -> bool:
    """A number on a map: JSON's words for true and for no number are none."""
    return isinstance(one, int | float) and not isinstance(one, bool) and abs(one) < _FARTHEST


def _list(given: object) -> list[object]:
    if not isinstance(given, list):
        raise Unlawful("U286")
    return given


def named(boundaries: Iterable[Boundary], label: str) -> tuple[Boundary, ...]:
    """冠名 · Boundaries under the number of their parcel."""
    return tuple(replace(one, label=label) for one in boundaries)
