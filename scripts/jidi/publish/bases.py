"""The matrix of bases, and each base's page in the plan's four centres (plan 三)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..model.base import Base
from ..model.city import Entry
from ..model.kinds import BASE_KINDS
from ..model.record import Record
from .assessment.rounds import announced, console_address, consoles, is_public
from .facts import facts_of, tables_of
from .machine.head import base_head
from .output import Link, Output, Page, Table
from .records import card, newest, source
from .world import World


def bases_page(world: World) -> Output:
    """``bases/index.html``."""
    matrix = Page("学科教研基地", "matrix", {"stages": matrix_of(world), "ended": _ended(world)}, wide=True, listing=True)
    return Output("bases/index.html", matrix)


def base_page(world: World, base: str) -> list[Output]:
    """``bases/<id>/index.html``."""
    has_console = base in consoles(world)
    return [_base_page(world, entry, has_console) for entry in world.of(Base, base)]


def matrix_of(world: World) -> list[dict[str, object]]:
    """Every stage with every subject and who holds the seat: 已建, 申报中 or 空缺."""
    none = world.settings.stages_out if world.settings else ()
    stages = []
    for stage in world.city.stages.values():
        cells = []
        subjects: Any = stage["subjects"]
        for subject in subjects.values():
            if f"{stage['name']}{subject['name']}" not in none:
                cells.append({"subject": subject["name"], **_seat(world, str(stage["name"]), subject["name"])})
        stages.append({"name": stage["name"], "cells": cells, "filled": sum(cell["seat"] == "已建" for cell in cells)})
    return stages


def _seat(world: World, stage: str, subject: str) -> dict[str, object]:
    """The base that holds the seat, or the first that applies for it."""
    held = [(world.seat(entry.base), entry) for entry in world.bases if (entry.record.stage, entry.record.subject) == (stage, subject)]
    for wanted in ("已建", "申报中"):
        for seat, entry in held:
            if seat == wanted:
                return {"seat": seat, "address": entry.address, "school": world.schools.get(entry.record.school, "")}
    return {"seat": "空缺", "address": "", "school": ""}


def _ended(world: World) -> list[Link]:
    return [Link(f"{entry.record.full_name}（{world.state(entry.base)}）", entry.address) for entry in world.bases if world.seat(entry.base) == "空缺"]


def _base_page(world: World, entry: Entry[Base], has_console: bool) -> Output:
    record, base = entry.record, entry.base
    fields = {
        "card": record,
        "state": world.state(base),
        "seat": world.seat(base),
        "school": world.schools.get(record.school, record.school),
        "county": world.counties.get(record.school, ""),
        "facts": facts_of(world, entry, "full_name", "short_name", "features", "culture", "question", "school"),
        "tables": tables_of(world, entry),
        "centres": [_centre(world, base, term.id, term.name) for term in world.city.vocabulary.of("centre")],
        "running": _sections(world, base, ""),
        "history": [entry.record for entry in world.decisions(base)],
        "ended": world.ended(base),
        "grades": _grades(world, base),
        "console": console_address(base) if has_console else "",
        "left_out": [(file, found) for file, found in world.left_out(base)],
        "waiting": _waiting(world, base),
        "source": source(world, entry),
    }
    return Output(entry.address, Page(record.full_name, "base", fields, head=base_head(world, entry)))


def _centre(world: World, base: str, id: str, name: str) -> dict[str, object]:
    return {"id": id, "name": name, "sections": _sections(world, base, id)}


def _sections(world: World, base: str, centre: str) -> list[dict[str, object]]:
    """The kinds of one centre that this base has something of: cards by school year, or tables of a register."""
    found: list[dict[str, object]] = []
    for kind in BASE_KINDS:
        entries = [entry for entry in world.of(kind.model, base) if entry.kind.id == kind.id]
        if kind.centre != centre or kind.id == "base" or not entries:
            continue
        years = _by_year(world, newest(entries)) if kind.body else []
        tables = [] if kind.body else [one for entry in entries for one in _register(world, entry)]
        found.append({"id": kind.id, "name": kind.name, "years": years, "tables": tables})
    return found


def _by_year(world: World, entries: list[Entry[Record]]) -> list[tuple[str, list[dict[str, object]]]]:
    """Cards by school year, the newest first: what is old can be folded away."""
    found: dict[str, list[dict[str, object]]] = {}
    for entry in entries:
        found.setdefault(world.city.school_year(entry.record.day), []).append(card(world, entry))  # type: ignore[attr-defined]
    return list(found.items())


def _register(world: World, entry: Entry[Record]) -> list[Table]:
    return [one for one in tables_of(world, entry) if one.rows]


def _grades(world: World, base: str) -> list[dict[str, object]]:
    """Announced grades, the oldest first, with what was said; never marks."""
    return [
        {"year": one.year, "grade": r.grade, "was": r.was, "why": r.why, "good": r.good, "problem": r.problem, "advice": r.advice}
        for one in reversed(announced(world))
        for r in one.results
        if r.base == base and is_public(world, one.year, r)
    ]


def _waiting(world: World, base: str) -> list[str]:
    """How many records are not shown, and why, so that nothing is dropped in silence."""
    return [f"{reason}：{count} 份" for reason, count in world.once(_hidden, base)]


def _hidden(world: World, base: str) -> list[tuple[str, int]]:
    """Why records of a base are not shown, and how many."""
    return sorted(Counter(reason for entry in world.city.in_base(base) if entry.kind.public and (reason := world.hidden(entry))).items())
