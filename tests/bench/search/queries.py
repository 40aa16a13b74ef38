"""Searches with the answers that are right, and the judge of what an engine answers."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from .. import make_city
from .corpus import Text

FILE = make_city.CORPUS.with_name("queries.tsv")
FIRST = 10


@dataclass(frozen=True)
class Search:
    """``kind``: how it is written; ``relevant``: ids of the texts that are right."""

    kind: str
    text: str
    relevant: frozenset[str]

    @property
    def held_out(self) -> bool:
        """In the half that nothing may be tuned on; the same in every run."""
        return bool(hashlib.sha256(self.text.encode()).digest()[0] & 1)


def recall(relevant: Collection[str], answer: Sequence[str]) -> float:
    """How many of the first ten answers are right, of as many as could be. An answer given twice counts once."""
    return len(set(answer[:FIRST]) & set(relevant)) / min(FIRST, len(relevant))


def plain(text: str) -> str:
    """Without the difference of full and half width, capital and small."""
    return unicodedata.normalize("NFKC", text).lower()


@dataclass(frozen=True)
class Meant:
    """What a search means: words that stand in the title or the lesson (or the body), and facets."""

    words: tuple[str, ...]
    facets: Mapping[str, str] = field(default_factory=dict)
    body: bool = False


class Judge:
    """Literal containment, which knows nothing of anybody's tokens."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.texts = texts
        self.titles = [plain(f"{one.title}\n{one.topic}") for one in texts]
        self.bodies: list[str] = []

    def relevant(self, meant: Meant) -> frozenset[str]:
        if meant.body and not self.bodies:
            self.bodies = [plain(one.body) for one in self.texts]
        words = [plain(word) for word in meant.words]
        found = []
        for at, (one, title) in enumerate(zip(self.texts, self.titles, strict=True)):
            if all(getattr(one, name) == value for name, value in meant.facets.items()) and all(
                word in title or (meant.body and word in self.bodies[at]) for word in words
            ):
                found.append(one.id)
        return frozenset(found)


def given() -> list[Search]:
    """The searches beside the corpus; none without it."""
    if not FILE.exists():
        return []
    rows = [line.split("\t") for line in FILE.read_text("utf-8").splitlines()[1:]]
    return [Search(kind, text, frozenset(ids.split())) for kind, text, ids in rows]
