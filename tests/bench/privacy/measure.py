"""Recall over generated lines, false alarms over the pages of the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from bench.make_city import CORPUS as CORPUS
from bench.make_city import texts
from jidi.check.privacy.grids import asks_for_marks
from jidi.check.privacy.kinds import looked_at
from jidi.check.privacy.sieves import sifted

from .lines import Line, lines


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
    """The pages of the corpus, or of the sample where that is not there: title and body."""
    for one in texts(CORPUS):
        yield f"{one['title']}\n{one['body']}"
