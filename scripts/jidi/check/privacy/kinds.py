"""What is looked for, kind by kind: how it is found, what of it may be repeated, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from .homes import addresses
from .names import masked
from .numbers import cards, identities, mobiles, pupils
from .people import beside_birthdays, beside_marks
from .sieves import BIRTH, BOAST, DIGITS, GRADE, HOME, MARK, PUPIL
from .tidy import tidy

_ORDER = "甲乙丙丁戊己庚辛壬癸"
_LONGEST = 20_000  # characters of one text that are looked at: a longer one is no sentence


@dataclass(frozen=True, slots=True)
class Kind:
    """``find``: the values in a tidied text that one of ``sieves`` holds back; ``show``: one of them so that nobody is known by it.

    ``instead``: what to write for the n-th of a file.
    """

    code: str
    what: str
    sieves: tuple[re.Pattern[str], ...]
    find: Callable[[str], Iterator[str]]
    show: Callable[[str], str]
    instead: Callable[[int], str]


def ends(value: str) -> str:
    """The first three characters and the last two."""
    return f"{value[:3]}…{value[-2:]}"


def _pupil(number: int) -> str:
    return f"姓名改成“学生{_ORDER[number % len(_ORDER)]}”；是老师就写姓加“老师”，不写分数"


def teacher(name: str) -> str:
    """What to write instead of a teacher's name."""
    return f"改成“{masked(name)[:-1]}老师”，不写分数和生日"


KINDS = (
    Kind("YS01", "身份证号", (DIGITS,), identities, ends, lambda _: "删掉，要写就写“（证件号略）”；已经提交过的，马上告诉办公室处理历史记录"),
    Kind("YS02", "手机号", (DIGITS,), mobiles, ends, lambda _: "删掉，改写科室或办公电话"),
    Kind("YS03", "学籍号", (DIGITS, PUPIL), pupils, ends, lambda _: "删掉，要写就写“（学籍号略）”"),
    Kind("YS05", "", (BOAST,), lambda text: iter(BOAST.findall(text)), str, lambda _: "删掉，改写教学上的变化"),
    Kind("YS08", "银行卡号", (DIGITS,), cards, ends, lambda _: "删掉，要写就写“（卡号略）”；报销、发放的材料不放进来"),
    Kind("YS09", "家庭住址", (HOME,), addresses, lambda one: f"{one[:2]}…{one[-2:]}", lambda _: "删掉，要写就只写到县区，如“湛河区”"),
    Kind("YS11", "姓名和生日", (BIRTH,), beside_birthdays, masked, lambda _: "删掉生日；要写就写年级或年龄段，如“八年级学生”"),
    Kind("YS12", "姓名和分数", (MARK, GRADE), beside_marks, masked, _pupil),
)
NUMBERS = tuple(kind for kind in KINDS if DIGITS in kind.sieves)
BY_CODE = {kind.code: kind for kind in KINDS}
MARKS_TABLE = "YS04"


def looked_at(text: str, sieves: Collection[re.Pattern[str]]) -> Iterator[tuple[Kind, str]]:
    """Everything that stands in a text, as it is there; ``sieves``: what held it back (:func:`.sieves.sifted`)."""
    if sieves:
        text = tidy(text[:_LONGEST])
        yield from ((kind, value) for kind in KINDS if any(one in sieves for one in kind.sieves) for value in kind.find(text))
