"""Words of contributors inside a comment that a bot posts: plain words, and nothing that calls, links or marks."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

LIMIT = 300
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_WIDE = str.maketrans({"@": "＠", "#": "＃", "<": "＜", ">": "＞", "&": "＆"})
_MARKS = re.compile(r"([\\`*_{}\[\]()+\-.!|~:=$^])")
_LINK = re.compile(r"(?i)([a-z][a-z0-9+.-]*):(?=//)|\b(www)\.")


def cut(text: Any) -> Any:
    """At most :data:`LIMIT` signs, with ``……`` for the rest."""
    return f"{text[: LIMIT - 2]}……" if isinstance(text, str) and len(text) > LIMIT else text


def plain(text: str) -> str:
    """One line without signs that cannot be seen."""
    return " ".join("".join(" " if sign.isspace() else sign for sign in text if sign.isspace() or unicodedata.category(sign) not in HIDDEN).split())


def quiet(text: str) -> str:
    """The same words as Markdown that only shows them.

    ``@`` and ``#`` become full-width, for a forge calls people and issues even where they are escaped; so do the signs of HTML
    and what begins an address. All that Markdown could take for a mark is escaped.
    """
    line = _LINK.sub(lambda match: f"{match[1]}：" if match[1] else f"{match[2]}．", cut(plain(text)).translate(_WIDE))
    return _MARKS.sub(r"\\\1", re.sub(r"(?i)\bGH-(?=\d)", "GH－", line))
