"""Rounds: nothing is announced half, nothing changes unseen afterwards (plan 六.2, 六.3)."""

from __future__ import annotations

from collections.abc import Iterator

from ..assess import Assessment, Scorecard, assess, rubric_of
from ..assess.rounds import announced, lacking
from ..model.base import Members
from ..model.city import City, Entry
from ..model.rubric import Rubric
from ..model.standards import Arrivals, Panel, Round, RoundResult
from ..model.work import Plan, SelfAssessment
from . import activities, files, privacy, references, resources, years
from .rule import Slip, rule

_EVIDENCE = (privacy, years, resources, activities, references, files)  # whose rules a rubric may name as 隐私规则


def _rubric(city: City, year: str) -> Rubric | None:
    found = rubric_of(city, year)
    return found.record if found else None


@rule("KH05", "公布以后评价标准不再改", "plan 六.2")
def rubric_is_frozen(city: City) -> Iterator[Slip]:
    """同一轮考核用同一份标准；公布以后再改，已经公布的等次就对不上了。要调整，写下一学年的标准。"""
    for entry in announced(city):
        rubric = rubric_of(city, entry.record.year)
        if rubric is None:
            yield entry.at("学年"), f"没有 {entry.record.year} 学年的评价标准", f"从公布时的提交里取回 content/standards/rubric-{entry.record.year}.yml"
        elif entry.record.rubric != rubric.record.title:
            title = rubric.record.title
            yield entry.at("评价标准"), f"写的是“{entry.record.rubric}”，{entry.record.year} 学年的评价标准是“{title}”", f"改成“{title}”"
        elif entry.record.rubric_sha256 != rubric.sha256:
            yield entry.at("标准校验值"), f"“{rubric.file}”和公布时的不一样（现在是 {rubric.sha256[:12]}）", _frozen_remedy(entry, rubric)


def _frozen_remedy(entry: Entry[Round], rubric: Entry[Rubric]) -> str:
    if entry.record.rubric_sha256 is None:
        return f"核对以后加一行“标准校验值: {rubric.sha256}”"
    return f"用 git 取回公布时的标准{f'（git show {entry.record.commit}:{rubric.file}）' if entry.record.commit else ''}；要调整就写下一学年的"


@rule("KH06", "公布的等次和复算的一样", "plan 六.2")
def announced_grades_recompute(city: City) -> Iterator[Slip]:
    """按公布时的日期、标准、评议汇总和材料再算一次；不一样，要么材料在公布后改过，要么公布错了，两种都要写明更正。"""
    for entry in announced(city):
        made = recomputed(city, entry)
        for number, result in enumerate(entry.record.results if made else ()):
            card = made.card(result.base) if made else None
            if card and not _undated(city, card) and (said := _differs(result, card)):
                yield entry.at("结果", number, "等次"), f"“{result.base}”{said}", "查清是材料改了还是等次写错了：材料改了就恢复，等次错了写“更正”的决定"


def recomputed(city: City, entry: Entry[Round]) -> Assessment | None:
    """A round as it was computed; ``None`` if it does not say of which day, or there is no rubric."""
    rubric = rubric_of(city, entry.record.year)
    if rubric is None or entry.record.as_of is None:
        return None
    wanted = [one for module in _EVIDENCE for one in module.CHECKS if one.rule.code in rubric.record.privacy]
    return assess(city, rubric, entry.record.as_of, [finding for one in wanted for finding in one(city)])


def _undated(city: City, card: Scorecard) -> bool:
    """Whether days that were known when the round was announced are not known here: a folder without its history."""
    lost = not city.history.commit or city.history.shallow
    return lost and any(one.count.undated for one in card.scores)


