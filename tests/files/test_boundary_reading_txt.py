"""读界址点文本 · Every dialect of the points file, what is told of it, and where it is bad."""

from __future__ import annotations

import pytest

from tests.files.boundary_readings import POINTS, TXT, read, refused, told


@pytest.mark.parametrize(
    "text",
    [
        TXT.format(POINTS),
        TXT.format(POINTS).replace("[", "【").replace("]", "】"),
        TXT.format(POINTS.replace("J", "")),
        TXT.format(POINTS.replace(",", "，")),
        TXT.format(POINTS.replace(",", "\t")),
        TXT.format("\n\n".join("  -- " + line for line in POINTS.split("\n"))),
        TXT.format(POINTS.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))),
        "[项目信息]\n格式版本号=1．01版本\n" + TXT.format(POINTS).replace("\n", "\r\n"),
        TXT.format(POINTS).partition("[地块坐标]\n")[2],
        "点号,X坐标,Y坐标,备注\n" + POINTS.replace(",1,", ","),
        "点号\tY\tX\n" + "\n".join("\t".join(line.split(",")[i] for i in (0, 3, 2)) for line in POINTS.split("\n")),
        "\n".join(line.split(",", 2)[2].replace(",", "   ") for line in POINTS.split("\n")),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_t53_every_dialect_says_the_same(text: str, encoding: str) -> None:
    one = read(text.encode(encoding))
    ring = ((3845123.1, 38462123.4), (3845223.1, 38462123.4), (3845223.1, 38462223.4), (3845123.1, 38462123.4))
    assert [outline.polygons for outline in one.outlines] == [((ring,),)]
    assert told(one) == []


def test_the_area_and_every_other_cell_stay_texts() -> None:
    one = read(TXT.format(POINTS).replace("4,1.0,1,某地块", "4,15.00亩,ZZ-01,某（一期）， 地块"))
    assert one.outlines[0].attributes["地块面积"] == "15.00亩"
    assert (one.outlines[0].label, one.outlines[0].attributes["地块编号"]) == ("某（一期）， 地块", "ZZ-01")


def test_parts_holes_and_counts_of_a_plot() -> None:
    more = POINTS + "\nJ4,2,1,1\nJ5,2,1,2\nJ6,2,2,2\n" + POINTS.replace("J", "K")
    one = read(TXT.format(more))
    assert [len(part) for part in one.outlines[0].polygons] == [2, 1]
    assert told(one) == ["F080"]
    assert told(read(TXT.format(POINTS + "\n" + POINTS.replace("3845", "3846")))) == ["F087", "F080"]
    assert told(read(TXT.format(POINTS.replace(",1,", ",2,")))) == ["F087"]
    assert told(read(TXT.format(POINTS[:-1] + "9"))) == ["F096"]
    assert told(read(POINTS.replace(",1,", ",") + "\n\nK1,1.5,2\nK2,3,4\nK3,4,9")) == ["F088"]
    assert told(read(TXT.format(POINTS + "\n1,0,2,井,点,,,,@\nJ1,1,2,3"))) == ["F081"]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (TXT.format("J1,1,3845123.1"), "F061", (5, 1)),
        (TXT.format(POINTS + "\nJ5,一,3845123.1,38462123.4"), "F061", (9, 4)),
        (TXT.format("J1,1,3845123.1,NaN"), "F064", (5, 16)),
        (TXT.format("  J1, 1, 1e999, 2"), "F064", (5, 10)),
        (TXT.format("J1,1,113°36′,34"), "F064", (5, 6)),
        (TXT.format("J1,1,3845123.1,9999999999999"), "F064", (5, 16)),
        (TXT.format("这里是说明"), "F061", (5, 1)),
        (TXT.format(POINTS).replace("坐标系=", "坐标系=1\n坐标系="), "F063", (3, None)),
        ("[地块坐标]\n" + POINTS, "F066", (2, None)),
        ("甲,乙,丙\n1,2,3", "F064", (1, 3)),
    ],
)
def test_every_complaint_has_its_place(text: str, code: str, place: tuple[int, int | None]) -> None:
    facts = refused(text, code).facts
    assert (facts["line"], facts.get("column")) == place


def test_texts_without_land() -> None:
    refused(b"", "F001")
    refused("  \n", "F001")
    refused("[属性描述]\n坐标系=x\n", "F062")
    refused(TXT.format(""), "F062")
    refused("[地块坐标]\n1,0,1,井,点,,,,@\nJ1,1,2,3", "F069")
    refused("[地块坐标]\n2,0,1,渠,线,,,,@\nJ1,1,2,3\nJ2,1,3,4", "F069")
