"""虚构计划 · An invented plan without a fault, and how to change it: the base of every planted fault."""

from __future__ import annotations

from datetime import date

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.findings import findings
from landsupply.proofread.reading import read

RULES: Rules = open_rulebook("990100").on(date(2024, 1, 1))

CLEAN = """云泽市2024年度国有建设用地供应计划
一、目的和依据
（一）目的
为合理安排全年土地供应，结合本市实际，编制本计划。各县（市、区）遵照执行。
（二）依据
1.法律法规与文件
（1）《中华人民共和国土地管理法》；
（2）《中华人民共和国土地管理法实施条例》（国务院令第743号）；
（3）《国务院关于促进节约集约用地的通知》（国发〔2008〕3号）；
（4）《招标拍卖挂牌出让国有建设用地使用权规定》（国土资源部令第39号）；
（5）《国土资源部关于印发〈国有建设用地供应计划编制规范〉（试行）的通知》（国土资发〔2010〕117号）；
（6）《自然资源部办公厅关于进一步规范住宅用地供应信息公开工作的通知》（自然资办函〔2022〕2728号）。
2.标准
（1）《土地利用现状分类》（GB/T 21010-2017）；
（2）《工业项目建设用地控制指标》（自然资发〔2023〕72号）；
（3）《招标拍卖挂牌出让国有土地使用权规范》（国土资发〔2006〕114号）。
3.本市规划
（1）云泽市国民经济和社会发展第十四个五年规划（2021-2025年）
（2）云泽市2024年度土地利用计划
二、期限和范围
本计划期限为2024年1月1日至2024年12月31日。
计划范围包括：湖东区、湖西区、鹤鸣区、云岭区、临泽新区、科创园区。
三、计划指标
（一）总量
2024年度全市计划供应国有建设用地总量为1000.00公顷，其中新增建设用地400.00公顷，存量建设用地600.00公顷。
（二）结构
全市计划供应土地总量1000.00公顷，其中：商服用地83.33公顷，占计划总量的8.33%；工矿仓储用地250.01公顷，占计划总量的25.00%；\
住宅用地300.00公顷（其中商品住房200.00公顷、保障性住房100.00公顷），占计划总量的30.00%；\
公共管理与公共服务用地166.66公顷，占计划总量的16.67%；交通运输用地150.00公顷，占计划总量的15.00%；\
水域及水利设施用地30.00公顷，占计划总量的3.00%；特殊用地20.00公顷，占计划总量的2.00%。
（三）布局
湖东区200.00公顷，湖西区150.00公顷，鹤鸣区100.00公顷，云岭区250.00公顷，临泽新区200.00公顷，科创园区100.00公顷。
（四）时序
第一季度供应200.00公顷，第二季度供应300.00公顷，第三季度供应250.00公顷，第四季度供应250.00公顷。
（五）方式
划拨方式供应316.67公顷，出让方式供应683.33公顷。
四、保障措施
（一）明确责任。计划完成率要实现6月底达到50%以上，9月底达到75%以上，12月底全面完成。高品质建设中央活动区(CAZ)。
（二）公布。计划宗地表见附件。
附件：2024年度供应计划宗地表
"""


def found(text: str) -> tuple[Finding, ...]:
    """审读 · The findings on a text under the invented city's rules."""
    return findings(read(text), RULES)


def accusations(text: str) -> list[tuple[str, str, int]]:
    """指出 · Rule, code and line of every finding above advice."""
    return [(one.rule, one.code, one.place.line) for one in found(text) if one.severity is not Severity.ADVICE]


def codes(text: str) -> list[str]:
    """代码 · The message codes of all findings, sorted."""
    return sorted(one.code for one in found(text))


def swap(old: str, new: str, text: str = CLEAN) -> str:
    """替换 · The text with one stretch replaced, which must stand in it exactly once."""
    if text.count(old) != 1:
        raise AssertionError(f"{old!r} stands {text.count(old)} times")
    return text.replace(old, new)


def line_of(part: str, text: str) -> int:
    """行号 · The line in which a stretch stands first."""
    return text[: text.index(part)].count("\n") + 1
