"""Nobody's personal data, no markup in texts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator

from pydantic import BaseModel

from ..model.city import City, Entry, PathKey
from ..model.record import Record
from .rule import Slip, rule

IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
# The allotted ranges (工业和信息化部《电信网编号计划》), so that a long number in a lesson is not taken for one.
MOBILE = re.compile(r"(?<![0-9A-Za-z.+-])(?:1[38]\d|14[5-9]|15[0-35-9]|16[2567]|17[0-8]|19[0-35-9])\d{8}(?![0-9A-Za-z])")
PUPIL = re.compile(r"(?<![0-9A-Za-z])[GL][1-9]\d{16}[\dXx](?![0-9A-Za-z])")
# A tag of HTML with nothing but attributes in it: “<a b^c, 即…>” in a lesson is a pair of signs.
TAG = re.compile(
    r"<!--|</?(?:a|abbr|audio|b|base|blockquote|body|br|button|center|code|details|div|em|embed|fieldset|font|form|frame|frameset|h[1-6]|head|hr|html|i|iframe"
    r"|img|input|link|li|main|marquee|math|meta|noscript|object|ol|option|p|pre|s|script|section|select|span|strike|strong|style|sub|summary|sup|svg|table"
    r"|tbody|td|textarea|template|th|title|tr|u|ul|video)(?:\s+[a-zA-Z:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+))?)*\s*/?>",
    re.IGNORECASE,
)
CODE = re.compile(r"`[^`\n]*`")
MARKS = re.compile("成绩|分数|得分|总分|考分")
RANKS = {"名次", "排名", "位次"}
PUPILS = {"姓名", "学号", "学生"}
BOASTS = re.compile("升学率|上线率|一本率|重点率|高分人数|中考状元|高考状元")
DIGITS = re.compile(r"[1-9]\d{10}")  # in every number that is looked for
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def texts(entry: Entry[Record]) -> Iterator[tuple[int, str]]:
    """The lines of a body with their numbers in the file."""
    return ((entry.body_line + number, line) for number, line in enumerate(entry.body.split("\n")))


def head_texts(entry: Entry[Record]) -> Iterator[tuple[PathKey, str]]:
    """Every text of the head with its path."""
    stack: list[tuple[PathKey, object]] = [((), entry.record.model_dump(by_alias=True))]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict):
            stack += [((*path, key), one) for key, one in value.items() if key != "sha256"]
        elif isinstance(value, list | tuple):
            stack += [((*path, number), one) for number, one in enumerate(value)]
        elif isinstance(value, str):
            yield path, value


def words_in(record: Record) -> str:
    """All texts of a head, one below the other. Not by pydantic: for one changed file it would first build what writes each model."""
    found: list[str] = []
    stack: list[Iterable[object]] = [vars(record).values()]
    while stack:
        for value in stack.pop():
            if isinstance(value, str):
                found.append(value)
            elif isinstance(value, tuple | list):
                stack.append(value)
            elif isinstance(value, BaseModel | dict):
                stack.append((value if isinstance(value, dict) else vars(value)).values())
    return "\n".join(found)


def _suspect(text: str) -> bool:
    """Whether a number or a boast may be in a text; one after the other, for both in one pattern take twice as long."""
    return bool(DIGITS.search(text) or BOASTS.search(text))


def _suspects(city: City) -> list[tuple[Entry[Record], int, str]]:
    """The texts in which something may be that must not, with their lines: few of all that there are, so they are looked for once."""
    found = []
    for entry in city.own:
        if _suspect(words_in(entry.record)):  # few heads need be taken apart
            found += [(entry, entry.at(*path).line, text) for path, text in head_texts(entry) if _suspect(text)]
        if _suspect(entry.body):
            found += [(entry, line, text) for line, text in texts(entry) if _suspect(text)]
    return found


def is_identity(number: str) -> bool:
    """Whether 18 characters are an identity number: a real birth date and the check digit (GB 11643)."""
    try:
        datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def numbers(city: City, pattern: re.Pattern[str], what: str, fix: str, real: Callable[[str], bool] = bool) -> Iterator[Slip]:
    """Where a number of this kind stands in the material; only its ends are repeated."""
    for entry, line, text in city.once(_suspects):
        for number in filter(real, pattern.findall(text)):
            yield entry.at()._replace(line=line), f"这里有{what} {number[:3]}…{number[-2:]}", fix


@rule("YS01", "不写身份证号", "个人信息保护法")
def no_identity_numbers(city: City) -> Iterator[Slip]:
    """身份证号一旦进了公开的网页和历史记录就收不回来。"""
    return numbers(city, IDENTITY, "身份证号", "删掉；已经提交过的，马上告诉办公室处理历史记录", is_identity)


@rule("YS02", "不写手机号", "个人信息保护法")
def no_mobile_numbers(city: City) -> Iterator[Slip]:
    """公开手机号会招来骚扰和诈骗。要联系就写科室和办公电话。"""
    return numbers(city, MOBILE, "手机号", "删掉，改写科室或办公电话")


@rule("YS03", "不写学籍号", "未成年人学校保护规定")
def no_pupil_numbers(city: City) -> Iterator[Slip]:
    """学籍号能查到一个孩子的全部信息。"""
    return numbers(city, PUPIL, "学籍号", "删掉")


@rule("YS04", "不放带姓名的成绩表和名次表", "未成年人学校保护规定")
def no_lists_with_marks(city: City) -> Iterator[Slip]:
    """公布学生成绩和排名是法律禁止的；教师和学校也不排名。"""
    for entry in (one for one in city.own if "|" in (body := one.body) and any(word in body for word in (*PUPILS, *RANKS))):
        for line, text in texts(entry):
            cells = [cell.strip() for cell in text.split("|")] if text.count("|") > 1 else []
            named = PUPILS & set(cells) and any(MARKS.search(cell) for cell in cells)
            if named or RANKS & set(cells):
                yield entry.at()._replace(line=line), f"表头是“{text.strip()[:40]}”，像是成绩或名次表", "删掉姓名列和名次列，只留汇总"


@rule("YS05", "不宣传升学率、高分和状元", "未成年人学校保护规定")
def no_exam_boasting(city: City) -> Iterator[Slip]:
    """教育部三令五申不许宣传升学情况。写教学上的做法和改进。"""
    for entry, line, text in city.once(_suspects):
        if entry.base and (found := BOASTS.search(text)):
            yield entry.at()._replace(line=line), f"这里写了“{found[0]}”", "删掉，改写教学上的变化"


@rule("AQ02", "正文不写 HTML", "本项目约定：安全")
def no_raw_html(city: City) -> Iterator[Slip]:
    """HTML 标签会原样显示成文字，不会起作用；能藏程序，所以一律不用。"""
    for entry in (one for one in city.own if "<" in one.body):
        fenced = False
        for line, text in texts(entry):
            fenced ^= text.lstrip().startswith(("```", "~~~"))
            if not fenced and (tag := TAG.search(CODE.sub("", text))):
                yield entry.at()._replace(line=line), f"正文里有 HTML 标签“{tag[0][:30]}”", "改用 Markdown 的写法；要写小于号请用“＜”或放进反引号"


CHECKS = (no_identity_numbers, no_mobile_numbers, no_pupil_numbers, no_lists_with_marks, no_exam_boasting, no_raw_html)
