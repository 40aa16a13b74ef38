"""A resource as schema.org's LearningResource (LRMI), aligned to its textbook."""

from __future__ import annotations

from typing import Any

from ...model.city import Entry
from ...model.vocabulary import Term
from ...model.work import Resource
from ..world import World
from . import bibliography as about
from .dublin import LANGUAGE
from .linked_parts import base_node, media, on, people
from .told import Told

Thing = dict[str, Any]
_ROLES = {"jiaoshi": "teacher", "xuesheng": "student"}  # audience → schema.org's educationalRole


def resource(world: World, entry: Entry[Resource], told: Told) -> Thing:
    """What the page of a resource shows."""
    record, here, card = entry.record, entry.address, told.card
    grade, changed = about.limited(world, "grade", record.grade), about.updated(world, entry).isoformat()
    return {
        "@type": "LearningResource",
        "name": record.title,
        "description": told.description,
        "identifier": entry.id,
        "url": on(world, here, here),
        "inLanguage": LANGUAGE,
        "learningResourceType": record.type,
        "educationalLevel": grade or (card.stage if card else ""),
        "about": {"@type": "Thing", "name": card.subject} if card else None,
        "educationalAlignment": _alignments(told, grade),
        "teaches": list(record.competencies),
        "keywords": [word for word in (record.lesson_type, record.difficulty, record.course_level, *record.themes, *record.learning) if word],
        "audience": [_audience(world, one) for one in record.audience],
        "author": people(told.makers),
        "contributor": people(told.helpers),
        "publisher": base_node(world, entry.base, told.card, here),
        "dateCreated": record.day.isoformat(),
        "datePublished": about.published(world, entry).isoformat(),
        "dateModified": changed,
        "version": changed,
        "license": _licence(told.licence),
        "isBasedOn": {"@type": "CreativeWork", "name": record.origin_note} if record.origin_note else None,
        "isAccessibleForFree": True,
        "encoding": media(world, told.files, here),
    }


def _alignments(told: Told, grade: str) -> list[Thing]:
    """To the subject, to the grade, and to the lesson in its book."""
    stage, subject = (told.card.stage, told.card.subject) if told.card else ("", "")
    rows = (
        ("educationalSubject", subject, ""),
        ("educationalLevel", " ".join(filter(None, (stage, grade))), ""),
        ("teaches", " ".join(told.place) if told.book else "", " ".join(filter(None, (*told.book, subject)))),
    )
    return [{"@type": "AlignmentObject", "alignmentType": kind, "educationalFramework": within, "targetName": name} for kind, name, within in rows if name]


def _audience(world: World, word: str) -> Thing:
    term = world.city.vocabulary.find("audience", word)
    role = _ROLES.get(term.id, "") if term else ""
    return {"@type": "EducationalAudience", "educationalRole": role} if role else {"@type": "Audience", "audienceType": word}


def _licence(term: Term | None) -> str | Thing:
    """The address of the licence, or the city's own licence in words."""
    if term is None:
        return ""
    return about.licence_url(term) or {"@type": "CreativeWork", "name": term.name, "description": str(term.facts.get("含义", ""))}
