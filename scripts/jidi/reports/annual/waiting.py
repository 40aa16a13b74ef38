"""What waits at some bases on the last day that counts: for their county and the office (R-5.2.3, R-7.1.3)."""

from __future__ import annotations

from ...life import Todo
from ...model.finding import Place
from .facts import Facts

# Section of the status board → what it is called here, and what to do about all of it.
_SECTIONS = {
    "due": ("决定与期限", "照本汇总“要办的事”里的期限办"),
    "silent": ("没有活动记录", "请教研员到校问明情况，办过没有写的补写"),
    "guidance": ("指导意见待回复", "请基地写上回复和回复日期"),
    "follow_ups": ("后续行动超期", "办完的写完成日期，办不完的改期限并说明"),
}


def waiting(facts: Facts, bases: list[str]) -> list[tuple[str, str, list[Todo]]]:
    """Each kind of thing that waits: its name, the advice, the things themselves by base; what there is nothing of is left out.

    Advice that may still be answered does not wait. After the summer's holiday every base is silent: of a year that is over,
    only those are told that did nothing in it.
    """
    found = {section: [one for one in todos if one.base in bases] for section, todos in facts.board.todos.items()}
    found["guidance"] = [one for one in found.get("guidance", []) if one.day is None or one.day < facts.year.until]
    if not facts.running:
        found["silent"] = [_idle(facts, base) for base in bases if not facts.now.of(base).activities]
    return [(*_SECTIONS[section], found[section]) for section in _SECTIONS if found.get(section)]


def _idle(facts: Facts, base: str) -> Todo:
    return Todo(base, Place(f"bases/{base}/base.yml"), f"{facts.year.year} 学年没有活动记录", "请教研员问一问；办过没有写的，补写活动记录")
