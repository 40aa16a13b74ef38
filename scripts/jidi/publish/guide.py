"""The guide: hand-written pages, and three made from the models, the rules and the words themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..load.records import models_in
from ..model.finding import Rule
from ..model.kinds import BASE_KINDS, CITY_KINDS, Kind
from ..model.record import Record
from ..model.standards import GuidePage
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
        Output("guide/index.html", Page("使用指南", "guide", {"pages": links}, listing=True)),
        Output("guide/fields.html", Page("字段说明", "fields", {"kinds": [_kind(kind) for kind in (*BASE_KINDS, *CITY_KINDS)]})),
        Output("guide/rules.html", Page("检查规则", "rules", {"rules": list(rules)})),
        Output("guide/words.html", Page("词表", "words", {"words": _words(world)})),
        *pages,
        *guide_images(world, written),
    ]


def _words(world: World) -> list[dict[str, object]]:
    vocabulary = world.city.vocabulary
    return [{"id": id, "title": vocabulary.titles.get(id, id), "terms": terms} for id, terms in vocabulary.terms.items()]


def _kind(kind: Kind) -> dict[str, object]:
    place = f"bases/基地编号/{kind.path}" if kind in BASE_KINDS else f"content/{kind.path}"
    words = _vocabularies(kind.model.model_json_schema(by_alias=True))
    return {"id": kind.id, "name": kind.name, "path": place, "about": (kind.model.__doc__ or "").strip(), "groups": list(_groups(kind.model, kind.name, words))}


def _groups(model: type[Record], name: str, words: dict[str, str]) -> Iterable[dict[str, object]]:
    """The fields of a model, then those of the small records inside it."""
    rows = [_row(info, words) for info in model.model_fields.values()]
    yield {"name": name, "rows": rows}
    for info in model.model_fields.values():
        for inner in models_in(info.annotation):
            yield from _groups(inner, f"{name} · {info.alias}", words)  # type: ignore[arg-type]


def _row(info: Any, words: dict[str, str]) -> dict[str, object]:
    extra = info.json_schema_extra or {}
    return {
        "key": info.alias,
        "required": info.is_required(),
        "meaning": info.description,
        "example": (info.examples or [""])[0],
        "source": extra.get("source", ""),
        "words": words.get(str(info.alias), ""),
    }


def _vocabularies(schema: Any) -> dict[str, str]:
    """Key → the vocabulary that its value comes from, wherever it stands in a schema."""
    found: dict[str, str] = {}
    stack = [schema]
    while stack:
        here = stack.pop()
        if isinstance(here, dict):
            named = {key: _vocabulary_in(part) for key, part in (here.get("properties") or {}).items()}
            found |= {key: id for key, id in named.items() if id}
            stack += list(here.values())
        elif isinstance(here, list):
            stack += here
    return found


def _vocabulary_in(part: Any) -> str:
    if isinstance(part, dict):
        own = part.get("x-vocabulary", "")
        return str(own) if own else next((id for value in part.values() if (id := _vocabulary_in(value))), "")
    if isinstance(part, list):
        return next((id for value in part if (id := _vocabulary_in(value))), "")
    return ""
