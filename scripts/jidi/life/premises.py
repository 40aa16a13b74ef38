"""The premises of the table: where one does not hold, the transition does not happen."""

from __future__ import annotations

from .case import Case, Guard, Refusal
from .days import add_days, year_span
from .grades import failed_pair, undetermined
from .life import Graded


def year_over(case: Case) -> Refusal | None:
    """The decision is made after the last day of the school year that it grades (plan 六.2: once every school year)."""
    decision = case.decision
    if not decision.year:
        return None
    last = year_span(decision.year, case.city.year_start)[1]
    if decision.day > last:
        return None
    message = f"{decision.year} 学年到 {last} 才结束，决定的日期是 {decision.day}"
    return Refusal(message, f"{add_days(last, 1)} 起才能作这个学年的考核决定；「日期」或「学年」写错了就改正", "日期")


def grade(case: Case) -> Refusal | None:
    """A school year and a grade, one that this event may give."""
    decision = case.decision
    if not (decision.year and decision.grade):
        return Refusal(f"“{decision.event}”没有写学年或等次", "加上「学年」和「等次」")
    if decision.grade not in case.row.grades:
        return Refusal(f"“{decision.event}”的等次只能是{'、'.join(case.row.grades)}，写的是“{decision.grade}”", _right_event(case), "等次")
    return None


def once(case: Case) -> Refusal | None:
    """No grade yet in this school year; a fail already in force may be decided to be the second of a chain."""
    have = case.life.grades.get(case.decision.year or "")
    if have is None or ("chain" in case.row.premises and have.grade == case.decision.grade):
        return None
    message = f"{have.year} 学年已经有等次“{have.grade}”（{have.decision.file}）"
    return Refusal(message, "要改等次，写“等次更正”，用「更正」指明那份文件；重复的一份删掉", "学年")


def city_school(case: Case) -> Refusal | None:
    """The host school belongs to the city itself, so no county looks first."""
    school = case.facts.school(case.life.base)
    if school is None or case.city.vocabulary.is_term("county", school.county, "szx"):
        return None
    first = next((row.event for row in case.table.from_state(case.life.state.id) if "county" in row.conditions), "")
    return Refusal(f"{school.name}在{school.county}，不是市直学校", f"先写“{first}”的决定，由{school.county}教研室报上来")


def normal(case: Case) -> Refusal | None:
    """The last grade was no fail; 不定等次 may be given at any time."""
    return None if _normal(case) else Refusal("基地正在整改", _right_event(case))


def remedy(case: Case) -> Refusal | None:
    """The last grade was a fail."""
    return None if case.life.remedy else Refusal("基地没有在整改", _right_event(case))


def chain(case: Case) -> Refusal | None:
    """With this grade, two adjacent school years are 不合格."""
    if _pair(case):
        return None
    known = "、".join(f"{year} {one.grade}" for year, one in sorted(with_this_grade(case).items()))
    return Refusal(f"相邻两学年不都是不合格（{known}）", _right_event(case))


def no_chain(case: Case) -> Refusal | None:
    """With this grade, no two adjacent school years are 不合格."""
    pair = _pair(case)
    return Refusal(f"{pair[0].year}、{pair[1].year} 两个相邻学年都不合格", _right_event(case)) if pair else None


def correction(case: Case) -> Refusal | None:
    """It names a grade decision of this base, and the new grade."""
    decision, year = case.decision, corrected_year(case)
    if not decision.corrects or year is None:
        message = f"“{decision.corrects}”不是这个基地已有的考核决定" if decision.corrects else "没有写更正的是哪个文件"
        example = next(iter(case.life.years), "2026-10-15-cz-shuxue-kaohe")
        return Refusal(message, f"加一行“更正: {example}”：考核决定的文件名，日期在这份决定以前", "更正")
    if not decision.grade:
        return Refusal("没有写新的等次", "加一行“等次: ……”", "更正")
    if decision.year and decision.year != year:
        return Refusal(f"写的是 {decision.year} 学年，被更正的决定是 {year} 学年", "改正「学年」，或改正「更正」", "学年")
    return None


def chain_broken(case: Case) -> Refusal | None:
    """Back from 拟取消命名 only if the corrected grades hold no two adjacent fails."""
    year = corrected_year(case)
    if year is None or case.life.state.id in case.row.loops:
        return None
    pair = failed_pair(case.city, {**case.life.grades, year: Graded(year, case.decision.grade or "", case.entry)})
    return Refusal(f"更正以后 {pair[0].year}、{pair[1].year} 学年仍然都不合格", "核对更正的文件和等次", "等次") if pair else None


def corrected_year(case: Case) -> str | None:
    """The school year whose grade this decision corrects."""
    name = case.decision.corrects.rsplit("/", 1)[-1].removesuffix(".yml")
    return case.life.years.get(name)


def with_this_grade(case: Case) -> dict[str, Graded]:
    """The grades in force if this decision counted."""
    decision = case.decision
    new = {decision.year: Graded(decision.year, decision.grade, case.entry)} if decision.year and decision.grade else {}
    return {**case.life.grades, **new}


def first_refusal(case: Case) -> tuple[str, Refusal] | None:
    """The first premise of the row that does not hold, with its id."""
    for name in case.row.premises:
        if refusal := PREMISES[name](case) if name in PREMISES else None:
            return name, refusal
    return None


def _normal(case: Case) -> bool:
    return not case.life.remedy or undetermined(case.city, case.decision.grade or "")


def _pair(case: Case) -> tuple[Graded, Graded] | None:
    return failed_pair(case.city, with_this_grade(case))


def _right_event(case: Case) -> str:
    """What to write instead: the event that this grade has in this situation."""
    situation = {"normal": _normal(case), "remedy": case.life.remedy, "chain": bool(_pair(case)), "no-chain": not _pair(case)}
    rows = [row for row in case.table.from_state(case.life.state.id) if case.decision.grade in row.grades]
    row = next((row for row in rows if all(situation.get(name, True) for name in row.premises)), None)
    return f"「事项」改成“{row.event}”（{row.id}）；等次写错了就改「等次」" if row else "核对「事项」「学年」「等次」"


PREMISES: dict[str, Guard] = {
    "year-over": year_over, "grade": grade, "once": once, "city-school": city_school, "normal": normal, "remedy": remedy, "chain": chain,
    "no-chain": no_chain, "correction": correction, "chain-broken": chain_broken,
}  # fmt: skip
