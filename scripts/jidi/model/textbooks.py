"""Textbooks: what each book teaches, unit by unit, and which of its words a teacher's words mean (R-3.2.2)."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, NamedTuple

from .record import Record, key
from .types import Items, Line, Prose, Word


class BookUnit(Record):
    """教材的一个单元（章）。没有再分课题的单元，「课题」不写。"""

    name: Line = key("名称", "单元名，照教材目录写", example="第二十三章 一次函数")
    lessons: Items = key("课题", "课题，照教材目录写，一行一个", (), example="23.2 一次函数的图象和性质")


class Book(Record):
    """一册教材。"""

    grade: Annotated[str, Word("grade")] | None = key("年级", "用这一册的年级；哪个年级用由学校定的（普通高中）不写", None, example="八年级")
    volume: Annotated[str, Word("volume")] = key("册次", "册次", example="下册")
    units: tuple[BookUnit, ...] = key("单元", "单元与课题，照目录的顺序", ())


class Textbooks(Record):
    """教材目录 ``standards/textbooks/*.yml``：一个学段、学科、版本、课标代一个文件，文件名就是网页的地址，不要改。"""

    stage: Annotated[str, Word("stage")] = key("学段", "学段", example="初中")
    subject: Annotated[str, Word("subject")] = key("学科", "学科", example="数学")
    edition: Annotated[str, Word("edition")] = key("教材版本", "教材版本", example="人教版")
    generation: Annotated[str, Word("generation")] | None = key("课标代", "教材依据的课标；普通高中不写", None, example="2022课标版")
    source: Prose = key("来源", "目录照哪一版教材录的，还缺哪几册", example="人民教育出版社 2024 年起使用的教材目录")
    books: tuple[Book, ...] = key("教材", "各册，按年级和册次的顺序", ())

    def fits(self, stage: str, subject: str, edition: str, generation: str | None) -> bool:
        """Whether a resource of these words is made for one of these books; books that name no generation are for any."""
        return (self.stage, self.subject, self.edition) == (stage, subject, edition) and self.generation in (None, generation)

    def holds(self, grade: str, volume: str) -> Book | None:
        """The book of a grade and a volume; a book that names no grade is for any."""
        return next((book for book in self.books if book.volume == volume and book.grade in (None, grade)), None)


class Name(NamedTuple):
    """A unit's or lesson's name taken apart: ``23.2 一次函数`` is (23, 2) and 一次函数."""

    number: tuple[int, ...]
    words: str


_DIGITS = "零一二三四五六七八九"
_NUMBERED = re.compile(
    r"\s*(?:第\s*([零一二三四五六七八九十]{1,3}|\d{1,2})\s*(?:单元|章|节|课|部分)|(?:课题|专题|主题|unit|§)?\s*(\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?=[\s.、]|$)))",
    re.I,
)


@lru_cache(maxsize=20_000)
def read_name(text: str) -> Name:
    """A name without blanks, signs and its number, for comparing."""
    text = unicodedata.normalize("NFKC", text)
    match = _NUMBERED.match(text)
    rest = text[match.end() :] if match else text
    return Name(_number(match) if match else (), re.sub(r"[\W_]", "", rest).lower())


def _number(match: re.Match[str]) -> tuple[int, ...]:
    if match[2]:
        return tuple(map(int, match[2].split(".")))
    if match[1].isdecimal():
        return (int(match[1]),)
    tens, ten, ones = match[1].rpartition("十")
    return ((_DIGITS.find(tens or "一") * 10 if ten else 0) + (_DIGITS.find(ones) if ones else 0),)


def find(names: Sequence[str], text: str) -> int | None:
    """Which of ``names`` the ``text`` means; ``None`` if none, or if it could be several.

    The same words and number; the same words where one leaves the number out; the number alone, or a section of it
    (15.3.2 is in 15.3); at last, words that hold the other's. Two different numbers never agree.
    """
    wanted, known = read_name(text), [read_name(name) for name in names]
    for agree in (_equal, _same_words, _same_number, _holds):
        if hits := [at for at, name in enumerate(known) if agree(name, wanted)]:
            return hits[0] if len(hits) == 1 else None
    return None


def _equal(name: Name, wanted: Name) -> bool:
    return name == wanted and name != ((), "")


def _compatible(name: Name, wanted: Name) -> bool:
    """One has no number, or the wanted one is the same or a section of it."""
    return not name.number or not wanted.number or wanted.number[: len(name.number)] == name.number


def _same_words(name: Name, wanted: Name) -> bool:
    return bool(name.words) and name.words == wanted.words and _compatible(name, wanted)


def _same_number(name: Name, wanted: Name) -> bool:
    if not name.number or not wanted.number or not _compatible(name, wanted):
        return False
    return not name.words or not wanted.words or len(wanted.number) > len(name.number)


def _holds(name: Name, wanted: Name) -> bool:
    shorter, longer = sorted((name.words, wanted.words), key=len)
    return len(shorter) > 1 and shorter in longer and _compatible(name, wanted)
