"""得分 · What came of the cells of one workbook or of many, and the table of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

SILENT = ("changed", "dropped", "phantom")
OUTCOMES = ("right", "repaired", "reported", *SILENT)


@dataclass(slots=True)
class Score:
    """得分 · What came of one workbook, or of several together."""

    name: str
    cells: Counter[str] = field(default_factory=Counter)
    columns: Counter[bool] = field(default_factory=Counter)
    accused: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    details: list[str] = field(default_factory=list)

    @property
    def silent(self) -> int:
        """静默 · Cells and rows that were changed, dropped or made up without a word."""
        return sum(self.cells[outcome] for outcome in SILENT)

    def add(self, other: Score) -> None:
        """累加 · Take another score in."""
        self.cells += other.cells
        self.columns += other.columns
        self.accused += other.accused
        self.clean += other.clean
        self.counts += other.counts
        self.details += other.details

    def share(self, outcome: str) -> float:
        """比例 · The share of one outcome among all cells."""
        return self.cells[outcome] / max(1, sum(self.cells.values()))

    @property
    def columns_right(self) -> float:
        """列对率 · The share of columns whose field is the true one."""
        return self.columns[True] / max(1, sum(self.columns.values()))

    @property
    def accusation_rate(self) -> float:
        """误报率 · False accusations per clean cell."""
        return sum(self.accused.values()) / max(1, self.clean)


def table_of(scores: Sequence[Score], whole: Score) -> str:
    """成绩表 · The workbooks with the shares of their cells, and the sums below."""
    lines = [f"{'workbook':<34}{'cells':>7}{'repaired':>10}{'reported':>10}{'changed':>9}{'dropped':>9}{'phantom':>9}"
             f"{'columns':>9}{'accused':>9}"]  # fmt: skip
    for score in [*scores, whole]:
        cells = sum(score.cells.values())
        lines.append(
            f"{score.name:<34}{cells:>7}{score.share('repaired'):>10.1%}{score.share('reported'):>10.1%}"
            f"{score.cells['changed']:>9}{score.cells['dropped']:>9}{score.cells['phantom']:>9}"
            f"{score.columns_right:>9.1%}{sum(score.accused.values()):>9}"
        )
    lines.append(f"silent: {whole.silent}; false accusations: {dict(whole.accused)} on {whole.clean} clean cells")
    lines.append("; ".join(f"{name} {count}" for name, count in sorted(whole.counts.items())))
    return "\n".join(lines)
