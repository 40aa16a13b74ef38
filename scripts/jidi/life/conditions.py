"""Conditions on papers and dates: where one does not hold, the decision stands and is named."""

from __future__ import annotations

import re
from datetime import date

from ..model.standards import Review
from .case import Case, Guard, Refusal
from .days import add_days, add_months, working_days, year_span
from .grades import undetermined


def application(case: Case) -> Refusal | None:
    """An application with all its sections (plan 四.1) and the day of the school's seal, not after the decision."""
    have = case.facts.applications.get(case.life.base)
    if _on_paper(case):
        return None
    if have is None:
        return Refusal("没有申报报告", "在基地文件夹里加 application.md，写上标题、日期（学校盖章日期）、学科组人数")
    if have.record.day > case.decision.day:
        return Refusal(f"申报报告的盖章日期是 {have.record.day}，在这份决定以后", "核对两处的「日期」", "日期")
    headings = "\n".join(line for line in have.body.split("\n") if line.startswith("#"))
    if missing := [words for words in case.table.sections if words not in headings]:
        return Refusal(f"申报报告缺“{'”“'.join(missing)}”", f"在 {have.file} 里补上这几章，小标题里写上这些词")
    return None


def number(case: Case) -> Refusal | None:
    """The 文号 looks like the sample in the table: the issuer's own word, the year in brackets, a number without a leading zero."""
    written, guard = case.decision.number, case.table.guard("number")
    sample = guard.name.rpartition("：")[2] if guard else ""
    if not written:
        return Refusal(f"“{case.decision.event}”没有写文号", f"加一行“文号: ……”，照公文上的写，样式如“{sample}”") if case.row.numbered else None
    if not sample or _like(sample).fullmatch(written):
        return None
    return Refusal(f"文号写的是“{written}”", f"照公文上的改，样式如“{sample}”：年份用六角括号，序号前面不加 0", "文号")


def _like(sample: str) -> re.Pattern[str]:
    """``机关代字〔2026〕5号`` → any word, then ``〔``, four digits, ``〕``, a number, ``号``."""
    word, rest = re.match(r"([^\W\d_]*)(.*)", sample).groups()  # type: ignore[union-attr]
    parts = ("[0-9]{4}" if len(one) == 4 and one.isdecimal() else "[1-9][0-9]*" if one.isdecimal() else re.escape(one) for one in re.split(r"(\d+)", rest))
    return re.compile((r"[^\W\d_]+" if word else "") + "".join(parts))


def reason(case: Case) -> Refusal | None:
    """A reason is written."""
    return None if case.decision.reason else Refusal("没有写理由", "加一行“理由: ……”，说清为什么，并告知学校")


def heard(case: Case) -> Refusal | None:
    """The school was heard: what it said stands in the decision, beside the reason."""
    if case.decision.reason and case.decision.heard:
        return None
    return Refusal("没有写理由和学校的陈述", "加上“理由: ……”和“陈述: 学校哪天陈述、说了什么”；学校放弃陈述也要写明")


def sheets(case: Case) -> Refusal | None:
    """Enough sheets of the experts, and they do not advise against it."""
    term, limit = case.city.vocabulary, case.table.limits.sheets.n
    have = [one for one in _reviews(case, "zhuanjiashenhe") if one.day <= case.decision.day]
    if not have:
        return None if _on_paper(case) else Refusal("没有专家审核的记录", "在 content/reviews/ 里加一份，类型“专家审核”，写份数、意见、结论")
    last = max(have, key=lambda one: one.day)
    if last.sheets < limit:
        return Refusal(f"{last.day} 的专家审核只有 {last.sheets} 份审核表，少于 {limit} 份", "补齐审核表，改正 content/reviews/ 里的「份数」")
    if term.is_term("review_conclusion", last.conclusion, "butuijian"):
        return Refusal(f"{last.day} 的审核结论是“{last.conclusion}”", "核对结论；没有通过的写“未通过”的决定")
    return None


def visit(case: Case) -> Refusal | None:
    """A visit after the experts' review, signed by enough people."""
    step = case.life.arrival
    since = add_days(step.decision.record.day, 1) if step else date.min
    return _visited(case, since, "专家审核以后")


def revisit(case: Case) -> Refusal | None:
    """A visit since the renewal was opened."""
    step = case.life.arrival
    return _visited(case, step.decision.record.day if step else date.min, "开启认定以后")


