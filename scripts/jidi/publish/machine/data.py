"""``data/``: one JSON file for each kind of record, and the findings. The interface others build on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

import pydantic_core

from ...model.city import Entry
from ...model.finding import Finding
from ...model.kinds import KINDS
from ...model.record import Record
from ...model.rubric import Rubric
from ..assessment.rounds import assessment_rows, rubric_address
from ..output import Output
from ..task import Task
from ..world import World, folders, shown

VERSION = 1
_LINE = b"\n  "  # before each record in a list of them


def data_files(world: World) -> Iterator[Task]:
    """``data/index.json``, ``data/<kind>.json``, ``data/assessments.json`` and ``data/findings.json``."""
    public = [id for id, kind in KINDS.items() if kind.public]
    yield Task("data index", lambda world: [_index(world, public)])
    yield from (Task(f"data {id}", partial(_kind, id=id)) for id in public)
    yield Task("data assessments", lambda world: [_file("assessments", [_written([*assessment_rows(world)])])])
    yield Task("data findings", lambda world: [Output("data/findings.json", findings_json(world.told))])


def _index(world: World, public: Iterable[str]) -> Output:
    names = {id: KINDS[id].name for id in public} | {"assessments": "考核结果"}
    counts = Counter(entry.kind.id for entry in world.entries) | Counter(assessments=len(assessment_rows(world)))
    kinds = [{"kind": id, "name": name, "file": f"data/{id}.json", "count": counts[id]} for id, name in names.items()]
    return Output("data/index.json", to_json({"version": VERSION, "kinds": kinds}))


def _kind(world: World, id: str) -> list[Output]:
    return [_file(id, [world.once(_rows, base).get(id, b"") for base in folders(world.city)])]


def _rows(world: World, base: str) -> dict[str, bytes]:
    """The records of a base by their kind, written."""
    found: dict[str, list[object]] = defaultdict(list)
    for entry in world.once(shown, base):
        found[entry.kind.id].append(_row(entry))
    return {id: _written(rows) for id, rows in found.items()}


def _file(id: str, rows: Iterable[bytes]) -> Output:
    """The file of a kind, of records as :func:`_written` wrote them."""
    head, _, end = to_json({"version": VERSION, "kind": id, "records": [None]}).rpartition(_LINE + b"null")
    return Output(f"data/{id}.json", head + _LINE + (b"," + _LINE).join(written) + end if (written := [*filter(None, rows)]) else head + end.lstrip())


def _written(rows: list[object]) -> bytes:
    """Records as they stand in the list of a file, without what is before the first and after the last."""
    return to_json({"records": rows}).partition(b"[" + _LINE)[2].rpartition(b"\n ]")[0]


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
