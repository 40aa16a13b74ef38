"""The first sheet of a workbook, which explains, and the hidden one, which says what the workbook is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..assess import Assessment, number
from ..model.city import City
from ..model.rubric import Rubric
from .layout import ABSTAIN, DONE, HEAD_ROW, META_HEADS, META_KEYS, STATUS
from .style import LINE, Style, lines

WIDTHS = (22, 26, 60, 12)


def guide(sheet: Any, looks: Style, city: City, made: Assessment, code: str, bases: Mapping[str, tuple[str, Mapping[str, int]]], due: str) -> None:
    """Write 说明. ``bases``: sheet name → (full name, indicator → row)."""
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, f"{made.year} 学年{city.settings.city if city.settings else ''}学科教研基地考核　专家评分表", looks.title)
    sheet.write_string(1, 0, f"代号 {code}　评价标准 {made.rubric.version} 版　材料截至 {made.as_of}", looks.note)
    row = _paragraphs(sheet, looks, 3, "怎样填", _steps(made.rubric))
    row = _bands(sheet, looks, row, made.rubric)
    row = _progress(sheet, looks, row, bases)
    row = _paragraphs(sheet, looks, row, "纪律", _discipline(made.rubric))
    _paragraphs(sheet, looks, row, "交表", _handing_in(city, code, due))
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _steps(rubric: Rubric) -> tuple[str, ...]:
    asks = "、".join(band.id for band in rubric.panel.bands if band.reason)
    return (
        "一个基地一张表，在下面的标签里。先看“佐证”（点开就是网站上的材料），再对照“四档锚点”。",
        "在“档次”里选一档，再在“分数”里填一个数，要落在这一档的范围里，最多 " + f"{rubric.places} 位小数。先定档、后给分。",
        f"选了 {asks} 档要在“理由”里写一句。" if asks else "理由可写可不写。",
        f"看不准、不便评的选“{ABSTAIN}”，不用填分。不要空着。",
        f"“状态”全是“{DONE}”就可以交。自评只供参考，不影响得分。",
        "不要插入、删除、移动行和表，不要改文件名。",
    )


def _discipline(rubric: Rubric) -> tuple[str, ...]:
    return (
        "独立评分，不互相打听，不把评分表给别人看。所在单位、参加或指导的基地已经替你去掉；发现还有该回避的，请告诉办公室，并选“弃权”。",
        f"交上来以后只汇总：不少于 {rubric.panel.trim_from} 份时去掉一个最高分、一个最低分，其余平均。姓名和单个打分不进材料库，不公开。",
        f"一个指标最高与最低相差超过满分的 {number(rubric.panel.spread)}% 时，请大家复议一次，前后两次结果都保留。",
    )


def _handing_in(city: City, code: str, due: str) -> tuple[str, ...]:
    settings = city.settings
    who = "　".join(part for part in ((settings.organiser, settings.contact) if settings else ()) if part)
    return (
        f"{due}前交。" if due else "交表日期以办公室的通知为准。",
        f"存成 .xlsx，文件名不变（评分表-{code}.xlsx），当面或用办公室指定的方式交，不要发到群里。",
        f"有事找：{who}" if who else "有事找发表的办公室。",
    )


def _paragraphs(sheet: Any, looks: Style, row: int, title: str, texts: tuple[str, ...]) -> int:
    sheet.write_string(row, 0, title, looks.head)
    for number_, text in enumerate(texts, 1):
        sheet.merge_range(row + number_, 0, row + number_, 3, "", looks.cell)
        sheet.write_string(row + number_, 0, f"{number_}. {text}", looks.cell)
        sheet.set_row(row + number_, LINE * lines(text, sum(WIDTHS) - 6) + 3)
    return row + len(texts) + 2


def _bands(sheet: Any, looks: Style, row: int, rubric: Rubric) -> int:
    above = [Decimal(100), *(band.low for band in rubric.panel.bands)]
    heads = ("档次", "占满分的", "样子", "写理由")
    table = [
        (band.id, f"{number(band.low)}% 起" + ("" if top == 100 else f"，不到 {number(top)}%"), band.meaning, "要" if band.reason else "")
        for band, top in zip(rubric.panel.bands, above, strict=False)
    ]
    return _table(sheet, looks, row, heads, table)


def _progress(sheet: Any, looks: Style, row: int, bases: Mapping[str, tuple[str, Mapping[str, int]]]) -> int:
    row = _table(sheet, looks, row, ("你要评的基地", "做了多少", "全称", ""), [("", "", full, "") for full, _ in bases.values()]) - len(bases) - 1
    for name, (_, rows) in bases.items():
        quoted = f"'{name}'"
        sheet.write_url(row, 0, f"internal:{quoted}!A1", looks.link, name)
        span = f"{quoted}!${chr(65 + STATUS)}${HEAD_ROW + 2}:${chr(65 + STATUS)}${max(rows.values(), default=HEAD_ROW) + 1}"
        sheet.write_formula(row, 1, f'=COUNTIF({span},"{DONE}")&" / {len(rows)}"', looks.middle, f"0 / {len(rows)}")
        row += 1
    return row + 1


def _table(sheet: Any, looks: Style, row: int, heads: tuple[str, ...], table: Sequence[tuple[str, ...]]) -> int:
    for number_, (line, form) in enumerate([(heads, looks.head), *((line, looks.cell) for line in table)]):
        sheet.set_row(row + number_, LINE + 3)
        for column, text in enumerate(line):
            sheet.write_string(row + number_, column, text, form)
    return row + len(table) + 2


def meta(sheet: Any, made: Assessment, code: str, bases: Mapping[str, tuple[str, Mapping[str, int]]]) -> None:
    """Write the hidden sheet: what ``collect`` goes by. ``bases``: sheet name → (base id, indicator → zero-based row)."""
    rubric = made.rubric
    for row, pair in enumerate(zip(META_KEYS, (made.year, rubric.id, rubric.version, made.rubric_sha256, code), strict=True)):
        for column, text in enumerate(pair):
            sheet.write_string(row, column, text)
    table = [(name, base, id, str(row)) for name, (base, rows) in bases.items() for id, row in rows.items()]
    for number_, line in enumerate([META_HEADS, *table], len(META_KEYS)):
        for column, text in enumerate(line):
            sheet.write_string(number_, column, text)
    sheet.very_hidden()
