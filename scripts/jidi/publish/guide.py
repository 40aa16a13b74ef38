"""The guide: hand-written pages, and three made from the models, the rules and the words themselves."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..model.finding import Rule
from ..model.kinds import BASE_KINDS, CITY_KINDS, Kind
from ..model.record import models_in
from ..model.standards import GuidePage, Policy
from ..model.types import Word
from .city import guide_images
from .output import Link, Output, Page
from .records import source
from .world import World


def guide_pages(world: World, rules: Iterable[Rule]) -> list[Output]:
    """``guide/``: index, the written pages with their pictures, fields, rules, words."""
    written = sorted(world.of(GuidePage), key=lambda e: (e.record.order, e.file))
    links = [(Link(e.record.title, e.address), e.record.audience) for e in written]
    pages = [Output(e.address, Page(e.record.title, "text", {"source": source(world, e)}, e.body)) for e in written]
    return [
        Output("guide/index.html", Page("使用指南", "guide", {"pages": links}, wide=True, listing=True)),
        Output("guide/fields.html", Page("字段说明", "fields", {"kinds": [_kind(world, kind) for kind in (*BASE_KINDS, *CITY_KINDS)]})),
        Output("guide/rules.html", Page("检查规则", "rules", {"rules": [(rule, ground(world, rule.source)) for rule in rules]})),
        Output("guide/words.html", Page("词表", "words", {"words": _words(world)})),
        *pages,
        *guide_images(world, written),
    ]


def _words(world: World) -> list[dict[str, object]]:
    vocabulary = world.city.vocabulary
    return [{"id": id, "title": vocabulary.titles.get(id, id), "terms": terms} for id, terms in vocabulary.terms.items()]


_CLAUSE = re.compile(r"(?:plan ([一二三四五六七八九])(?:\.(\d))?|R-(\d)(?:\.(\d))?)[\d.()]*")
_NUMERALS = "零一二三四五六七八九"
PLAN = "policies/shishi-fangan.html"


def ground(world: World, source: str) -> tuple[Link, ...]:
    """What a field or a rule rests on: clauses of the plan lead to the plan's own text, if the city keeps it."""
    kept = any(entry.address == PLAN for entry in world.of(Policy))
    links = (_ground(part) for part in source.split("；") if part)
    return tuple(link if kept else Link(link.text) for link in links)


def _ground(part: str) -> Link:
    match = _CLAUSE.fullmatch(part)
    if not match:
        return Link(part.replace("plan ", "实施方案 "))
    section, item = match[1] or _NUMERALS[int(match[3])], match[2] or match[4] or "0"
    if section in "零一" or item == "0":  # these have no numbered clauses
        return Link(f"实施方案 {section.strip('零')}".strip(), PLAN)
    return Link(f"实施方案 {section}.{item}", f"{PLAN}#{_NUMERALS.index(section)}-{item}")


def _kind(world: World, kind: Kind) -> dict[str, object]:
    place = f"bases/基地编号/{kind.path}" if kind in BASE_KINDS else f"content/{kind.path}"
    about = re.sub(r" ?``[^`]*``| ?\([^)]*\)", "", kind.model.__doc__ or "").strip()
    groups = [{"name": name, "rows": [_row(world, info) for info in model.model_fields.values()]} for name, model in _groups(kind.model, kind.name)]
    return {"id": kind.id, "name": kind.name, "path": place, "about": about, "groups": groups}


def _groups(model: type[BaseModel], name: str) -> Iterator[tuple[str, type[BaseModel]]]:
    """A model with its name, then the small records inside it."""
    yield name, model
    for info in model.model_fields.values():
        for inner in models_in(info.annotation):
            yield from _groups(inner, f"{name} · {info.alias}")


def _row(world: World, info: FieldInfo) -> dict[str, object]:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return {
        "key": info.alias,
        "required": info.is_required(),
        "meaning": info.description,
        "example": (info.examples or [""])[0],
        "source": ground(world, str(extra.get("source", ""))),
        "words": _vocabulary((*info.metadata, info.annotation)),
    }


def _vocabulary(parts: tuple[Any, ...]) -> str:
    """The vocabulary that a field's words come from, however deep its annotation names it."""
    for part in parts:
        if isinstance(part, Word):
            return part.kind
        if found := _vocabulary((*getattr(part, "__metadata__", ()), *typing.get_args(part))):
            return found
    return ""
