"""What an attachment really is: looked at inside, not by its suffix."""

from __future__ import annotations

import io
import zipfile
import zlib

MAX_FILE = 50 * 1024 * 1024
_MAGIC = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    "zip": (b"PK\x03\x04",),
}
_END = {"pdf": b"%%EOF", "png": b"IEND", "jpg": b"\xff\xd9", "jpeg": b"\xff\xd9", "zip": b"PK\x05\x06"}
_OFFICE = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}
_WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # all that an office file may use (ECMA-376-2, annex B)
PROGRAMS = "里面有宏或嵌入的程序"  # what is said of them
_FORBIDDEN = ("vbaproject", "/embeddings/ole", "activex", "..")


def problem_of(file: str, data: bytes) -> str:
    """What is wrong with an attachment, in Chinese; empty if nothing."""
    suffix = file.rsplit(".", 1)[-1].lower()
    if not data:
        return "是空文件"
    if suffix in _OFFICE:
        return _office(data, _OFFICE[suffix], suffix)
    if suffix in _MAGIC:
        if not data.startswith(_MAGIC[suffix]):
            return f"内容不是 {suffix} 文件"
        return "" if _END.get(suffix, b"") in data[-2048:] else "不完整，可能没有传完"
    if suffix in {"txt", "csv"}:
        return "" if _is_text(data) else "不是 UTF-8 编码的文本"
    return f"不收 .{suffix} 文件；请换成 docx、pptx、xlsx、pdf、png、jpg、mp3 或 zip"


def _office(data: bytes, part: str, suffix: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            if any(info.compress_type not in _WAYS for info in infos):
                raise zipfile.BadZipFile  # packed in a way that no office program uses
            if package.getinfo(part).file_size < MAX_FILE:
                package.read(part)
    except KeyError:
        return f"内容不是 {suffix} 文件"
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError):
        return f"打不开，不是完好的 {suffix} 文件（可能加了密码，或只是改了扩展名）"
    names = [info.filename.lower() for info in infos]
    if any(bad in name for name in names for bad in _FORBIDDEN):
        return PROGRAMS
    if len(infos) > 5000 or sum(info.file_size for info in infos) > 500 * 1024 * 1024:
        return "解压后太大"
    return ""


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
