"""A record of teaching quality without what it should not tell, whatever the file says (domain g, rule 3)."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.city import Entry
from ...model.work import Metric, QualityReport

Key = tuple[str, str]  # name and scope of a metric


@dataclass(frozen=True)
class Told:
    """The metrics of a record; ``few``: those that are not told."""

    entry: Entry[QualityReport]
    metrics: tuple[Metric, ...]
    few: frozenset[Key]

    def value(self, key: Key) -> str | None:
        """What a metric says; None if it is not there or not told."""
        return next((one.value for one in self.metrics if key_of(one) == key and key not in self.few), None)


def key_of(metric: Metric) -> Key:
    """What a metric is known by over the years."""
    return metric.name, metric.scope


def told(entry: Entry[QualityReport], small: int) -> Told:
    """A record; kept back is what rests on fewer than ``small``, and of the same metric all but the largest sample: the rest is its difference."""
    metrics = entry.record.metrics
    few = {key_of(one) for one in metrics if one.n < small}
    for name in sorted({name for name, _ in few}):
        rest = sorted((one for one in metrics if one.name == name and one.n >= small), key=lambda one: -one.n)
        few |= {key_of(one) for one in rest[1:]}
    return Told(entry, metrics, frozenset(few))