def _differs(result: RoundResult, card: Scorecard) -> str:
    if card.grade is None:
        return f"还有 {len(card.open())} 项没有评议汇总，复算不出等次"
    if card.grade not in (result.grade, result.was):  # a corrected grade may be what was decided, not what is computed
        return f"公布的是{result.grade}，复算是{card.grade}（总分 {card.total}）"
    return f"公布的总分是 {result.total}，复算是 {card.total}" if result.total is not None and result.total != card.total else ""


@rule("KH07", "公布结果时每个基地都有反馈", "plan 六.2")
def feedback_is_complete(city: City) -> Iterator[Slip]:
    """方案要求更加注重评价反馈：经验、问题、建议缺一样，这一轮就不能结束；不合格的还要写整改要求和时限。"""
    for entry in announced(city):
        if not entry.record.appeal:
            yield entry.at("状态"), "没有写「申诉途径」", "加一行“申诉途径: 收到通报后 15 个工作日内……”"
        for number, result in enumerate(entry.record.results):
            if missing := lacking(city, result):
                yield entry.at("结果", number), f"“{result.base}”的反馈缺「{'」「'.join(missing)}」", "补上；补齐以前，这一轮的结果不会出现在网站上"


@rule("KH08", "轮次里写的指标、情形、加分项在评价标准里", "plan 六.2")
def round_names_are_known(city: City) -> Iterator[Slip]:
    """豁免、限制、加分写错编号，就落空了；豁免给的分不能超过满分。"""
    for entry in city.of(Round):
        rubric = _rubric(city, entry.record.year)
        if rubric is None:
            continue
        indicators, limits, items = ({one.id for one in rubric.indicators}, {one.id for one in rubric.restrictions}, {one.name for one in rubric.bonus.items})
        named = [(("豁免", n, "指标"), one.indicator, indicators) for n, one in enumerate(entry.record.exemptions)]
        named += [(("限制", n, "情形"), one.id, limits) for n, one in enumerate(entry.record.restrictions)]
        named += [(("限制", n, "记零指标"), id, indicators) for n, one in enumerate(entry.record.restrictions) for id in one.zero]
        named += [(("加分", n, "项目"), one.item, items) for n, one in enumerate(entry.record.bonus)]
        for path, name, known in named:
            if name not in known:
                yield entry.at(*path), f"{entry.record.year} 学年的评价标准里没有“{name}”", f"改成：{'、'.join(sorted(known)[:30])}"
        for number, granted in enumerate(entry.record.exemptions):
            one = rubric.find(granted.indicator)
            if one and granted.points is not None and not 0 <= granted.points <= one.max:
                yield (
                    entry.at("豁免", number, "得分"),
                    f"{one.id} 豁免按 {granted.points} 分计，满分是 {one.max}",
                    f"写 0 到 {one.max} 之间的数；不适用就不写「得分」",
                )


@rule("KH09", "表彰在限额之内，从规定等次的基地里推荐", "plan 六.3")
def nominees_fit(city: City) -> Iterator[Slip]:
    """对成绩优秀的基地和个人予以表彰；每类有限额，不排名，事迹要短。"""
    for entry in city.of(Round):
        rubric = _rubric(city, entry.record.year)
        grades = {one.base: one.grade for one in entry.record.results}
        seen: dict[tuple[str, str], int] = {}
        for number, one in enumerate(entry.record.nominees if rubric else ()):
            assert rubric is not None
            seen[one.base, one.prize] = seen.get((one.base, one.prize), 0) + 1
            rules, at = rubric.commendation, entry.at("表彰", number)
            if grades.get(one.base) not in rules.grades:
                yield at, f"“{one.base}”的等次是“{grades.get(one.base, '没有定')}”，不能推荐“{one.name}”", f"只从{'、'.join(rules.grades)}的基地里推荐"
            elif (most := _most(city, rubric, one.base, one.prize)) is None:
                yield at, f"没有“{one.prize}”这一类，或者这一类没有写限额", f"改成：{'、'.join(prize.name for prize in rules.prizes)}"
            elif seen[one.base, one.prize] > most:
                yield at, f"“{one.base}”的“{one.prize}”推荐了 {seen[one.base, one.prize]} 人，限额 {most} 人", "留下限额之内的"
            elif len(one.deeds) > rules.words:
                yield at, f"“{one.name}”的事迹有 {len(one.deeds)} 字，超过 {rules.words} 字", "写短些；核实的记录由系统附上"


