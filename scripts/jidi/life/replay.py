"""The decisions are replayed, oldest first, over the table of ``lifecycle.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..model.city import City, Entry
from ..model.lifecycle import Lifecycle, State, Transition
from ..model.standards import Decision
from .bodies import wrong_body
from .case import Case, Progress, Refusal
from .days import cycle_end
from .facts import Facts, gather
from .grades import failed_pair, in_remedy
from .guards import GUARDS
from .life import Cycle, Graded, Life, Problem, Proposal, Step
from .premises import corrected_year, first_refusal, year_over

_UNWRITTEN = State.model_construct(id="DRAFT", name="拟申报", seat="申报中")  # not checked: what checks would be built at every start, for this alone
_NO_ROW, _BODY, _NUMBER = "table", "body", "number"


def replay(city: City, as_of: date | None = None) -> Mapping[str, Life]:
    """The life of every base folder and of every base that a decision names.

    Decisions after ``as_of`` (default: the city's today) are ignored. Without a table every base stands in 拟申报.
    """
    facts, until = gather(city), as_of or city.today
    start = facts.table.states[0] if facts.table else _UNWRITTEN
    decisions = [entry for entry in facts.decisions if entry.record.day <= until]
    lives = {base: Progress(base, start) for base in sorted({*facts.folders, *(entry.record.base for entry in decisions)})}
    for entry in decisions if facts.table else ():
        _decide(facts, lives, entry)
    return {base: _finish(city, one) for base, one in lives.items()}


def _decide(facts: Facts, lives: Mapping[str, Progress], entry: Entry[Decision]) -> None:
    """One decision: the first row whose premises hold is taken; else it is a problem and nothing moves."""
    assert facts.table is not None
    life, table = lives[entry.record.base], facts.table
    rows = [row for row in table.from_state(life.state.id) if row.event == entry.record.event]
    cases = [Case(table, facts, lives, life, entry, row) for row in rows]
    refusals = [first_refusal(case) for case in cases]
    for case, refusal in zip(cases, refusals, strict=True):
        if refusal is None:
            _take(case)
            return
    if cases and refusals[0]:
        life.problems.append(_problem(cases[0], *refusals[0]))
        _grade_anyway(cases[0])
    else:
        life.problems.append(_no_row(table, life, entry))
    life.steps.append(Step(entry, None, life.state, life.state))


def _take(case: Case) -> None:
    """Make the transition; conditions that do not hold are named, the decision stands."""
    life, row, decision = case.life, case.row, case.decision
    asked = [(name, GUARDS[name](case)) for name in row.conditions if name in GUARDS]
    asked += [(_BODY, wrong_body(case)), (_NUMBER, GUARDS[_NUMBER](case))]
    life.problems += [_problem(case, name, refusal) for name, refusal in asked if refusal]
    before, loops = life.state, life.state.id in row.loops
    life.state = before if loops else case.table.state(row.target) or before
    life.steps.append(Step(case.entry, row, before, life.state))
    if row.starts_cycle:
        start = decision.cycle_start or decision.day
        life.cycles.append(Cycle(len(life.cycles) + 1, start, cycle_end(start, case.table.limits.cycle_years.n)))
    if row.corrects:
        _grade(case, corrected_year(case))
    elif row.grades:
        _grade(case, decision.year)
    life.remedy = in_remedy(case.city, life.grades)
    if row.substate and not loops:
        life.remedy = row.substate in life.state.substates[1:]


def _grade(case: Case, year: str | None) -> None:
    if year and case.decision.grade:
        old = case.life.grades.get(year)
        was = "" if old is None else old.was if old.grade == case.decision.grade else old.grade
        case.life.grades[year] = Graded(year, case.decision.grade, case.entry, was)
        case.life.years[case.entry.file.rsplit("/", 1)[-1].removesuffix(".yml")] = year


def _grade_anyway(case: Case) -> None:
    """A grade under the wrong event is a grade all the same, so that no fail is lost; a second one of a year is not, nor one
    of a year that is not over."""
    early = "year-over" in case.row.premises and year_over(case)
    if case.row.grades and case.decision.year not in case.life.grades and not early:
        _grade(case, case.decision.year)
        case.life.remedy = in_remedy(case.city, case.life.grades)


def _problem(case: Case, name: str, refusal: Refusal) -> Problem:
    guard = case.table.guard(name)
    source = guard.source if guard else case.row.source
    said = "不是由该作决定的机关作的" if name == _BODY else f"的条件“{guard.name if guard else name}”不成立"
    return Problem(case.entry, case.row.id, name, f"{case.row.id} {said}（{source}）：{refusal.message}", refusal.fix, source, refusal.key)


def _no_row(table: Lifecycle, life: Progress, entry: Entry[Decision]) -> Problem:
    """Say where the event may stand, and what may stand here."""
    event, rows = entry.record.event, [row for row in table.transitions if row.event == entry.record.event]
    ids, source = "、".join(row.id for row in rows), "、".join(dict.fromkeys(row.source for row in rows)) or "本项目约定"
    if not rows:
        return Problem(entry, "", _NO_ROW, f"“{event}”不在状态转移表里", "改正「事项」，或请领导小组在 lifecycle.yml 里加一行", source)
    if life.state.terminal:
        message = f"{ids} 不成立（{source}）：基地“{life.base}”{life.state.name}，以后不能再有“{event}”"
        return Problem(entry, ids, _NO_ROW, message, f"新的申报另建一个文件夹（如 {_next_folder(life.base)}）；写错了就改「基地」", source)
    places = dict.fromkeys(state.name for row in rows for id in (*row.sources, *row.loops) if (state := table.state(id)))
    message = f"{ids} 不成立（{source}）：“{event}”只能用在{'、'.join(f'“{one}”' for one in places)}的基地上，“{life.base}”这时是“{life.state.name}”"
    return Problem(entry, ids, _NO_ROW, message, f"先补上缺的决定（同一天的按文件名排先后）；这时可以有：{_open(table.from_state(life.state.id))}", source)


def _next_folder(base: str) -> str:
    """``cz-shuxue`` → ``cz-shuxue-2`` → ``cz-shuxue-3``."""
    stem, _, number = base.rpartition("-")
    return f"{stem}-{int(number) + 1}" if number.isdecimal() else f"{base}-2"


def _open(rows: tuple[Transition, ...]) -> str:
    return "、".join(dict.fromkeys(f"{row.event}（{row.id}）" for row in rows))


def _finish(city: City, one: Progress) -> Life:
    pair = failed_pair(city, one.grades) if one.state.holds else None
    came = one.arrival.transition if one.arrival else None
    proposal = Proposal(*pair, decided=came is not None and "chain" in came.premises) if pair else None
    remedy = one.remedy and bool(one.state.substates)
    return Life(one.base, one.state, remedy, tuple(one.cycles), dict(one.grades), tuple(one.steps), tuple(one.problems), proposal)
