"""The one way from drafts to files.

``plan_import(city, drafts) -> Import``: give it every draft of every file that was handed in without error; nothing is written.
``.findings``: what is wrong, by cell; of a handed-in file with an error nothing is in ``.writes`` (path from the root, whole bytes).
``.planned``: what to show before writing; ``.notes``: what was tidied, is there already, is much alike. Doing it twice plans nothing.
``.after``: the city as it would be, for the rules over the whole city; ``.at_cells`` says their findings where the words were handed in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ...load.rules import MISSING
from ...model.city import City
from ...model.finding import Finding, Place
from ...model.record import Record
from ..draft import Draft, Note, read_draft
from ..fields import fields
from ..settle import settle
from .outlook import Outlook, look_out
from .placing import Placing
from .rows import numbered
from .writing import plain


class Write(NamedTuple):
    """A file to be written: a POSIX path from the root, and all its bytes."""

    path: str
    content: bytes


class Planned(NamedTuple):
    """One record on its way: where it was handed in, the file that it becomes (or is added to), the text that is new there."""

    place: Place
    path: str
    text: str


@dataclass(frozen=True)
class Import:
    """What would be written, and what is to be said of it."""

    planned: tuple[Planned, ...] = ()
    writes: tuple[Write, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[Note, ...] = ()
    outlook: Outlook | None = None

    @property
    def after(self) -> City | None:
        """The city as it would be; nothing if nothing is to be written."""
        return self.outlook.city if self.outlook else None

    def also(self, findings: Iterable[Finding], notes: Iterable[Note] = ()) -> Import:
        """The same with more to be said."""
        return dataclasses.replace(self, findings=tuple(sorted({*self.findings, *findings})), notes=tuple(dict.fromkeys([*notes, *self.notes])))

    def at_cells(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those findings of ``after`` that are about what was handed in, each at its cell."""
        return self.outlook.at_cells(findings) if self.outlook else []


def plan_import(city: City, drafts: Sequence[Draft]) -> Import:
    """Read, compare and lay out ``drafts``; files that get a row more are read from the folder that ``city`` was loaded from."""
    ready: list[tuple[Draft, Record]] = []
    findings: list[Finding] = []
    notes: list[Note] = []
    for draft in drafts:
        settled, wrong = settle(city, numbered(draft))
        record, more = read_draft(settled, city.vocabulary)
        findings += [*wrong, *(one for one in more if one.code != MISSING.code or not _told(one, draft, settled, wrong))]
        if record is not None:
            ready.append((settled, record))
            notes += tidied(draft, record)
    while True:
        sound = [one for one in ready if one[0].places[()].file not in spoiled(findings)]
        placing = Placing(city, sound)
        if not placing.findings:
            break
        findings += placing.findings
    kept = {one[0].places[()].file for one in sound}
    notes = [note for note in [*notes, *placing.notes] if note.place.file in kept]
    planned = tuple(Planned(*one) for one in placing.planned)
    writes = tuple(Write(*one) for one in placing.writes.items())
    return Import(planned, writes, tuple(sorted(findings)), tuple(notes), look_out(city, placing) if writes else None)


def _told(missing: Finding, draft: Draft, settled: Draft, wrong: Sequence[Finding]) -> bool:
    """A field is missing only because its text could not be read, which has been said; or it was missed already."""
    lost = [key for key, value in draft.values.items() if str(value).strip() and key not in settled.values]
    return any(missing.message == one.message for one in wrong) or any(f"「{key}」" in missing.message for key in lost)


def spoiled(findings: Iterable[Finding]) -> set[str]:
    """The handed-in files with an error: nothing of them is written."""
    return {one.place.file for one in findings if one.level == "error"}


def tidied(draft: Draft, record: Record) -> list[Note]:
    """What is written otherwise than it was handed in: ``“市 级”→“市级”``."""
    told: list[Note] = []
    for field, name in zip(fields(type(record)), type(record).model_fields, strict=True):
        raw, value = draft.values.get(field.key), getattr(record, name)
        if isinstance(raw, str) and raw.strip() and not field.inner and not field.school:
            told += [Note(draft.at(field.key), f"「{field.key}」“{was}”→“{now}”") for was, now in _changed(raw.strip(), value)]
    return told


def _changed(raw: str, value: Any) -> list[tuple[str, str]]:
    if not isinstance(value, tuple):
        now = plain(value)
        return [] if now.split() == raw.split() else [(raw, now)]
    now = "、".join(map(plain, value))
    same = all(plain(one) in raw for one in value)
    return [] if same else [(raw, now)]
