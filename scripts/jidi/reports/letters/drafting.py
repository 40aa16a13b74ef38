"""A letter becomes a report: never public, in the look of an office; what the wording lacks is a gap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...documents import Paper
from ...documents.paper import Block
from ...model.reports import Letter
from ...publish.packs.filenames import safe_name
from ..report import Gap, Report
from ..year import Year
from .desk import Desk
from .words import Wordless

Made = Report | Gap


def report(
    desk: Desk, stem: str, one: Letter, content: Iterable[Block], base: str = "", about: str = "", draft: bool = True, numbered: bool = True
) -> Report:  # fmt: skip
    """A paper in the look of an office, never public; ``about``: what tells it from others of its kind, ``draft``: whether it is not decided yet."""
    about = about or (desk.bases[base].record.short_name if base else "")
    name = safe_name("-".join(part for part in (one.name, about, desk.year.year) if part))
    paper = Paper(name, desk.year.office, desk.year.day, tuple(content), numbered, "official", one.draft if draft else "")
    return Report(desk.kind, stem, name, False, paper, base)


def telling(kind: str, *makers: Callable[[Desk], Iterator[Made]]) -> Callable[[Year], list[Made]]:
    """A kind's papers, from several makers; what the wording lacks is a gap, and the other makers go on."""

    def made(year: Year) -> list[Made]:
        desk, found = Desk(year, kind), list[Made]()
        for make in makers:
            try:
                found += make(desk)
            except Wordless as error:
                found.append(Gap(kind, error.name, error.why, error.fix))
        return found

    return made
