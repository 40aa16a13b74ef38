"""Activities, resources and plans: dates, conditions, what belongs to what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ..model.base import Base
from ..model.city import City, Entry
from ..model.standards import Book, Textbooks
from ..model.vocabulary import nearest
from ..model.work import Activity, Plan, QualityReport, Resource, Summary
from .rule import Slip, rule


def is_term(city: City, kind: str, name: str, *ids: str) -> bool:
    """Whether ``name`` is one of the terms with these ids."""
    term = city.vocabulary.find(kind, name)
    return term is not None and term.id in ids


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
        if is_term(city, "activity_status", entry.record.status, "yijuban", "yiguidang") and not entry.record.participants:
            yield entry.at("参加"), "活动已经举办，「参加」却是空的", "写上各学校的人数，如“- {学校: xh-hubin, 人数: 12}”"


@rule("HD03", "没有办的活动不能写成已举办", "plan 七.2")
def future_is_planned(city: City) -> Iterator[Slip]:
    """日期在今天以后的活动，状态是“计划”；办完再改。"""
    for entry in city.of(Activity):
        if entry.record.day > city.today and is_term(city, "activity_status", entry.record.status, "yijuban", "yiguidang"):
            yield entry.at("日期"), f"{entry.record.day} 还没有到，状态却是“{entry.record.status}”", "状态改成“计划”，或改正日期"


@rule("HD04", "取消的活动写明原因")
def cancelled_says_why(city: City) -> Iterator[Slip]:
    """订了日历的老师会看到“已取消”，要让人知道为什么。"""
    for entry in city.of(Activity):
        if is_term(city, "activity_status", entry.record.status, "quxiao") and not entry.record.cancel_reason:
            yield entry.at("状态"), "活动取消了，没有写原因", "加一行“取消原因: ……”"


@rule("ZY01", "义务教育的资源要写课标代", "domain §d.4")
def generation_is_given(city: City) -> Iterator[Slip]:
    """2024 年秋季起新旧两代教材并用，不写清楚，老师会下载到旧教材的课件。"""
    for entry in city.of(Resource):
        if entry.record.generation is None and entry.base.startswith(("xx-", "cz-")) and not _any_edition(city, entry):
            yield entry.at("教材版本"), "没有写「课标代」", f"加一行“课标代: {'”或“课标代: '.join(city.vocabulary.names('generation'))}”"


def _any_edition(city: City, entry: Entry[Resource]) -> bool:
    return is_term(city, "edition", entry.record.edition, "buxian", "qita")


@rule("ZY02", "年级属于基地的学段", "domain §d.2")
def grade_is_in_stage(city: City) -> Iterator[Slip]:
    """年级写错，按年级筛选的老师就找不到。"""
    for entry in city.of(Resource):
        stage = city.stages.get(entry.base.split("-")[0], {})
        grades: Any = stage.get("grades", [])
        if grades and entry.record.grade not in grades and not is_term(city, "grade", entry.record.grade, "any"):
            yield entry.at("年级"), f"“{entry.record.grade}”不是{stage['name']}的年级", f"改成：{'、'.join(grades)}，或“不限”"


@rule("ZY03", "改编和引用要写出处", "著作权法")
def source_is_named(city: City) -> Iterator[Slip]:
    """用了别人的东西要说清是谁的，这是对作者的尊重，也保护自己。"""
    for entry in city.of(Resource):
        if is_term(city, "rights", entry.record.origin, "gaibian", "yinyong") and not entry.record.origin_note:
            yield entry.at("来源"), f"来源是“{entry.record.origin}”，没有写出处", "加一行“出处: 作者，《书名或文章》，出版社或网址”"


@rule("ZY04", "已发布的资源有审核人", "domain §b.4", level="warning")
def published_is_reviewed(city: City) -> Iterator[Slip]:
    """审核人看过内容、版权和个人信息，出了问题知道找谁。"""
    for entry in city.of(Resource):
        if is_term(city, "resource_status", entry.record.status, "yifabu") and not entry.record.reviewers:
            yield entry.at("状态"), "已发布，没有写审核人", "加一行“审核: 姓名”"


@rule("ZY05", "核心素养是本学科的", "R-4.3.1.1")
def competencies_are_of_the_subject(city: City) -> Iterator[Slip]:
    """每个学科的核心素养由课程标准规定，写成别的学科的，按素养筛选时就找错了。"""
    entries: list[Entry[Resource] | Entry[Activity]] = [*city.of(Resource), *city.of(Activity)]
    for entry in entries:
        stage, _, subject = entry.base.partition("-")
        subjects: Any = city.stages.get(stage, {}).get("subjects", {})
        own = subjects.get(subject, {}).get("competencies", [])
        for number, word in enumerate(entry.record.competencies if own else ()):
            if word not in own:
                yield entry.at("核心素养", number), f"“{word}”不是这个学科的核心素养", f"从这些里选：{'、'.join(own)}"


@rule("ZY06", "册次和单元在教材目录里", "domain §d.4", level="warning")
def unit_is_in_the_book(city: City) -> Iterator[Slip]:
    """单元名照教材目录写，同一单元的材料才能排在一起。目录里没有的教材不检查。"""
    books: dict[tuple[str, ...], list[Book]] = defaultdict(list)
    for one in city.of(Textbooks):
        for book in one.record.books:
            books[book.stage, book.subject, book.edition, book.generation or ""].append(book)
    cards = {entry.base: entry.record for entry in city.of(Base)}
    for entry in city.of(Resource):
        card, record = cards.get(entry.base), entry.record
        known = books.get((card.stage, card.subject, record.edition, record.generation or ""), []) if card else []
        if known and not is_term(city, "volume", record.volume, "buxian", "any"):
            yield from _in_books(entry, known)


def _in_books(entry: Entry[Resource], known: list[Book]) -> Iterator[Slip]:
    record = entry.record
    volumes = [book for book in known if book.volume == record.volume and (book.grade == record.grade or book.stage not in {"小学", "初中"})]
    units = [unit.name for book in volumes for unit in book.units]
    if not volumes:
        return
    if record.unit and units and not any(_same(record.unit, unit) for unit in units):
        near = nearest(record.unit, units)
        yield entry.at("单元"), f"教材目录里没有“{record.unit}”这个单元", f"改成“{near}”" if near else f"从目录里选：{'、'.join(units)}"


def _same(one: str, other: str) -> bool:
    """Units agree if one names the other without blanks: 第十九章 一次函数 and 一次函数."""
    one, other = one.replace(" ", ""), other.replace(" ", "")
    return one in other or other in one


@rule("ZJ01", "总结的文件名就是学年", "plan 四.4(2)")
def summary_is_named_by_year(city: City) -> Iterator[Slip]:
    """系统按学年找总结；一学年一份。"""
    for entry in city.of(Summary):
        if not entry.file.endswith(f"/{entry.record.year}.md"):
            yield entry.at("学年"), f"学年是 {entry.record.year}，文件名却是“{entry.file.rsplit('/', 1)[1]}”", f"文件名改成“{entry.record.year}.md”"


@rule("JH03", "计划写清是哪一年的", "plan 四.4(1)")
def plan_says_its_years(city: City) -> Iterator[Slip]:
    """学年计划写「学年」；三年规划写「起始学年」和「终止学年」，正好三年。"""
    for entry in city.of(Plan):
        plan = entry.record
        if is_term(city, "plan_kind", plan.kind, "xuenianjihua") and not plan.year:
            yield entry.at("类型"), "学年计划没有写「学年」", "加一行“学年: 2026-2027”"
        if is_term(city, "plan_kind", plan.kind, "sannianguihua"):
            if not (plan.first and plan.last):
                yield entry.at("类型"), "三年规划没有写起止学年", "加上「起始学年」和「终止学年」"
            elif int(plan.last[:4]) - int(plan.first[:4]) != 2:
                yield entry.at("终止学年"), f"从 {plan.first} 到 {plan.last} 不是三年", "终止学年比起始学年晚两年"


@rule("JH01", "学年计划的文件名就是学年", "plan 四.4(1)")
def plan_is_named_by_year(city: City) -> Iterator[Slip]:
    """系统按学年找计划，任务才对得上。"""
    for entry in city.of(Plan):
        if entry.record.year and not entry.file.endswith(f"/{entry.record.year}.md"):
            yield entry.at("学年"), f"学年是 {entry.record.year}，文件名却是“{entry.file.rsplit('/', 1)[1]}”", f"文件名改成“{entry.record.year}.md”"


@rule("JH02", "任务编号不重复，不超过 20 项", "domain §e.3")
def tasks_are_numbered(city: City) -> Iterator[Slip]:
    """计划要办得到；编号重复，完成情况就算不清。"""
    for entry in city.of(Plan):
        seen: set[str] = set()
        for number, task in enumerate(entry.record.tasks):
            if task.id in seen:
                yield entry.at("任务", number, "编号"), f"任务编号“{task.id}”写了两次", "改成没有用过的编号"
            seen.add(task.id)
        if len(entry.record.tasks) > 20:
            yield entry.at("任务"), f"有 {len(entry.record.tasks)} 项任务", "合并到 20 项以内"


@rule("ZL01", "样本太小的数据不公布", "domain §g.3；个人信息保护法")
def cells_are_large_enough(city: City) -> Iterator[Slip]:
    """样本不到规定人数时，别人能猜出是哪几个学生。"""
    limit = city.small_cell
    for entry in city.of(QualityReport):
        for number, metric in enumerate(entry.record.metrics):
            if metric.n < limit:
                yield entry.at("指标", number, "n"), f"「{metric.name}」的样本只有 {metric.n}，少于 {limit}", "合并到更大的范围，或删掉这个指标"


@rule("ZL02", "数据来源合法", "教基厅〔2025〕3号；domain §g")
def data_is_lawful(city: City) -> Iterator[Slip]:
    """不许对小学和非毕业年级组织跨校考试，所以每种数据只能用于规定的年级，并写明依据。"""
    for entry in city.of(QualityReport):
        term = city.vocabulary.find("data_source", entry.record.data_source)
        grades: Any = term.facts.get("年级") if term else None
        if term and grades and entry.record.grade not in grades:
            yield entry.at("数据来源"), f"{entry.record.grade}不能用“{term.name}”的数据", f"这种数据只能用于{'、'.join(grades)}；改用课堂观察或作业分析"
        if term and term.facts.get("依据") != entry.record.legal_basis:
            yield entry.at("依据"), f"数据来源是“{term.name}”，依据却是“{entry.record.legal_basis}”", f"依据改成“{term.facts.get('依据')}”"


CHECKS = (
    date_is_in_the_name, held_activity_counts_people, future_is_planned, cancelled_says_why, generation_is_given, grade_is_in_stage,
    source_is_named, published_is_reviewed, competencies_are_of_the_subject, unit_is_in_the_book, summary_is_named_by_year, plan_says_its_years,
    plan_is_named_by_year, data_is_lawful, tasks_are_numbered, cells_are_large_enough,
)  # fmt: skip
