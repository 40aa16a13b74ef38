"""What a reader made of something handed in."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from ..load import rules
from ..model.city import PathKey
from ..model.finding import Finding, Place
from .draft import Draft, Note
from .fields import fields


@dataclass(frozen=True)
class Taken:
    """``drafts``: what can go on; ``findings``: what could not be read, or must be given first; ``notes``: what was guessed, or lost."""

    drafts: tuple[Draft, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[Note, ...] = ()

    def __add__(self, other: Taken) -> Taken:
        return Taken(self.drafts + other.drafts, self.findings + other.findings, self.notes + other.notes)


def together(several: Iterable[Taken]) -> Taken:
    """All of them, in their order."""
    whole = Taken()
    for one in several:
        whole += one
    return whole


def completed(draft: Draft, given: Mapping[str, str], also: Iterable[str] = (), known: Container[str] = ()) -> Taken:
    """The draft with what was given on the command line, or what must still be given: required fields, and those named in ``also``.

    ``known``: fields about which something else is said already.
    """
    own = {field.key: field for field in fields(draft.model)}
    values = {**draft.values, **{key: text for key, text in given.items() if key in own}}
    places: dict[PathKey, Place] = {**draft.places, **{(key,): Place(draft.at().file, 1, f"--set {key}") for key in given if key in own}}
    whole = dataclasses.replace(draft, values=values, places=places)
    needed = [field for field in own.values() if (field.required or field.key in also) and field.key not in known]
    asked = [field for field in needed if not values.get(field.key) and values.get(field.key) != []]
    if not asked:
        return Taken((whole,))
    said, how = "".join(f"「{one.key}」" for one in asked), " ".join(f"--set {one.key}={one.example or '……'}" for one in asked)
    return Taken(findings=(rules.MISSING.at(draft.at(), f"看不出{said}", f"再运行一次，加上 {how}（换成这一份的）"),))
