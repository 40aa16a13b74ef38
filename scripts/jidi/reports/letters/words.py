"""The city's wording filled with values: plain replacement of names, so that no value is ever read again (plan 六.2)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from ...documents.paper import Attached, Block, Break, Grid, Heading, Sign, Text, Title
from ...model.reports import LIST, PLACE, TABLE, Letter

Values = Mapping[str, str]
BLANK_DAY = "　　　　年　　月　　日"
_WIDTH = 156.0  # of the text, in millimetres (GB/T 9704)
_FEW = 3  # columns: a table of so many is printed larger
_NUMERALS = "〇一二三四五六七八九十"


class Wordless(Exception):
    """The city's wording lacks a document, or has a name in it that nobody knows. ``name``: of the document."""

    def __init__(self, name: str, why: str, fix: str) -> None:
        super().__init__(why)
        self.name, self.why, self.fix = name, why, fix


def line(text: str, values: Values, name: str = "") -> str:
    """A text with every {name} replaced in one pass, those without anything to say by nothing. ``name``: of the document, for complaints.

    :raises Wordless: for a name that is not among the values.
    """
    if strange := [one for one in PLACE.findall(text) if one not in values]:
        why = f"“{text[:30]}”里的“{{{strange[0]}}}”这份文稿不认识"
        raise Wordless(name, why, f"在 content/standards/reports.yml 里改成认识的名称：{'、'.join(values)}")
    return PLACE.sub(lambda match: values[match[1]], text)


def fill(text: str, values: Values, name: str = "") -> str:
    """The same; empty if one of the names has nothing to say."""
    filled = line(text, values, name)
    return filled if all(values[one] for one in PLACE.findall(text)) else ""


def blocks(one: Letter, values: Values, rows: Sequence[Values] = ()) -> list[Block]:
    """A letter as blocks: number, title, to whom, text, attachments, who signs. ``rows``: of its list or table."""
    return [*opening(one, values), *body(one, values, rows), *closing(one, values)]


def opening(one: Letter, values: Values, size: float | None = None) -> Iterator[Block]:
    """What stands above the text; ``size`` of whom it is for, in points."""
    if one.number:
        yield Text(line(one.number, values, one.name), align="center", indent=False)
    if one.title:
        yield Title(line(one.title, values, one.name))
    if one.to:
        yield Text(f"{line(one.to, values, one.name)}：", size, align="left", indent=False)


def closing(one: Letter, values: Values) -> Iterator[Block]:
    """What stands below the text: the attachments' names, who signs."""
    attached = tuple(filled for text in one.attached if (filled := fill(text, values, one.name)))
    if attached:
        yield Attached(attached)
    if one.sign:
        yield Sign(line(one.sign, values, one.name), values.get("日期", ""))


def annex(one: Letter, number: int, values: Values, rows: Sequence[Values]) -> Iterator[Block]:
    """An attachment on a page of its own: 附件1 at the edge, its title in the middle (GB/T 9704—2012, 7.3.7). Without a number: the only one."""
    yield from (Break(), Text(f"附件{number or ''}", align="left", indent=False), Title(line(one.title, values, one.name)))
    yield from body(one, values, rows)


def body(one: Letter, values: Values, rows: Sequence[Values] = ()) -> Iterator[Block]:
    """The text of a letter. A paragraph that has nothing to say is left out, and a heading over no paragraph too."""
    for part in one.parts:
        told = [block for text in part.texts for block in _told(one, text, values, rows)]
        yield from [Heading(line(part.heading, values, one.name), 1)] if part.heading and told else []
        yield from told


def _told(one: Letter, text: str, values: Values, rows: Sequence[Values]) -> list[Block]:
    """A paragraph of the wording: its lines, or the table; without a row, what the wording says then."""
    listing = any(f"{{{place}}}" in text for place in (LIST, TABLE))
    if listing and not rows:
        return [Text(one.empty)] if one.empty else []
    if text == f"{{{TABLE}}}":
        return [table(one, rows)]
    listed = "\n".join(line(one.line, row, one.name) for row in rows) if listing else ""
    return [Text(told) for told in paragraphs(text, {**values, LIST: listed, TABLE: ""}, one.name)]


def paragraphs(text: str, values: Values, name: str = "") -> list[str]:
    """A filled text as its paragraphs, none if it has nothing to say."""
    return [told for told in fill(text, values, name).split("\n") if told.strip()]


def table(one: Letter, rows: Sequence[Values]) -> Grid:
    """The rows in the letter's columns; what has no width shares what is left."""
    free = [column for column in one.columns if not column.width]
    left = (_WIDTH - sum(column.width for column in one.columns)) / max(len(free), 1)
    head = tuple(column.name for column in one.columns)
    cells = [tuple(line(column.text, row, one.name) or "—" for column in one.columns) for row in rows]
    size = 12 if len(head) <= _FEW else 10.5
    return Grid((head, *cells), tuple(float(column.width) or left for column in one.columns), size=size)


def day(one: datetime.date | None) -> str:
    """``2026年10月12日``; empty if it is not known."""
    return f"{one.year}年{one.month}月{one.day}日" if one else ""


def blank_day(one: datetime.date | None) -> str:
    """The same, with room to fill it in."""
    return day(one) or BLANK_DAY


def years(year: str) -> str:
    """``2026-2027`` as it is printed: ``2026—2027`` (GB/T 15834: a dash between two times)."""
    return year.replace("-", "—")


def month_in_han(one: datetime.date) -> str:
    """``二〇二六年十月``, as it is cut into a plaque."""
    tens, ones = divmod(one.month, 10)
    month = ("十" if tens else "") + (_NUMERALS[ones] if ones else "")
    return f"{''.join(_NUMERALS[int(sign)] for sign in str(one.year))}年{month}月"
