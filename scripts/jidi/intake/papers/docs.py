"""A document that somebody handed in: one of our forms, or any lesson plan; in whatever format it came."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping

from ...load.inspect import problem_of
from ...load.text import Unreadable
from ...model.city import City
from ...model.finding import Place
from .. import rules
from ..draft import Incoming
from ..taken import Taken
from .docfilled import filled
from .docmarkdown import taken_apart
from .docopen import opened
from .lesson import lesson, stem, without_objects


def read_docx(
    city: City, base: str, name: str, data: bytes, given: Mapping[str, str] | None = None, along: tuple[Incoming, ...] = (), day: datetime.date | None = None
) -> Taken:
    """The records of a document. ``given``: fields that the person said besides (``--set``).

    ``along``: files of the same lesson; ``day``: when the file was last changed, if it does not tell so itself.
    """
    place = Place(name)
    try:
        whole = opened(name, data)
        document = taken_apart(whole, stem(name) or "图片")
    except Unreadable as error:
        return Taken(findings=tuple(error.findings))
    except ValueError:
        return Taken(findings=(rules.OPEN.at(place, "里面的内容坏了，读不出来", "用 WPS 或 Word 打开看看；打得开就另存为一份新的 .docx 再交"),))
    if not document.pictures and not document.unshown and not any(node.get_text().strip() for node in document.nodes):
        return Taken(findings=(rules.OPEN.at(place, "是空的文档，一个字也没有", "看看是不是拿错了文件"),))
    problem = problem_of("x.docx", whole)
    original = () if problem else (Incoming(f"{stem(name)}.docx", whole),)
    note = without_objects(problem, place)
    said = Taken(notes=(note,) if note else ())
    form = filled(city, base, name, document, original, given or {})
    if form is None:
        return lesson(city, base, name, document, (*original, *along), given or {}, day) + said
    if along and len(form.drafts) == 1:
        form = dataclasses.replace(form, drafts=(dataclasses.replace(form.drafts[0], files=(*form.drafts[0].files, *along)),))
    return form + said
