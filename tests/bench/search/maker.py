"""Draws words as people might look for them: from topics and from bodies."""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Sequence
from functools import cache, cached_property

import jieba
from pypinyin import lazy_pinyin

from .. import make_city
from .corpus import Text

HAN = re.compile("[\u4e00-\u9fff]+")
ASKED = ("{}怎么教", "怎么讲{}", "{}的教案", "有没有{}的练习题")


class Maker:
    """Draws words of topics and of bodies."""

    def __init__(self, texts: Sequence[Text], seed: int) -> None:
        jieba.setLogLevel(logging.ERROR)
        self.texts, self.chance = texts, random.Random(seed)

    @cached_property
    def topics(self) -> list[str]:
        return sorted({one.topic for one in self.texts})

    @cached_property
    def busy(self) -> set[str]:
        """Words that mean something else: they name a facet, or they ask."""
        facets = {word for kind in make_city.WORDS.values() for term in kind.get("词条", ()) for word in (term["名称"], *term.get("别名", ()))}
        return {*facets, *(piece for asked in ASKED for piece in jieba.cut(asked))}

    def text(self) -> Text:
        return self.chance.choice(self.texts)

    def word(self, least: int, most: int) -> str:
        """A word of a topic, or a whole run of its characters."""
        while True:
            topic = self.chance.choice(self.topics)
            words = [word for word in (*jieba.cut(topic), *HAN.findall(topic)) if HAN.fullmatch(word) and least <= len(word) <= most]
            words = [word for word in words if word not in self.busy]
            if words:
                return str(self.chance.choice(words))

    def body(self, count: int, least: int = 2) -> list[str]:
        words = sorted({word for word in jieba.cut(self.text().body) if HAN.fullmatch(word) and len(word) >= least} - self.busy)
        return self.chance.sample(words, min(count, len(words)))


@cache
def sounds() -> dict[str, list[str]]:
    """Syllable → the common characters (GB 2312, first level) that are mostly said so."""
    found: dict[str, list[str]] = {}
    for code in (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)):
        if char := code.decode("gb2312", "ignore"):
            found.setdefault(lazy_pinyin(char)[0], []).append(char)
    return found
