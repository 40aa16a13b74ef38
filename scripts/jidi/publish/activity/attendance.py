"""Who came, by county and school, in numbers only: on the page, as csv and as xlsx (R-3.3.6, R-5.5.2)."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass

from ...model.city import Entry
from ...model.work import Activity
from ..machine.catalogue import safe
from ..output import Output
from ..world import World

_HEAD = ("县（市、区）", "学校或单位", "人数")
_UNKNOWN = "没有登记县区"
_FIXED_DAY = datetime.datetime(2000, 1, 1)


@dataclass(frozen=True)
class County:
    """The schools of a county with how many came of each; ``proper``: a county or district, not the city's own schools or unknown ones."""

    name: str
    schools: tuple[tuple[str, int], ...]
    proper: bool = True

    @property
    def total(self) -> int:
        return sum(count for _, count in self.schools)


def attendance(world: World, record: Activity) -> list[County]:
    """Counties in the city's order, those that the register does not know last; schools as they were written, each once."""
    counts: dict[str, dict[str, int]] = {}
    counties, names = world.counties, world.schools
    for one in record.participants:
        schools = counts.setdefault(counties.get(one.school) or _UNKNOWN, {})
        name = names.get(one.school, one.school)
        schools[name] = schools.get(name, 0) + one.count
    known = world.once(_counties)
    order = sorted(counts, key=lambda name: known[name][0] if name in known else len(known))
    return [County(name, tuple(counts[name].items()), name in known and known[name][1]) for name in order]


def _counties(world: World) -> Mapping[str, tuple[int, bool]]:
    """Name → its place in the city's order, and whether it is a county or district."""
    words = world.city.vocabulary
    return {term.name: (at, not words.is_term("county", term.name, "szx", "other")) for at, term in enumerate(words.of("county"))}


def in_words(counties: list[County]) -> str:
    """``3 个县（市、区）5 所学校和单位，共 31 人``; empty if nobody is recorded."""
    schools, proper = sum(len(one.schools) for one in counties), sum(one.proper for one in counties)
    where = f"{proper} 个县（市、区）" if proper else ""
    return f"{where}{schools} 所学校和单位，共 {sum(one.total for one in counties)} 人" if schools else ""


def attendance_files(world: World, entry: Entry[Activity]) -> list[Output]:
    """The table beside the page, twice; none if nobody is recorded."""
    counties = attendance(world, entry.record)
    stem = entry.address.removesuffix(".html")
    return [Output(f"{stem}.csv", _csv(counties)), Output(f"{stem}.xlsx", _xlsx(entry.record.title, counties))] if counties else []


def _rows(counties: list[County]) -> list[tuple[str, str, int]]:
    return [(county.name, school, count) for county in counties for school, count in county.schools]


def _csv(counties: list[County]) -> bytes:
    """As WPS and Excel open it: with the mark of UTF-8; a word that they would take for a formula gets an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEAD)
    writer.writerows([safe(county), safe(school), count] for county, school, count in _rows(counties))
    return ("\ufeff" + text.getvalue()).encode()


def _xlsx(title: str, counties: list[County]) -> bytes:
    """One sheet: the title, a row for each school, the sum as a formula with its value; the same bytes for the same words."""
    import xlsxwriter  # only when a table is written: most builds write none

    memory, rows = io.BytesIO(), _rows(counties)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as book:
        book.set_properties({"title": title[:255], "created": _FIXED_DAY})
        sheet, line = book.add_worksheet("参加"), {"border": 1, "valign": "vcenter"}
        head, cell = book.add_format({**line, "bold": True, "align": "center", "bg_color": "#EEEEEE"}), book.add_format({**line, "text_wrap": True})
        sheet.merge_range(0, 0, 0, 2, title, book.add_format({"bold": True, "font_size": 14, "align": "center", "valign": "vcenter", "text_wrap": True}))
        sheet.set_row(0, 42)
        sheet.write_row(1, 0, _HEAD, head)
        for number, row in enumerate(rows, 2):
            sheet.write_row(number, 0, row, cell)
        end = len(rows) + 2
        sheet.merge_range(end, 0, end, 1, "合计", head)
        sheet.write_formula(end, 2, f"=SUM(C3:C{end})", head, sum(count for _, _, count in rows))
        for column, width in enumerate((18, 40, 10)):
            sheet.set_column(column, column, width)
        sheet.set_paper(9)
        sheet.freeze_panes(2, 0)
        sheet.repeat_rows(1)
    return memory.getvalue()
