"""A filled issue form becomes a draft: the forge writes each question as a heading with the answer below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...model.city import City, PathKey
from ...model.finding import Place
from ..draft import Draft
from ..outline import body_of
from ..sheets import Sheet
from .issueform import BASE, FILES, FORMS, PLEDGE, WHAT, answered, base_names

LARGEST = 256 * 1024
_NOTHING = ("", "_No response_", "None")
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\((https://github\.com/user-attachments/[\w./%-]{1,500})\)")


@dataclass(frozen=True)
class Filled:
    """A form as it came: the draft, and the files that were dropped into it, as (name, address); nobody has fetched them."""

    number: int
    draft: Draft
    files: tuple[tuple[str, str], ...]


def read_issue(city: City, number: int, text: str) -> Filled | None:
    """The draft of an issue's text; nothing if it is no form of ours."""
    text = re.sub(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", text[:LARGEST]).replace("\r\n", "\n")
    sheet = next((one for one in FORMS.values() if _answers(text, [WHAT, BASE]).get(WHAT, "").startswith(one.kind.name)), None)
    return _filled(city, number, text, sheet) if sheet else None


def _filled(city: City, number: int, text: str, sheet: Sheet) -> Filled:
    asked = answered(sheet, city)
    answers = _answers(text, [WHAT, BASE, *(one.key for one in asked), PLEDGE])
    file = f"{number} 号表单"
    places: dict[PathKey, Place] = {(): Place(file, 1, f"《{sheet.kind.name}》")}
    places |= {(key,): Place(file, 1, f"「{key}」") for key in answers}
    values = {one.key: answers[one.key] for one in asked if one.field and one.key != FILES and answers.get(one.key)}
    sections = [(one.key, answers.get(one.key, "")) for one in asked if one.field is None]
    base = base_names(city).get(answers.get(BASE, ""), "")
    body = body_of(sections) if any(words for _, words in sections) else ""
    return Filled(number, Draft(sheet.kind, base, values, places, body), tuple(_LINK.findall(answers.get(FILES, ""))))


def _answers(text: str, labels: Iterable[str]) -> Mapping[str, str]:
    """Label → answer. A heading counts only where the form has it, so that headings inside an answer stay words of it."""
    lines, found, start = text.split("\n"), dict[str, int](), 0
    for label in labels:
        at = next((number for number in range(start, len(lines)) if lines[number].rstrip() == f"### {label}"), None)
        if at is not None:
            found[label], start = at, at + 1
    ends = [*found.values(), len(lines)][1:]
    answers = {label: "\n".join(lines[at + 1 : end]).strip() for (label, at), end in zip(found.items(), ends, strict=True)}
    return {label: answer for label, answer in answers.items() if answer not in _NOTHING}
