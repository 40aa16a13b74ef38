"""Subjects across the stages: who has a base of which (plan 四.1)."""

from __future__ import annotations

from dataclasses import dataclass

from ..world import World


@dataclass(frozen=True)
class Subject:
    """A subject that has bases. ``id``: of ``stages.yml``; ``name``: as the stages call it, 「、」 between different names."""

    id: str
    name: str
    bases: tuple[str, ...]


def subjects(world: World) -> list[Subject]:
    """In the city's order; two names with one id (信息科技, 信息技术) are one subject."""
    found: dict[str, tuple[dict[str, None], list[str]]] = {}
    terms = world.city.vocabulary.of("subject")
    for term in terms:
        bases = [one.base for one in world.bases if one.record.subject == term.name]
        if bases:
            names, all_bases = found.setdefault(term.id, ({}, []))
            names[term.name] = None
            all_bases += bases
    return [Subject(id, "、".join(names), tuple(bases)) for id, (names, bases) in found.items()]
