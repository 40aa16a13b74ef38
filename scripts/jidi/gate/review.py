"""What a pull request does, as data: pages, findings, points, mends. Whoever shows it trusts nothing in it but its shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from ..assess.compare import Change
from ..model.finding import Finding
from .addresses import Published
from .mends import Mend
from .quiet import cut

MOST = 20
Text = Annotated[str, BeforeValidator(cut), Field(max_length=400)]
Size = Annotated[int, Field(ge=0, le=10**6)]
Page = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*\.html$", max_length=300)]
Sha = Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")]


class Part(BaseModel):
    """A frozen piece of a review; nothing that is not named may stand in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PageLine(Part):
    title: Text
    address: Page


class Pages(Part):
    """The first pages of one sort, and how many there are."""

    shown: Annotated[tuple[PageLine, ...], Field(max_length=MOST)] = ()
    count: Size = 0


class Said(Part):
    """A finding."""

    file: Text
    line: Size
    code: Annotated[str, Field(pattern=r"^[A-Z]{2}[0-9]{2}$")]
    message: Text
    fix: Text
    error: bool


class Step(Part):
    """What changes at one indicator of one base. ``step``: points gained or lost, empty if one side is not known."""

    base: Text
    indicator: Text
    step: Text
    came: Annotated[tuple[Text, ...], Field(max_length=MOST)] = ()
    went: Annotated[tuple[Text, ...], Field(max_length=MOST)] = ()


class Alike(Part):
    """A new record and another that have words in common: how much of the new one, and where the first passages stand in both."""

    file: Text
    other: Text
    percent: Annotated[int, Field(ge=0, le=100)]
    lines: Annotated[tuple[tuple[Size, Size], ...], Field(max_length=5)] = ()


class Review(Part):
    """``pull``: the number of the pull request, 0 outside a forge; ``head``: the commit that was looked at."""

    version: Literal[1] = 1
    pull: Size = 0
    head: Sha | Literal[""] = ""
    added: Pages = Pages()
    changed: Pages = Pages()
    removed: Pages = Pages()
    findings: Annotated[tuple[Said, ...], Field(max_length=2 * MOST)] = ()
    errors: Size = 0
    warnings: Size = 0
    steps: Annotated[tuple[Step, ...], Field(max_length=2 * MOST)] = ()
    unscored: Text = ""
    mends: Annotated[tuple[Mend, ...], Field(max_length=MOST)] = ()
    alike: Annotated[tuple[Alike, ...], Field(max_length=MOST)] = ()


def pages_between(before: Mapping[str, Published], after: Mapping[str, Published]) -> tuple[Pages, Pages, Pages]:
    """Added, changed and removed pages, by address."""
    added = [after[address] for address in sorted(after.keys() - before.keys())]
    removed = [before[address] for address in sorted(before.keys() - after.keys())]
    changed = [after[address] for address in sorted(after.keys() & before.keys()) if after[address].sha256 != before[address].sha256]
    return _pages(added), _pages(changed), _pages(removed)


def _pages(pages: list[Published]) -> Pages:
    return Pages(shown=tuple(PageLine(title=one.title, address=one.address) for one in pages[:MOST]), count=len(pages))


def said(findings: Iterable[Finding]) -> tuple[Said, ...]:
    """The findings, errors first, as many as a comment holds."""
    ordered = sorted(findings, key=lambda one: (one.level != "error", one))[: 2 * MOST]
    return tuple(Said(file=f.place.file, line=f.place.line, code=f.code, message=f.message, fix=f.fix, error=f.level == "error") for f in ordered)


def steps(changes: Iterable[Change], names: Mapping[str, str]) -> tuple[Step, ...]:
    """What changes at each indicator: only the difference, neither totals nor grades nor other bases beside it."""
    found = [
        Step(
            base=names.get(one.base, one.base),
            indicator=f"{one.indicator.id} {one.indicator.name}",
            step="" if one.step is None else f"{one.step:+f}" if one.step else "不变",
            came=one.came[:MOST],
            went=one.went[:MOST],
        )
        for one in changes
    ]
    return tuple(found[: 2 * MOST])
