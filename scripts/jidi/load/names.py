"""Names that are something else on another computer, or look like something else to the reader."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile  # only who opens one has it

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.I)
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters and marks by their class, and nothing to be seen
_TWINS = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")  # Greek that no eye tells from Latin; α, λ and Δ are physics
_LONGEST = 1000  # characters; Windows takes 260
_WORD = re.compile(r"[^\W\d_]+")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_ORDINARY = re.compile(r"[A-Za-z0-9_ !@#%&()+=\[\]-][A-Za-z0-9_ !@#%&()+=\[\].-]*(?<![ .])")


def odd(path: str) -> str:
    """What is odd about a path whose folders are parted by ``/``, in Chinese; empty if nothing."""
    if len(path) > _LONGEST:
        return f"有 {len(path)} 个字，太长了"
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        return "写的是整台电脑上的位置，会解到别处去"
    parts = path.removesuffix("/").split("/")
    if ".." in parts:
        return "含有“..”，会跑到别的文件夹里去"
    return next((words for part in parts if (words := _odd_part(part))), "")


def _odd_part(part: str) -> str:
    if part in {"", "."}:
        return "里有空的一段"
    if _RESERVED.fullmatch(part.split(".")[0].rstrip()):
        return "是 Windows 留给设备的名字"
    if _ORDINARY.fullmatch(part):
        return ""
    if hidden := next((sign for sign in part if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} or sign in _BLANK), ""):
        return f"里有看不见的字符 U+{ord(hidden):04X}，能把文件名倒过来骗人"
    if bad := re.search(r'[\\<>:"|?*]', part):
        return f"里有“{bad[0]}”，Windows 上不能用"
    if part[-1] in " .":
        return "的末尾是空格或点，Windows 会去掉它"
    return "里混着长得和英文字母一样的外文字母" if any(_mixed(word) for word in _WORD.findall(part)) else ""


def _mixed(word: str) -> bool:
    """Whether Latin stands beside Cyrillic, or beside Greek that looks like Latin, in one word."""
    if word.isascii():
        return False
    foreign = any("\u0400" <= sign <= "\u052f" or sign in _TWINS for sign in word)
    return foreign and any(sign.isascii() for sign in word)


def same(path: str) -> str:
    """What two paths have in common that are one on some computer: Windows and Apple's do not tell case, Apple's not how an accent is written."""
    return path.casefold() if path.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def shown(name: str) -> str:
    """A name that can be read, whatever it is made of: what cannot be seen is written as its number; at most 80 characters."""
    if name.isascii() and name.isprintable() and len(name) <= 80:
        return name
    seen = (sign if sign.isprintable() and sign not in _BLANK else f"[U+{ord(sign):04X}]" for sign in name[:80])
    return "".join(seen) + ("…" if len(name) > 80 else "")


def name_of(info: zipfile.ZipInfo) -> str | None:
    """A name in a zip as who packed it read it: a Chinese Windows packs in GBK and does not say so. Nothing if no computer reads it.

    “图片” and “小A” in GBK are sound UTF-8 for other letters, so UTF-8 is believed first only if Chinese comes out of it.
    """
    name = info.orig_filename
    if info.flag_bits & 0x800 or name.isascii():
        return name
    read = list[str]()
    for way in ("utf-8", "gb18030"):
        with contextlib.suppress(UnicodeError):
            read.append(name.encode("cp437").decode(way))
    return next((one for one in read if _CHINESE.search(one)), read[0] if read else None)
