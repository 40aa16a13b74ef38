"""What one file says of another must be there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from ..model.base import Members
from ..model.city import City, Entry, PathKey
from ..model.record import Record, models_in
from ..model.standards import Schools
from ..model.vocabulary import nearest
from ..model.work import Activity, LessonStudy, Plan, Resource, Task
from .rule import Slip, rule


def having(record: Any, name: str, path: PathKey = ()) -> Iterator[tuple[PathKey, BaseModel]]:
    """Every model inside a record that has a field ``name``, with its path in Chinese keys."""
    if isinstance(record, BaseModel):
        if name in type(record).model_fields:
            yield path, record
        for field, key in _ways(type(record), name):
            yield from having(getattr(record, field), name, (*path, key))
    elif isinstance(record, tuple):
        for number, one in enumerate(record):
            yield from having(one, name, (*path, number))


@cache  # as many as there are models, for a few names
def _ways(model: type[BaseModel], name: str) -> tuple[tuple[str, str], ...]:
    """The fields that may hold models with a field ``name`` somewhere, with their Chinese keys: few of all."""
    inner = {field: models_in(info.annotation) for field, info in model.model_fields.items()}
    leading = [field for field, models in inner.items() if any(name in one.model_fields or _ways(one, name) for one in models)]
    return tuple((field, model.model_fields[field].alias or field) for field in leading)


@rule("YY02", "学校编号在学校名册里", "R-3.3.6")
def schools_resolve(city: City) -> Iterator[Slip]:
    """人次、覆盖面和帮扶都按学校算到县区，写错一个字母就漏了一所学校。"""
    names = city.whole.once(schools)
    if not names:
        return
    for entry in city.own:
        for path, part in having(entry.record, "school"):
            school = vars(part).get("school")
            if isinstance(school, str) and school not in names:
                near = nearest(school, list(names)) or next(iter(names))
                yield entry.at(*path, "学校"), f"学校名册里没有“{school}”", f"改成“{near}”（{names[near]}），或请办公室把学校加进名册"


def schools(city: City) -> dict[str, str]:
    return {school.id: school.name for entry in city.of(Schools) for school in entry.record.schools}


@rule("YY03", "引用的材料要存在", "R-3.4.4")
def references_resolve(city: City) -> Iterator[Slip]:
    """产出、替代、课例的活动与材料都会变成链接；指向不存在的材料，读者点了会落空。"""
    ids = city.whole.once(all_ids)
    for entry in city.own:
        for path, ref in _refs(entry.record):
            full = ref if ref.count("/") == 2 else f"{entry.base}/{ref}"
            if full not in ids:
                near = nearest(full, [one for one in all_ids(city) if one.startswith(f"{entry.base}/")])
                yield entry.at(*path), f"没有“{ref}”这份材料", f"改成“{(near or full).removeprefix(entry.base + '/')}”，或先把材料放进来"


def all_ids(city: City) -> dict[str, bool]:
    """The ids of all records, whether they could be read or not: each is there. Asked for by ``city.whole.once``, one by one."""
    return dict.fromkeys([*(entry.id for entry in city.entries), *(file.rsplit(".", 1)[0].removeprefix("bases/") for file in city.broken)], True)


def _refs(record: Record) -> Iterator[tuple[PathKey, str]]:
    if isinstance(record, Activity):
        yield from ((("产出", number), ref) for number, ref in enumerate(record.products))
    if isinstance(record, Resource) and record.superseded_by:
        yield ("替代",), record.superseded_by
    if isinstance(record, LessonStudy):
        for number, step in enumerate(record.steps):
            yield from ((("过程", number, key), ref) for key, ref in (("活动", step.activity), ("资源", step.resource)) if ref)


@rule("YY04", "计划项在当年的学年计划里", "plan 四.4(1)")
def plan_items_resolve(city: City) -> Iterator[Slip]:
    """总结里的完成情况表是按计划项自动算的，号码对不上就不算完成。"""
    plans = {(entry.base, entry.record.year): {task.id for task in entry.record.tasks} for entry in city.of(Plan) if entry.record.year}
    entries: list[Entry[Activity] | Entry[Resource]] = [*city.of(Activity), *city.of(Resource)]
    for entry in (one for one in entries if one.record.plan_items):
        year = city.school_year(entry.record.day)
        items = plans.get((entry.base, year))
        for item in entry.record.plan_items:
            if items is None:
                yield entry.at("计划项"), f"{year} 学年没有学年计划，“{item}”对不上", f"先写 plans/{year}.md，或删掉「计划项」"
            elif item not in items:
                yield entry.at("计划项"), f"{year} 学年计划里没有“{item}”", f"改成计划里有的：{'、'.join(sorted(items))}"


@rule("YY05", "工作组写名册里的名称", "R-4.2.3")
def groups_resolve(city: City) -> Iterator[Slip]:
    """活动和资源会记到小组名下。"""
    groups = {entry.base: [group.name for group in entry.record.groups] for entry in city.of(Members)}
    entries: list[Entry[Activity] | Entry[Resource]] = [*city.of(Activity), *city.of(Resource)]
    for entry in entries:
        name, known = entry.record.group, groups.get(entry.base)
        if name and known is not None and name not in known:
            near = nearest(name, known)
            yield entry.at("工作组"), f"名册里没有“{name}”这个工作组", f"改成“{near}”" if near else "先在 members.yml 的「工作组」里写上"


@rule("YY06", "同一名册里编号不重复")
def ids_are_unique(city: City) -> Iterator[Slip]:
    """编号是别处引用它的依据，两处相同就不知道说的是哪一个。"""
    for entry in city.own:
        seen: set[tuple[PathKey, str]] = set()
        for path, part in having(entry.record, "id"):
            id = vars(part).get("id")
            if not isinstance(id, str) or not path or not isinstance(path[-1], int) or isinstance(part, Task):
                continue
            if (path[:-1], id) in seen:
                yield entry.at(*path, "编号"), f"编号“{id}”写了两次", "改成没有用过的编号"
            seen.add((path[:-1], id))


CHECKS = (schools_resolve, references_resolve, plan_items_resolve, groups_resolve, ids_are_unique)
