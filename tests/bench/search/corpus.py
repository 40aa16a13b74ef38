"""The texts that are searched: those of the corpus, and more made of them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, count, islice
from typing import Any

from .. import make_city

_HAN = re.compile("[\u4e00-\u9fff]")
CHANGED = 0.6  # of a topic's characters in a copy


@dataclass(frozen=True)
class Text:
    """One resource. All values as the corpus writes them."""

    id: str
    title: str
    topic: str
    unit: str
    stage: str
    subject: str
    grade: str
    volume: str
    version: str
    type: str
    tags: tuple[str, ...]
    date: str
    body: str

    @property
    def address(self) -> str:
        return f"r/{self.id}.html"

    @property
    def head(self) -> tuple[str, ...]:
        """What stands beside the title on its page."""
        return tuple(filter(None, (self.topic, self.unit, self.stage, self.subject, self.grade, self.volume, self.version, self.type, *self.tags)))


@cache
def real() -> tuple[Text, ...]:
    """All of the corpus; without it the sample's own."""
    return tuple(_text(row) for row in make_city.texts(make_city.CORPUS))


def texts(number: int, seed: int = 3) -> list[Text]:
    """The first ``number`` of the real ones; after their last all of them again with other topics and other numbers."""
    return list(islice(chain(real(), _copies(real(), random.Random(seed))), number))


def _text(row: Mapping[str, Any]) -> Text:
    values = {name: str(row.get(name, "")) for name in Text.__dataclass_fields__}
    return Text(**{**values, "tags": tuple(row.get("tags", ()))})  # type: ignore[arg-type]


def _copies(known: Sequence[Text], chance: random.Random) -> Iterator[Text]:
    topics = sorted({one.topic for one in known})
    chars = sorted(set(_HAN.findall("".join(topics))))
    numbers = count(len(known))
    while True:
        changed = {topic: _HAN.sub(lambda char: chance.choice(chars) if chance.random() < CHANGED else char[0], topic) for topic in topics}
        yield from (_copy(one, changed[one.topic], str(next(numbers)), chance) for one in known)


def _copy(one: Text, topic: str, id: str, chance: random.Random) -> Text:
    body = re.sub("[0-9]", lambda _: str(chance.randrange(10)), one.body.replace(one.topic, topic))
    return replace(one, id=id, topic=topic, title=one.title.replace(one.topic, topic), body=body)
