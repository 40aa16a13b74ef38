"""Rows for files that hold many: a member, an award, a task of a plan (plan 四.2, 四.4)."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...model.city import City, Entry
from ...model.finding import Finding, Place
from ...model.record import Record
from ...model.work import Plan
from .. import rules
from ..draft import Draft, Note
from .insertion import Untouchable, with_rows
from .writing import field_lines, flow

# What makes two rows the same one, by list; an 编号 that nobody wrote is given.
SAME = {
    "成员": ("name", "school"),
    "工作组": ("name",),
    "结对": ("mentor", "fellow"),
    "课题": ("title",),
    "成果": ("title", "kind"),
    "获奖": ("event", "day", "people"),
    "指导": ("day", "advice"),
    "会议": ("day", "subject"),
    "外出学习": ("day", "what"),
    "任务": ("task",),
}


UNNUMBERED = "0"  # stands for an 编号 until the list is known


def numbered(draft: Draft) -> Draft:
    """A row without 编号 can be read too; its number comes when its place is known."""
    if not draft.row or "id" not in draft.model.model_fields or draft.values.get("编号"):
        return draft
    return dataclasses.replace(draft, values={**draft.values, "编号": UNNUMBERED})


class Rows:
    """Puts rows into the lists that they belong to; ``writes`` gets the changed files."""

    def __init__(self, city: City, ready: Sequence[tuple[Draft, Record]], writes: dict[str, bytes]) -> None:
        self.city, self.folder, self.writes = city, city.folder or Path(), writes
        self.findings: list[Finding] = []
        self.notes: list[Note] = []
        self.planned: list[tuple[Place, str, str]] = []
        self.lists: dict[tuple[str, str], list[Record]] = {}
        self.added: list[tuple[Draft, str, int, Record]] = []
        for draft, record in ready:
            self._add(draft, record)

    def _add(self, draft: Draft, record: Record) -> None:
        path = self._path(draft)
        if path is None:
            return
        there = self.lists.setdefault((path, draft.row), _rows(self._entry(path), draft.row))
        given = getattr(record, "id", UNNUMBERED) != UNNUMBERED
        if (old := next((one for one in there if _key(one, draft.row) == _key(record, draft.row)), None)) is not None:
            same = old == (record if given or not hasattr(old, "id") else record.model_copy(update={"id": getattr(old, "id", "")}))
            said = f"已经有了：{path}「{draft.row}」（内容相同）" if same else f"已经有了，在 {path} 的「{draft.row}」里，内容不同：没有改动，请直接改那个文件"
            self.notes.append(Note(draft.places[()], said))
            return
        if given and getattr(record, "id", "") in {getattr(one, "id", None) for one in there}:
            self.findings.append(rules.NUMBER.at(draft.at("编号"), f"编号“{record.id}”在 {path} 里已经用了", "空着不写，程序会接着编"))  # type: ignore[attr-defined]
            return
        if not given and "id" in type(record).model_fields:
            record = record.model_copy(update={"id": next_number(type(record), there)})
        if self._write(draft, record, path):
            self.added.append((draft, path, len(there), record))
            there.append(record)

    def _write(self, draft: Draft, record: Record, path: str) -> bool:
        try:
            old = self.writes.get(path) or ((self.folder / path).read_bytes() if (self.folder / path).exists() else b"")
            self.writes[path] = with_rows(old, draft.kind, draft.row, [record])
        except (Untouchable, OSError):
            self.findings.append(
                rules.KEPT.at(draft.places[()], f"{path} 的「{draft.row}」写法特别，没有把握加进去", f"在那个文件的「{draft.row}」下面加一行：{flow(record)}")
            )
            return False
        self.planned.append((draft.places[()], path, "\n".join(field_lines(draft.row, (record,)))))
        return True

    def _entry(self, path: str) -> Entry[Record] | None:
        return next((entry for entry in self.city.entries if entry.file == path), None)

    def _path(self, draft: Draft) -> str | None:
        """The file that the row goes into; a plan must be there first, a register is begun."""
        if draft.kind.model is Plan:
            return self._plan(draft)
        path = f"bases/{draft.base}/{draft.kind.path}"
        if path in self.city.broken:
            self.findings.append(rules.HOME.at(draft.places[()], f"{path} 现在读不出来，不能往里加", "先运行 check，照它说的改好"))
            return None
        return path

    def _plan(self, draft: Draft) -> str | None:
        plans = [entry for entry in self.city.of(Plan, draft.base) if entry.record.year == draft.year and draft.year]
        if not plans:
            said = f"没有 {draft.year} 学年的学年计划" if draft.year else "没有写明这是哪个学年的任务"
            mend = "先用 jidi new 计划 写出那个学年的计划" if draft.year else "在「学年」一列写上“2026-2027”"
            self.findings.append(rules.HOME.at(draft.at("学年"), said, mend))
            return None
        return plans[0].file


def _rows(entry: Entry[Record] | None, row: str) -> list[Record]:
    if entry is None:
        return []
    name = next(name for name, key in type(entry.record).keys().items() if key == row)
    return list(getattr(entry.record, name))


def _key(record: Record, row: str) -> tuple[Any, ...]:
    values = (getattr(record, name) for name in SAME[row])
    return tuple(re.sub(r"[\W_]+", "", value) if isinstance(value, str) else value for value in values)


def next_number(model: type[Record], there: Sequence[Record]) -> str:
    """The next free 编号 in the manner of those that are there: KT04 after KT03."""
    ids = [str(getattr(one, "id", "")) for one in there]
    example = str((model.model_fields["id"].examples or ["01"])[0])
    matches = [match for one in ids if (match := re.fullmatch(r"(\D*)(\d+)", one))]
    prefix = matches[-1][1] if matches else re.sub(r"\d", "", example)
    width = len(matches[-1][2]) if matches else 2
    number = max((int(match[2]) for match in matches if match[1] == prefix), default=0) + 1
    return f"{prefix}{number:0{width}}"
