"""The rubric itself: it adds up, it can be counted, nothing falls between two lines (plan 六.1)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ..assess.measures import MEASURES, NEEDS, RUNGS, WORDS
from ..assess.measures.activities import is_part, records_complete
from ..model.base import Base
from ..model.city import City, Entry, PathKey
from ..model.record import Record
from ..model.rubric import Indicator, Rubric, Rung
from ..model.vocabulary import nearest
from .rule import Slip, rule


def _indicators(city: City) -> Iterator[tuple[Entry[Rubric], Indicator, tuple[str | int, ...]]]:
    """Every indicator of every rubric with its path."""
    for entry in city.of(Rubric):
        for at, category in enumerate(entry.record.categories):
            for number, one in enumerate(category.indicators):
                yield entry, one, ("类别", at, "指标", number)


@rule("KH01", "评价标准的分值加得起来", "plan 六.1", whole=True)
def rubric_adds_up(city: City) -> Iterator[Slip]:
    """各指标满分之和等于类别权重，各类别权重之和等于总分；没有负数；指标编号不重复。"""
    for entry in city.of(Rubric):
        record = entry.record
        for at, category in enumerate(record.categories):
            have = sum((one.max for one in category.indicators), Decimal(0))
            if have != category.weight:
                yield entry.at("类别", at, "权重"), f"{category.id} 的权重是 {category.weight}，各指标满分加起来是 {have}", "改权重，或改指标的满分"
        if (have := sum((one.weight for one in record.categories), Decimal(0))) != record.total:
            yield entry.at("总分"), f"总分是 {record.total}，各类别权重加起来是 {have}", "调整权重；把一个指标设为 0 时，分值要移到别的指标"
        yield from _repeated(entry)
        yield from ((entry.at(*path), f"「{path[-1]}」是 {value}，不能是负数", "改成 0 或大于 0 的数") for path, value in _amounts(record) if value < 0)


def _amounts(value: object, path: PathKey = ()) -> Iterator[tuple[PathKey, Decimal]]:
    """Every amount in a record with its path in Chinese keys."""
    if isinstance(value, Decimal):
        yield path, value
    elif isinstance(value, Record):
        for name, key in type(value).keys().items():
            yield from _amounts(getattr(value, name), (*path, key))
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _amounts(one, (*path, number))


def _repeated(entry: Entry[Rubric]) -> Iterator[Slip]:
    seen: set[str] = set()
    for at, category in enumerate(entry.record.categories):
        for number, one in enumerate(category.indicators):
            if one.id in seen:
                yield entry.at("类别", at, "指标", number, "编号"), f"指标编号“{one.id}”写了两次", "改成没有用过的编号"
            seen.add(one.id)


@rule("KH02", "每个指标都数得出来", "plan 六.1", whole=True)
def indicators_can_be_counted(city: City) -> Iterator[Slip]:
    """“计数”要是系统有的；达标的要写目标；计数要用的阶梯、词、天数都要写。评议的指标每一档写一句锚点。"""
    for entry, one, path in _indicators(city):
        shape = city.vocabulary.find("rubric_shape", one.shape)
        if one.measure not in MEASURES:
            yield entry.at(*path, "计数"), f"{one.id} 的计数“{one.measure}”系统里没有", f"改成“{nearest(one.measure, list(MEASURES))}”"
        elif one.judged != (shape is not None and shape.id == "pingyi") or (one.judged and len(one.anchors) != len(entry.record.panel.bands)):
            yield (
                entry.at(*path, "算法"),
                f"{one.id} 的算法是“{one.shape}”，锚点有 {len(one.anchors)} 条",
                f"评议的写 {len(entry.record.panel.bands)} 条锚点，其余的不写",
            )
        elif shape is not None and shape.id == "dabiao" and not (one.target and one.target > 0):
            yield entry.at(*path), f"{one.id} 算“{one.shape}”，没有写目标", "加一行“目标: 20”，要大于 0"
        else:
            lacking = [str(Indicator.model_fields[name].alias) for name in NEEDS.get(one.measure, ()) if not getattr(one, name)]
            if lacking:
                yield entry.at(*path), f"{one.id} 没有写「{'」「'.join(lacking)}」，数不出来", "照上一学年的评价标准补上"
            elif (rungs := RUNGS.get(one.measure)) and len(one.ladder) != rungs:
                yield entry.at(*path, "阶梯"), f"{one.id} 的阶梯有 {len(one.ladder)} 条，要 {rungs} 条", "按原来的次序写全；不计的一条把「值」写成 0"
    yield from _unknown_measures(city)
    yield from _loose_ends(city)


def _unknown_measures(city: City) -> Iterator[Slip]:
    """Measures that gates, bonus items and single use name."""
    for entry in city.of(Rubric):
        named: list[tuple[tuple[str | int, ...], str]]
        named = [(("限定", at, "条件", n, "计数"), one.measure) for at, gate in enumerate(entry.record.gates) for n, one in enumerate(gate.conditions)]
        named += [(("加分", "项目", n, "计数"), one.measure) for n, one in enumerate(entry.record.bonus.items)]
        named += [(("单次使用", n), name) for n, name in enumerate(entry.record.single_use)]
        for path, name in named:
            if name and name not in MEASURES:
                yield entry.at(*path), f"计数“{name}”系统里没有", f"改成“{nearest(name, list(MEASURES))}”"


def _loose_ends(city: City) -> Iterator[Slip]:
    """Gates without a condition, orders that nothing can be put in, a year of no months."""
    for entry in city.of(Rubric):
        record = entry.record
        for at, gate in enumerate(record.gates):
            if not gate.conditions or not all(one.measure or one.category_below is not None for one in gate.conditions):
                yield entry.at("限定", at), f"{gate.id} 没有写条件", "写上“条件”：数哪一个、低于多少；不用的整条删掉"
        keys = ["总分", "评议分", *(one.id for one in record.categories)]
        for number, name in enumerate(record.quota.order if record.quota else ()):
            if name not in keys:
                yield entry.at("名额", "次序", number), f"名额的次序里“{name}”没有分数可比", f"改成：{'、'.join(keys)}"
        if not 0 < record.first_year.of_months >= record.first_year.least_months:
            first = record.first_year
            yield entry.at("第一年"), f"满年月数是 {first.of_months}，最少月数是 {first.least_months}", "满年月数写 12，最少月数不超过它"


@rule("KH03", "等次和档次之间没有空缺", "plan 六.3", whole=True)
def lines_have_no_gap(city: City) -> Iterator[Slip]:
    """等次的分数线由高到低，最低的从 0 起，最高的不超过总分；评议的档次也一样。任何一个分数都落在一个、也只落在一个等次里。"""
    for entry in city.of(Rubric):
        record = entry.record
        yield from _gaps(entry, ("等次",), [one.low for one in record.grades], record.total)
        yield from _gaps(entry, ("评议", "档次"), [one.low for one in record.panel.bands], Decimal(100))
        if record.panel.least < 3:  # the mean and the spread of two marks give both away
            yield entry.at("评议", "至少份数"), f"至少份数是 {record.panel.least}，两份的平均和极差推得出每个人的打分", "写 3 或更多"
        days = [one.days for one in record.lateness]
        if days != sorted(set(days)):
            yield entry.at("迟交"), f"迟交的天数是 {'、'.join(map(str, days))}，没有由少到多", "由少到多排列，不要重复"
        yield from _strange_grades(entry)


def _gaps(entry: Entry[Rubric], path: PathKey, lows: list[Decimal], most: Decimal) -> Iterator[Slip]:
    """Where lines that go down from ``most`` to 0 are out of order, or leave points without a line."""
    for number, (low, after) in enumerate(pairwise(lows)):
        if low <= after:
            yield entry.at(*path, number + 1), f"第 {number + 2} 条从 {after} 起，不低于上一条的 {low}", "由高到低排列"
    if not lows or lows[-1] != 0:
        last = f"最低的一条从 {lows[-1]} 起，更低的分数没有归处" if lows else "一条也没有，什么分数都没有归处"
        yield entry.at(*path, max(len(lows) - 1, 0)), last, "最后一条从 0 起"
    if lows and lows[0] > most:
        yield entry.at(*path, 0), f"最高的一条从 {lows[0]} 起，满分才 {most}，谁也到不了", f"改成不超过 {most} 的数"


def _strange_grades(entry: Entry[Rubric]) -> Iterator[Slip]:
    """Grades that a gate, a restriction or the quota names, and that no line leads to: they would change nothing."""
    record = entry.record
    lines = [one.name for one in record.grades]
    named: list[tuple[PathKey, str | None]] = [(("限定", at, "最高"), one.ceiling) for at, one in enumerate(record.gates)]
    named += [(("限制性情形", at, "最高"), one.ceiling) for at, one in enumerate(record.restrictions)]
    named += [(("名额", "等次"), record.quota.grade), (("名额", "超额"), record.quota.over)] if record.quota else []
    for path, name in named:
        if name and name not in lines:
            yield entry.at(*path), f"“{name}”没有分数线，写了也不起作用", f"改成：{'、'.join(lines)}"
    if repeated := sorted({name for name in lines if lines.count(name) > 1}):
        yield entry.at("等次"), f"“{'、'.join(repeated)}”写了两次", "一个等次一条分数线"


@rule("KH04", "评价标准里的词在词表里", "plan 六.1", whole=True)
def rubric_words_are_known(city: City) -> Iterator[Slip]:
    """阶梯和词要和材料里写的一样，差一个字就一份也数不到。"""
    for entry, one, path in _indicators(city):
        for name, kind in WORDS.get(one.measure, {}).items():
            key = str(Indicator.model_fields[name].alias)
            for number, value in enumerate(getattr(one, name)):
                word = value.word if isinstance(value, Rung) else str(value)
                if word not in city.vocabulary.names(kind):
                    near = city.vocabulary.nearest(kind, word)
                    yield entry.at(*path, key, number), f"{one.id} 的“{word}”不在词表里", f"改成“{near}”" if near else "改成词表里的词"
        for number, part in enumerate(one.words if one.measure == records_complete.__name__ else ()):
            if not is_part(part):
                yield (
                    entry.at(*path, "词", number),
                    f"{one.id} 的“{part}”不是活动记录的一项",
                    "写活动记录里的字段名（见指南“字段”）、“正文”或“正文：标题里的词”",
                )


@rule("KH10", "每个学科属于一种规模", "plan 四.1", whole=True)
def subjects_have_a_scale(city: City) -> Iterator[Slip]:
    """目标按学科规模折算；漏了一个学科，这个基地的目标就不知道是多少。"""
    for entry in city.of(Rubric):
        listed = [subject for scale in entry.record.scales for subject in scale.subjects]
        for subject in dict.fromkeys(card.record.subject for card in city.of(Base)):
            if listed.count(subject) != 1:
                yield entry.at("规模"), f"“{subject}”写了 {listed.count(subject)} 次", f"把“{subject}”写进一种规模里，只写一次"
        for number, scale in enumerate(entry.record.scales):
            if not scale.factor:
                yield entry.at("规模", number, "系数"), f"“{scale.name}”的系数是 {scale.factor}，目标就没有了", "写大于 0 的数"


@rule("KH18", "评价标准的文件名就是学年", "plan 六.2", whole=True)
def rubric_is_named_by_year(city: City) -> Iterator[Slip]:
    """系统按学年找评价标准；一学年一份，文件名和里面的学年要一样。"""
    for entry in city.of(Rubric):
        if not entry.file.endswith(f"rubric-{entry.record.year}.yml"):
            name = entry.file.rsplit("/", 1)[-1]
            yield entry.at("学年"), f"学年是 {entry.record.year}，文件名却是“{name}”", f"文件名改成“rubric-{entry.record.year}.yml”"


SOUND = (rubric_adds_up, indicators_can_be_counted, lines_have_no_gap, rubric_words_are_known, subjects_have_a_scale)
CHECKS = (*SOUND, rubric_is_named_by_year)
