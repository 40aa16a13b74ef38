"""On which days a base's material came in, as the panel should know it: far after the day it tells of, or much at the last moment. No score."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ...assess.material import Setting
from ...model.city import City, Entry
from ...model.facts import Arrival, ShownFacts
from ...model.record import Record

MOST = 10


def arrival_facts(setting: Setting, base: str) -> list[str]:
    """Sentences on the year's records of a base; none if the city has no ``facts.yml`` or git cannot tell. A day that nobody knows is no fact."""
    rules = _rules(setting.city)
    return [*_added(setting, base, rules), *_last(setting, base, rules)] if rules and setting.city.dated else []


def _rules(city: City) -> Arrival | None:
    return next((entry.record.arrival for entry in city.of(ShownFacts)), None)


def _came(setting: Setting, base: str) -> Iterator[tuple[Entry[Record], datetime.date, datetime.date]]:
    """The records of a base that tell of a day of the year, with this day and the day they came."""
    first, last = setting.span
    for entry in setting.city.in_base(base):
        day, came = getattr(entry.record, "day", None), setting.arrived(entry.file)
        if day and came and first <= day <= last and came <= setting.as_of:
            yield entry, day, came


def _added(setting: Setting, base: str, rules: Arrival) -> Iterator[str]:
    """Records that came long after the day they tell of."""
    late = sorted((((came - day).days, entry.file, day, came, entry) for entry, day, came in _came(setting, base)), key=lambda one: (-one[0], one[1]))
    late = [one for one in late if one[0] > rules.days.n]
    if late:
        yield f"日期比入库早 {rules.days.n} 天以上的 {len(late)} 份：" + ("" if len(late) <= MOST else f"（列出 {MOST} 份）")
    for days, file, day, came, entry in late[:MOST]:
        why = getattr(entry.record, "late_reason", "")
        yield (
            f"《{getattr(entry.record, 'title', entry.kind.name)}》写的是 {day}，{came} 第一次入库，相差 {days} 天"
            + (f"；迟报原因：{why}" if why else "")
            + f"（{file}）"
        )


def _last(setting: Setting, base: str, rules: Arrival) -> Iterator[str]:
    """How many came in the last days before material closed."""
    cutoff = setting.rubric.cutoff_day
    days = [came for _, _, came in _came(setting, base)]
    many = sum(cutoff - datetime.timedelta(days=rules.last.n) < came <= cutoff for came in days)
    if many >= rules.many.n:
        yield f"材料截止（{cutoff}）前 {rules.last.n} 天里入库 {many} 份，本学年的材料一共 {len(days)} 份"