def _visited(case: Case, since: date, when: str) -> Refusal | None:
    limit, seen = case.table.limits.visitors.n, _reviews(case, "shididiaoyan")
    have = [one for one in seen if since <= one.day <= case.decision.day]
    if any(one.sheets >= limit for one in have):
        return None
    if have:
        return Refusal(f"{have[-1].day} 的实地调研只有 {have[-1].sheets} 人签字，少于 {limit} 人", "补齐签字，改正 content/reviews/ 里的「份数」")
    if not seen and _on_paper(case):
        return None
    return Refusal(f"没有{when}、{case.decision.day} 以前的实地调研记录", "在 content/reviews/ 里加一份，类型“实地调研”；日期写错了就改正")


def publicity(case: Case) -> Refusal | None:
    """The notice was up for enough working days, Monday to Friday."""
    step, limit = case.life.arrival, case.table.limits.publicity_days.n
    if step is None or (days := working_days(step.decision.record.day, case.decision.day)) >= limit:
        return None
    return Refusal(
        f"{step.decision.record.day} 开始公示，到 {case.decision.day} 只有 {days} 个工作日，少于 {limit} 个", "公示期满再作决定；日期写错了就改正", "日期"
    )


def objections(case: Case) -> Refusal | None:
    """The notice's or this decision's reason says what was objected and answered."""
    said = case.decision.reason + (case.life.arrival.decision.record.reason if case.life.arrival else "")
    if any(word in said for word in case.table.objection_words):
        return None
    return Refusal("理由里没有写公示期间的异议情况", "加一行“理由: 公示 5 个工作日，没有收到异议”，或写收到几件异议、怎样答复")


def feedback(case: Case) -> Refusal | None:
    """The base is told what was good, what is wrong and what to do; 不定等次 is at least explained."""
    decision = case.decision
    result = case.facts.results.get((decision.base, decision.year or ""))
    told = decision.feedback or (result and (result.good or result.problem or result.advice))
    if told or (undetermined(case.city, decision.grade or "") and decision.reason):
        return None
    return Refusal("没有反馈意见", "加一行“反馈: ……”，或在考核轮次的结果里写经验、问题、建议")


def in_cycle(case: Case) -> Refusal | None:
    """The school year graded and a recognition cycle have days in common."""
    settings = case.city.settings
    if not case.decision.year:
        return None
    first, last = year_span(case.decision.year, settings.year_start if settings else "09-01")
    if any(one.start <= last and first <= one.end for one in case.life.cycles):
        return None
    spans = "、".join(f"{one.start} 至 {one.end}" for one in case.life.cycles) or "没有"
    return Refusal(f"{case.decision.year} 学年不在认定周期（{spans}）内", "改正「学年」，或先作重新认定的决定", "学年")


def near_end(case: Case) -> Refusal | None:
    """Not earlier than so many months before the cycle's end."""
    if not case.life.cycles:
        return None
    end, months = case.life.cycles[-1].end, case.table.limits.renewal_months.n
    first = add_months(add_days(end, 1), -months)
    if case.decision.day >= first:
        return None
    return Refusal(f"认定期到 {end}，{first} 起才能开启（届满前 {months} 个月），写的是 {case.decision.day}", "到时再开启；日期写错了就改正", "日期")


def next_cycle(case: Case) -> Refusal | None:
    """The new cycle begins after the old one has ended."""
    start = case.decision.cycle_start or case.decision.day
    if not case.life.cycles or start > case.life.cycles[-1].end:
        return None
    end = case.life.cycles[-1].end
    return Refusal(f"上一周期到 {end}，新周期却从 {start} 开始", f"加一行“周期开始: {add_days(end, 1)}”", "周期开始")


def _reviews(case: Case, kind: str) -> list[Review]:
    found = [one for one in case.facts.reviews.get(case.life.base, ()) if case.city.vocabulary.is_term("review_kind", one.kind, kind)]
    return sorted(found, key=lambda one: one.day)


def _on_paper(case: Case) -> bool:
    """Whether the papers of that time were never typed in, and need not be."""
    return case.decision.day < case.table.papers_from


CONDITIONS: dict[str, Guard] = {
    "application": application, "number": number, "reason": reason, "heard": heard, "sheets": sheets, "visit": visit, "revisit": revisit,
    "publicity": publicity, "objections": objections, "feedback": feedback, "in-cycle": in_cycle, "near-end": near_end, "next-cycle": next_cycle,
}  # fmt: skip
