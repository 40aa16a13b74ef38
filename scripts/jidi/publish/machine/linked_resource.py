"""A resource as schema.org's LearningResource (LRMI), aligned to its textbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...model.city import Entry
from ...model.work import Resource
from ..world import World
from . import bibliography as about
from .dublin import LANGUAGE
from .linked_parts import base_node, media, on, people

Thing = dict[str, Any]
_ROLES = {"jiaoshi": "teacher", "xuesheng": "student"}  # audience → schema.org's educationalRole


def resource(world: World, entry: Entry[Resource]) -> Thing:
    """What the page of a resource shows."""
    record, here, card = entry.record, entry.address, about.base_of(world, entry)
    changed = about.updated(world, entry).isoformat()
    return {
        "@type": "LearningResource",
        "name": record.title,
        "description": about.describe(world, entry),
        "identifier": entry.id,
        "url": on(world, here, here),
        "inLanguage": LANGUAGE,
        "learningResourceType": record.type,
        "educationalLevel": about.limited(world, "grade", record.grade) or (card.stage if card else ""),
        "about": {"@type": "Thing", "name": card.subject} if card else None,
        "educationalAlignment": list(_alignments(world, entry)),
        "teaches": list(record.competencies),
        "keywords": [word for word in (record.lesson_type, record.difficulty, record.course_level, *record.themes, *record.learning) if word],
        "audience": [_audience(world, one) for one in record.audience],
        "author": people(about.makers(entry)),
        "contributor": people(about.helpers(entry)),
        "publisher": base_node(world, entry.base, here),
        "dateCreated": record.day.isoformat(),
        "datePublished": about.published(world, entry).isoformat(),
        "dateModified": changed,
        "version": changed,
        "license": _licence(world, entry),
        "isBasedOn": {"@type": "CreativeWork", "name": record.origin_note} if record.origin_note else None,
        "isAccessibleForFree": True,
        "encoding": media(world, entry),
    }


def _alignments(world: World, entry: Entry[Resource]) -> Iterator[Thing]:
    """To the subject, to the grade, and to the lesson in its book."""
    record, card = entry.record, about.base_of(world, entry)
    book = about.book(world, record)
    framework = " ".join((*book, *([card.subject] if card else [])))
    grade = about.limited(world, "grade", record.grade)
    place = " ".join(about.place_in_book(world, record))
    rows = (
        ("educationalSubject", card.subject if card else "", ""),
        ("educationalLevel", " ".join(filter(None, (card.stage if card else "", grade))), ""),
        ("teaches", place if book else "", framework),
    )
    for kind, name, within in rows:
        if name:
            yield {"@type": "AlignmentObject", "alignmentType": kind, "educationalFramework": within, "targetName": name}


def _audience(world: World, word: str) -> Thing:
    term = world.city.vocabulary.find("audience", word)
    role = _ROLES.get(term.id, "") if term else ""
    return {"@type": "EducationalAudience", "educationalRole": role} if role else {"@type": "Audience", "audienceType": word}


def _licence(world: World, entry: Entry[Resource]) -> str | Thing:
    """The address of the licence, or the city's own licence in words."""
    term = about.licence_of(world, entry)
    if term is None:
        return ""
    return about.licence_url(term) or {"@type": "CreativeWork", "name": term.name, "description": str(term.facts.get("含义", ""))}
