"""A contributor's Markdown as plain sentences: what a bulletin and a chat can carry."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_PART = re.compile(r"^(?:#{1,6}\s|>|\||```|~~~|!\[|-{3,}\s*$|\*{3,}\s*$|\[\^)")  # what is no sentence: headings, quotations, tables, pictures, rules, notes
_MARK = re.compile(r"^(?:[-*+]|\d{1,3}[.、)])\s+")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)|\[\^[^\[\]]*\]")
_EMPHASIS = re.compile(r"\*{1,3}|~~|`+|(?<![A-Za-z0-9])_{1,2}|_{1,2}(?![A-Za-z0-9])")
_SIGN = re.compile(r"[\[*~`_&]")  # without one of them a line is what it says
_END = re.compile(r"[。！？…；][”’」』）]*")
MORE = "……"


def paragraphs(body: str) -> Iterator[str]:
    """The paragraphs of a body without headings, tables, pictures and marks; an item of a list is a paragraph."""
    words, fenced = "", False
    for line in [*map(str.strip, body.splitlines()), ""]:
        marked = not line[:1].isalpha()  # most lines begin with a word, and need not be looked at for marks
        fenced ^= marked and line.startswith(("```", "~~~"))
        item, part = marked and _MARK.match(line), fenced or (marked and bool(_PART.match(line)))
        if (not line or item or part) and words:
            yield words
            words = ""
        if line and not part:
            words += _spoken(_MARK.sub("", line) if item else line)


def _spoken(line: str) -> str:
    if not _SIGN.search(line):
        return line.strip()
    bare = _LINK.sub(lambda match: match[1] or "", _PICTURE.sub("", line))
    return html.unescape(_EMPHASIS.sub("", bare)).strip()


def gist(body: str, room: int) -> list[str]:
    """The first paragraphs that fit into ``room`` characters, the last one cut at the end of a sentence."""
    found: list[str] = []
    for one in paragraphs(body):
        if len(one) <= room:
            found.append(one)
            room -= len(one)
            continue
        cut = shortened(one, room)
        return [*found, cut] if cut and (cut[-1] != MORE[-1] or not found) else found
    return found


def shortened(text: str, room: int) -> str:
    """A text of at most ``room`` characters: whole sentences, or if the first is longer, its beginning with ``……``."""
    if len(text) <= room:
        return text
    ends = [match.end() for match in _END.finditer(text[: room + 1]) if match.end() <= room]
    if ends:
        return text[: ends[-1] - 1] + MORE if text[ends[-1] - 1] == "；" and ends[-1] <= room - 1 else text[: ends[-1]].rstrip("；")
    return text[: room - len(MORE)].rstrip("，、：；") + MORE if room > 4 * len(MORE) else ""
