"""What is seen in a text at a glance: most texts hold nothing that may be private, and need not be looked at closely."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .tidy import GAP

# A pattern that begins with one character of its own is looked for ten times as fast as one that begins with one of many.
DIGITS = re.compile(rf"\d\d(?:{GAP}{{0,3}}\d){{9}}")  # in every number that is looked for
MARK = re.compile(r"分(?:(?<=\d分)|(?<=\d\s分))(?![钟之米数别成析布解])")
GRADE = re.compile(r"[文学语理史治法分绩][:：\s]{0,2}\d\d")
HOME = re.compile("住址|家庭地址|居住地址|家住|家在|住在|户籍|收货地址|号楼|号院|小区|新村|苑|家园|花园|家属院|公寓|嘉园|栋|幢")
BIRTH = re.compile(r"生(?:(?<=出生)|(?<=[年月日\d]生)|日|于)")
PUPIL = re.compile("学籍")
BOAST = re.compile("升学率|上线率|一本率|重点率|高分人数|中考状元|高考状元")
SIEVES = (MARK, BIRTH, PUPIL, BOAST, GRADE, HOME, DIGITS)


def sifted(text: str, sieves: Iterable[re.Pattern[str]] = SIEVES) -> list[re.Pattern[str]]:
    """Which of the sieves hold something back. One after the other: all in one pattern take twice as long."""
    return [one for one in sieves if one.search(text)]
