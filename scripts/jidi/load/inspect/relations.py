"""What an office file points to: other parts of it, and what lies outside."""

from __future__ import annotations

import re

from ..names import shown
from . import markup
from .fault import Refused

_PROGRAM = "用 WPS 或 Office 打开，“另存为”普通的 docx、xlsx、pptx，宏就没有了；打不开的，回到原来的文件另存；只给人看的，输出为 pdf"
OBJECT = "公式或对象选中、复制，用“选择性粘贴”贴成图片，删掉原来的，另存；这样的公式多的，输出为 pdf 再交（原件里的照旧自己留着）"
_RUNS = {
    "vbaproject": "里面有宏",
    "wordvbadata": "里面有宏",
    "attachedtoolbars": "里面有宏",
    "xlmacrosheet": "里面有宏表（Excel 4.0 的宏）",
    "xlintlmacrosheet": "里面有宏表（Excel 4.0 的宏）",
    "control": "里面有 ActiveX 控件",
    "activexcontrolbinary": "里面有 ActiveX 控件",
    "oleobject": "里面有嵌入的对象（多半是 MathType 或“公式 3.0”写的公式）",
    "afchunk": "里面夹着另一个网页或文档（altChunk），打开时才并进来",
}
_TYPES = {
    "macroenabled": "里面有宏（内容写着 macroEnabled）",
    "vbaproject": "里面有宏",
    "vbadata": "里面有宏",
    "macrosheet": "里面有宏表（Excel 4.0 的宏）",
    "activex": "里面有 ActiveX 控件",
}
_OUTSIDE = {
    "attachedtemplate": ("用着外面的模板", "在 Word 的“开发工具—文档模板”里改成 Normal，保存"),
    "image": (
        "引用着网上的图片",
        "Word 里“文件—信息—编辑指向文件的链接”，全选，“断开链接”，保存；没有这一项的，把图剪切，用“选择性粘贴”贴成图片；只给人看的，输出为 pdf",
    ),
    "oleobject": ("链接着外面的对象", "在“文件—信息—编辑指向文件的链接”里断开链接，或者把内容粘贴成图片"),
    "frame": ("嵌着外面的网页", "删掉框架，把要用的话复制进来"),
    "subdocument": ("链接着外面的子文档", "在大纲视图里展开子文档，“取消链接”，保存"),
    "externallinkpath": ("链接着别的工作簿", "在“数据—编辑链接”（有的叫“工作簿链接”）里“断开链接”，数会留下，保存"),
}
_OTHER = ("链接着外面的内容", "断开链接，或者把内容复制进来，另存后再交")
_HERE = {"image", "video", "audio", "media", "attachedtemplate"}  # left by pasting; not there on another computer, and nothing is asked of any other
_LOCAL = re.compile(r"(?:file:/{3,5})?[A-Za-z]:[\\/]|(?![\\/]{2})(?![A-Za-z][A-Za-z0-9+.-]*:)")
_SCHEMES = re.compile(r"\s*(?!(?:https?|mailto|ftp|tel|file|onenote|wps):)[A-Za-z][A-Za-z0-9+.-]+:(?![\\/]?\d*$)", re.I)
_WORTH = re.compile(rb"External|vba|Toolbars|Macrosheet|Control|oleObject|aFChunk|&#|<!", re.I)

_LONG = 1_000_000  # bytes; more are parsed at once


def worth_reading(relations: bytes) -> bool:
    """Whether relations may hold one that :func:`check_relation` refuses: of a hundred parts hardly one does."""
    return len(relations) > _LONG or not markup.plain(relations) or _WORTH.search(relations) is not None


def runs(words: str, mend: str = _PROGRAM) -> Refused:
    """Something in an office file runs by itself."""
    return Refused(words, mend, runs=True)


def check_type(content_type: str) -> None:
    """:raises Refused: if a part is said to be a program"""
    low = content_type.lower()
    if words := next((words for part, words in _TYPES.items() if part in low), ""):
        raise runs(words)


def check_relation(part: str, given: dict[str, str]) -> None:
    """One relation of the part called ``part``. :raises Refused: if it leads to a program, or out of the file to what is fetched without a click"""
    kind, target = given.get("Type", "").rsplit("/", 1)[-1].lower(), given.get("Target", "").strip()
    if given.get("TargetMode", "").lower() != "external":
        if words := _RUNS.get(kind):
            raise runs(words, OBJECT if kind == "oleobject" else _PROGRAM)
        return
    if kind == "hyperlink":
        if _SCHEMES.match(target):
            raise Refused(f"里面的超链接“{shown(target)}”不是网址，会运行别的程序", "改成 http:// 或 https:// 开头的网址", runs=True)
        return
    if not (kind in _HERE and _LOCAL.match(target)):
        words, mend = next((said for name, said in _OUTSIDE.items() if kind.endswith(name)), _OTHER)
        why = "别人的电脑上没有它" if _LOCAL.match(target) else "一打开就会去取"
        raise Refused(f"{words}：“{shown(target)}”（{shown(part)}），{why}", mend, runs=True)
