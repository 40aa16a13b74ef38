"""The city as it would be after an import, so that its rules can judge before anything is written."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from ...load.city import kind_of
from ...model.city import City, Entry, FileFacts, PathKey
from ...model.finding import Finding, Place
from ...model.record import Record
from ..draft import Draft
from .placing import Placing


@dataclass(frozen=True)
class Outlook:
    """``city``: with all that is to be written. Line −n of a record in it is ``cells[n - 1]``; ``wholes``: new file → where it came from."""

    city: City
    cells: tuple[Place, ...]
    wholes: dict[str, Place]

    def at_cells(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those about what is new, at the cells that they came from."""
        told = ((self._place(one.place), one) for one in findings)
        return list(dict.fromkeys(Finding(place, one.code, one.message, one.fix, one.level) for place, one in told if place))

    def _place(self, place: Place) -> Place | None:
        return self.cells[-place.line - 1] if place.line < 0 else self.wholes.get(place.file)


class _Cells:
    """Numbers the cells as they come."""

    def __init__(self) -> None:
        self.cells: list[Place] = []

    def lines(self, draft: Draft, at: PathKey = ()) -> dict[PathKey, int]:
        """Path below ``at`` → a negative line for each place of a draft."""
        lines: dict[PathKey, int] = {}
        for path, place in draft.places.items():
            self.cells.append(place)
            lines[*at, *path] = -len(self.cells)
        return lines


def look_out(city: City, placing: Placing) -> Outlook:
    """The city with every record and file that ``placing`` would write."""
    cells = _Cells()
    entries = {entry.file: entry for entry in city.entries}
    for draft, path, record, body in placing.files:
        digest = hashlib.sha256(placing.writes[path]).hexdigest()
        id = path.rsplit(".", 1)[0].removeprefix("bases/")
        entries[path] = Entry(draft.kind, draft.base, id, path, record, body, 1, cells.lines(draft), digest)
    for draft, path, number, row in placing.rows.added:
        entries[path] = _with_row(entries.get(path), draft, path, number, row, cells)
    new = {path: data for path, data in placing.writes.items() if kind_of(path) is None}
    files = {path: FileFacts(path, len(data), hashlib.sha256(data).hexdigest()) for path, data in new.items()}
    wholes = {path: draft.places[()] for draft, path, _, _ in placing.files}
    after = dataclasses.replace(city, entries=tuple(entries[file] for file in sorted(entries)), files={**city.files, **files})
    return Outlook(after, tuple(cells.cells), wholes)


def _with_row(entry: Entry[Record] | None, draft: Draft, path: str, number: int, row: Record, cells: _Cells) -> Entry[Record]:
    """The file's entry with one row more."""
    name = next(name for name, key in draft.kind.model.keys().items() if key == draft.row)
    lines = cells.lines(draft, (draft.row, number))
    if entry is None:
        record = draft.kind.model.model_construct(None, **{name: (row,)})
        return Entry(draft.kind, draft.base, path.rsplit(".", 1)[0].removeprefix("bases/"), path, record, lines=lines)
    record = entry.record.model_copy(update={name: (*getattr(entry.record, name), row)})
    return dataclasses.replace(entry, record=record, lines={**entry.lines, **lines})
