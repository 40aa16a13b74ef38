"""Bytes become text: UTF-8 (a BOM and CRLF are forgiven), UTF-16 with a BOM; anything else is said."""

from __future__ import annotations

import codecs
import re

from ..model.finding import Finding, Place
from . import rules

MAX_HEAD = 256 * 1024
MAX_BODY = 1024 * 1024
MAX_BYTES = 4 * (MAX_HEAD + MAX_BODY)
_FENCE = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)


class Unreadable(Exception):
    """A file that cannot be read; carries its findings."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings


def decode(data: bytes, file: str) -> str:
    """The text of a file with ``\\n`` line ends.

    :raises Unreadable: if it is not UTF-8 (WJ01) or holds NUL characters.
    """
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return _normal(_decode(data[len(mark) :], encoding, file), file)
    return _normal(_decode(data, "utf-8", file), file)


def _decode(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(
            rules.ENCODING.at(Place(file, line), f"这一行的字节不是 UTF-8 编码{_guess(data)}", "用记事本打开，看清没有乱码，再“另存为”UTF-8")
        ) from None


def _guess(data: bytes) -> str:
    """Name a likely encoding; only a hint, for Big5 decodes as GB18030 too."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "，看上去是 GBK（简体中文 Windows 的旧编码）"


def _normal(text: str, file: str) -> str:
    """One kind of line end. A stray NUL, as office programs leave them, is dropped; many mean another encoding."""
    if (nuls := text.count("\0")) * 10 > len(text):
        line = text[: text.index("\0")].count("\n") + 1
        raise Unreadable(rules.ENCODING.at(Place(file, line), f"文件里有 {nuls} 个空字符，不是文本文件", "用记事本另存为 UTF-8 文本"))
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def split(text: str, file: str) -> tuple[str, str, int]:
    """Head, body and the line on which the body starts.

    The head starts at line 2, after the first ``---``.

    :raises Unreadable: if the head is missing, unclosed (WJ03) or too big (WJ06).
    """
    first = _FENCE.match(text)
    if first is None:
        line = text.split("\n", 1)[0]
        raise Unreadable(rules.HEAD.at(Place(file, 1), f"第一行写的是“{line[:30]}”，不是 ---", "在最前面加一行 ---，写上表头，再加一行 ---"))
    end = _FENCE.search(text, first.end() + 1)
    if end is None:
        raise Unreadable(rules.HEAD.at(Place(file, 1), "表头没有结束", "在表头的最后一个字段下面加一行 ---"))
    head, body = text[first.end() + 1 : end.start()], text[end.end() + 1 :]
    if len(head) > MAX_HEAD or len(body) > MAX_BODY:
        raise Unreadable(rules.TOO_BIG.at(Place(file, 1), f"表头 {len(head)} 字、正文 {len(body)} 字，太大了", "大段材料请另存为附件"))
    return head or "\n", body, head.count("\n") + 3
