"""One attachment, by what its suffix says that it is."""

from __future__ import annotations

import codecs
import re

from ..names import shown
from ..pictures.parts import Tangled, parts
from .fault import Fault, Refused
from .foreign import foreign, is_page
from .measures import Purse
from .nottaken import mend_of
from .office import MAIN, check_office
from .pdf import check_pdf
from .zipped import check_zip

MAX_FILE = 50 * 1024 * 1024
PROGRAMS = "里面有宏或嵌入的程序"  # what is said of all that runs, to who only wants the words
_MAGIC = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    "zip": (b"PK\x03\x04", b"PK\x05\x06"),
}
_END = {"pdf": b"%%EOF", "png": b"IEND", "jpg": b"\xff\xd9", "jpeg": b"\xff\xd9"}
_SOUND = "换成完好的文件"
_PIECE = 1 << 20
_CELLS = 100_000
_DDE = re.compile(rb"""(?:^|[,;\t])[ "']*[=+\-@][^,;\t\n|]{0,200}\|""", re.M)


def problem_of(file: str, data: bytes) -> str:
    """What is wrong with an attachment, in Chinese; empty if nothing. Of whatever runs it is :data:`PROGRAMS`."""
    fault = fault_in(file, data)
    return "" if fault is None else PROGRAMS if fault.runs else fault.problem


def fault_in(file: str, data: bytes) -> Fault | None:
    """What is wrong with an attachment; nothing if it is sound. Nothing raises, whatever the bytes are."""
    try:
        check_file(file, data, Purse())
    except Refused as error:
        return error.fault
    except (RecursionError, MemoryError):
        return Fault("里面套得太深或太大，没有看完", "另存为一份简单些的再交")
    return None


def check_file(file: str, data: bytes, purse: Purse) -> None:
    """:raises Refused: what is wrong with it. ``purse``: what may still be unpacked"""
    suffix = file.rsplit(".", 1)[-1].lower()
    if not data:
        raise Refused("是空文件", "回到原来的电脑上重新拷一次")
    if suffix in MAIN:
        check_office(data, suffix, purse)
    elif suffix == "zip" and data.startswith(_MAGIC[suffix]):
        check_zip(data, purse, check_file)
    elif suffix in _MAGIC:
        _check_magic(suffix, data)
    elif suffix in {"txt", "csv"}:
        _check_text(suffix, data)
    else:
        raise Refused(f"不收 .{suffix} 文件", mend_of(suffix))


def _check_magic(suffix: str, data: bytes) -> None:
    if not data.startswith(_MAGIC[suffix]):
        mend = "用 WPS 或浏览器打开，重新输出为 pdf" if suffix == "pdf" else f"看看是不是只改了扩展名；用原来的软件打开，另存为 .{suffix}"
        raise Refused(f"内容不是 {suffix} 文件", mend)
    if _END.get(suffix, b"") not in data[-2048:] and not _moves(suffix, data):
        raise Refused("不完整，可能没有传完", "回到原来的电脑上重新拷一次")
    if other := foreign(data, suffix):
        raise Refused(f"里面还藏着{other}，是两种文件拼在一起", "图片用“画图”打开，pdf 用浏览器打印成 pdf，另存为新的文件再交")
    if suffix == "pdf":
        check_pdf(data)


def _moves(suffix: str, data: bytes) -> bool:
    """Whether it is a whole photograph with a film behind it, as telephones take them; the film is not published."""
    if suffix not in {"jpg", "jpeg"} or b"ftyp" not in data:
        return False
    try:
        return bool(parts(data))
    except Tangled:
        return False


def _check_text(suffix: str, data: bytes) -> None:
    try:
        decoder = codecs.getincrementaldecoder("utf-8")()
        for at in range(0, len(data), _PIECE):
            decoder.decode(data[at : at + _PIECE], at + _PIECE >= len(data))
    except UnicodeDecodeError:
        raise Refused("不是 UTF-8 编码的文本", "用记事本“另存为”，编码选 UTF-8") from None
    if control := re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", data):
        raise Refused(f"里面有控制字符 U+{control[0][0]:04X}，不是文本", "看看是不是只改了扩展名；用原来的软件打开，另存后再交")
    if is_page(data):
        raise Refused(f"其实是网页，不是 {suffix} 文件", "只要文字的，复制到记事本里另存；要排版的，打印成 pdf")
    if suffix == "csv" and (cell := _dde_in(data)):
        raise Refused(f"里面有会启动别的程序的公式（{shown(cell)}）", "删掉这一格的公式，只留值", runs=True)


def _dde_in(table: bytes) -> str:
    """The first cell of a csv that is ``=program|file!cell``, as it is written; empty if none. :raises Refused: if too many might be"""
    line = 0
    for count, found in enumerate(_DDE.finditer(table)):
        if count > _CELLS:
            raise Refused("里面像公式的格子多得异常，没有看完", "公式只留值，另存后再交")
        if found.start() < line:
            continue
        line = table.find(b"\n", found.end()) % (len(table) + 1)
        if table.find(b"!", found.end(), line) >= 0:
            return table[found.start() : min(line, found.end() + 60)].decode("utf-8", "ignore").strip("\n\r,;\t")
    return ""
