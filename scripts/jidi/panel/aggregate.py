"""Single marks become a mean, a count and a spread: exact decimals, no order, no person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ..assess import half_up
from ..model.rubric import PanelRules, Rubric
from ..model.standards import PanelMark

PLACES = 4
Item = tuple[str, str]


def trimmed(marks: Sequence[Decimal], rules: PanelRules) -> tuple[Decimal, ...]:
    """The marks in ascending order; one lowest and one highest left out from ``trim_from`` marks on."""
    ordered = tuple(sorted(marks))
    return ordered[1:-1] if len(ordered) >= max(rules.trim_from, 3) else ordered


def mean(marks: Sequence[Decimal], rules: PanelRules) -> Decimal:
    """The mean of the trimmed marks, not rounded; ``marks`` must not be empty."""
    kept = trimmed(marks, rules)
    return sum(kept, Decimal(0)) / len(kept)


def spread(marks: Sequence[Decimal]) -> Decimal:
    """The greatest minus the least of all marks, trimmed ones too."""
    return max(marks) - min(marks)


def aggregate(rubric: Rubric, marks: Mapping[Item, Sequence[Decimal]]) -> tuple[PanelMark, ...]:
    """One line for each item with at least as many marks as the rubric asks for, by base and by the rubric's order.

    Fewer have no aggregate: one mark is its own mean, and two are what mean and spread give back. Abstentions are not in ``marks``.
    """
    order = {one.id: number for number, one in enumerate(rubric.indicators)}
    return tuple(
        PanelMark(base=base, indicator=id, mean=mean(marks[base, id], rubric.panel), n=len(marks[base, id]), spread=spread(marks[base, id]))
        for base, id in sorted(marks, key=lambda item: (item[0], order[item[1]]))
        if len(marks[base, id]) >= rubric.panel.least
    )


def flagged(rubric: Rubric, mark: PanelMark) -> bool:
    """Whether the experts differ by more than the rubric's limit, a share of the item's full mark."""
    indicator = rubric.find(mark.indicator)
    return indicator is not None and mark.spread * 100 > indicator.max * rubric.panel.spread


def to_rescore(rubric: Rubric, marks: Iterable[PanelMark]) -> tuple[PanelMark, ...]:
    """The items that the panel must discuss and may score again: flagged, and not scored again before."""
    return tuple(one for one in marks if flagged(rubric, one) and one.before_mean is None)


def rounded(mark: PanelMark) -> PanelMark:
    """The mark as it is written down: the mean at four places, half up."""
    return mark.model_copy(update={"mean": half_up(mark.mean, PLACES)})


def rescored(rubric: Rubric, old: Sequence[PanelMark], new: Sequence[PanelMark]) -> tuple[tuple[PanelMark, ...], tuple[Item, ...]]:
    """The old lines with the flagged ones replaced, both scores kept; and the items that may not go through.

    Those are: not flagged, yet changed; flagged, yet with fewer marks now than the rubric asks for.
    """
    fresh, before = {item_of(one): rounded(one) for one in new}, {item_of(one): one for one in old}
    again = {item_of(one) for one in to_rescore(rubric, old)}
    wrong = [item for item in sorted(before.keys() | fresh.keys()) if (item not in fresh if item in again else fresh.get(item) != before.get(item))]
    lines = tuple(_second(one, fresh[item_of(one)]) if item_of(one) in again & fresh.keys() else one for one in old)
    return lines, tuple(wrong)


def item_of(mark: PanelMark) -> Item:
    """What a mark is about: base and indicator."""
    return mark.base, mark.indicator


def _second(old: PanelMark, new: PanelMark) -> PanelMark:
    return new.model_copy(update={"before_mean": old.mean, "before_spread": old.spread})
