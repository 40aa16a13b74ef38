"""What comes back: every workbook is read whole, every misfilled cell named; one fault and nothing is handed over."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..assess import rubric_of
from ..model.base import Base
from ..model.city import City, Entry
from ..model.rubric import Rubric
from .experts import Expert, tie
from .layout import BAND, GUIDE, HEAD_ROW, ID, META, META_HEADS, META_KEYS, POINTS, REASON, ROSTER_FILE, Problem, Rows, at, cell, open_book, words
from .marks import Row, read_mark
from .texts import judged


@dataclass(frozen=True)
class Returned:
    """One workbook as its hidden sheet describes it. ``tables``: sheet name → (base id, indicator → zero-based row)."""

    file: str
    year: str
    rubric_sha256: str
    code: str
    tables: Mapping[str, tuple[str, Mapping[str, int]]]
    sheets: Mapping[str, Rows]


@dataclass(frozen=True)
class Collected:
    """All valid marks, without persons. ``judges``: base → how many experts returned it; ``digests``: sorted sha256 of the files."""

    rubric: Rubric
    marks: Mapping[tuple[str, str], tuple[Decimal, ...]]
    judges: Mapping[str, int]
    digests: tuple[str, ...]


def collect(city: City, experts: Sequence[Expert], files: Mapping[str, bytes]) -> Collected | list[Problem]:
    """Read all workbooks (file name → bytes, at least one); their marks, or everything that is wrong with them."""
    problems: list[Problem] = []
    returned: list[Returned] = []
    for file, data in sorted(files.items()):
        one = _open(file, data)
        problems += one if isinstance(one, list) else []
        returned += [] if isinstance(one, list) else [one]
    rubric = _rubric(city, returned)
    problems += [problem for one in returned for problem in _identity(city, experts, rubric, one)] + _twice(returned)
    marks: dict[tuple[str, str], list[Decimal]] = {}
    for one in returned:
        if rubric and (one.year, one.rubric_sha256) == (rubric.record.year, rubric.sha256):
            found, wrong = _marks(rubric.record, one)
            problems += wrong
            for item, points in found:
                marks.setdefault(item, []).append(points)
    if problems or rubric is None:
        return sorted(problems, key=lambda problem: problem.file)
    judges = Counter(base for one in returned for base, _ in one.tables.values())
    digests = tuple(sorted(hashlib.sha256(data).hexdigest() for data in files.values()))
    return Collected(rubric.record, {item: tuple(sorted(points)) for item, points in marks.items()}, judges, digests)


def _open(file: str, data: bytes) -> Returned | list[Problem]:
    """A workbook with its hidden sheet understood, or why not."""
    sheets = open_book(data, file)
    if isinstance(sheets, Problem):
        return [sheets]
    rows = sheets.get(META, [])
    if [words(at(rows, row, 0)) for row in range(len(META_KEYS))] != list(META_KEYS) or _line(rows, len(META_KEYS)) != META_HEADS:
        return [Problem(file, "", "不是系统发的评分表，或者是复制出来的", "请专家在系统发的原表里填，用“保存”，不要把表复制到新文件")]
    year, _, _, digest, code = (words(at(rows, row, 1)) for row in range(len(META_KEYS)))
    tables: dict[str, tuple[str, dict[str, int]]] = {}
    for number in range(len(META_KEYS) + 1, len(rows)):
        name, base, id, row = _line(rows, number)
        tables.setdefault(name, (base, {}))[1][id] = int(row) if row.isdecimal() else -1
    lost = [name for name in tables if name not in sheets]
    extra = [name for name in sheets if name not in {*tables, GUIDE, META}]
    problems = [Problem(file, f"{name}!A1", "这张表不见了", "表的名字不要改、不要删；从发出去的原表重新填") for name in lost]
    problems += [Problem(file, f"{name}!A1", "这张表不是系统发的", "删掉它；评分只填系统发的表") for name in extra]
    return problems or Returned(file, year, digest, code, tables, sheets)


def _line(rows: Rows, number: int) -> tuple[str, ...]:
    return tuple(words(at(rows, number, column)) for column in range(len(META_HEADS)))


def _rubric(city: City, returned: Sequence[Returned]) -> Entry[Rubric] | None:
    """The rubric of the year that most workbooks are of; the later one in a tie."""
    years = Counter(one.year for one in returned)
    return rubric_of(city, max(years, key=lambda year: (years[year], year))) if years else None


def _identity(city: City, experts: Sequence[Expert], rubric: Entry[Rubric] | None, one: Returned) -> list[Problem]:
    """Whether a workbook is of this round, of somebody on the list, and only of bases that he or she may score."""
    if rubric is None or one.year != rubric.record.year:
        right = f"这一批是 {rubric.record.year} 学年的，这一份" if rubric else "没有这个学年的评价标准：这一份"
        return [Problem(one.file, "", f"{right}是“{one.year}”学年的", "拿出去；用 make 发的当年的表")]
    if one.rubric_sha256 != rubric.sha256:
        return [Problem(one.file, "", "评价标准在发表以后改过，这份表是按改以前的打的", "恢复原来的评价标准；真要改标准，重新 make，请专家重评")]
    expert = next((other for other in experts if other.code == one.code), None)
    if expert is None:
        return [Problem(one.file, "", f"代号“{one.code}”不在{ROSTER_FILE}里", "补进名单；已经退出的专家，把这份表拿出去")]
    return [problem for name, (base, _) in one.tables.items() for problem in _allowed(city, expert, one.file, name, base)]


def _allowed(city: City, expert: Expert, file: str, name: str, base: str) -> list[Problem]:
    where = f"{name}!A1"
    if not any(city.of(Base, base)):
        return [Problem(file, where, f"没有“{base}”这个基地", "重新 make，请专家用新表")]
    if reason := tie(city, expert, base):
        return [Problem(file, where, f"这位专家应当回避这个基地：{reason}", "重新 make（不再给他这张表），请他用新表交其余的基地")]
    return []


def _twice(returned: Sequence[Returned]) -> list[Problem]:
    """Two workbooks of one expert would count twice."""
    problems = []
    for number, one in enumerate(returned):
        same = [other.file for other in returned[:number] if other.code.casefold() == one.code.casefold()]
        problems += [Problem(one.file, "", f"和 {same[0]} 是同一个代号“{one.code}”", "只留最后确认的一份，另一份拿出去")] if same else []
    return problems


def _marks(rubric: Rubric, one: Returned) -> tuple[list[tuple[tuple[str, str], Decimal]], list[Problem]]:
    """All marks of a workbook, abstentions left out."""
    found: list[tuple[tuple[str, str], Decimal]] = []
    problems: list[Problem] = []
    wanted = {indicator.id: indicator for indicator in judged(rubric)}
    for name, (base, places) in one.tables.items():
        rows = one.sheets[name]
        problems += [Problem(one.file, f"{name}!A1", f"少了指标 {id}", "从发出去的原表重新填") for id in wanted if id not in places]
        for id, row in places.items():
            if id not in wanted or words(at(rows, row, ID)) != id:
                was = words(at(rows, row, ID))
                problems.append(
                    Problem(one.file, cell(name, max(row, 0), ID), f"这里应当是指标 {id}，现在是“{was}”", "不要插入、删除、移动行；从发出去的原表重新填")
                )
                continue
            points, wrong = read_mark(rubric, Row(wanted[id], one.file, name, rows, row))
            problems += wrong
            found += [((base, id), points)] if points is not None else []
    return found, problems


def filled(data: bytes, file: str) -> bool:
    """Whether a workbook already holds an expert's work; one that cannot be read may."""
    sheets = open_book(data, file)
    if isinstance(sheets, Problem):
        return True
    tables = [rows for name, rows in sheets.items() if name not in (GUIDE, META)]
    return any(words(at(rows, row, column)) for rows in tables for row in range(HEAD_ROW + 1, len(rows)) for column in (BAND, POINTS, REASON))
