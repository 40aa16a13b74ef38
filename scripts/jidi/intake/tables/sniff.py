"""What a handed-in file really is, whatever it is called; and what to do with one that cannot be read."""

from __future__ import annotations

import io
import zipfile
import zlib

MAX_BYTES = 30 * 1024 * 1024
_MOST_UNPACKED = 400 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (("EncryptedPackage", "locked"), ("WordDocument", "doc"), ("PowerPoint Document", "ppt"), ("Workbook", "xls"), ("Book", "xls"))
_PARTS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb"), ("ppt/presentation.xml", "pptx"), ("content.xml", "ods"))
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "rar"),
)
TABLES = ("xlsx", "xlsb", "xls", "ods", "csv")

SAID = {
    "empty": ("是空文件，里面什么也没有", "多半是没有传完；请重新拷一份"),
    "large": ("太大了，不像是登记表", "删掉插进去的图片，或者把附件和表分开放"),
    "far": ("有字的格子伸得太远，不像是登记表", "多半是很远的地方误打了一个字：选中表下面、右边空着的行列，删除，保存后再交"),
    "locked": ("加了密码，打不开", "用 WPS 或 Excel 打开，在“文件—文档加密”里去掉密码，保存后再交"),
    "doc": ("是旧式的 Word 文档（.doc、.wps），不是表格", "用 WPS 或 Word 打开，另存为 .docx 再交；要交表格的，填登记表"),
    "ppt": ("是旧式的演示文稿（.ppt、.dps），不是表格", "课件作为附件交：放在登记表旁边，名字写在「附件」一列"),
    "docx": ("是 Word 文档，不是表格", "把扩展名改回 .docx 再交"),
    "pptx": ("是演示文稿，不是表格", "课件作为附件交：放在登记表旁边，名字写在「附件」一列"),
    "pdf": ("是 PDF，不是表格", "交填好的原表（.xlsx），不要交打印成 PDF 的"),
    "picture": ("是图片，不是表格", "交填好的原表（.xlsx）；拍照的表请照着填一份"),
    "rar": ("是压缩包", "先解开，再把里面的表交来"),
    "zip": ("是压缩包", "先解开，再把里面的表交来"),
    "html": ("其实是网页，只是改了扩展名（有的系统导出的“.xls”就是这样）", "用 WPS 或 Excel 打开，另存为 .xlsx 再交"),
    "broken": ("坏了，打不开", "用 WPS 或 Excel 打开看看，打得开就另存为 .xlsx 再交；打不开就重新拷一份"),
    "odd": ("不是表格，也不是认得的文档", "交 .xlsx、.xls、.ods 或 .csv"),
}


def sniff(data: bytes) -> str:
    """``xlsx``, ``xls``, ``ods``, ``csv`` (any text), ``docx`` … or a key of :data:`SAID`."""
    if not data.strip(b"\0 \r\n\t"):
        return "empty"
    if len(data) > MAX_BYTES:
        return "large"
    if data.startswith(_OLE):
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "broken")
    if data.startswith(b"PK"):
        return _package(data)
    if found := next((kind for magic, kind in _MAGIC if data.startswith(magic)), ""):
        return found
    return _text(data)


def _package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = {info.filename: info for info in package.infolist()}
            if sum(info.file_size for info in infos.values()) > _MOST_UNPACKED:
                return "large"
            if any(info.flag_bits & 1 for info in infos.values()):
                return "locked"
            if any(name.startswith("META-INF/manifest.xml") and b"encryption-data" in package.read(name) for name in infos):
                return "locked"
            if package.testzip():  # reads every part, so that later readings cannot fail
                return "broken"
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, KeyError):
        return "broken"
    return next((kind for part, kind in _PARTS if part in infos), "zip")


def _text(data: bytes) -> str:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<div")) or (head.startswith(b"<?xml") and b"<workbook" in head):
        return "html"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "csv"
    return "odd" if data[:4096].count(0) else "csv"
