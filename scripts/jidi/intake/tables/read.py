"""A filled table (xlsx, xls, ods, csv) becomes drafts: found by names, not by place (adoption rules 2, 3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...model.base import Base
from ...model.city import City, PathKey
from ...model.finding import Finding, Place
from ...model.types import half_width
from ...model.vocabulary import nearest
from .. import rules
from ..draft import Draft, Incoming, Note
from ..outline import body_of
from ..sheets import EXAMPLE, NUMBER, SHEETS, YEAR, Column, Sheet, column_of, known, plain
from ..small import SEPARATOR
from ..taken import Taken, together
from .book import Page, Unopened, open_pages, tidy
from .register import GUIDE, WORDS, example_text

Fetch = Callable[[str], "bytes | None"]
_HEADS = 20  # a heading is looked for in so many rows
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*[-—–~至]+\s*(20\d\d)\s*学?年")
_LISTED = re.compile(r"\s*(?:\d+[.、．)）]|[①-⑳]|[（(]\d+[)）])")


@dataclass(frozen=True)
class Head:
    """Where the headings of a page stand and what each column is; ``marks``: the column in which an example row is marked, or −1."""

    sheet: Sheet
    row: int
    columns: dict[int, Column]
    strange: dict[int, str]
    year: int
    marks: int


def read_tables(city: City, base: str, file: str, data: bytes, fetch: Fetch = lambda name: None) -> Taken:
    """Every sheet that is understood. ``fetch``: file name → the bytes of a file that lies beside the table, if it is there."""
    try:
        pages = open_pages(file, data)
    except Unopened as error:
        return Taken(findings=(rules.OPEN.at(Place(file), f"“{file}”{error.message}", error.fix),))
    visible = [page for page in pages if not page.hidden and any(any(row) for row in page.rows)]
    if not visible:
        return Taken(findings=(rules.OPEN.at(Place(file), f"“{file}”里没有写字", "填好再交；填过的，看看是不是没有保存"),))
    heads = [(page, _head(city, page)) for page in visible]
    found = [(page, head) for page, head in heads if head]
    if not found:
        remedy = f"表头要写字段的名字（标题、日期……）；用 jidi template 写出的登记表最稳妥。能收的表：{'、'.join(sheet.name for sheet in SHEETS)}"
        return Taken(findings=(rules.HEADER.at(visible[0].at(0, 0), "没有认出表头", remedy),))
    notes = [Note(page.at(0, 0), f"没有认出“{page.name}”这张表，没有导入") for page, head in heads if not head and plain(page.name) != GUIDE]
    notes += [
        Note(page.at(0, 0), f"“{page.name}”这张表是隐藏的，没有导入") for page in pages if page.hidden and page.name != WORDS and any(map(any, page.rows))
    ]
    return together([Taken(notes=tuple(notes)), *(_page(city, base, page, head, fetch) for page, head in found)])


def _head(city: City, page: Page) -> Head | None:
    """The row and the kind of sheet that fit best; none if no row has at least two headings that fit."""
    named = [sheet for sheet in SHEETS if sheet.name in plain(page.name)]
    best: tuple[tuple[bool, float, int, int], Head] | None = None
    for sheet in SHEETS:
        names = known(city, sheet)
        wanted = {column.key for column in names.values() if column.required}
        for row in range(min(_HEADS, len(page.rows))):
            head = _headings(sheet, names, page, row)
            keys = {column.key for column in head.columns.values()}
            share = len(keys & wanted) / len(wanted)
            score = (sheet in named, share, len(keys), -row)
            if len(keys) >= 2 and share >= 0.34 and (best is None or score > best[0]):
                best = score, head
    return best[1] if best else None


def _headings(sheet: Sheet, names: dict[str, Column], page: Page, row: int) -> Head:
    columns: dict[int, Column] = {}
    strange: dict[int, str] = {}
    year = marks = -1
    for number, text in enumerate(page.rows[row]):
        column = column_of(names, text) if text else None
        if column:
            columns[number] = column
        elif sheet.row and plain(text) == YEAR:
            year = number
        elif plain(text) in (NUMBER, "编号", "No", "行号"):
            marks = number
        elif text:
            strange[number] = text
    return Head(sheet, row, columns, strange, year, marks)


def _page(city: City, base: str, page: Page, head: Head, fetch: Fetch) -> Taken:
    findings = [*_wrong_heads(city, page, head), *_blind(page, head), *_other_base(city, base, page, head)]
    notes = list(_unused(page, head))
    year = _school_year(page, head)
    filled = _filled_down(page, head)
    drafts = []
    for row in range(head.row + 1, len(page.rows)):
        texts = {number: page.text(row, number) for number in head.columns}
        if not any(texts.values()):
            continue
        if plain(page.text(row, head.marks)) in (EXAMPLE, "示例", "样例"):
            notes += [] if _untouched(city, base, head, texts) else [_example(page, row)]
            continue
        findings += _several(page, head, row)
        drafts.append(_draft(base, page, head, row, {**texts, **filled.get(row, {})}, year, fetch))
    if any(one.code == rules.HEADER.code for one in findings):
        drafts = []
    return Taken(tuple(drafts), tuple(findings), tuple(notes))


def _wrong_heads(city: City, page: Page, head: Head) -> Iterator[Finding]:
    """A required column is not there, or one is there twice."""
    have = Counter(column.key for column in head.columns.values())
    for number, column in head.columns.items():
        if have[column.key] > 1:
            yield rules.HEADER.at(page.at(head.row, number), f"有 {have[column.key]} 列都是「{column.key}」", "只留一列，或把多出来的那一列改个名字")
    for column in {column.key: column for column in known(city, head.sheet).values() if column.required and not have[column.key]}.values():
        near = nearest(column.key, list(head.strange.values()))
        hint = f"；“{near}”一列如果就是它，把列名改成“{column.key}”" if near else ""
        place = page.at(head.row, min(head.columns))
        yield rules.HEADER.at(place, f"「{head.sheet.name}」表里没有必填的「{column.key}」这一列", f"加一列“{column.key}”，每一行都填上{hint}")


def _blind(page: Page, head: Head) -> Iterator[Finding]:
    for row, column in sorted(page.blind):
        if row > head.row and column in head.columns:
            yield rules.PART.at(page.at(row, column), "这一格是公式，没有算出结果", "在 WPS 或 Excel 里打开，直接打上算好的字，或保存一次再交")


def _other_base(city: City, base: str, page: Page, head: Head) -> Iterator[Finding]:
    """The title says that the table is another base's."""
    above = "".join(text for row in page.rows[: head.row] for text in row)
    own = [entry.record for entry in city.of(Base, base)]
    others = [entry for entry in city.of(Base) if entry.base != base and (entry.record.short_name in above or entry.record.full_name in above)]
    if others and not any(one.short_name in above or one.full_name in above for one in own):
        other = others[0]
        yield rules.HEADER.at(page.at(0, 0), f"标题上写的是“{other.record.short_name}”", f"这张表如果是那个基地的，用 --base {other.base} 导入；不是就改正标题")


