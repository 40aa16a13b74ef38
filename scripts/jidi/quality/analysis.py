"""All that a table says of nobody in particular, and what it does not say (plan 三.3, 四.3(3); domain g)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from ..model.quality import Cut, QualityRules, word_for
from ..model.work import Metric
from .groups import above, gains, grouped, groups_withheld, standard, totals
from .items import difficulty, discrimination, scores
from .marks import Marks
from .numbers import half_up, mean, root, shown, variance
from .numbers import plain as number
from .withhold import Limits, bands, line_of, mean_tellable, spread_tellable, tellable_cuts

_FEW = "太少，看得出是谁"


@dataclass(frozen=True)
class Question:
    """A question with its difficulty and discrimination, each as it is shown and in words; empty if it is not told."""

    name: str
    difficulty: str
    hard: str
    discrimination: str = ""
    good: str = ""


@dataclass(frozen=True)
class Analysis:
    """``withheld``: what is not told, and why, in whole clauses; ``n``: how many had a total."""

    n: int
    metrics: tuple[Metric, ...]
    questions: tuple[Question, ...]
    withheld: tuple[str, ...]


def analyse(marks: Marks, rules: QualityRules, small: int) -> Analysis:
    """All metrics that may be told; ``small``: the city's smallest sample."""
    one = _Analyst(marks, rules, Limits.of(rules, small))
    metrics = [*one.whole(), *one.groups(), *one.questions()]
    return Analysis(len(one.totals), tuple(metrics), tuple(one.asked), tuple(one.withheld))


