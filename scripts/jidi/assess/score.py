"""A count becomes points: three shapes of arithmetic, in ``Decimal``, rounded half up; and words that say how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

from ..model.rubric import Indicator, Rubric
from ..model.standards import Exemption, PanelMark, RestrictionFound
from ..model.work import SelfMark
from .evidence import ONE, ZERO, Count, exact
from .material import Material
from .measures import MEASURES, REGISTERS

Status = Literal["counted", "waiting", "unknown", "exempt"]


@dataclass(frozen=True)  # no slots, as in all that a card holds many of: they are slow to read again
class Score:
    """One indicator of one base. ``points`` is ``None`` unless ``status`` is ``counted``: unknown is not zero.

    ``words``: the formula with this base's numbers. ``raises``: what would raise it. ``self_mark``: weight 0.
    ``target``: after scale and months. ``zeroed`` and ``exemption`` say who decided otherwise.
    """

    indicator: Indicator
    status: Status
    points: Decimal | None
    words: str
    count: Count
    target: Decimal | None = None
    raises: str = ""
    self_mark: SelfMark | None = None
    exemption: Exemption | None = None
    zeroed: RestrictionFound | None = None
    panel: PanelMark | None = None

    @property
    def room(self) -> Decimal:
        """The most that could still be added; nothing where people have decided, and not what lateness has cost."""
        decided = self.status == "exempt" or self.zeroed or self.exemption
        return ZERO if decided else max(ZERO, self.indicator.max - (self.points or ZERO) - self.count.lost)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What people decided about one base: by indicator."""

    marks: Mapping[str, PanelMark]
    exemptions: Mapping[str, Exemption]
    zeroed: Mapping[str, RestrictionFound]
    own: Mapping[str, SelfMark]


def half_up(value: Decimal, places: int) -> Decimal:
    """Rounded as people round: 2.675 → 2.68."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def number(value: Decimal) -> str:
    """A number as people write it: ``8``, ``2.5``; at most four places."""
    text = f"{value.quantize(Decimal('0.0001'), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def score(m: Material, i: Indicator, ruling: Ruling) -> Score:
    """One indicator of one base: counted, or judged by the panel; then what people decided about it."""
    count = counted(m, i)
    status, points, words = _judged(m, i, count, ruling.marks.get(i.id)) if i.judged else _counted(m, i, count)
    made = Score(i, status, points, words, count, m.target(i), self_mark=ruling.own.get(i.id), panel=ruling.marks.get(i.id))
    made = _decided(made, m.setting.rubric, ruling)
    return replace(made, raises=_raises(m, made))


def counted(m: Material, i: Indicator) -> Count:
    """What the rubric's measure counts; if there is none of that name, nothing can be said."""
    register = f"bases/{m.base}/{REGISTERS.get(i.measure, '')}"
    if register in m.setting.city.broken:
        return Count(missing=f"{register} 读不懂，不知道有多少；运行 check 看怎样改")
    measure = MEASURES.get(i.measure)
    return measure(m, i) if measure else Count(missing=f"评价标准写的计数“{i.measure}”系统里没有")


def _judged(m: Material, i: Indicator, count: Count, mark: PanelMark | None) -> tuple[Status, Decimal | None, str]:
    if mark is None:
        return "waiting", None, "专家评议，还没有评"
    points = half_up(min(i.max, max(ZERO, mark.mean)), m.setting.rubric.places)
    return "counted", points, f"{mark.n} 份评分，平均 {number(mark.mean)} = {points}"


def _counted(m: Material, i: Indicator, count: Count) -> tuple[Status, Decimal | None, str]:
    if count.missing:
        return "unknown", None, count.missing
    shape = m.setting.city.vocabulary.find("rubric_shape", i.shape)
    if shape is None or shape.id not in SHAPES:
        return "unknown", None, f"评价标准写的算法“{i.shape}”不能用来计数"
    raw, words = SHAPES[shape.id](i, count, m.exact_target(i))
    if raw is None:
        return "unknown", None, words
    points = half_up(raw, m.setting.rubric.places)
    return "counted", points, f"{words} = {points}"


