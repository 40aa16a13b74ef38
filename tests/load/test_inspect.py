"""An attachment is what it says, whole, and carries nothing that runs."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jidi.load.inspect import PROGRAMS, fault_in, problem_of
from jidi.load.inspect.fault import Refused
from jidi.load.inspect.relations import check_relation
from jidi.load.names import name_of
from windows import packed_on_windows


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


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("教案.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "“教案.doc”"),
        ("几何画板.exe", b"MZ", "“几何画板.exe”"),
        ("图片.rar", b"Rar!\x1a\x07", "“图片.rar”"),
        ("~$教案.docx", b"\x04wang", "临时文件：“~$教案.docx”"),
        ("Thumbs.db", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "临时文件：“Thumbs.db”"),
        ("说明.pdf", b"x", "里面的“说明.pdf”内容不是 pdf 文件"),
    ],
)
def test_a_name_that_windows_packed_is_told_as_the_teacher_knows_it(name: str, data: bytes, words: str) -> None:
    fault = fault_in("a.zip", packed_on_windows({name: data}))
    assert fault and words in fault.problem


def test_a_name_that_would_be_other_letters_elsewhere_is_no_look_alike() -> None:
    """“小A” in GBK is “СA” in UTF-8, with a Cyrillic С."""
    assert fault_in("a.zip", packed_on_windows({"小A.txt": b"abc", "联通.txt": b"abc"})) is None


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12), st.sampled_from(["utf-8", "gbk"]))
def test_a_chinese_name_is_read_whichever_computer_packed_it(name: str, way: str) -> None:
    packed = zipfile.ZipInfo()
    packed.orig_filename = name.encode(way).decode("cp437")
    read = name_of(packed)
    assert read == name or (way == "gbk" and read == name.encode("gbk").decode("utf-8"))  # the same bytes may be Chinese in both: nobody can tell


@pytest.mark.parametrize(
    ("file", "mend"),
    [
        ("a.doc", ".docx"),
        ("a.wps", ".docx"),
        ("a.xls", ".xlsx"),
        ("a.ppt", ".pptx"),
        ("a.heic", "截一次屏"),
        ("a.rar", ".zip"),
        ("a.mp4", "网盘"),
        ("a.xyz", "docx"),
    ],
)
def test_what_is_not_taken_is_mended_as_its_kind_can_be(file: str, mend: str) -> None:
    fault = fault_in(file, b"abc")
    assert fault and mend in fault.mend


def test_a_link_to_a_drive_is_not_said_to_be_fetched() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"
    for target, words in (
        ("file:///D:\\成绩.xlsx", "别人的电脑上没有它"),
        ("https://a.example/b.xlsx", "一打开就会去取"),
        ("file://server/b.xlsx", "一打开就会去取"),
    ):
        with pytest.raises(Refused) as refused:
            check_relation("xl/externalLinks/_rels/externalLink1.xml.rels", {"Type": kind, "Target": target, "TargetMode": "External"})
        assert words in refused.value.fault.problem and "断开链接" in refused.value.fault.mend
