"""An attachment is what it says, whole, and carries nothing that runs."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from jidi.load.inspect import PROGRAMS, fault_in, problem_of


def package(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, f"<x>{'<y/>' * 200}</x>")
    return data.getvalue()


def page() -> bytes:
    data = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(data)
    return data.getvalue()


DOCX = package("[Content_Types].xml", "word/document.xml")
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 5000 + b"IEND\xaeB`\x82"
PDF = page()


@pytest.mark.parametrize(("file", "data"), [("a.docx", DOCX), ("a.png", PNG), ("a.pdf", PDF), ("a.txt", "学案".encode()), ("a.zip", package("a.txt"))])
def test_sound_files_pass(file: str, data: bytes) -> None:
    assert problem_of(file, data) == "" and fault_in(file, data) is None


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
        ("a.docx", package("word/document.xml", "../evil.txt"), "“..”"),
        ("a.pdf", DOCX, "内容不是 pdf"),
        ("a.pdf", PDF[:300], "不完整"),
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
    fault = fault_in(file, data)
    assert fault and fault.mend


def test_who_only_wants_the_words_learns_that_it_runs_and_the_teacher_learns_what() -> None:
    data = package("word/document.xml", "word/vbaProject.bin")
    fault = fault_in("a.docx", data)
    assert problem_of("a.docx", data) == PROGRAMS and fault and fault.problem == "里面有宏（word/vbaProject.bin）"
