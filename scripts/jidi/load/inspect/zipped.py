"""A zip handed in as an attachment: ordinary files that are sound themselves."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..names import name_of, shown
from .fault import Refused
from .measures import Purse
from .office import MAIN, OLE
from .package import Package

_LOOKED_INTO = {*MAIN, "pdf", "png", "jpg", "jpeg", "gif", "webp"}
_PACKED = re.compile(r"zipx?|rar|r\d\d|7z|t?gz|tar|bz2|xz|zst|cab|arj|lzh|ace|iso|img|vhdx?|dmg|z|z?\d\d\d?")
_RUNS = re.compile(
    "exe|com|bat|cmd|psm?1|vb[se]|jse?|mjs|ws[fh]|hta|ms[ipt]|scr|pif|lnk|url|reg|cpl|dll|sys|ocx|jar|class|apk|app|deb|rpm|sh|command|swf|chm|hlp|inf|scf"
    "|do[ct]m|dot|xl[st]m|xlam|xlsb|xl[tal]l?|p[po]tm|pp[sa]m|sldm|library-ms|search-ms|settingcontent-ms|php"
)
_PAGES = re.compile("x?html?|shtml|mht(ml)?|svgz?|xslt?")
_OLD = re.compile("doc|xls|pp[ts]|wps|et|dps|rtf")
_LEFT = re.compile(r"~\$.*|thumbs\.db", re.I)
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"L\0\0\0\x01\x14\x02\0")
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0")
_KNOWN_ZIPS = {*MAIN, "ggb", "ods", "odt", "odp", "epub", "xmind"}  # what is a zip by its nature


def check_zip(data: bytes, purse: Purse, check: Callable[[str, bytes, Purse], None]) -> None:
    """:raises Refused: what is wrong with it; ``check`` looks into one of its files as if it were handed in alone"""
    package = Package(data, "压缩包")
    for info in package.infos:
        name = name_of(info) or info.filename
        body = package.read(info, purse)
        if name.endswith("/"):
            continue
        suffix = name.rsplit("/", 1)[-1].rsplit(".", 1)[-1].lower() if "." in name else ""
        _check_kind(name, suffix, body)
        if suffix in _LOOKED_INTO:
            try:
                check(name, body, purse)
            except Refused as error:
                raise Refused(f"里面的“{shown(name)}”{error.fault.problem}", error.fault.mend, error.fault.runs) from None


def _check_kind(name: str, suffix: str, body: bytes) -> None:
    what, mend = "", ""
    if _LEFT.fullmatch(name.rsplit("/", 1)[-1]):
        what, mend = "里面有电脑自己留下的临时文件", "关掉 Word、WPS，在文件夹的“查看”里勾上“隐藏的项目”，删掉它，重新压缩"
    elif _PACKED.fullmatch(suffix) or (body.startswith(_ARCHIVES) and suffix not in _KNOWN_ZIPS):
        what, mend = "压缩包里又有压缩包", "解开里面的，和别的文件放在一起再压缩一次"
    elif _RUNS.fullmatch(suffix) or body.startswith(_PROGRAMS):
        what, mend = "里面有程序", "删掉它，重新压缩；要给人看的代码，复制到 .txt 里"
    elif _PAGES.fullmatch(suffix) or body[:300].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype", b"<html", b"<script", b"<svg")):
        what, mend = "里面有网页或 SVG，打开会运行里面的脚本", "打印成 pdf，或截成图片，再压缩一次"
    elif _OLD.fullmatch(suffix) or body.startswith(OLE):
        what, mend = "里面有旧格式的文件，看不出有没有宏", "用 WPS 或 Office 打开，另存为 docx、xlsx、pptx，再压缩一次"
    if what:
        raise Refused(f"{what}：“{shown(name)}”", mend)
