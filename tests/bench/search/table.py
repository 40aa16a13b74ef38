"""What was measured, in words and columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from statistics import mean

from .drive import Answer, Cold
from .queries import Search, recall
from .run import Measured, Task
from .scores import by_kind, nothing, plain, quantile, scores

KB, MB = 1000, 1_000_000


def table(task: Task, all_: Sequence[Measured]) -> str:
    """One text: how much is found, by kind, what it costs, and ours beside each other one."""
    done = [one for one in all_ if one.warm.again]
    names = [one.engine for one in done]
    parts = [_grid([("", names), *_found(task, done)]), _grid([("recall@10 by kind", names), *_kinds(task, done)])] if done else []
    parts.append(_grid([("cost", [one.engine for one in all_]), *_costs(all_)]))
    parts.append("\n".join(_ratios(done)))
    parts.append("\n".join(f"{one.engine}: did not manage {len(task.texts):,} documents ({one.failed})" for one in all_ if one.failed))
    return "\n\n".join(part for part in parts if part)


def answers(task: Task, one: Measured) -> tuple[list[Answer], list[Answer]]:
    """To the given searches and to the unseen ones."""
    return one.warm.first[: len(task.given)], one.warm.first[len(task.given) :]


def _found(task: Task, done: Sequence[Measured]) -> list[tuple[str, list[str]]]:
    def part(name: str, take: Callable[[Search], bool]) -> tuple[str, list[str]]:
        pairs = [[pair for pair in zip(task.given, answers(task, one)[0], strict=True) if take(pair[0])] for one in done]
        return f"recall@10, {name} ({sum(map(take, task.given))})", [_mean([recall(search.relevant, answer.ids) for search, answer in own]) for own in pairs]

    rows = [part("given", lambda _: True), part("tuning half", lambda one: not one.held_out), part("held-out half", lambda one: one.held_out)]
    rows.append(("nothing found, given", [f"{nothing(answers(task, one)[0]):.1%}" for one in done]))
    if task.unseen:
        rows.append((f"recall@10, unseen ({len(task.unseen)})", [_mean(scores(task.unseen, answers(task, one)[1])) for one in done]))
        rows.append(("nothing found, unseen", [f"{nothing(answers(task, one)[1]):.1%}" for one in done]))
    return rows


def _kinds(task: Task, done: Sequence[Measured]) -> list[tuple[str, list[str]]]:
    """Given and unseen, side by side."""
    own = [[by_kind(searches, of) for searches, of in zip((task.given, task.unseen), answers(task, one), strict=True)] for one in done]
    kinds = sorted({one.kind for one in (*task.given, *task.unseen)})
    counts = [[sum(one.kind == kind for one in searches) for searches in (task.given, task.unseen)] for kind in kinds]
    cells = [[" / ".join(_mean(half.get(kind, [])) for half in pair) for pair in own] for kind in kinds]
    return [(f"{kind} ({a} / {b})", row) for kind, (a, b), row in zip(kinds, counts, cells, strict=True)]


def _costs(all_: Sequence[Measured]) -> list[tuple[str, list[str]]]:
    def row(name: str, say: Callable[[Measured], str]) -> tuple[str, list[str]]:
        return name, [say(one) for one in all_]

    def cold(name: str, pick: Callable[[Cold], float], unit: float = 1, take: Callable[[Cold], bool] = lambda _: True) -> tuple[str, list[str]]:
        return row(name, lambda one: _spread([pick(visit) / unit for visit in one.cold if take(visit)]))

    return [
        row("cold visits", lambda one: str(len(one.cold))),
        cold("first search cold, ms (mean, most)", lambda visit: visit.ms),
        cold("KB to the first ten (mean, most)", lambda visit: visit.first, KB),
        cold("KB in all (mean, most)", lambda visit: visit.size, KB),
        cold("KB in all, plain searches", lambda visit: visit.size, KB, lambda visit: plain(visit.kind)),
        row("KB in all without gzip", lambda one: _spread([visit.size / KB for visit in one.plain])),
        cold("requests one after another", lambda visit: visit.row),
        cold("the same, plain searches", lambda visit: visit.row, 1, lambda visit: plain(visit.kind)),
        cold("index requests before the first key", lambda visit: visit.early),
        row("warm, engine, ms (p50, p95)", lambda one: _quantiles(answer.own for answer in one.warm.again)),
        row("warm, key to painted, ms (p50, p95)", lambda one: _quantiles(answer.ms for answer in one.warm.again)),
        row("tab grew, MB (all, after collecting)", lambda one: f"{one.warm.grown / MB:.0f}, {one.warm.kept / MB:.0f}" if one.warm.again else "–"),
        row("index, MB (files)", lambda one: f"{one.size / MB:.1f} ({one.files:,})" if one.build else "–"),
        row("built in, s", lambda one: f"{one.build:.1f}" if one.build else "–"),
    ]


def _ratios(done: Sequence[Measured]) -> list[str]:
    """Ours divided by each other one."""
    ours = next((one for one in done if one.engine == "ours"), None)
    found = []
    for other in done:
        if ours and other is not ours:
            cells = [
                f"bytes {_divided(sizes(ours), sizes(other))}",
                f"cold ms {_divided(mean(visit.ms for visit in ours.cold), mean(visit.ms for visit in other.cold))}",
                f"warm p95 {_divided(quantile((a.own for a in ours.warm.again), 0.95), quantile((a.own for a in other.warm.again), 0.95))}",
                f"memory {_divided(ours.warm.grown, other.warm.grown)} ({_divided(ours.warm.kept, other.warm.kept)} after collecting)",
            ]
            found.append(f"ours ÷ {other.engine}: {', '.join(cells)}")
    return found


def sizes(one: Measured) -> float:
    """Mean bytes of a cold visit."""
    return mean(visit.size for visit in one.cold)


def _divided(one: float, other: float) -> str:
    return f"{one / other:.3f}" if other > 0 else "–"


def _mean(values: Sequence[float]) -> str:
    return f"{mean(values):.3f}" if values else "–"


def _spread(values: Sequence[float]) -> str:
    return f"{mean(values):,.1f}, {max(values):,.1f}" if values else "–"


def _quantiles(values: Iterable[float]) -> str:
    every = list(values)
    return f"{quantile(every, 0.5):.1f}, {quantile(every, 0.95):.1f}" if every else "–"


def _grid(rows: Sequence[tuple[str, list[str]]]) -> str:
    first = max(_width(name) for name, _ in rows)
    widths = [max(_width(cells[at]) for _, cells in rows) for at in range(len(rows[0][1]))]
    lines = [
        _left(name, first) + "".join("  " + " " * (width - _width(cell)) + cell for cell, width in zip(cells, widths, strict=True)) for name, cells in rows
    ]
    return "\n".join(line.rstrip() for line in lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _left(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
