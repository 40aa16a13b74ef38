"""The board of all titles, as a table for eyes, Markdown for a notice, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from ...life import Board, Row, Todo
from .columns import columns

SECTIONS = {
    "due": ("该办的事", "没有到期的提醒和待作的决定。"),
    "silent": ("安静的基地", "没有。"),
    "guidance": ("没有答复的指导", "没有。"),
    "follow_ups": ("超期的后续行动", "没有。"),
}
_HEAD = ("基地", "名称", "状态", "周期", "届满", "最近等次", "最近活动")
_NONE = "无"


def as_table(found: Board) -> str:
    """Lines for a terminal; a full-width character counts as two columns."""
    lines = [f"{found.as_of} 的状态", "", *columns([_HEAD, *map(_cells, found.rows)]), "", _seats(found)]
    for key, (title, nothing) in SECTIONS.items():
        todos = found.todos[key]
        lines += ["", f"{title}（{len(todos)}）" if todos else f"{title}：{nothing}"]
        lines += [f"{todo.place}: {todo.base} {todo.message}\n    要做：{todo.fix}" for todo in todos]
    return "\n".join([*lines, *_advice(found)])


def as_markdown(found: Board) -> str:
    """The same as a Markdown text, to be pasted into a notice."""
    head = [f"# {found.as_of} 的基地状态", "", f"| {' | '.join(_HEAD)} |", f"|{' --- |' * len(_HEAD)}"]
    lines = [*head, *(f"| {' | '.join(map(_escaped, _cells(row)))} |" for row in found.rows), "", _seats(found)]
    for key, (title, nothing) in SECTIONS.items():
        lines += ["", f"## {title}", ""]
        lines += [f"- {todo.base}：{_escaped(todo.message)}。要做：{_escaped(todo.fix)}（`{todo.place}`）" for todo in found.todos[key]] or [nothing]
    return "\n".join([*lines, *_advice(found)])


def as_json(found: Board) -> str:
    """A stable schema; keys are only ever added. Dates are ``YYYY-MM-DD``; ``null`` is unknown or none, never zero.

    ``{"schema": 1, "as_of": date, "bases": [{"base", "name", "state", "state_name", "remedy": bool, "seat",
    "cycle": {"number", "start", "end"} | null, "grades": [{"year", "grade", "was", "file"}], "last_activity": {"day", "file"} | null,
    "proposal": {"years": [first, second], "files": [first, second], "decided": bool} | null}],
    "due" | "silent" | "guidance" | "follow_ups": [{"base", "file", "line", "message", "fix", "day": date | null}],
    "seats": [{"stage", "filled", "applied", "vacant"}], "problems": count}``

    ``state`` is the id in ``lifecycle.yml``; ``problems`` counts decisions that do not fit the table.
    """
    body: dict[str, Any] = {"schema": 1, "as_of": found.as_of, "bases": [_base(row) for row in found.rows]}
    body |= {key: [_todo(todo) for todo in found.todos[key]] for key in SECTIONS}
    seats = [{"stage": one.stage, "filled": one.filled, "applied": one.applied, "vacant": one.vacant} for one in found.vacancies]
    return json.dumps({**body, "seats": seats, "problems": found.problems}, ensure_ascii=False, indent=1, default=date.isoformat)


def _base(row: Row) -> dict[str, Any]:
    life, cycle, last, proposal = row.life, row.cycle, row.last_activity, row.life.proposal
    pair = (proposal.first, proposal.second) if proposal else ()
    return {
        "base": row.base,
        "name": row.name,
        "state": life.state.id,
        "state_name": life.name,
        "remedy": life.remedy,
        "seat": life.state.seat,
        "cycle": {"number": cycle.number, "start": cycle.start, "end": cycle.end} if cycle else None,
        "grades": [{"year": one.year, "grade": one.grade, "was": one.was, "file": one.decision.file} for _, one in sorted(life.grades.items())],
        "last_activity": {"day": last.record.day, "file": last.file} if last else None,
        "proposal": {"years": [one.year for one in pair], "files": [one.decision.file for one in pair], "decided": proposal.decided} if proposal else None,
    }


def _todo(todo: Todo) -> dict[str, Any]:
    return {"base": todo.base, "file": todo.place.file, "line": todo.place.line, "message": todo.message, "fix": todo.fix, "day": todo.day}


def _cells(row: Row) -> tuple[str, ...]:
    grade, cycle, last = row.life.last_grade, row.cycle, row.last_activity
    running = cycle and row.life.state.holds
    return (
        row.base,
        row.name,
        row.life.name,
        f"第 {cycle.number} 个" if cycle else _NONE,
        str(cycle.end) if cycle and running else _NONE,
        f"{grade.year} {grade.grade}" + (f"（原{grade.was}）" if grade.was else "") if grade else _NONE,
        str(last.record.day) if last else "没有记录",
    )


def _seats(found: Board) -> str:
    said = (f"{one.stage} 已建 {one.filled}、申报中 {one.applied}、空缺 {one.vacant}" for one in found.vacancies)
    return "席位：" + "；".join(said) + "。"


def _advice(found: Board) -> list[str]:
    return ["", f"有 {found.problems} 处决定不合乎转移表，状态可能不准；运行 check 看是哪几处。"] if found.problems else []


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


PRINTERS: dict[str, Callable[[Board], str]] = {"table": as_table, "md": as_markdown, "json": as_json}