class _Analyst:
    """``withheld`` and ``asked`` grow while metrics are made."""

    def __init__(self, marks: Marks, rules: QualityRules, limits: Limits) -> None:
        self.marks, self.rules, self.limits = marks, rules, limits
        self.totals = totals(marks.rows)
        self.tellable = marks.full >= limits.full and mean_tellable(self.totals, marks.full, limits)
        self.spread = spread_tellable(self.totals, limits)
        self.withheld: list[str] = []
        self.asked: list[Question] = []
        self.cuts: tuple[Cut, ...] = ()

    def whole(self) -> Iterator[Metric]:
        """Of everybody."""
        if not self.tellable:
            self.withheld.append(f"{self.rules.whole}的总分不公布：人{_FEW}，或满分太小")
            return
        self.cuts = tellable_cuts([self._rates(self.totals)], self.rules.cuts, self.limits)
        self._say_lost(self.rules.cuts, self.cuts, self.rules.whole, self.spread)
        yield from self._sums(self.rules.whole, self.totals, self.cuts, self.spread)

    def groups(self) -> Iterator[Metric]:
        """Of each category of schools: of all, or of none."""
        groups = grouped(self.marks, self.rules) if self.tellable else {}
        if few := groups_withheld(groups, self.marks.full, self.limits):
            self.withheld.append(f"各类学校都不公布：{'、'.join(few)}的人或学校{_FEW}，只公布别的类就减得出来")
            return
        own = {name: totals(rows) for name, rows in groups.items()}
        spread = all(spread_tellable(values, self.limits) for values in own.values())
        cuts = tellable_cuts([self._rates(values) for values in own.values()], self.cuts, self.limits)
        self._say_lost(self.cuts, cuts, "各类学校", spread)
        added = gains(groups, self.limits)
        for name, values in own.items():
            yield from self._sums(name, values, cuts, spread)
            if self.spread:
                yield from self._metric("z", name, len(values), standard(values, self.totals))
            yield from self._metric("above", name, len(values), above(values, self.totals))
            if name in added:
                yield from self._metric("gain", name, *added[name])

    def questions(self) -> Iterator[Metric]:
        """Of each question: of all, or of none; none of a few persons."""
        found = [(item, scores(self.marks, place)) for place, item in enumerate(self.marks.items)] if self.tellable else []
        if few := [item.label for item, values in found if not spread_tellable(values, self.limits)]:
            some = f"做{'、'.join(few)}的" if len(few) < len(found) else ""
            self.withheld.append(f"各题都不公布：{some}不到 {self.limits.few} 人，只公布别的题就从总分减得出来（选做题先合成一列再算）")
            return
        for place, (item, values) in enumerate(found):
            name = f"{item.label}（{number(item.full)} 分）"
            hard = difficulty(values, item.full)
            apart = discrimination(self.marks, place, Fraction(self.rules.share) / 100, self.limits.small)
            yield from self._metric("difficulty", name, len(values), hard)
            yield from self._metric("discrimination", name, len(values), apart)
            self.asked.append(self._question(name, hard, apart))
        if found and any(not one.discrimination for one in self.asked):
            self.withheld.append(f"高分组、低分组不到 {self.limits.small} 人，{self.rules.definition('discrimination').name}不公布")

    def _sums(self, scope: str, values: Sequence[Fraction], cuts: Sequence[Cut], spread: bool) -> Iterator[Metric]:
        n, middle, off = len(values), mean(values), root(variance(values))
        yield from self._metric("mean", scope, n, middle)
        yield from self._metric("rate", scope, n, middle / self.marks.full)
        rates = self._rates(values)
        for cut in (one for one in self.rules.cuts if one in cuts and self.rules.defined(one.id)):
            reached = Fraction(sum(rate >= line_of(cut) for rate in rates), n)
            yield from self._metric(cut.id, scope, n, 1 - reached if cut.below else reached)
        yield from self._grades(scope, rates, cuts)
        if spread:
            yield from self._metric("deviation", scope, n, off)
            yield from self._metric("variation", scope, n, off / middle if middle else None)

    def _grades(self, scope: str, rates: Sequence[Fraction], cuts: Sequence[Cut]) -> Iterator[Metric]:
        """The share of each grade, neighbours taken together where a cut is not told."""
        every = sorted(map(line_of, self.rules.cuts), reverse=True)
        if len(cuts) < 2 or len(self.rules.letters) != len(every) + 1:
            return
        lines = sorted(map(line_of, cuts), reverse=True)
        edges = [0, *(every.index(line) + 1 for line in lines), len(self.rules.letters)]
        names = [self.rules.letters[first:last] for first, last in pairwise(edges)]
        for letters, count in zip(names, bands(rates, lines), strict=True):
            yield from self._metric("grade", f"{scope} {'—'.join(dict.fromkeys((letters[0], letters[-1])))}", len(rates), Fraction(count, len(rates)))

    def _question(self, name: str, hard: Fraction, apart: Fraction | None) -> Question:
        one, two = (self.rules.definition(id) for id in ("difficulty", "discrimination"))
        first = half_up(hard, one.places)
        if apart is None:
            return Question(name, first, word_for(self.rules.difficulty, Decimal(first)))
        second = half_up(apart, two.places)
        return Question(name, first, word_for(self.rules.difficulty, Decimal(first)), second, word_for(self.rules.discrimination, Decimal(second)))

    def _metric(self, id: str, scope: str, n: int, value: Fraction | None) -> Iterator[Metric]:
        """Nothing if it is unknown or the city does not define it."""
        how = self.rules.definition(id)
        if value is not None and self.rules.defined(id):
            yield Metric(name=how.name, scope=scope, n=n, value=shown(value, how))

    def _rates(self, values: Sequence[Fraction]) -> list[Fraction]:
        return [value / self.marks.full for value in values]

    def _say_lost(self, wanted: Sequence[Cut], kept: Sequence[Cut], scope: str, spread: bool) -> None:
        names = {cut.id: self.rules.definition(cut.id).name for cut in wanted if self.rules.defined(cut.id)}
        if wanted and not spread:
            self.withheld.append(
                f"{scope}只公布{self.rules.definition('mean').name}和{self.rules.definition('rate').name}：不到 {self.limits.few} 人，别的数能推出单个人的得分"
            )
        elif lost := [names[cut.id] for cut in wanted if cut not in kept and cut.id in names]:
            self.withheld.append(f"{scope}的{'、'.join(lost)}不公布：有一段的人{_FEW}")
