"""``data/``: one JSON file for each kind of record, and the findings. The interface others build on."""

from __future__ import annotations

from collections.abc import Iterable

import pydantic_core

from ...model.city import Entry
from ...model.finding import Finding
from ...model.kinds import KINDS
from ...model.record import Record
from ...model.rubric import Rubric
from ..assessment.rounds import assessment_rows, rubric_address
from ..output import Output
from ..world import World

VERSION = 1


def data_files(world: World) -> list[Output]:
    """``data/index.json``, ``data/<kind>.json``, ``data/assessments.json`` and ``data/findings.json``."""
    rows: dict[str, list[dict[str, object]]] = {id: [] for id, kind in KINDS.items() if kind.public}
    for entry in world.entries:
        rows[entry.kind.id].append(_row(entry))
    kinds = {id: (KINDS[id].name, found) for id, found in rows.items()}
    kinds["assessments"] = ("考核结果", assessment_rows(world))
    index = [{"kind": id, "name": name, "file": f"data/{id}.json", "count": len(rows)} for id, (name, rows) in kinds.items()]
    files = [Output(f"data/{id}.json", to_json({"version": VERSION, "kind": id, "records": rows})) for id, (_, rows) in kinds.items()]
    return [Output("data/index.json", to_json({"version": VERSION, "kinds": index})), *files, Output("data/findings.json", findings_json(world.told))]


def _row(entry: Entry[Record]) -> dict[str, object]:
    """Where it is, then every field by its Chinese key; a field that says nothing is ``null``, ``""``, ``false`` or ``[]``."""
    address = rubric_address(entry.record.year) if isinstance(entry.record, Rubric) else entry.address
    head: dict[str, object] = {"id": entry.id, "base": entry.base, "address": address, "file": entry.file}
    return head | entry.record.model_dump(mode="json", by_alias=True)


def findings_json(findings: Iterable[Finding]) -> bytes:
    """The documented, stable form of findings."""
    rows = [
        {"code": f.code, "level": f.level, "file": f.place.file, "line": f.place.line, "message": f.message, "fix": f.fix, "address": f.address}
        for f in findings
    ]
    return to_json({"version": VERSION, "findings": rows})


def to_json(value: object) -> bytes:
    """UTF-8, readable, the same bytes for the same value."""
    return pydantic_core.to_json(value, indent=1) + b"\n"
