"""What the page of an activity says beyond what every record's page says: what, when, where, for whom, what came of it (plan 四.3, 七.2)."""

from __future__ import annotations

from itertools import islice

from ...model.city import Entry
from ...model.work import Activity, LessonStudy, Resource
from ..ask import whole
from ..facts import downloads, facts_of, links_of
from ..output import Fact, Link
from ..packs.pack import collection_pack
from ..world import World
from .attendance import attendance, in_words
from .bulletin import NOTHING, Bulletin, offers
from .calendar import Activities, cancelled, day_words, event, held, hours, in_order, ordered
from .certificate import VERIFY, register
from .clash import clashes
from .completion import completed_by
from .evidence import counted_in
from .ics import own_calendar

# Said elsewhere on the page, or nobody's business (迟报原因).
_TOLD = (
    "title", "type", "level", "mode", "purpose", "training", "day", "place", "host", "participants", "status", "cancel_reason", "start", "end",
    "speakers", "recorder", "group", "open_to_city", "plan_items", "products", "no_product", "follow_ups", "late_reason",
)  # fmt: skip
NEAR = 2


def activity_fields(world: World, entry: Entry[Activity], beside: Bulletin = NOTHING) -> dict[str, object]:
    """The fields of ``overrides/jidi/activity.html`` that ``record.html`` does not have; ``facts`` and ``tables`` are its own.

    ``beside``: the documents that lie beside the page.
    """
    record = entry.record
    products = [_find(world, entry.base, ref) for ref in record.products]
    series, counties = _series(world, entry), attendance(world, record)
    came = in_words(counties)
    return {
        "planned": not held(world, record) and not cancelled(world, record),
        "past": record.day < world.city.today,
        "day": day_words(record.day),
        "hours": hours(record),
        "glance": _glance(world, entry),
        "people": _people(world, entry),
        "speakers": [(one.name, one.role, world.schools.get(one.school or "", one.school or ""), one.topic) for one in record.speakers],
        "counties": counties,
        "came": came,
        "products": [_product(world, one) for one in products if one],
        "pack": collection_pack(world, entry),
        "unseen": products.count(None),
        "no_product": record.no_product,
        "follow_ups": record.follow_ups,
        "tasks": completed_by(world, entry),
        "counted": counted_in(world, entry),
        "verify": VERIFY if register(world.city) and held(world, record) else "",
        "page_address": whole(world, entry.address),
        **offers(world, entry, beside, came),
        "studies": _studies(world, entry),
        "series": [event(world, one) for one in series],
        "near": [event(world, one) for one in _near(world, entry, series)],
        "clashes": clashes(world, entry),
        "calendar": own_calendar(world, entry),
        "facts": facts_of(world, entry, *_TOLD),
        "tables": (),
    }


def _glance(world: World, entry: Entry[Activity]) -> list[Fact]:
    """What somebody who may come must know first."""
    record = entry.record
    whom = "" if not record.open_to_city else "面向全市" if held(world, record) else "面向全市，全市教师都可以报名参加"
    said = (
        ("地点", record.place), ("形式", record.mode), ("对象", whom), ("类型", record.type), ("级别", record.level),
        ("目的", "、".join(record.purpose)), ("研训方式", "、".join(record.training)), ("状态", record.status),
    )  # fmt: skip
    return [Fact(name, (Link(text),)) for name, text in said if text]


def _people(world: World, entry: Entry[Activity]) -> list[Fact]:
    record = entry.record
    fields = (("主持", "host", record.host), ("记录", "recorder", record.recorder), ("承办", "group", record.group))
    return [Fact(name, links) for name, field, value in fields if (links := links_of(world, entry.base, field, value))]


def _find(world: World, base: str, ref: str) -> Entry[Resource] | None:
    """A public resource by its reference."""
    found = world.by_id.get(ref if ref.count("/") == 2 else f"{base}/{ref}")
    return found if found and isinstance(found.record, Resource) else None  # type: ignore[return-value]


def _product(world: World, entry: Entry[Resource]) -> dict[str, object]:
    """A resource that came of it: what, for whom, how it may be used, what can be taken."""
    record = entry.record
    words = [word for word in (record.type, record.grade, record.volume, record.edition) if word != "不限"]
    licence = world.city.vocabulary.find("licence", record.licence)
    meaning = str(licence.facts.get("含义", "")) if licence else ""
    return {
        "title": record.title,
        "address": entry.address,
        "words": words,
        "licence": record.licence,
        "meaning": meaning,
        "downloads": downloads(world, entry),
    }


def _studies(world: World, entry: Entry[Activity]) -> list[Link]:
    """The lesson studies that it was a step of, with the steps."""
    return [Link(f"{study.record.title}（{'、'.join(steps)}）", study.address) for study, steps in world.once(_steps).get(entry.id, [])]


def _steps(world: World) -> dict[str, list[tuple[Entry[LessonStudy], list[str]]]]:
    """Activity id → the lesson studies with what they did there."""
    found: dict[str, dict[str, tuple[Entry[LessonStudy], list[str]]]] = {}
    for study in world.of(LessonStudy):
        for step in study.record.steps:
            if step.activity:
                id = step.activity if step.activity.count("/") == 2 else f"{study.base}/{step.activity}"
                _, steps = found.setdefault(id, {}).setdefault(study.id, (study, []))
                steps += [step.step] if step.step not in steps else []
    return {id: list(studies.values()) for id, studies in found.items()}


def _series(world: World, entry: Entry[Activity]) -> Activities:
    """The other activities of the same tasks of the plan in the same school year."""
    record = entry.record
    tasks, year = world.once(_by_task, entry.base), world.city.school_year(record.day)
    alike = {one.id: one for item in record.plan_items for one in tasks[year, item] if one.id != entry.id}
    return in_order(alike.values())


def _by_task(world: World, base: str) -> dict[tuple[str, str], Activities]:
    """School year and task of a base → its activities."""
    found: dict[tuple[str, str], Activities] = {}
    for one in ordered(world, base):
        for item in one.record.plan_items:
            found.setdefault((world.city.school_year(one.record.day), item), []).append(one)
    return found


def _near(world: World, entry: Entry[Activity], series: Activities) -> Activities:
    """What the same base did just before and just after, without what is in the same series."""
    told = {one.id for one in series}
    own, at = ordered(world, entry.base), world.once(_places, entry.base)[entry.id]

    def beside(numbers: range) -> Activities:
        return [*islice((own[number] for number in numbers if own[number].id not in told), NEAR)]

    return [*reversed(beside(range(at - 1, -1, -1))), *beside(range(at + 1, len(own)))]


def _places(world: World, base: str) -> dict[str, int]:
    """Activity id → which of its base's activities it is, in their order."""
    return {one.id: at for at, one in enumerate(ordered(world, base))}
