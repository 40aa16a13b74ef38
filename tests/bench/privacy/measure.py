"""Recall over generated lines, false alarms over the pages of the corpus."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from jidi.check.privacy.grids import asks_for_marks
from jidi.check.privacy.kinds import looked_at
from jidi.check.privacy.sieves import sifted

from .lines import Line, lines

CORPUS = Path(__file__).parents[4] / "shared/corpus/resources.jsonl.xz"


def missed(seeds: Iterable[int]) -> tuple[Counter[str], list[Line]]:
    """How many lines of each kind there were, and those in which it was not found."""
    made, not_found = Counter[str](), []
    for line in (line for seed in seeds for line in lines(seed)):
        made[line.code] += 1
        if line.code not in {kind.code for kind, _ in looked_at(line.text, sifted(line.text))}:
            not_found.append(line)
    return made, not_found


def alarms(page: str) -> Iterator[tuple[str, str]]:
    """Codes and lines of what is found in a page; boasts are no personal data."""
    sieves = sifted(page)
    for line in page.split("\n"):
        yield from ((kind.code, line) for kind, _ in looked_at(line, sifted(line, sieves)) if kind.what)
        if line.count("|") > 1 and asks_for_marks([cell.strip() for cell in line.split("|")]):
            yield "YS04", line


def corpus() -> Iterator[str]:
    """The pages of the corpus, title and body."""
    with lzma.open(CORPUS, "rt", encoding="utf-8") as file:
        for one in map(json.loads, file):
            yield f"{one['title']}\n{one['body']}"
