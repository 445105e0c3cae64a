"""计划文本 · Every number of the text is the plan's own, every part that has nothing to say falls away."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from landsupply.law.citation import Standing
from landsupply.law.shipped import shipped_text
from landsupply.ledger.issue import Severity
from landsupply.measure.fault import IntegrityFault
from landsupply.measure.verdict import required
from landsupply.plan.finding import Finding
from landsupply.plan.indicators import Indicators
from landsupply.plan.plan import Miss, Plan
from landsupply.plan.target import Axis, Line
from landsupply.publish.document import Chart, Closing, Document, Heading, KeyFigures, Note, Paragraph
from landsupply.publish.matter import Edition, Matter
from landsupply.publish.plan_text import plan_text
from landsupply.publish.publication import publication
from tests.publish import sample

#: The printed figures of the 2024 plan, in the official order of the place's classes.
PRINTED = ("871.73", "186.52", "924.05", "1945.64")
SHARES = ("22.19", "4.75", "23.53", "49.53")


def text_of(document: Document) -> str:
    parts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph | Note):
            parts.append(block.text)
        elif isinstance(block, Closing):
            parts.extend(block.lines)
    return "\n".join(parts)


def published(plan: Plan, lang: str = "zh", findings: tuple[Finding, ...] = ()) -> Document:
    return plan_text(plan, sample.rules(plan.place), lang=lang, findings=findings)


def headings(document: Document, level: int) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == level]


def printed_plan() -> Plan:
    """Four parcels that carry the printed figures of the 2024 plan."""
    plan = sample.plan(reserve="")
    of = sample.rules()
    picked = {item.plan_class: item for item in plan.items}
    items = tuple(
        replace(picked[one.name], area=sample.hectares(area), whole=sample.hectares(area))
        for one, area in zip(of.place.classes, PRINTED, strict=True)
    )
    return replace(plan, items=items)


def test_the_sections_stand_in_order_and_are_numbered() -> None:
    assert headings(published(sample.plan()), 1) == [
        "一、编制目的和依据",
        "二、编制原则",
        "三、计划期限和范围",
        "四、计划指标",
        "五、实施要求",
        "六、证明与说明",
        "七、附表",
    ]


def test_the_printed_figures_and_shares_of_2024() -> None:
    text = text_of(published(printed_plan()))
    assert "计划供应国有建设用地3927.94公顷" in text
    for area, share in zip(PRINTED, SHARES, strict=True):
        assert f"{area}公顷，占{share}%" in text
    assert "未作调整" not in text[text.index("（二）供应结构") : text.index("（三）供应布局")]


def test_the_footnote_is_there_exactly_where_shares_do_not_close() -> None:
    figures = Indicators.of(sample.plan(), sample.rules())
    assert not figures.shares.closes
    text = text_of(published(sample.plan()))
    assert "相加为100.01%" in text  # classes
    assert "相加为99.99%" in text  # quarters
    assert text.count("未作调整") == 2


def test_every_number_of_the_indicators_is_the_plans() -> None:
    """Another area in the plan, other figures in the text: none is typed in a template."""
    plan = sample.plan()
    bigger = replace(plan.items[0], area=sample.hectares("105.1234"), whole=sample.hectares("105.1234"))
    before = set(re.findall(r"\d+\.\d\d", text_of(published(plan))))
    after = set(re.findall(r"\d+\.\d\d", text_of(published(replace(plan, items=(bigger, *plan.items[1:]))))))
    assert len(before - after) > 20 and len(after - before) > 20


def test_templates_hold_no_number() -> None:
    """Only the list of numerals and the names of months and quarters hold digits."""
    allowed = {"P001", "P013", "P020", "P021"}
    code = ""
    for line in shipped_text("messages/publish.yaml").splitlines():
        if found := re.match(r"(P\d{3}):", line):
            code = found[1]
        elif not line.startswith("#") and code not in allowed:
            assert not re.search(r"\d", line), line


def test_only_instruments_in_force_on_the_day_are_the_basis() -> None:
    of = sample.rules()
    text = text_of(published(sample.plan()))
    assert "国土资源部令第39号" in text
    gone = [one.number for one in of.instruments.values() if one.number and one.is_gone_on(of.day)]
    assert gone and not any(f"（{number}）" in text for number in gone)
    listed = re.findall(r"^\d+\.《(.+)》", text, re.MULTILINE)
    doubtful = {one.title for one in of.instruments.values() if one.standing_on(of.day) is Standing.UNVERIFIED}
    assert len(listed) > 10 and not doubtful & set(listed)
    assert "《" not in "".join(listed)


def test_parts_without_anything_to_say_fall_away() -> None:
    plain = headings(published(sample.plan(reserve="")), 2)
    assert "（六）统筹和预留" in headings(published(sample.plan()), 2)
    assert not any("统筹和预留" in heading for heading in plain)
    for word in ("计划前提", "未满足的要求", "审查意见"):
        assert not any(word in heading for heading in plain)


def test_milestones_are_stated_with_their_exact_verdict() -> None:
    plan = printed_plan()
    items = tuple(
        replace(item, supply_month=month, notice_month=None)
        for item, month in zip(plan.items, (6, 6, 6, 12), strict=True)
    )
    text = text_of(published(replace(plan, items=items)))
    reached = sum(Decimal(one) for one in PRINTED[:3])
    assert f"到6月底，累计安排{reached}公顷；节点要求为计划总量的50%，即1963.97公顷：达到" in text
    assert "即2945.955公顷：未达到" in text and "未达到（差963.655公顷）" in text
    total = Indicators.of(plan, sample.rules()).total
    assert required(total, Fraction(3, 4)).hectares == "2945.955"


def test_misses_and_findings_are_said() -> None:
    missed = replace(
        sample.plan(),
        misses=(
            Miss(line=Line(Axis.CLASS, "住宅用地"), units=-1_230_000),
            Miss(line=Line(Axis.MILESTONE, "6"), units=-1),
            Miss(line=Line(Axis.DISTRICT, "上街区"), units=10_000),
        ),
    )
    finding = Finding(code="P901", severity=Severity.WARNING, place="某处", facts={"table": "甲"})
    text = text_of(published(missed, findings=(finding,)))
    assert "住宅用地：少1.23公顷" in text
    assert "6月底节点：少0.000001公顷" in text
    assert "上街区：多0.01公顷" in text
    assert "1.某处：表“甲”的行与列数不符，不能成表" in text


def test_a_revision_names_what_it_revises() -> None:
    revised = replace(sample.plan(), version=2, parent="sha256:" + "ef" * 32, reason="换地", reproducible=False)
    text = text_of(published(revised))
    assert "第2版" in text and "ef" * 32 in text and "理由：换地" in text
    assert "求解受时限停止" in text
    assert "求解受时限停止" not in text_of(published(sample.plan()))


def test_the_text_is_complete_in_english() -> None:
    """What the law or the ledger names in Chinese only may stay Chinese; every sentence is English."""
    document = published(sample.plan(), lang="en")
    assert [len(headings(document, level)) for level in (1, 2)] == [
        len(headings(published(sample.plan()), level)) for level in (1, 2)
    ]
    own = re.compile(r"《[^》]*》|\([^()]*号\)|\(GB[^()]*\)")
    rest = own.sub("", text_of(document))
    assert not re.search(r"[\u4e00-\u9fff]", rest), re.findall(r".{9}[\u4e00-\u9fff]+", rest)
    for table in document.annexes[:4]:
        assert not re.search(r"[\u4e00-\u9fff]", repr(table))


@pytest.mark.parametrize("place", [sample.ZHENGZHOU, sample.YUNZE])
def test_another_city_is_another_folder(place: str) -> None:
    document = published(sample.plan(place))
    of = sample.rules(place)
    assert of.place.name in document.title
    unit = "亩" if place == sample.YUNZE else "公顷"
    assert f"{unit}，占" in text_of(document)


def test_the_rules_of_another_place_are_refused() -> None:
    with pytest.raises(IntegrityFault) as refused:
        plan_text(sample.plan(), sample.rules(sample.YUNZE))
    assert refused.value.code == "P904"


def test_a_long_title_breaks_between_words() -> None:
    document = published(sample.plan())
    assert document.title_lines == ("郑州市市本级2024年度", "国有建设用地供应计划")
    assert document.title == sample.plan().title
    short = replace(sample.plan(), title="短标题")
    assert published(short).title_lines == ("短标题",)


def test_paper_has_no_chart_and_the_page_has_all_of_it() -> None:
    made = publication(sample.plan(), sample.rules())
    assert not any(isinstance(block, Chart | KeyFigures) for block in made.text.blocks)
    assert [block.name for block in made.page.blocks if isinstance(block, Chart)] == [
        "structure",
        "layout",
        "timing",
    ]
    assert text_of(made.page) == text_of(made.text)
    assert made.page.annexes == made.text.annexes


def test_the_internal_edition_is_marked() -> None:
    assert published(sample.plan()).marking == ""
    inner = plan_text(sample.plan(), sample.rules(), edition=Edition.INTERNAL)
    assert inner.marking == "内部使用"


def test_a_share_is_printed_without_idle_zeros() -> None:
    assert [Matter.percent(Fraction(n, 1000)) for n in (500, 750, 1000, 125, 0)] == [
        "50",
        "75",
        "100",
        "12.5",
        "0",
    ]


def test_no_sentence_is_borrowed(shared: Path) -> None:
    """No sixteen characters in a row of our wording stand in the published plan it was learnt from."""
    source = re.sub(r"\s", "", (shared / "plans" / "zhengzhou_2024_plan.txt").read_text(encoding="utf-8"))
    words = re.findall(r"^  zh: (.+)$", shipped_text("messages/publish.yaml"), re.MULTILINE)
    assert len(words) > 150
    for word in words:
        run = word.strip('"')
        borrowed = [run[at : at + 16] for at in range(len(run) - 15) if run[at : at + 16] in source]
        assert not borrowed, borrowed
