"""Many files are read and checked by several processes, some bases each: they find what one would."""

from __future__ import annotations

import os
import pickle
from collections.abc import Collection, Generator
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ..load import unhurried
from ..load.city import forget, kind_of, read
from ..load.folder import place
from ..load.remembered import row_of
from ..memo import Memo, Store
from ..memo.memo import Trace
from ..memo.store import FileRow, JobRow
from ..model.city import City, Entry
from ..model.finding import Finding
from ..model.inputs import Inputs

if TYPE_CHECKING:
    from ..model.record import Record

_HEAPS = 4  # for each process: the last ones are small, and what one holds at a time is


class Looked(NamedTuple):
    """What was found in a heap of files and in their bases: what is to be remembered of each file, findings by job, and the jobs."""

    files: list[FileRow]
    found: dict[str, list[Finding]]
    jobs: list[JobRow]


class Together:
    """What several processes found in bases of which much was unknown. ``bases``: only these are checked, if any are named."""

    def __init__(self, bases: Collection[str] = ()) -> None:
        self._bases = bases
        self.found: dict[str, list[Finding]] = {}
        self.jobs: list[JobRow] = []

    def ahead(self, city: City, files: list[str]) -> Generator[list[FileRow]]:
        """Rows of the files, heap by heap; none if there is nobody to share them with."""
        heaps = _heaps(files)
        if len(heaps) < 2 or os.cpu_count() == 1:
            return
        from .. import check  # noqa: F401  # who is forked need not import it again
        from ..load import records, tree  # noqa: F401
        from ..load.processes import shared_out  # and all that starts processes

        for one in shared_out(partial(look, city, self._bases), heaps):
            self.found |= one.found
            self.jobs += one.jobs
            yield one.files


def _heaps(files: list[str]) -> list[list[str]]:
    """The files, those of a base together."""
    most = len(files) / (_HEAPS * (os.cpu_count() or 1))
    heaps: list[list[str]] = [[]]
    for _, own in groupby(files, key=_base):
        if len(heaps[-1]) >= most:
            heaps.append([])
        heaps[-1] += own
    return heaps


def _base(file: str) -> str:
    return file.split("/")[1]


@unhurried()
def look(city: City, bases: Collection[str], files: list[str]) -> Looked:
    """Read some files of a city, all that were left of their bases, and look through these bases."""
    assert city.folder
    rows = []
    entries: list[Entry[Record]] = [*city.entries]
    for file in files:
        kind = kind_of(file)
        assert kind
        entry, findings = read(city.folder, file, kind, city.vocabulary)
        rows.append(row_of(file, "", entry, findings))
        entries += [entry] if entry else []
    forget()
    understood = {entry.file for entry in entries}
    city = replace(city, entries=tuple(sorted(entries, key=lambda one: place(one.file))), broken=tuple(file for file in city.broken if file not in understood))
    looked = Looked(rows, {}, [])
    for base in dict.fromkeys(map(_base, files)):
        if not bases or base in bases:
            _check(city, base, looked)
    return looked


def _check(city: City, base: str, looked: Looked) -> None:
    """Look through one base, unless it turns out that more must be known for it than is known here."""
    from ..check import check_part

    memo = Memo(Store(None), Inputs(city))
    memo.own()
    name = f"check {base}"
    findings = memo.run(name, partial(check_part, city, base))
    jobs = [job for job in memo.handed_over() if not job[0].startswith("table city ")]  # these are made where all of the city is known
    if all(map(_rests_on_known, jobs)):
        looked.found[name] = findings
        looked.jobs.extend(jobs)


def _rests_on_known(job: JobRow) -> bool:
    """Whether nothing was asked of the whole city but what the names of its files, ``content/`` and the members say."""
    from ..check import TOLD

    trace = Trace(*pickle.loads(job[1]))
    tables = {table[2][0] for table in trace.tables if table[1] == "city"}
    return tables <= TOLD and not any(key[0].startswith("has") or key[1] == "city" for key in trace.others if isinstance(key, tuple))
