"""图 · Charts show the indicators, and say in words what they show."""

from __future__ import annotations

from landsupply.publish.charts import layout, structure, timing
from landsupply.publish.document import ChartKind
from landsupply.publish.matter import Matter
from tests.publish import sample


def test_bars_are_the_classes_and_the_units() -> None:
    made = Matter.of(sample.plan(), sample.rules())
    assert [bar.quantity.number for bar in structure(made).bars] == [
        made.exact(area) for area in made.figures.classes.values()
    ]
    assert [bar.label for bar in layout(made).bars][-1] == "未落区"
    assert "最大的是其他用地" in structure(made).description


def test_columns_are_cumulative_and_marked_at_milestones() -> None:
    made = Matter.of(sample.plan(), sample.rules())
    chart = timing(made)
    assert chart.kind is ChartKind.CUMULATIVE
    assert [bar.label for bar in chart.bars if bar.mark] == ["6月", "9月", "12月"]
    marks = [bar.mark for bar in chart.bars if bar.mark]
    assert marks[0].text == "6月底应达48.118439，达到"
    assert chart.bars[-1].quantity.number == made.exact(made.figures.total)
