"""C6 and 7.2: projects, achievements, surveys, awards (plan 三.3, 三.4, 六.1)."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

from ...model.base import Award, Outcomes
from ...model.city import Entry
from ...model.rubric import Indicator, rung
from ...model.work import Adoption, Experience, Experiment, LessonStudy, QualityReport, Survey
from ..evidence import ONE, ZERO, Count, Evidence, Rejected, Used, best_of, split
from ..material import Material

_FINE = 10**8  # shares of an award are written to the hundred-millionth, and add up to the whole


def projects(m: Material, i: Indicator) -> Count:
    """本学年立项或结题的课题，按级别计；一个课题一学年计一次。"""
    found, rejected = [], []
    for entry in m.of(Outcomes):
        for one, piece, against in m.parts(entry, "课题", entry.record.projects):
            worth = rung(i.ladder, one.level)
            reason = against or (f"状态是“{one.status}”，不是{'或'.join(i.words)}" if one.status not in i.words else "") or _no_rung(worth, one.level)
            if reason:
                rejected.append(Rejected(piece, reason))
            else:
                found.append((one.title, Used(piece, worth or ZERO, f"{one.level}{one.status}")))
    used, again = best_of(found, "这个课题本学年已经计了一次")
    return Count(tuple(used), (*rejected, *again))


def _no_rung(worth: Decimal | None, word: str) -> str:
    return f"“{word}”不在计分阶梯里" if worth is None else ""


def achievements(m: Material, i: Indicator) -> Count:
    """本学年的成果按级别计，外校采用每次计一点、合计有上限。"""
    found: list[tuple[str, Used]] = []
    rejected: list[Rejected] = []
    for entry in m.of(Outcomes):
        for one, piece, against in m.parts(entry, "成果", entry.record.achievements):
            worth = rung(i.ladder, one.level)
            if reason := against or _no_rung(worth, one.level):
                rejected.append(Rejected(piece, reason))
            else:
                found.append((one.title, Used(piece, worth or ZERO, f"{one.level}{one.kind}")))
    used, again = best_of(found, "同名的成果已经计了一份")
    rejected += again
    most = i.each_most
    for piece, reason in _adopted(m):
        each = min(i.each or ZERO, most) if most is not None else i.each or ZERO
        if reason or not each:
            rejected.append(Rejected(piece, reason or f"外校采用合计最多计 {i.each_most} 分"))
        else:
            used.append(Used(piece, each, "外校采用"))
            most = most - each if most is not None else None
    return Count(tuple(used), tuple(rejected))


def _adopted(m: Material) -> list[tuple[Evidence, str]]:
    """Adoptions by other schools in the year, oldest first, one for each record and school."""
    entries: list[Entry[Experience] | Entry[Experiment]] = [*m.of(Experience), *m.of(Experiment)]
    found = [(one.day, e.file, n, e, one) for e in entries for n, one in enumerate(e.record.adoptions)]
    pieces, seen = [], set[tuple[str, str]]()
    for _, file, n, e, one in sorted(found, key=lambda each: each[:3]):
        reason = _against(m, e, one) or ("这所学校已经计了一次" if (file, one.school) in seen else "")
        seen |= set() if reason else {(file, one.school)}
        pieces.append((m.evidence(e, f"{e.record.title}：{_school(m, one)}", one.day, "推广", n), reason))
    return pieces


def _school(m: Material, one: Adoption) -> str:
    known = m.setting.schools.get(one.school)
    return known.name if known else one.school


def _against(m: Material, entry: Entry[Experience] | Entry[Experiment], one: Adoption) -> str:
    return m.against(entry.file, one.day) or ("" if m.outside(one.school) else "是本校，不是外校")


def adoptions(m: Material, i: Indicator) -> Count:
    """外校采用的实例，供评议。"""
    return Count(*split(_adopted(m)))


def high_achievements(m: Material, i: Indicator) -> Count:
    """省级及以上的成果，提示加分。"""
    parts = [part for entry in m.of(Outcomes) for part in m.parts(entry, "成果", entry.record.achievements)]
    return Count(tuple(Used(piece, ONE, one.level) for one, piece, against in parts if one.level in i.words and not against))


def surveys(m: Material, i: Indicator) -> Count:
    """每学期有一份通过隐私检查的调研或质量分析。"""
    entries: list[tuple[Entry[Survey] | Entry[QualityReport], str]] = [*m.dated(Survey), *m.dated(QualityReport)]
    used, rejected, seen = [], [], set()
    for entry, reason in sorted(entries, key=lambda pair: (pair[0].record.day, pair[0].file)):
        term = _term(m, entry.record.day.strftime("%m-%d"))
        reason = reason or ("这一天不在学期里" if not term else f"{term}已经计了一份" if term in seen else "")
        if reason:
            rejected.append(Rejected(m.evidence(entry), reason))
        else:
            seen.add(term)
            used.append(Used(m.evidence(entry), i.each or ONE, term))
    return Count(tuple(used), tuple(rejected))


def _term(m: Material, day: str) -> str:
    """The term of a month and day; a term may run over the new year."""
    inside = (term for term in m.setting.rubric.terms if (term.start <= day <= term.end) or (term.start > term.end and not term.end < day < term.start))
    return next((term.name for term in inside), "")


def reforms(m: Material, i: Indicator) -> Count:
    """课例研究、课改实验、单元设计，供评议。"""
    lessons = [(m.evidence(entry), reason) for entry, reason in m.dated(LessonStudy)]
    experiments = [
        (m.evidence(entry), "")
        for entry in m.of(Experiment)
        if entry.record.day <= m.setting.span[1] and (entry.record.until is None or entry.record.until >= m.setting.span[0])
    ]
    units = [(m.evidence(entry), reason) for entry, reason in m.resources if m.word("resource_type", entry.record.type, "danyuanzhengtisheji")]
    return Count(*split([*lessons, *experiments, *units]))


def awards(m: Material, i: Indicator) -> Count:
    """教师获奖：同一人同一赛事只计最高的，集体奖平分，每人有上限 (R9)。"""
    listed = [part for entry in m.of(Outcomes) for part in m.parts(entry, "获奖", entry.record.awards)]
    rejected = [Rejected(piece, reason) for one, piece, against in listed if (reason := against or _no_rung(_worth(i, one), f"{one.level}{one.grade}"))]
    kept = [(one, piece) for one, piece, against in listed if not against and _worth(i, one) is not None]
    shares = _shares([(one, _worth(i, one) or ZERO) for one, _ in kept], i.per_person)
    used, total = [], Fraction(0)
    for (one, piece), share in zip(kept, shares, strict=True):
        whole = _worth(i, one) or ZERO
        before, total = total, total + share
        value = Decimal(round(total * _FINE) - round(before * _FINE)) / _FINE
        if share:
            used.append(Used(piece, value, f"{one.level}{one.grade}" + (f"，原值 {whole}，同赛事已计更高的或到了每人上限" if share < whole else "")))
        else:
            rejected.append(Rejected(piece, "获奖人同一赛事已计更高的，或到了每人上限"))
    return Count(tuple(used), tuple(rejected))


def _worth(i: Indicator, one: Award) -> Decimal | None:
    level, factor = rung(i.ladder, one.level), rung(i.factors, one.grade)
    return None if level is None or factor is None else level * factor


def _shares(awards: list[tuple[Award, Decimal]], most: Decimal | None) -> list[Fraction]:
    """What each award brings: for every person the best share of each event, up to the person's ceiling."""
    best: dict[str, dict[str, tuple[Fraction, int]]] = defaultdict(dict)
    for at, (award, worth) in enumerate(awards):
        for person in dict.fromkeys(award.people):
            mine = (Fraction(worth) / len(set(award.people)), -at)
            known = best[person].get(award.event)
            best[person][award.event] = mine if known is None or known < mine else known
    brought = [Fraction(0)] * len(awards)
    for person in sorted(best):
        left = Fraction(most) if most is not None else None
        for share, at in sorted(best[person].values(), reverse=True):
            part = share if left is None else min(share, left)
            brought[-at] += part
            left = None if left is None else left - part
    return brought
