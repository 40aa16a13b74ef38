"""Names beside marks and birthdays. All texts are tidied before (:mod:`.tidy`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from .names import SURNAMES, names_at
from .sieves import BIRTH, GRADE, MARK

_REACH = 60  # characters from a name to the end of what stands beside it
_FULL_MARKS = re.compile("满分|每小?题|共计|时间|分值")


@cache
def _starts() -> re.Pattern[str]:
    """Where a name may begin: before it stands no character, or a word that says who it is."""
    before = ("其中", "学生", "同学", "女生", "男生", "班长", "组长", "代表", "孩子", "最高分", "最低分", "一名", "二名", "三名")
    after = "".join(f"|(?<={one})|(?<={one} )" for one in before)
    return re.compile(rf"(?:(?<![\u4e00-\u9fff])(?:班的?|姓名:)?{after})(?={SURNAMES})")


@cache
def _marks() -> re.Pattern[str]:
    subject = "语文|数学|英语|物理|化学|生物|历史|地理|政治|道法|道德与法治|科学|总分|得分|分数|总?成绩|总评"
    said, points = (
        "考了?|考得|考到|得了?|拿了?|获得?|取得|只有|仅|为|是",
        r"(?:100|1[0-4]\d|150|\d{1,2})(?:\.\d)?\s?分(?!\s?(?:\d{1,2}\s?秒|钟|之|米|数线|别|成|析|布|解|制|题))",
    )
    return re.compile(
        rf"(?:同学|同志)?(?:[:\s,、|]{{0,3}}(?:{said})?\s?{points}"  # 张三 95分
        rf"|从\s?{points}"
        r"|\s?\(\s?(?:[2-9]\d|1\d\d)(?:\.\d)?\s?分\s?\)"  # 张三(95分): a small number there is what a question counts
        rf"|[^\n。;\d]{{0,12}}?(?:{subject}|{said})[^\n。;\d]{{0,8}}?{points}"  # 张三这次数学考了95分
        rf"|[:\s,、|]{{0,3}}(?:{subject})[:\s]{{0,2}}(?:\d{{2}}|1[0-4]\d|150)(?:\.\d)?(?![\d年月页班题名人级条届:.-]))"  # 张三 语文95
    )


@cache
def _birthday() -> re.Pattern[str]:
    day = r"(?:19[5-9]\d|20[0-2]\d)\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?"
    said = "出生日期|出生年月日?|出生时间|出生|生日|生于"
    return re.compile(rf"(?:同学)?(?:[^\n。;\d]{{0,14}}?(?:{said})[^\n\d]{{0,5}}{day}|[^\n。;\d]{{0,8}}?{day}\s?(?:出生|生(?![活产长成态物日动])))")


def beside_marks(text: str) -> Iterator[str]:
    """The names beside which marks stand."""
    return iter(()) if _FULL_MARKS.search(text) else _before(text, _marks(), MARK, GRADE)


def beside_birthdays(text: str) -> Iterator[str]:
    """The names of people now alive beside which the day of their birth stands."""
    return _before(text, _birthday(), BIRTH)


def _before(text: str, pattern: re.Pattern[str], *cues: re.Pattern[str]) -> Iterator[str]:
    """The names after which the pattern stands, each once. ``cues``: one of them is in all that the pattern takes."""
    found = (next((name for name in names_at(text, at) if pattern.match(text, at + len(name))), "") for at in _places(text, cues))
    return iter(dict.fromkeys(filter(None, found)))


def _places(text: str, cues: Iterable[re.Pattern[str]]) -> Iterator[int]:
    """Where a name may begin, near enough before a cue: to look for names is dear, for cues it is not."""
    done = 0
    for cue in sorted(hit.start() for one in cues for hit in one.finditer(text)):
        yield from (at.end() for at in _starts().finditer(text, max(done, cue - _REACH), cue))
        done = max(done, cue)