def _reach(i: Indicator, count: Count, target: Fraction | None) -> tuple[Decimal | None, str]:
    """满分 × min(1, n ÷ 目标), times the factor. In fractions, so that a tie is a tie: 3 × 2.5 ÷ 12 is 0.625, not 0.62499…"""
    if target is None or target <= 0:
        return None, "本学年认定不足一个月，没有目标" if i.target and i.target > 0 else "评价标准没有写目标"
    factor = Fraction(count.factor).limit_denominator(1000)  # so many counties out of so many
    tail = "" if count.factor == ONE else f" × {number(count.factor)}"
    points = Fraction(i.max) * min(Fraction(1), Fraction(count.n) / target) * factor
    return exact(points), f"{number(i.max)} × min(1, {number(count.n)} ÷ {number(exact(target))}){tail}"


def _share(i: Indicator, count: Count, target: Fraction | None) -> tuple[Decimal | None, str]:
    """满分 × n ÷ 全部."""
    if not count.whole:
        return None, "没有可以计算的材料"
    return i.max * min(count.n, count.whole) / count.whole, f"{number(i.max)} × {number(count.n)} ÷ {number(count.whole)}"


def _add(i: Indicator, count: Count, target: Fraction | None) -> tuple[Decimal | None, str]:
    """min(满分, 各项之和)."""
    values = " + ".join(number(one.value) for one in count.used) or "0"
    return min(i.max, count.n), f"min({number(i.max)}, {values})"


SHAPES = {"dabiao": _reach, "zhanbi": _share, "leijia": _add}


def _decided(made: Score, rubric: Rubric, ruling: Ruling) -> Score:
    """An exemption outranks the count, a restriction outranks both."""
    i = made.indicator
    if zero := ruling.zeroed.get(i.id):
        return replace(made, status="counted", points=half_up(ZERO, rubric.places), words=f"限制性情形 {zero.id}，不得分（{zero.number}）", zeroed=zero)
    if exempt := ruling.exemptions.get(i.id):
        if exempt.points is None:
            return replace(made, status="exempt", points=None, words=f"豁免：不适用（{exempt.reason}，{exempt.number}）", exemption=exempt)
        points = half_up(min(i.max, max(ZERO, exempt.points)), rubric.places)
        return replace(made, status="counted", points=points, words=f"豁免：按 {points} 分计（{exempt.reason}，{exempt.number}）", exemption=exempt)
    return made if i.max else replace(made, status="exempt", points=None, words="今年这一项不计分")


def _raises(m: Material, made: Score) -> str:
    """What would raise the points, in one sentence; empty when they are full."""
    i, count = made.indicator, made.count
    if made.status == "exempt" or made.room <= 0 or made.zeroed:
        return ""
    remark = f"{count.remark}。" if count.remark and not count.missing else ""
    if made.target and not i.judged and made.status == "counted" and (left := made.target - count.n) > 0:
        return f"还差 {number(left)}（目标 {number(made.target)}{_why_target(m, i)}）。{remark}{i.how}。"
    if count.whole and count.rejected:
        return f"还有 {len(count.rejected)} 项没有做到，逐项看下面的原因。{remark}{i.how}。"
    return f"{remark}{i.how}。"


def _why_target(m: Material, i: Indicator) -> str:
    words = [f"{number(i.target)}"] if i.target is not None else []
    if i.scaled and m.scale and m.scale.factor != ONE:
        words.append(f"{m.scale.name} {number(m.scale.factor)}")
    of = m.setting.rubric.first_year.of_months
    if i.prorated and m.months != of:
        words.append(f"{m.months}/{of} 个月")
    return f" = {' × '.join(words)}" if len(words) > 1 else ""
