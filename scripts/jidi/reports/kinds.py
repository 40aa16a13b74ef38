"""The one table of reports: a line for each kind, in the order in which an office needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .annual.base import base_reports
from .annual.city import city_report
from .annual.county import county_reports
from .annual.recognition import recognition_reports
from .letters import LETTERS
from .quality import quality_reports
from .report import Gap, Report
from .year import Year


@dataclass(frozen=True)
class Kind:
    """A kind of report. ``id``: as typed after ``--kind``; ``make``: its papers and gaps, bases in the order of their ids."""

    id: str
    name: str
    source: str
    make: Callable[[Year], Iterable[Report | Gap]]


KINDS: tuple[Kind, ...] = (
    Kind("city", "全市年度报告", "domain e.6；R-3.3.6、R-4.1.1、R-5.5.2", city_report),
    Kind("county", "县区汇总", "plan 七.1；R-7.1.4", county_reports),
    Kind("base", "基地学年总结", "domain e.5；plan 四.4", base_reports),
    Kind("recognition", "三年认定报告", "plan 六.4；domain e.6", recognition_reports),
    Kind("quality", "教学质量动态分析报告", "plan 三.3、四.3(3)；R-3.3.4", quality_reports),
    Kind("feedback", "考核反馈意见书", "plan 六.2；R-6.2.3", LETTERS["feedback"]),
    Kind("application", "申报报告", "plan 四.1；R-4.1.3", LETTERS["application"]),
    Kind("appointment", "聘书", "plan 四.2；R-4.2.2", LETTERS["appointment"]),
    Kind("commendation", "表彰决定", "plan 六.3；R-6.3.2", LETTERS["commendation"]),
    Kind("certificate", "荣誉证书", "plan 六.3；domain b.8", LETTERS["certificate"]),
    Kind("notice", "通知、公示、通报和决定", "plan 四.1、六.2–六.4；R-6.2.1", LETTERS["notice"]),
    Kind("plaque", "牌匾文字", "plan 四.1；R-0.4、R-4.1.5", LETTERS["plaque"]),
)
