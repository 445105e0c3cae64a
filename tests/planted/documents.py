"""虚构计划引用的文件 · Real instruments with the years in which citing them is right, retyped from the rules' text.

The plans around them are invented. `since` and `until` are the first and last plan year for which the citation is
beyond doubt; years on the edge are left out, and so is everything of which the record says that it is not verified.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """文件 · One instrument: title without 《》, number, and the plan years that may cite it."""

    title: str
    number: str
    since: int
    until: int = 2026

    def holds(self, year: int) -> bool:
        """可引 · Whether a plan of the year may cite it."""
        return self.since <= year <= self.until


LAWS = (
    Paper("中华人民共和国土地管理法", "", 2012),
    Paper("中华人民共和国城市房地产管理法", "", 2012),
    Paper("中华人民共和国城乡规划法", "", 2012),
)
DECREE = Paper("中华人民共和国土地管理法实施条例", "国务院令第743号", 2022)
GB_OLD = Paper("土地利用现状分类", "GB/T 21010-2007", 2012, 2016)
GB_NEW = Paper("土地利用现状分类", "GB/T 21010-2017", 2018)
COMPILING = Paper("国有建设用地供应计划编制规范（试行）", "国土资发〔2010〕117号", 2012)
PAPERS = (
    COMPILING,
    Paper("国务院关于深化改革严格土地管理的决定", "国发〔2004〕28号", 2012),
    Paper("国务院关于加强土地调控有关问题的通知", "国发〔2006〕31号", 2012),
    Paper("国务院关于促进节约集约用地的通知", "国发〔2008〕3号", 2012),
    Paper("招标拍卖挂牌出让国有建设用地使用权规定", "国土资源部令第39号", 2012),
    Paper("协议出让国有土地使用权规定", "国土资源部令第21号", 2012),
    Paper("划拨用地目录", "国土资源部令第9号", 2012),
    Paper("闲置土地处置办法", "国土资源部令第53号", 2013),
    Paper("节约集约利用土地规定", "国土资源部令第61号", 2015),
    Paper("国土资源部关于调整工业用地出让最低价标准实施政策的通知", "国土资发〔2009〕56号", 2012),
    Paper("国土资源部关于加强房地产用地供应和监管有关问题的通知", "国土资发〔2010〕34号", 2012),
    Paper("国土资源部关于推进土地节约集约利用的指导意见", "国土资发〔2014〕119号", 2015),
    Paper("国土资源部关于调整部分地区土地等别的通知", "国土资发〔2008〕308号", 2012),
    Paper("全国工业用地出让最低价标准", "国土资发〔2006〕307号", 2012),
    Paper("国务院关于化解产能严重过剩矛盾的指导意见", "国发〔2013〕41号", 2014),
    Paper("土地储备资金财务管理办法", "财综〔2018〕8号", 2019),
    Paper("自然资源部关于健全建设用地“增存挂钩”机制的通知", "自然资规〔2018〕1号", 2019),
    Paper("产业用地政策实施工作指引（2019年版）", "自然资办发〔2019〕31号", 2020),
    Paper("自然资源部办公厅关于进一步规范住宅用地供应信息公开工作的通知", "自然资办函〔2022〕2728号", 2024),
    Paper("国务院关于规划建设保障性住房的指导意见", "国发〔2023〕14号", 2024),
    Paper("自然资源部关于发布《工业项目建设用地控制指标》的通知", "自然资发〔2023〕72号", 2024),
    Paper("土地储备管理办法", "国土资发〔2007〕277号", 2012, 2016),
    Paper("工业项目建设用地控制指标", "国土资发〔2008〕24号", 2012, 2022),
    Paper("产业用地政策实施工作指引", "国土资厅发〔2016〕38号", 2017, 2018),
    GB_OLD,
    GB_NEW,
)
#: Superseded or repealed, with the first plan year for which the citation is stale beyond doubt.
STALE = (
    Paper("土地储备管理办法", "国土资发〔2007〕277号", 2019),
    Paper("工业项目建设用地控制指标", "国土资发〔2008〕24号", 2024),
    Paper("产业用地政策实施工作指引", "国土资厅发〔2016〕38号", 2020),
    Paper("招标拍卖挂牌出让国有土地使用权规定", "国土资源部令第11号", 2012),
    Paper("土地利用现状分类", "GB/T 21010-2007", 2018),
)
#: Made for one year, which its own title names.
SPENT = (
    Paper("国土资源部关于做好2012年房地产用地管理和调控重点工作的通知", "国土资发〔2012〕26号", 2013),
    Paper(
        "国土资源部 住房城乡建设部关于优化2015年住房及用地供应结构促进房地产市场平稳健康发展的通知",
        "国土资发〔2015〕37号",
        2016,
    ),
)


def titled(paper: Paper) -> str:
    """书名 · The title in 《》, a title inside it in 〈〉."""
    return f"《{paper.title.replace('《', '〈').replace('》', '〉')}》"


def cited(paper: Paper) -> str:
    """引文 · Title and number as an official text writes them."""
    return titled(paper) + (f"（{paper.number}）" if paper.number else "")
