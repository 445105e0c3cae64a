"""逐条判定 · What one rule says of one parcel, with its basis and, where it cannot be told, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from landsupply.law.citation import BasisKind, Citation
from landsupply.law.naming import facts_in
from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.law.ruling import Ruling
from landsupply.law.vocabulary import LandUse, Mode
from landsupply.law.words import remedy, say
from landsupply.ledger.batch import Batch
from landsupply.ledger.parcel import Parcel


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """管控重叠 · How much of a parcel lies on a constraint layer, and what the layer asks (`Wanted`)."""

    layer: str
    wanted: str
    share: str
    hectares: str
    breaks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """未读用途 · A use as written that was not taken; `is_mixed` where several are meant without their split."""

    text: str
    is_mixed: bool

    @property
    def code(self) -> str:
        """代码 · The message that says which of the two it is."""
        return "O258" if self.is_mixed else "O259"


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """旁证 · What is known beside the parcels: batches by number, and by parcel what lies on or beside it.

    That is the overlaps with constraint layers, a use that is written but was not read, and a number that other rows
    of the ledger have too.
    """

    batches: Mapping[str, Batch] = field(default_factory=dict)
    controls: Mapping[str, tuple[Control, ...]] | None = None
    unread: Mapping[str, Unread] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """判定对象 · A parcel, the use and mode it is asked about (the declared ones, or those of an option), the rules."""

    parcel: Parcel
    use: LandUse | None
    mode: Mode | None
    rules: Rules
    around: Around = Around()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """逐条判定 · One rule and one parcel: the ruling, its words, its basis, and the fields or facts that are missing.

    `blocks` only where broken on a basis that is statute or that the bureau has confirmed.
    """

    rule: str
    parcel: str
    ruling: Ruling
    code: str | None = None
    basis: Citation | None = None
    kind: BasisKind | None = None
    blocks: bool = False
    missing: tuple[str, ...] = ()
    facts: tuple[tuple[str, Fact], ...] = ()

    def message(self, lang: str = "zh") -> str:
        """判定说明 · Why, in words; empty where nothing needs saying."""
        return say(self.code, lang, **facts_in(lang, self._facts())) if self.code else ""

    def remedy(self, lang: str = "zh") -> str:
        """处理办法 · What would change it, in words."""
        return remedy(self.code, lang, **facts_in(lang, self._facts())) if self.code else ""

    def _facts(self) -> dict[str, object]:
        return {"missing": self.missing, **dict(self.facts)}


Judge = Callable[[Case], "Judged"]
#: What words are filled with: a text, or several, of which a sentence names as many as it bears.
Fact = str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """判定 · What a rule's function answers, before number and parcel are set to it."""

    ruling: Ruling
    code: str | None = None
    basis: Dated | None = None
    missing: tuple[str, ...] = ()
    facts: tuple[tuple[str, Fact], ...] = ()


@dataclass(frozen=True, slots=True)
class ParcelRule:
    """宗地规则 · A number of the catalogue and the function that judges a parcel by it."""

    number: str
    judge: Judge


def kept(basis: Dated | None = None) -> Judged:
    """符合 · The rule applies and is kept."""
    return Judged(ruling=Ruling.KEPT, basis=basis)


def not_applicable() -> Judged:
    """不适用 · The rule is not asked of such a parcel, or not on this day."""
    return Judged(ruling=Ruling.NOT_APPLICABLE)


def broken(code: str, basis: Dated | None, **facts: object) -> Judged:
    """违反 · The rule is broken, as the words of the code say."""
    return Judged(ruling=Ruling.BROKEN, code=code, basis=basis, facts=_said(facts))


def lacks(code: str, basis: Dated | None, *missing: str, **facts: object) -> Judged:
    """不能判定 · Facts are missing: fields of the ledger by name, or facts of the place file by parameter."""
    return Judged(ruling=Ruling.CANNOT_TELL, code=code, basis=basis, missing=missing, facts=_said(facts))


def _said(facts: Mapping[str, object]) -> tuple[tuple[str, Fact], ...]:
    return tuple((name, _fact(value)) for name, value in facts.items())


def _fact(value: object) -> Fact:
    return tuple(map(str, value)) if isinstance(value, tuple) else str(value)


def judged(rule: ParcelRule, case: Case) -> Judgement:
    """逐条判定 · One rule asked of one case; where it asks for a use that is written but was not read, it says so."""
    found, unread = rule.judge(case), case.around.unread.get(case.parcel.id)
    if unread is not None and "use" in found.missing:
        found = replace(found, code=unread.code, facts=_said({"raw": unread.text}))
    return judgement_of(rule.number, case.parcel.id, found)


def judgement_of(rule: str, parcel: str, found: Judged) -> Judgement:
    """成判定 · What a rule's function answered, under its number; of no parcel where it is asked of a plan or place."""
    basis = found.basis
    return Judgement(
        rule=rule,
        parcel=parcel,
        ruling=found.ruling,
        code=found.code,
        basis=basis.basis if basis else None,
        kind=basis.kind if basis else None,
        blocks=found.ruling is Ruling.BROKEN and basis is not None and basis.blocks,
        missing=found.missing,
        facts=found.facts,
    )
