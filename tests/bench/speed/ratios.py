"""What the rows of one run say beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .fit import exponent, growth, square
from .row import Row

PAGES = "build, cold, pages only"
COLD, SAME, BODY, TITLE = "build, cold", "build, nothing changed", "build, one body edited", "build, one title edited"
CURVE = 4_000  # where plain MkDocs is looked at although it takes ten minutes
AT_MOST = 1.5  # time per record, from any size to any larger one
KINDS = {"wall": "wall", "CPU": "cpu", "memory": "together"}
SECONDS = (("wall", "wall"), ("CPU", "cpu"))


def times(rows: Sequence[Row], engine: str, case: str, kind: str) -> dict[int, float]:
    """Records → one number of the cost (``wall``, ``cpu``, ``together``) of this case."""
    return {row.records: getattr(row.cost, kind) for row in rows if (row.engine, row.case) == (engine, case) and not row.cost.failed}


def extrapolated(seconds: Mapping[int, float], size: int) -> float:
    """By t = a·n + b·n²; not a number when no such curve goes through: one size, or sizes so small that starting up is most of it."""
    a, b = square(seconds) if len(seconds) > 1 else (0.0, 0.0)
    return a * size + b * size * size if b > 0 else float("nan")


def ratios(rows: Sequence[Row]) -> str:
    """A line for each pair that was measured in this run."""
    lines = [*_over("ours ÷ Hugo", rows, "ours", "Hugo", COLD), *_over("ours ÷ Hugo", rows, "ours", "Hugo", BODY)]
    lines += [*_over("plain ÷ ours", rows, "plain", "ours", COLD), *_beyond(rows), *_over("Zensical ÷ ours", rows, "Zensical", "ours", COLD)]
    lines += [*_over("Zensical ÷ ours", rows, "Zensical", "ours", BODY), *_pages(rows), *_within(rows), *_growing(rows), *_uneven(rows)]
    return "\n".join(lines)


def _over(said: str, rows: Sequence[Row], left: str, right: str, case: str) -> list[str]:
    pairs = {name: (times(rows, left, case, kind), times(rows, right, case, kind)) for name, kind in KINDS.items()}
    shared = sorted(pairs["wall"][0].keys() & pairs["wall"][1].keys())
    return [f"{said}, {case}, {n:,}: " + ", ".join(f"{name} {_divided(one[n], other[n])}" for name, (one, other) in pairs.items()) for n in shared]


def _pages(rows: Sequence[Row]) -> list[str]:
    """The others beside ours without what only ours makes."""
    ours = times(rows, "ours", PAGES, "wall")
    others = {engine: times(rows, engine, COLD, "wall") for engine in ("plain", "Zensical", "Hugo")}
    return [f"{engine} ÷ ours, {PAGES}, {n:,}: wall {_divided(wall, ours[n])}" for engine, own in others.items() for n, wall in own.items() if n in ours]


def _divided(one: float, other: float) -> str:
    return f"{one / other:.2f}" if other else "–"


def _beyond(rows: Sequence[Row]) -> list[str]:
    """Plain MkDocs where it was not run, by its own curve; ours where it was not run, by its own exponent."""
    lines = []
    for name, kind in SECONDS:
        plain, ours = times(rows, "plain", COLD, kind), times(rows, "ours", COLD, kind)
        sizes = sorted({CURVE, *ours}) if plain and ours else []
        for n in (n for n in sizes if n > max(plain) and (n in ours or len(ours) > 1)):
            near = min(ours, key=lambda size: abs(size - n))
            own = ours[n] if n in ours else ours[near] * (n / near) ** exponent(ours)
            lines.append(f"plain ÷ ours, {COLD}, {n:,}, extrapolated: {name} ≈{_divided(extrapolated(plain, n), own)}")
    return lines


def _within(rows: Sequence[Row]) -> list[str]:
    cold = times(rows, "ours", COLD, "wall"), times(rows, "ours", COLD, "cpu")
    return [
        f"ours, {case} ÷ cold, {n:,}: wall {_divided(wall, cold[0][n])}, CPU {_divided(times(rows, 'ours', case, 'cpu')[n], cold[1][n])}"
        for case in (SAME, BODY, TITLE)
        for n, wall in times(rows, "ours", case, "wall").items()
        if n in cold[0]
    ]


def _growing(rows: Sequence[Row]) -> list[str]:
    lines = []
    for engine, case in dict.fromkeys((row.engine, row.case) for row in rows):
        for name, kind in SECONDS:
            seconds = times(rows, engine, case, kind)
            if len(seconds) > 1:
                most = growth(seconds)
                said = f" ({'within' if most <= AT_MOST else 'ABOVE'} {AT_MOST})" if engine == "ours" else ""
                lines.append(f"growth, {engine}, {case}: {name} ∝ n^{exponent(seconds):.2f}, time per record at most × {most:.2f}{said}")
    return lines


def _uneven(rows: Sequence[Row]) -> list[str]:
    """An engine that leaves pages out is faster for it."""
    made: dict[int, dict[str, int]] = {}
    for row in rows:
        if row.weight and not row.cost.failed:
            made.setdefault(row.records, {})[row.engine] = row.weight.pages
    uneven = {size: pages for size, pages in made.items() if len(set(pages.values())) > 1}
    return [f"NOT THE SAME WORK, {n:,}: resource pages " + ", ".join(f"{engine} {count:,}" for engine, count in pages.items()) for n, pages in uneven.items()]
