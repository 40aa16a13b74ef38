"""Names of files that every reader's computer can write: Windows, phones, zips."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LIMIT = 48  # characters: a folder, a file and a reader's own folders stay below the 260 of Windows

_FULL_WIDTH = str.maketrans('<>:"/\\|?*', "＜＞：”／＼｜？＊")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def safe_name(text: str) -> str:
    """Words as a name: reserved signs become full-width ones, nothing unseen, no device of Windows, not too long, never empty."""
    words = " ".join(unicodedata.normalize("NFC", text).translate(_FULL_WIDTH).split())
    seen = words if words.isprintable() else "".join(sign for sign in words if unicodedata.category(sign) not in _UNSEEN)
    name = seen.strip(" .")[:LIMIT].rstrip(" .") or "未命名"
    return f"_{name}" if _DEVICE.match(name.replace(" ", "")) else name


def file_name(words: str, path: str) -> tuple[str, str]:
    """What a file is called and its ending: the words that people read, the ending of its ``path``."""
    _, dot, ending = path.rsplit("/", 1)[-1].rpartition(".")
    ending = f"{dot}{ending}".lower() if dot else ""
    return safe_name(words[: -len(ending)] if ending and words.lower().endswith(ending) else words), ending


def distinct(names: Iterable[tuple[str, str]]) -> list[str]:
    """Names with endings, each once for a computer that sees no case: 课件.pptx, 课件（2）.pptx."""
    found: list[str] = []
    taken: set[str] = set()
    for stem, ending in names:
        number, name = 1, f"{stem}{ending}"
        while name.casefold() in taken:
            number, name = number + 1, f"{stem}（{number + 1}）{ending}"
        taken.add(name.casefold())
        found.append(name)
    return found
