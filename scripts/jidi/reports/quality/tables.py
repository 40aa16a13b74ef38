"""The metrics of a record as tables: what several samples have alike stands side by side, the rest is listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...documents import Cell, Column, Table
from ...model.work import Metric
from .told import Told, key_of

Sample = tuple[str, int]  # scope and n
_MOST = 8  # columns of numbers that a page can hold
_KEPT_BACK = "写“—”的，没有这个数，或者样本太少、能从它推出样本太少的数，不公布。"


def tables(number: int, one: Told) -> Iterator[Table]:
    """All metrics of a record. ``number``: of the record, so that no two tables have the same name."""
    samples: dict[Sample, list[Metric]] = {}
    for metric in one.metrics:
        samples.setdefault((metric.scope, metric.n), []).append(metric)
    listed: list[Metric] = []
    for place, alike in enumerate(_alike(samples), 1):
        names = tuple(dict.fromkeys(metric.name for sample in alike for metric in samples[sample]))
        if len(alike) > 1 and len(names) <= _MOST:
            yield _side_by_side(f"指标{number}-{place}", one, alike, names)
        else:
            listed += [metric for sample in alike for metric in samples[sample]]
    if listed:
        rows = tuple((metric.name, metric.scope, *_cells(one, metric)) for metric in listed)
        columns = (Column("指标", width=44), Column("范围"), Column("样本数", "int", 20), Column("数值", width=24))
        yield Table(f"指标{number}", columns, rows, caption="汇总指标", note=_KEPT_BACK if _lacking(rows) else "")


def _alike(samples: dict[Sample, list[Metric]]) -> list[list[Sample]]:
    """Samples that have most metrics in common with the first of their kind."""
    found: list[list[Sample]] = []
    for sample, metrics in samples.items():
        names = {metric.name for metric in metrics}
        for group in found:
            first = {metric.name for metric in samples[group[0]]}
            if 2 * len(first & names) > len(first | names):
                group.append(sample)
                break
        else:
            found.append([sample])
    return found


def _side_by_side(name: str, one: Told, alike: Sequence[Sample], names: Sequence[str]) -> Table:
    width = 18 if len(names) < 6 else 15
    columns = (Column("范围"), Column("样本数", "int", 16), *(Column(name, width=width) for name in names))
    rows = tuple(_row(one, scope, n, names) for scope, n in alike)
    return Table(name, columns, rows, caption=f"{'、'.join(names)}" if len(names) < 3 else "汇总指标", note=_KEPT_BACK if _lacking(rows) else "", size=9)


def _row(one: Told, scope: str, n: int, names: Sequence[str]) -> tuple[Cell, ...]:
    values = [one.value((name, scope)) if any(key_of(metric) == (name, scope) and metric.n == n for metric in one.metrics) else None for name in names]
    return scope, n if any(value is not None for value in values) else None, *values


def _cells(one: Told, metric: Metric) -> tuple[Cell, Cell]:
    return (None, None) if key_of(metric) in one.few else (metric.n, metric.value)


def _lacking(rows: Sequence[Sequence[Cell]]) -> bool:
    return any(cell is None for row in rows for cell in row)
