"""Whatever is called a document becomes the bytes of a sound docx, or a sentence that says what it is and what to do."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from ...load.inspect import PROGRAMS, problem_of
from ...load.text import Unreadable
from ...model.finding import Place
from .. import rules

MOST = 30_000_000  # bytes of text in a document; a book of a thousand pages has a tenth of it
_SECONDS = 120
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD = {"WordDocument": "旧的 Word/WPS 文字格式（.doc、.wps）", "PowerPoint Document": "旧的演示格式（.ppt、.dps）", "Workbook": "旧的表格格式（.xls、.et）"}
_STARTS = {b"{\\rtf": "RTF 格式", b"<!DOCTYPE": "网页", b"<html": "网页", b"%PDF-": "pdf", b"\x89PNG": "图片", b"\xff\xd8\xff": "图片"}
_PARTS = {"ppt/presentation.xml": "演示文稿（pptx）", "xl/workbook.xml": "表格（xlsx）", "content.xml": "OpenDocument 文件"}
_SAVE = "用 WPS 或 Word 打开它，“另存为”.docx，再交"


def opened(name: str, data: bytes) -> bytes:
    """The docx itself, or what LibreOffice makes of an old format if it is there.

    :raises Unreadable: with what it is and how to hand it in.
    """
    place = Place(name)
    if not data:
        raise Unreadable(rules.OPEN.at(place, "是空文件（0 字节）", "可能没有拷完；回到原来的电脑上重新拷一次"))
    if data.startswith(_OLE) or data[:9].upper().startswith((b"{\\RTF", b"<HTML", b"<!DOCTYPE")):
        return _converted(place, data)
    problem = problem_of("x.docx", data)
    if problem and problem != PROGRAMS:
        raise Unreadable(rules.OPEN.at(place, _what(data) or problem, _SAVE))
    _guard(place, data)
    return data


def _converted(place: Place, data: bytes) -> bytes:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(rules.OPEN.at(place, "加了密码，打不开", "用 WPS 或 Word 打开，在“文件—加密”里去掉密码，保存后再交"))
    what = next((words for stream, words in _OLD.items() if stream.encode("utf-16-le") in data), "") or _what(data) or "一种旧的格式"
    if what not in (_OLD["WordDocument"], "RTF 格式", "网页"):
        raise Unreadable(rules.OPEN.at(place, f"其实是{what}，不是文字文档", "改回原来的扩展名再交；文字稿请另存为 .docx"))
    made = converted(data, "rtf" if what == "RTF 格式" else "html" if what == "网页" else "doc", "docx")
    if made is None or problem_of("x.docx", made):
        raise Unreadable(rules.OPEN.at(place, f"其实是{what}，不是 docx（只改扩展名不行）", f"{_SAVE}；这台电脑上装了 LibreOffice 的话，程序可以自己转换"))
    return made


def converted(data: bytes, suffix: str, into: str) -> bytes | None:
    """What LibreOffice makes of an old file; nothing if it is not there or cannot read it. ``JIDI_SOFFICE`` names it."""
    program = shutil.which(os.environ.get("JIDI_SOFFICE") or "soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder) / f"given.{suffix}", Path(folder) / "out"
        given.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        try:
            command = [program, profile, "--headless", "--convert-to", into, "--outdir", str(out), str(given)]
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
            return (out / f"given.{into}").read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None


def _what(data: bytes) -> str:
    """What it is if it is no docx; empty if that cannot be told."""
    for start, words in _STARTS.items():
        if data.lower().startswith(start.lower()):
            return words
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return ""
    found = next((words for part, words in _PARTS.items() if part in names), "")
    return f"其实是{found}，不是 docx（只改扩展名不行）" if found else ""


def _guard(place: Place, data: bytes) -> None:
    """No document that takes more than it says."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        texts = [info for info in package.infolist() if info.filename.endswith((".xml", ".rels"))]
        if sum(info.file_size for info in texts) > MOST:
            raise Unreadable(rules.OPEN.at(place, "里面的文字太多，解开后超过 30 MB", "拆成几份再交"))
        try:
            if any(b"<!DOCTYPE" in package.read(info) or b"<!ENTITY" in package.read(info) for info in texts):
                raise Unreadable(rules.OPEN.at(place, "里面有 Word 不会写的内容（实体）", _SAVE))
        except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError) as error:
            raise Unreadable(rules.OPEN.at(place, "传坏了，里面的一部分解不开", f"回到原来的电脑上重新拷一次；还不行，{_SAVE}")) from error