def _unused(page: Page, head: Head) -> Iterator[Note]:
    for number, text in head.strange.items():
        if any(page.text(row, number) for row in range(head.row + 1, len(page.rows))):
            yield Note(page.at(head.row, number), f"不认识“{text[:20]}”这一列，没有导入")
    for row, column in page.pictures:
        yield Note(page.at(row, column), "这里有一张图片，没有导入；要用的图片另存成文件，和表放在一起，名字写在「附件」一列")


def _school_year(page: Page, head: Head) -> str:
    """The school year of the whole sheet, if its title or name says one and only one."""
    above = [text for row in page.rows[: head.row] for text in row]
    found = {f"{match[1]}-{match[2]}" for text in (*above, page.name) for match in _YEAR.finditer(half_width(text)) if int(match[2]) == int(match[1]) + 1}
    return found.pop() if len(found) == 1 else ""


def _filled_down(page: Page, head: Head) -> dict[int, dict[int, str]]:
    """What joined cells mean for the rows below the first: the same value in each."""
    filled: dict[int, dict[int, str]] = {}
    for (top, left), (bottom, right) in page.merged:
        for row in range(max(top, head.row) + 1, bottom + 1):
            for column in range(left, right + 1):
                if top > head.row and column in head.columns:
                    filled.setdefault(row, {})[column] = page.text(top, left)
    return filled


def _untouched(city: City, base: str, head: Head, texts: dict[int, str]) -> bool:
    """The example row is still as the register has it."""
    owners = [None, *(entry.record for entry in city.of(Base, base))]
    return all(any(text in ("", tidy(example_text(city, owner, head.columns[number]))) for owner in owners) for number, text in texts.items())


def _example(page: Page, row: int) -> Note:
    return Note(page.at(row, 0), f"这一行标着“{EXAMPLE}”，没有导入；真的材料请把“{EXAMPLE}”字去掉")


def _several(page: Page, head: Head, row: int) -> Iterator[Finding]:
    """Two records in one row: a title of numbered lines, or as many titles as days."""
    texts = {column.key: (number, page.text(row, number)) for number, column in head.columns.items()}
    number, title = texts.get("标题") or texts.get("任务") or texts.get("名称") or (0, "")
    lines = [line for line in title.split("\n") if line.strip()]
    days = [line for line in texts.get("日期", (0, ""))[1].split("\n") if line.strip()]
    if len(lines) > 1 and (len(days) > 1 or all(_LISTED.match(line) for line in lines)):
        yield rules.ONE.at(page.at(row, number), f"这一格里写了 {len(lines)} 份材料", "一行只写一份，分成几行")


def _draft(base: str, page: Page, head: Head, row: int, texts: dict[int, str], year: str, fetch: Fetch) -> Draft:
    own = page.text(row, head.year)
    places: dict[PathKey, Place] = {(): page.at(row, min(head.columns))}
    places |= {(column.key,): page.at(row, number) for number, column in head.columns.items()}
    if head.year >= 0:
        places[YEAR,] = page.at(row, head.year)
    values = {column.key: texts[number] for number, column in head.columns.items() if column.field and texts[number]}
    sections = [(column.key, texts[number]) for number, column in head.columns.items() if not column.field and texts[number]]
    return Draft(head.sheet.kind, base, values, places, body_of(sections), _along(values, fetch), head.sheet.row, _tidy_year(own) if own else year)


def _tidy_year(text: str) -> str:
    match = _YEAR.search(half_width(text) + "学年")
    return f"{match[1]}-{match[2]}" if match else ""


def _along(values: dict[str, str], fetch: Fetch) -> tuple[Incoming, ...]:
    """The attachments that lie beside the table; a path of somebody's own disk is only its name."""
    names = [re.split(r"[\\/]", part.strip())[-1] for part in SEPARATOR.split(values.get("附件", "")) if part.strip() and "://" not in part]
    read: Sequence[tuple[str, bytes | None]] = [(name, fetch(name)) for name in dict.fromkeys(names)]
    return tuple(Incoming(name, data) for name, data in read if data is not None)
