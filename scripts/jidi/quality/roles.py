"""What the headings of a table mean: total, question, school, somebody's name …; by the city's words (adoption rules 2, 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from ..model.quality import Headings
from ..model.types import half_width

Role = Literal["total", "entry", "school", "group", "item", "spare", "personal", "unknown"]
_FULL = re.compile(r"[(\[【](?:满分|共|本题)?:?(\d{1,4}(?:\.\d{1,2})?)分[)\]】]|[(\[【]?满分:?(\d{1,4}(?:\.\d{1,2})?)分?[)\]】]?")
_PART = r"(?:[.\-_、]?\(?\d{1,2}\)?)?"
_NUMBERED = re.compile(
    rf".{{0,10}}?第?(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}}){_PART}(?:小?题|大题|问|空){_PART}(?:小?题|问|空)?(?:得分)?|[TQ]\d{{1,3}}{_PART}"
)
_BARE = re.compile(rf"\d{{1,2}}{_PART}")


@dataclass(frozen=True)
class Column:
    """``label``: its heading without blanks and without the full mark; ``full``: the full mark that the heading tells."""

    number: int
    role: Role
    label: str
    full: Fraction | None = None


def plain(text: str) -> str:
    """A heading without blanks, line breaks and stars, half-width."""
    return re.sub(r"[\s*★:]", "", half_width(text))


def columns_of(texts: Sequence[str], names: Headings, wanted: str) -> Iterable[Column]:
    """A column for each heading; ``wanted``: the heading of the marks, if the teacher named it."""
    bare = _counts([_FULL.sub("", text) for text in texts])
    for number, text in enumerate(texts):
        told, label = _FULL.search(text), _FULL.sub("", text)
        full = Fraction(told[1] or told[2]) if told else None
        yield Column(number, _role(label, names, wanted, bare), label, full)


def _counts(labels: Sequence[str]) -> bool:
    """Whether the plain numbers among the labels count questions, 1, 2, 3 …, and are no marks."""
    numbers = [int(re.split(r"\D", label)[0]) for label in labels if _BARE.fullmatch(label)]
    return len(numbers) > 1 and numbers[0] == 1 and all(later - one in (0, 1) for one, later in pairwise(numbers))


def _role(label: str, names: Headings, wanted: str, bare: bool) -> Role:
    lists: tuple[tuple[Role, Iterable[str]], ...] = (
        ("total", (wanted,) if wanted else names.total),
        ("entry", names.entry),
        ("school", names.school),
        ("group", names.group),
        ("spare", (*names.spare, *(names.total if wanted else ()))),
    )
    if not label:
        return "unknown"
    if found := next((role for role, words in lists if label in map(plain, words)), None):
        return found
    if any(word in label for word in map(plain, names.personal)):
        return "personal"
    item = _NUMBERED.fullmatch(label) or (bare and _BARE.fullmatch(label)) or (len(label) <= 12 and any(word in label for word in names.kinds))
    return "item" if item else "unknown"
