"""A docx, pptx or xlsx: nothing in it runs, fetches or hides another file."""

from __future__ import annotations

import re

from ..names import shown
from . import markup
from .fault import Refused
from .measures import Purse
from .package import Package
from .relations import OBJECT, check_relation, check_type, runs, worth_reading

MAIN = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DEEPEST = 3  # a chart in a document holds a workbook; nobody's holds a document that holds a presentation
_CALLBACK = re.compile(rb"\b(?:on[A-Z]|get[A-Z]|loadImage)\w{0,60}\s{0,9}=")
_BUTTONS = 500_000  # bytes; nobody has so many
_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f(?:\s[^<>]{0,500})?>([^<]{1,8192})<")
_QUOTED = re.compile(rb'"[^"]*"|&quot;.*?&quot;')
_AGAIN = "用 WPS 或 Office 打开，另存为一份新的再交；打不开就回到原来的电脑上重新拷一次"


def check_office(data: bytes, suffix: str, purse: Purse, depth: int = 0) -> None:
    """:raises Refused: what is wrong with it; ``depth``: in how many others it lies"""
    if data.startswith(OLE):
        raise _old(data, suffix)
    package = Package(data, f" {suffix} 文件", _AGAIN)
    if not any(info.orig_filename == MAIN[suffix] for info in package.infos):
        raise Refused(f"内容不是 {suffix} 文件", f"看看是不是只改了扩展名；用 WPS 或 Office 打开，另存为 .{suffix}")
    for info in package.infos:
        _check_part(info.orig_filename, package.read(info, purse), purse, depth)


def _old(data: bytes, suffix: str) -> Refused:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Refused("打不开，加了密码", "在“文件—信息—保护”（WPS 是“文件—文档加密”）里去掉密码，保存后再交")
    return Refused(f"打不开，其实是旧的格式，不是完好的 {suffix} 文件（只改扩展名不行）", f"用 WPS 或 Office 打开，另存为 .{suffix}")


def _check_part(name: str, body: bytes, purse: Purse, depth: int) -> None:
    low = name.lower()
    if "vbaproject" in low or "vbadata" in low:
        raise runs(f"里面有宏（{shown(name)}）")
    if "activex" in low:
        raise runs(f"里面有 ActiveX 控件（{shown(name)}）")
    if "/macrosheets/" in low:
        raise runs(f"里面有宏表（Excel 4.0 的宏，{shown(name)}）")
    if "/embeddings/" in low and not low.endswith("/"):
        _check_embedded(name, body, purse, depth)
    elif body.startswith((OLE, b"MZ", b"\x7fELF", b"PK\x03\x04")):
        raise runs(f"里面藏着另一个文件（{shown(name)}）")
    elif low.endswith((".xml", ".rels", ".vml")):
        try:
            _check_markup(low, name, body, purse)
        except ValueError:
            raise Refused(f"打不开，里面的“{shown(name)}”坏了", _AGAIN) from None


def _check_embedded(name: str, body: bytes, purse: Purse, depth: int) -> None:
    suffix = name.rsplit(".", 1)[-1].lower()
    if suffix not in MAIN or not body.startswith(b"PK"):
        likely = "，多半是 MathType 或“公式 3.0”写的公式" if "oleobject" in name.lower() else ""
        raise runs(f"里面有嵌入的对象{likely}（{shown(name)}）", OBJECT)
    if depth >= _DEEPEST:
        raise Refused(f"里面一层套一层嵌着文件（{shown(name)}），超过 {_DEEPEST} 层", "把里面的文件单独交")
    try:
        check_office(body, suffix, purse, depth + 1)
    except Refused as error:
        raise Refused(f"里面嵌着的“{shown(name)}”{error.fault.problem}", error.fault.mend, error.fault.runs) from None


def _check_markup(low: str, name: str, body: bytes, purse: Purse) -> None:
    if low == "[content_types].xml":
        for one in markup.elements(purse.parse(body), "Override", "Default"):
            check_type(one.get("ContentType", ""))
    elif low.endswith(".rels"):
        for one in markup.elements(purse.parse(body), "Relationship") if worth_reading(body) else ():
            check_relation(name, one)
    elif low.startswith("customui/") and (len(body) > _BUTTONS or _CALLBACK.search(body)):
        raise runs(f"里面有自定义的按钮，按下会运行宏（{shown(name)}）")
    elif low.startswith("word/"):
        if (not markup.plain(body) or b"nstrText" in body or b"fldSimple" in body) and (field := markup.dde(purse.parse(body))):
            raise runs(f"里面有会启动别的程序的域（{shown(field)}）")
    elif low.startswith("xl/externallinks/"):
        if markup.elements(purse.parse(body), "ddeLink", "oleLink"):
            raise runs(f"里面有会启动别的程序的链接（DDE，{shown(name)}）")
    elif low.startswith("xl/"):
        _check_formulas(name, body)
    elif low.startswith("ppt/") and (b"ppaction://program" in body or b"ppaction://macro" in body):
        raise runs(f"里面的按钮按下会运行程序（{shown(name)}）")


def _check_formulas(name: str, body: bytes) -> None:
    """``program|file!cell`` is a formula that starts a program; the bar means nothing else but in quotes."""
    if b"|" not in body and markup.plain(body):
        return
    text = body if markup.plain(body) else body.decode("utf-16", "ignore").encode()
    for formula in _FORMULA.finditer(text):
        bare = _QUOTED.sub(b"", formula[1]) if b"|" in formula[1] else b""
        if b"!" in bare[bare.find(b"|") :] and b"|" in bare:
            raise runs(f"里面有会启动别的程序的公式（{shown(formula[1].decode('utf-8', 'replace'))}，{shown(name)}）")