def _most(city: City, rubric: Rubric, base: str, prize: str) -> int | None:
    """How many of a prize a base may have; ``None`` if there is no such prize."""
    found = next((one for one in rubric.commendation.prizes if one.name == prize), None)
    if found is None or found.share is None:
        return found.most if found else None
    members = next((len(entry.record.members) for entry in city.of(Members, base)), 0)
    return max(1, int(found.share * members))


@rule("KH11", "移交台账只写移交截止以前入库的材料", "plan 七.2")
def ledger_is_honest(city: City) -> Iterator[Slip]:
    """台账记的是启用本系统以前的材料当年哪天交来；启用以后的，以合并进主分支的日期为准，谁也改不了。"""
    for entry in city.of(Arrivals):
        if entry.record.until > city.today:
            yield entry.at("移交截止"), f"移交截止写的是 {entry.record.until}，还没有到", "写旧材料移完的那一天；写在以后，这段时间迟交的就看不出来了"
        for number, one in enumerate(entry.record.files):
            merged = city.history.arrived.get(one.file)
            if merged and merged > entry.record.until:
                yield entry.at("材料", number), f"“{one.file}”是 {merged} 入库的，晚于移交截止 {entry.record.until}", "删掉这一条"
            elif one.day > entry.record.until:
                yield entry.at("材料", number, "日期"), f"日期 {one.day} 晚于移交截止 {entry.record.until}", "改正日期，或删掉这一条"


@rule("KH12", "下学年计划逐条答复考核建议", "plan 六.2", level="warning")
def advice_is_answered(city: City) -> Iterator[Slip]:
    """考核的建议是给下一年用的：公布三十天以后，正在执行的学年计划里要有逐条的答复。"""
    for entry in announced(city):
        start = entry.record.publicity_end
        if start is None or (city.today - start).days <= 30:
            continue
        year = city.school_year(start)
        for result in entry.record.results:
            plan = next((one for one in city.of(Plan, result.base) if one.record.year == year), None)
            given = {answer.number for answer in plan.record.answers if answer.year == entry.record.year} if plan else set()
            for number, advice in enumerate(result.advice, 1):
                if plan and number not in given:
                    yield plan.at("整改答复"), f"没有答复 {entry.record.year} 学年考核的第 {number} 条建议“{advice[:30]}”", _answer(entry.record.year, number)


def _answer(year: str, number: int) -> str:
    return f"在「整改答复」里加“- {{学年: {year}, 第几条: {number}, 答复: ……}}”"


@rule("KH13", "考核要在年度清单里", "教师厅〔2025〕2号", level="warning")
def round_is_on_the_list(city: City) -> Iterator[Slip]:
    """中小学的督查检查评比考核实行年度清单管理，没有列入清单的不得开展。编号写在轮次里或全市设置里。"""
    for entry in city.of(Round):
        if not (entry.record.checklist_no or (city.settings and city.settings.checklist_no)):
            yield entry.at("学年"), f"{entry.record.year} 学年的考核没有写清单编号", "加一行“清单编号: ……”，或写在 content/standards/city.yml"


