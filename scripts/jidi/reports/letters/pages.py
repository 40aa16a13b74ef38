"""A page that is handed to somebody and kept: 聘书, 荣誉证书, the words of a plaque. Large, with room for a seal."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.paper import Block, Space, Text, Title
from ...model.reports import Letter
from .words import BLANK_DAY, Values, line, paragraphs


def page(one: Letter, values: Values) -> Iterator[Block]:
    """A letter's title, text and signature on a page of its own, the day left to be filled in."""
    yield from (Space(28), Title(line(one.title, values, one.name), 32), Space(16))
    if one.to:
        yield Text(f"{line(one.to, values, one.name)}：", 16, "left", False, 2)
    for part in one.parts:
        for text in part.texts:
            yield from (Text(told, 16, pitch=2) for told in paragraphs(text, values, one.name))
    yield Space(24)
    yield Text(line(one.sign, values, one.name), 16, "right", False, 2)
    yield Text(values.get("日期") or BLANK_DAY, 16, "right", False, 2)
