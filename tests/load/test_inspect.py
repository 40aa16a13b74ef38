"""An attachment is what it says, whole, and carries nothing that runs."""

from __future__ import annotations

import io
import zipfile

import pytest
from jidi.load.inspect import problem_of


def package(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, "<x/>" * 200)
    return data.getvalue()


DOCX = package("[Content_Types].xml", "word/document.xml")
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 5000 + b"IEND\xaeB`\x82"
PDF = b"%PDF-1.7\n" + b"0" * 5000 + b"\n%%EOF\n"


@pytest.mark.parametrize(("file", "data"), [("a.docx", DOCX), ("a.png", PNG), ("a.pdf", PDF), ("a.txt", "学案".encode()), ("a.zip", package("a.txt"))])
def test_sound_files_pass(file: str, data: bytes) -> None:
    assert problem_of(file, data) == ""


@pytest.mark.parametrize(
    ("file", "data", "words"),
    [
        ("a.docx", b"", "空文件"),
        ("a.docx", PDF, "打不开"),
        ("a.docx", DOCX[:-40], "打不开"),
        ("a.docx", (lambda whole: whole[:48] + b"0123" + whole[52:])(package("word/document.xml")), "打不开"),
        ("a.xlsx", DOCX, "内容不是 xlsx"),
        ("a.docx", package("word/document.xml", "word/vbaProject.bin"), "宏"),
        ("a.pptx", package("ppt/presentation.xml", "ppt/embeddings/oleObject1.bin"), "嵌入的程序"),
        ("a.docx", package("word/document.xml", "../evil.txt"), "程序"),
        ("a.pdf", DOCX, "内容不是 pdf"),
        ("a.pdf", PDF[:3000], "不完整"),
        ("a.png", PNG[:3000], "不完整"),
        ("a.jpg", PNG, "内容不是 jpg"),
        ("a.txt", "学案".encode("gbk"), "不是 UTF-8"),
        ("a.html", b"<script>", "不收 .html"),
        ("a.svg", b"<svg/>", "不收 .svg"),
        ("a.docm", DOCX, "不收 .docm"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "不收 .doc"),
    ],
)
def test_what_is_wrong_is_said(file: str, data: bytes, words: str) -> None:
    assert words in problem_of(file, data)