@rule("KH14", "评议汇总和评价标准对得上", "plan 六.1")
def panel_fits_the_rubric(city: City) -> Iterator[Slip]:
    """评议汇总由“收评分表”写出；手工改过的，指标、满分可能对不上。"""
    for entry in city.of(Panel):
        rubric = _rubric(city, entry.record.year)
        judged = {one.id: one for one in rubric.indicators if one.judged} if rubric else {}
        seen: set[tuple[str, str]] = set()
        if rubric and entry.record.rubric != rubric.title:
            said = f"写的是“{entry.record.rubric}”，{entry.record.year} 学年的评价标准是“{rubric.title}”"
            yield entry.at("评价标准"), said, "评分表是按别的标准发的，重新发、重新收"
        for number, mark in enumerate(entry.record.marks):
            at, one = entry.at("评议", number), judged.get(mark.indicator)
            if one is None:
                yield at, f"{entry.record.year} 学年没有“{mark.indicator}”这个评议指标", f"改成：{'、'.join(judged) or '先写评价标准'}"
            elif not 0 <= mark.mean <= one.max:
                yield at, f"“{mark.base}”{mark.indicator} 的平均是 {mark.mean}，满分是 {one.max}", "用“收评分表”重新写出"
            elif (mark.base, mark.indicator) in seen:
                yield at, f"“{mark.base}”{mark.indicator} 写了两次", "留下一条"
            seen.add((mark.base, mark.indicator))


@rule("KH15", "自评的指标和分数在评价标准之内", "plan 六.1")
def self_marks_fit(city: City) -> Iterator[Slip]:
    """自评不影响得分，但专家会看；指标写错就对不上。"""
    for entry in city.of(SelfAssessment):
        rubric = _rubric(city, entry.record.year)
        for number, mark in enumerate(entry.record.marks if rubric else ()):
            one = rubric.find(mark.indicator) if rubric else None
            if one is None:
                yield entry.at("自评", number, "指标"), f"{entry.record.year} 学年没有“{mark.indicator}”这个指标", "照考核细则改正编号"
            elif mark.points is not None and not 0 <= mark.points <= one.max:
                yield entry.at("自评", number, "自评"), f"{mark.indicator} 自评 {mark.points} 分，满分是 {one.max}", f"写 0 到 {one.max} 之间的数"


@rule("KH16", "公布的轮次写全日期和文号", "plan 六.2")
def announced_is_complete(city: City) -> Iterator[Slip]:
    """有部署文号、计分日期、公示起止和决定文号，别人才能复算、才知道经过了公示。"""
    for entry in announced(city):
        one = entry.record
        fields = {"部署文号": one.order, "计分日期": one.as_of, "公示起": one.publicity_start, "公示止": one.publicity_end, "决定文号": one.number}
        if lacking := [name for name, value in fields.items() if not value]:
            yield entry.at("状态"), f"状态是“{one.status}”，缺「{'」「'.join(lacking)}」", "补上；没有公示的不能公布"
        elif one.publicity_start and one.publicity_end and one.as_of and not one.as_of <= one.publicity_start <= one.publicity_end:
            yield entry.at("公示起"), f"计分 {one.as_of}、公示 {one.publicity_start} 至 {one.publicity_end} 的先后不对", "按先后改正日期"


@rule("KH17", "更正过的等次写明原来的等次和理由", "plan 六.2")
def corrections_say_why(city: City) -> Iterator[Slip]:
    """复核改了等次，原来的等次要留着，并写明为什么改，还要有异议或更正的记录。"""
    for entry in city.of(Round):
        recorded = {one.base for one in entry.record.objections if one.reply}
        for number, result in enumerate(entry.record.results):
            if result.was and not result.why:
                yield entry.at("结果", number, "原等次"), f"“{result.base}”由{result.was}改为{result.grade}，没有写理由", "加一行“更正理由: ……”"
            elif result.was and result.base not in recorded:
                yield entry.at("结果", number, "原等次"), f"“{result.base}”更正了等次，「异议」里没有答复的记录", "在「异议」里写上收到日期、事项和答复"


CHECKS = (
    rubric_is_frozen, announced_grades_recompute, feedback_is_complete, round_names_are_known, nominees_fit, ledger_is_honest, advice_is_answered,
    round_is_on_the_list, panel_fits_the_rubric, self_marks_fit, announced_is_complete, corrections_say_why,
)  # fmt: skip
