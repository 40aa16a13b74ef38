"""Activities: dates, people, what became of them (plan 四.3)."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.city import City
from ..model.work import HELD, Activity
from .rule import Slip, rule


@rule("HD01", "文件名里的日期就是活动日期")
def date_is_in_the_name(city: City) -> Iterator[Slip]:
    """文件按日期排列，网址里也有日期；两处不同，读者不知道信哪个。"""
    for entry in city.of(Activity):
        name, day = entry.file.rsplit("/", 1)[1], entry.record.day.isoformat()
        if not name.startswith(f"{day}-"):
            yield entry.at("日期"), f"日期是 {day}，文件名却是“{name}”", f"文件名改成“{day}-名称.md”，或改正日期"


@rule("HD02", "办过的活动要写参加学校和人数", "plan 五.5")
def held_activity_counts_people(city: City) -> Iterator[Slip]:
    """覆盖面按学校和人次算。不知道具体人数时查签到表，不要写 0。"""
    for entry in city.of(Activity):
        if city.vocabulary.is_term("activity_status", entry.record.status, *HELD) and not entry.record.participants:
            yield entry.at("参加"), "活动已经举办，「参加」却是空的", "写上各学校的人数，如“- {学校: xh-hubin, 人数: 12}”"


@rule("HD03", "没有办的活动不能写成已举办", "plan 七.2")
def future_is_planned(city: City) -> Iterator[Slip]:
    """日期在今天以后的活动，状态是“计划”；办完再改。"""
    for entry in city.of(Activity):
        if entry.record.day > city.today and city.vocabulary.is_term("activity_status", entry.record.status, *HELD):
            yield entry.at("日期"), f"{entry.record.day} 还没有到，状态却是“{entry.record.status}”", "状态改成“计划”，或改正日期"


@rule("HD04", "取消的活动写明原因")
def cancelled_says_why(city: City) -> Iterator[Slip]:
    """订了日历的老师会看到“已取消”，要让人知道为什么。"""
    for entry in city.of(Activity):
        if city.vocabulary.is_term("activity_status", entry.record.status, "quxiao") and not entry.record.cancel_reason:
            yield entry.at("状态"), "活动取消了，没有写原因", "加一行“取消原因: ……”"


CHECKS = (date_is_in_the_name, held_activity_counts_people, future_is_planned, cancelled_says_why)
