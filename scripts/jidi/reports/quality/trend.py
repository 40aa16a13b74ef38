"""The same metric over school years: what has the same name and scope, of the same grade and source (plan 三.3 动态分析)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...charts import Line, lines
from ...documents import Block, Column, Figure, Heading, Table
from ..annual.drawings import figure
from ..annual.words import texts
from .told import Key, Told, key_of

YEARS = 5  # as many as a page can hold side by side
_LINES, _FIGURES = 3, 3  # as many as can be told apart
_NUMBER = re.compile(r"\d+(?:\.\d+)?(%?)")


def trend(number: int, one: Told, earlier: Sequence[Told]) -> Iterator[Block]:
    """The metrics that earlier years have too; nothing if there are none."""
    keys = [key_of(metric) for metric in one.metrics]
    keys = [key for key in keys if any(other.value(key) for other in earlier)]
    if not keys:
        return
    row = [*earlier, one]
    years = [other.entry.record.year for other in row]
    yield Heading("各学年的变化", 2)
    yield from texts("同一基地、同一年级、同一种数据来源里，名称和范围都相同的指标放在一起；一学年有几份的用最后一份。题目和样本不同，只看大致的方向。")
    columns = (Column("指标", width=34), Column("范围"), *(Column(year, width=24) for year in years))
    cells = tuple((*key, *(other.value(key) for other in row)) for key in keys)
    yield Table(f"变化{number}", columns, cells, caption="相同指标在各学年的数值")
    yield from _figures(keys, years, row)


def _figures(keys: Sequence[Key], years: Sequence[str], row: Sequence[Told]) -> Iterator[Figure]:
    """A drawing for each metric whose values are plain numbers, its scopes as lines; no more than can be read."""
    by: dict[str, list[Key]] = {}
    for key in keys:
        if all(value is None or _NUMBER.fullmatch(value) for value in (other.value(key) for other in row)):
            by.setdefault(key[0], []).append(key)
    for name, own in list(by.items())[:_FIGURES]:
        unit = "%" if any((other.value(key) or "").endswith("%") for key in own for other in row) else ""
        drawn = [Line(scope, tuple(_number(other.value((name, scope))) for other in row)) for _, scope in own[:_LINES]]
        yield figure(lines(f"{name}的变化" + (f"（{drawn[0].name}）" if len(drawn) == 1 else ""), years, drawn, unit), 130)


def _number(value: str | None) -> float | None:
    return float(value.rstrip("%")) if value else None
