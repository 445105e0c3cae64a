"""图上样子 · The state a parcel is shown in, with which line and official colour: one table for all maps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from landsupply.law.naming import name_in
from landsupply.law.rulebook import Rules
from landsupply.law.telling import kind_word
from landsupply.law.use_colours import class_colours
from landsupply.publish.map_sheet import LegendEntry, Pen
from landsupply.web.in_plan import items_in, latest_plan, published_plan
from landsupply.web.models import ParcelRow
from landsupply.web.routes import Asked

PUBLISHED, PLANNED, BLOCKED, UNREADY, CANDIDATE = "published", "planned", "blocked", "unready", "candidate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """样子 · Colour, width in pixels and dash of an outline, and the code of its words."""

    code: str
    line: str
    width: float
    dash: tuple[int, ...] = ()

    def pen(self, fill: str) -> Pen:
        """画笔 · The same on paper, where a pixel is some 0.2 mm."""
        dash = " ".join(f"{one * 0.2:.1f}" for one in self.dash)
        return Pen(fill=fill, line=self.line, width=f"{self.width * 0.2:.2f}", dash=dash)


#: By state, strongest first: what a parcel shows where several hold. Never told by colour alone.
LOOKS: Mapping[str, Look] = {
    PUBLISHED: Look(code="U220", line="#0b3d91", width=3.5),
    PLANNED: Look(code="U221", line="#1c2733", width=2.2),
    BLOCKED: Look(code="U222", line="#c62828", width=2.2, dash=(8, 4)),
    UNREADY: Look(code="U223", line="#7a4600", width=2.2, dash=(2, 3)),
    CANDIDATE: Look(code="U224", line="#5b6b7b", width=1.0),
}
#: Land of no class, as the guide leaves it.
PLAIN = "#ffffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """名单 · The parcels of the latest plan and of the published one."""

    planned: frozenset[str]
    published: frozenset[str]

    @classmethod
    def now(cls) -> Lists:
        """今日名单 · As the plans stand."""
        return cls(planned=frozenset(items_in(latest_plan())), published=frozenset(items_in(published_plan())))

    def states(self, row: ParcelRow) -> list[str]:
        """状态 · All that hold of a parcel, strongest first; a candidate where nothing else does."""
        holds = {
            PUBLISHED: row.identity in self.published,
            PLANNED: row.identity in self.planned,
            BLOCKED: row.obstacles > 0,
            UNREADY: not row.month,
        }
        return [state for state, is_so in holds.items() if is_so] or [CANDIDATE]


def fills(rules: Rules) -> dict[str, str]:
    """类别底色 · The colour of each printed class."""
    return {name: one.hex for name, one in class_colours(rules.place, rules.day).items()}


def colour_note(asked: Asked, rules: Rules) -> str:
    """颜色依据 · Which document the colours of the classes follow, and how that is known."""
    known = {(one.source, one.basis) for one in class_colours(rules.place, rules.day).values()}
    told = [asked.say("V090", source=source, known=kind_word(basis, asked.lang)) for source, basis in sorted(known)]
    return asked.say("P005").join(told)


def class_name(asked: Asked, rules: Rules, name: str) -> str:
    """类别名称 · A printed class in the language of the page."""
    return name_in(asked.lang, name, rules.place)


def legend_of(asked: Asked, rules: Rules) -> Iterator[LegendEntry]:
    """图例 · Classes with their colours, states with their lines."""
    yield LegendEntry(words=asked.say("U225"))
    for name, fill in fills(rules).items():
        yield LegendEntry(words=class_name(asked, rules, name), pen=Pen(fill=fill, line="#5b6b7b"))
    yield LegendEntry(words=asked.say("U226"))
    for look in LOOKS.values():
        yield LegendEntry(words=asked.say(look.code), pen=look.pen("none"))
