"""Days as tired people write them: with a weekday, as a number of a spreadsheet, without a year (adoption rule 3)."""

from __future__ import annotations

import datetime
import re

from ..model.types import half_width

Span = tuple[datetime.date, datetime.date]
_EPOCH = datetime.date(1899, 12, 30)
_WEEKDAY = re.compile(r"[(\[]?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*[)\]]?")
_CLOCK = re.compile(r"[\sT]*(?:上午|下午|晚上|中午)?\s*(?:\d{1,2}[:时点]\d{0,2}(?::\d{2}(?:\.\d+)?)?.*)?$")
_FULL = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_SHORT = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_LONGEST = 500  # signs; who writes more does not say a day
_SERIAL = range(36526, 73051)  # 2000 to 2099


def yearless(text: str) -> bool:
    """It says the month and the day, but not the year."""
    return _SHORT.fullmatch(_bare(text)) is not None


def count_days(text: str) -> int:
    """How many whole dates stand in a text."""
    return len(re.findall(rf"(?<!\d){_FULL.pattern}(?!\d)", half_width(text)))


def whole_day(text: str, span: Span | None = None) -> str:
    """``2026-10-12`` if it is certain which day is meant, otherwise the text as it was.

    ``span``: the school year that the sheet is of; a day without a year is the one that falls in it.
    """
    bare = _bare(text)
    if match := _FULL.fullmatch(bare) or re.fullmatch(r"(\d{4})(\d\d)(\d\d)", bare):
        return _day(*map(int, match.groups())) or text
    if re.fullmatch(r"\d{5}(\.\d+)?", bare) and int(bare[:5]) in _SERIAL:
        return (_EPOCH + datetime.timedelta(days=int(bare[:5]))).isoformat()
    if span and (match := _SHORT.fullmatch(bare)):
        days = (_day(year, int(match[1]), int(match[2])) for year in (span[0].year, span[1].year))
        within = [day for day in days if day and span[0].isoformat() <= day <= span[1].isoformat()]
        return within[0] if len(set(within)) == 1 else text
    return text


def _bare(text: str) -> str:
    if len(text) > _LONGEST:
        return text
    return _CLOCK.sub("", _WEEKDAY.sub("", half_width(text)).strip()).strip()


def _day(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""
