"""Rounds: nothing is announced half, nothing changes unseen afterwards (plan 六.2, 六.3)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ..assess import Assessment, Scorecard, bare, draft, faults_of, lives_of, rubric_of, settled
from ..assess.rounds import announced, lacking
from ..life.days import add_days, working_days
from ..model.base import Members
from ..model.city import City, Entry
from ..model.lifecycle import Lifecycle
from ..model.rubric import Rubric
from ..model.standards import Decision, Panel, Round, RoundResult
from . import activities, files, privacy, references, resources, years
from .rule import Slip, rule

_EVIDENCE = (privacy, years, resources, activities, references, files)  # whose rules a rubric may name as 隐私规则


def _rubric(city: City, year: str) -> Rubric | None:
    found = rubric_of(city, year)
    return found.record if found else None


@rule("KH05", "公布以后评价标准不再改", "plan 六.2", whole=True)
def rubric_is_frozen(city: City) -> Iterator[Slip]:
    """同一轮考核用同一份标准；公布以后再改，已经公布的等次就对不上了。要调整，写下一学年的标准。"""
    for entry in announced(city):
        rubric = rubric_of(city, entry.record.year)
        if rubric is None:
            yield entry.at("学年"), f"没有 {entry.record.year} 学年的评价标准", f"从公布时的提交里取回 content/standards/rubric-{entry.record.year}.yml"
        elif entry.record.rubric != rubric.record.title:
            title = rubric.record.title
            yield entry.at("评价标准"), f"写的是“{entry.record.rubric}”，{entry.record.year} 学年的评价标准是“{title}”", f"改成“{title}”"
        elif entry.record.rubric_sha256 is None:
            said = "没有写「标准校验值」，公布以后标准改没改过，看不出来"
            yield entry.at("评价标准"), said, f"核对“{rubric.file}”就是公布时的标准，再加一行“标准校验值: {rubric.sha256}”"
        elif entry.record.rubric_sha256 != rubric.sha256:
            yield entry.at("标准校验值"), f"“{rubric.file}”和公布时的不一样（现在是 {rubric.sha256[:12]}）", _frozen_remedy(entry, rubric)


def _frozen_remedy(entry: Entry[Round], rubric: Entry[Rubric]) -> str:
    return f"用 git 取回公布时的标准{f'（git show {entry.record.commit}:{rubric.file}）' if entry.record.commit else ''}；要调整就写下一学年的"


@rule("KH06", "公布的等次和复算的一样", "plan 六.2", whole=True)
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
    rubric, day = rubric_of(city, entry.record.year), entry.record.as_of
    if rubric is None or day is None:
        return None
    return settled(city, rubric, day, lives_of(city, day), lambda base: city.part(base).once(_recomputed, rubric.file, day))


def _recomputed(part: City, file: str, day: datetime.date) -> Scorecard:
    """The card of a base without its pieces: whoever compares grades need not know them, nor look again when only they change."""
    assert part.base is not None
    rubric = next(one for one in part.of(Rubric) if one.file == file)
    wanted = [one for module in _EVIDENCE for one in module.CHECKS if one.rule.code in rubric.record.privacy]
    found = [finding for one in wanted for finding in one(part)]
    return bare(draft(part, rubric, day, faults_of(found).get(part.base, {}), lives_of(part.whole, day)[part.base]))


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


@rule("KH07", "公布结果时每个基地都有反馈", "plan 六.2", whole=True)
def feedback_is_complete(city: City) -> Iterator[Slip]:
    """方案要求更加注重评价反馈：经验、问题、建议缺一样，这一轮就不能结束；不合格的还要写整改要求和时限。"""
    for entry in announced(city):
        if not entry.record.appeal:
            yield entry.at("状态"), "没有写「申诉途径」", "加一行“申诉途径: 收到通报后 15 个工作日内……”"
        for number, result in enumerate(entry.record.results):
            if missing := lacking(city, result):
                yield entry.at("结果", number), f"“{result.base}”的反馈缺「{'」「'.join(missing)}」", "补上；补齐以前，这一轮的结果不会出现在网站上"


@rule("KH08", "轮次里写的指标、情形、加分项在评价标准里，不重复", "plan 六.2", whole=True)
def round_names_are_known(city: City) -> Iterator[Slip]:
    """豁免、限制、加分写错编号，就落空了；豁免给的分不能超过满分。同一项写两次，就不知道按哪一次算。"""
    for entry in city.of(Round):
        yield from _told_twice(entry)
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


def _told_twice(entry: Entry[Round]) -> Iterator[Slip]:
    """A base that takes part twice; a second exemption from the same indicator: which one holds would be a guess."""
    one = entry.record
    for number, base in enumerate(one.bases):
        if base in one.bases[:number]:
            yield entry.at("范围", number), f"“{base}”在「范围」里写了两次", "留下一个"
    exempt = [(granted.base, granted.indicator) for granted in one.exemptions]
    for number, pair in enumerate(exempt):
        if pair in exempt[:number]:
            yield entry.at("豁免", number), f"“{pair[0]}”的 {pair[1]} 豁免写了两次", "留下一条；后来的决定改了前面的，就只留后来的"


@rule("KH09", "表彰在限额之内，从规定等次的基地里推荐", "plan 六.3", whole=True)
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


@rule("KH13", "考核要在年度清单里", "教师厅〔2025〕2号", level="warning", whole=True)
def round_is_on_the_list(city: City) -> Iterator[Slip]:
    """中小学的督查检查评比考核实行年度清单管理，没有列入清单的不得开展。编号写在轮次里或全市设置里。"""
    for entry in city.of(Round):
        if not (entry.record.checklist_no or (city.settings and city.settings.checklist_no)):
            yield entry.at("学年"), f"{entry.record.year} 学年的考核没有写清单编号", "加一行“清单编号: ……”，或写在 content/standards/city.yml"


@rule("KH16", "公布的轮次写全日期和文号，公示满了才定等次", "plan 六.2", whole=True)
def announced_is_complete(city: City) -> Iterator[Slip]:
    """有部署文号、计分日期、公示起止和决定文号，别人才能复算；公示满了规定的工作日才能定等次、公布，异议要先收到再答复。"""
    for entry in announced(city):
        one = entry.record
        fields = {"部署文号": one.order, "计分日期": one.as_of, "公示起": one.publicity_start, "公示止": one.publicity_end, "决定文号": one.number}
        if lacking := [name for name, value in fields.items() if not value]:
            yield entry.at("状态"), f"状态是“{one.status}”，缺「{'」「'.join(lacking)}」", "补上；没有公示的不能公布"
        yield from _publicity(city, entry)
        yield from _hasty(city, entry)
    for entry in city.of(Round):
        for number, said in enumerate(entry.record.objections):
            if said.replied and said.replied < said.day:
                at = entry.at("异议", number, "答复日期")
                yield at, f"“{said.base}”的异议 {said.replied} 答复，却是 {said.day} 收到的", "核对「日期」（收到日期）和「答复日期」，改正写错的一个"


def _publicity(city: City, entry: Entry[Round]) -> Iterator[Slip]:
    """A notice out of order, too short (Mondays to Fridays, both ends counted) or not over yet; days that are not written are not judged."""
    start, end, limit = entry.record.publicity_start, entry.record.publicity_end, _notice_days(city)
    if start and end:
        days = working_days(start, add_days(end, 1))
        if not (entry.record.as_of or start) <= start <= end:
            scored = f"计分 {entry.record.as_of}、" if entry.record.as_of else ""
            yield entry.at("公示起"), f"{scored}公示 {start} 至 {end} 的先后不对", "按先后改正日期"
        elif days < limit:
            said = f"公示 {start} 至 {end} 只有 {days} 个工作日，少于 {limit} 个"
            yield entry.at("公示止"), said, f"公示满 {limit} 个工作日再公布；日期写错了就改正"
    if end and end > city.today:
        said = f"状态是“{entry.record.status}”，公示到 {end} 才满"
        yield entry.at("公示止"), said, "公示期满以前，「状态」不能这样写；日期写错了就改正"


def _notice_days(city: City) -> int:
    """How many working days a notice is up; 0 if the table could not be read, which ZG07 says."""
    return next((table.record.limits.publicity_days.n for table in city.of(Lifecycle)), 0)


def _hasty(city: City, entry: Entry[Round]) -> Iterator[Slip]:
    """Grades of this round that were decided before its notice had ended; corrections are of grades decided before."""
    end = entry.record.publicity_end
    events = {row.event for table in city.of(Lifecycle) for row in table.record.transitions if row.corrects}
    for made in city.of(Decision):
        one = made.record
        graded = one.grade and one.year == entry.record.year and not one.corrects and one.event not in events
        if graded and end and one.day < end:
            said = f"{one.day} 就定了“{one.grade}”，{one.year} 学年考核的公示到 {end} 才满"
            yield made.at("日期"), said, f"公示期满再定等次；日期写错了就改正，或改正 {entry.file} 的「公示止」"


@rule("KH17", "更正过的等次写明原来的等次和理由", "plan 六.2", whole=True)
def corrections_say_why(city: City) -> Iterator[Slip]:
    """复核改了等次，原来的等次要留着，并写明为什么改，还要有异议或更正的记录。"""
    for entry in city.of(Round):
        recorded = {one.base for one in entry.record.objections if one.reply}
        for number, result in enumerate(entry.record.results):
            if result.was and not result.why:
                yield entry.at("结果", number, "原等次"), f"“{result.base}”由{result.was}改为{result.grade}，没有写理由", "加一行“更正理由: ……”"
            elif result.was and result.base not in recorded:
                yield entry.at("结果", number, "原等次"), f"“{result.base}”更正了等次，「异议」里没有答复的记录", "在「异议」里写上收到日期、事项和答复"


@rule("KH19", "轮次和评议汇总的文件名就是学年，一学年一份", "plan 六.2", whole=True)
def rounds_are_named_by_year(city: City) -> Iterator[Slip]:
    """系统按学年找轮次和评议汇总；文件名和里面的学年不一样，或者一学年有两份，就不知道按哪一份算。"""
    named = [(entry, entry.record.year, "") for entry in city.of(Round)] + [(entry, entry.record.year, "-panel") for entry in city.of(Panel)]
    for entry, year, ending in named:
        name, right = entry.file.rsplit("/", 1)[-1], f"{year}{ending}.yml"
        if name != right:
            yield entry.at("学年"), f"学年是 {year}，文件名却是“{name}”", f"文件名改成“{right}”；已经有这一份的，合成一份"


CHECKS = (
    rubric_is_frozen, announced_grades_recompute, feedback_is_complete, round_names_are_known, nominees_fit,
    round_is_on_the_list, announced_is_complete, corrections_say_why, rounds_are_named_by_year,
)  # fmt: skip
