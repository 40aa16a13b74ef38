"""What somebody found who tried to break it: each once hung, grew, was lost or was refused."""

from __future__ import annotations

import datetime
import io
import os
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import Run
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from jidi.archive.opening import unpack
from jidi.gate.digest import last_month
from jidi.intake.days import whole_day
from jidi.intake.draft import Note
from jidi.intake.papers.docmarkdown import taken_apart
from jidi.intake.sheets import column_of
from jidi.intake.tables.oddities import reach
from jidi.load.inspect import problem_of
from jidi.load.limits import MAX_CELLS, too_much
from jidi.load.pictures import bare, places_in
from jidi.model.finding import Place
from jidi.model.types import read_line
from jidi.publish.finding.documents import without_addresses
from jidi.reports.annual.prose import _heading, _words, blocks, sections
from jidi.site.place import replaced

from trust.photographs import exif, scene, written

BASE = "cz-shuxue"
FILM = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(4000) + b"moov" + bytes(4000)
PRECIOUS = b"three years of work"


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def sheet(xml: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("xl/worksheets/sheet1.xml", xml)
    return made.getvalue()


LONG: dict[str, Callable[[], object]] = {
    "links that nobody closes": lambda: without_addresses("](" * 120_000),
    "a heading of spaces": lambda: sections(f"# a{' ' * 19_000}b\n" * 10),
    "a paragraph of spaces": lambda: blocks(f"a{' ' * 19_000}b\n\n" * 10),
    "a title of spaces": lambda: read_line(f"a{' ' * 100_000}b\nc"),
    "months of a plan": lambda: last_month("11," * 60_000, datetime.date(2026, 9, 1)),
    "a day of spaces": lambda: whole_day(f"2026{' ' * 100_000}x"),
    "a heading of a table": lambda: column_of({}, "（" * 30_000),
    "cells that nobody closes": lambda: reach(sheet(b'<c r="A1"' * 60_000)),
}


@pytest.mark.parametrize("name", LONG)
def test_no_pattern_of_ours_is_slow(name: str) -> None:
    """Each took over a minute, or would never have ended."""
    assert seconds(LONG[name]) < 1


@given(st.text("# a甲\t。b\u3000", max_size=12))
def test_a_heading_is_what_it_was(line: str) -> None:
    match = re.match(r"^(#{1,6})\s+(.*?)\s*#*\s*$", line)
    assert _heading(line) == ((len(match[1]), match[2]) if match else None)


@given(st.text(" a甲\n\u3000b\t!", max_size=12))
def test_lines_are_joined_as_they_were(text: str) -> None:
    node = BeautifulSoup("<p></p>", "html.parser").p
    assert node is not None
    node.append(text)
    assert _words(node) == re.sub(r"\s*\n\s*", "", re.sub(r"(?<=[!-~])\s*\n\s*(?=[!-~])", " ", text)).strip()
    assert read_line(text) == re.sub(r"\s*\n\s*", " ", text.strip())


AMPLIFIED = {
    "a table of three thousand columns": (f"|{'a|' * 3000}\n|{'-|' * 3000}\n" + "|b\n" * 300, "表格超过"),
    "the same in a quotation": (f"> |{'a|' * 3000}\n> |{'-|' * 3000}\n" + "> |b\n" * 300, "表格超过"),
    "many tables": (f"a|b\n-|-\n{'c|d' * 200}\n{'c|d' * 200}\n{'c|d' * 200}\n\n" + "a|b|c|d\n-|-|-|-\n" + "e|f|g|h\n" * 5000, "表格超过"),
    "an address of many mentions": (f"[a]: http://x.cn/{'y' * 2000}\n\n" + "[a] " * 90, "网址或说明超过"),
    "an address on the next line": (f"[a]:\n  http://x.cn/{'y' * 2000}\n\n[a]", "网址或说明超过"),
    "a title of many mentions": (f'[a]: /x\n"{"y" * 2000}"\n\n[a]', "网址或说明超过"),
    "lines that are broken": (("甲  \n" * 4000 + "\n") * 6, "正文的星号"),
}


@pytest.mark.parametrize("name", AMPLIFIED)
def test_what_grows_when_it_is_read_is_stopped(name: str) -> None:
    """Thirty kilobytes became twenty-seven megabytes."""
    body, words = AMPLIFIED[name]
    assert [words in one.message for one in too_much(body, "a.md", 1)].count(True) == 1


def test_what_teachers_write_is_not() -> None:
    table = "| 学号 | " + " | ".join(f"第 {number} 题" for number in range(1, 20)) + " |\n" + "| --- " * 20 + "|\n" + ("| 01 " + "| 1 " * 19 + "|\n") * 60
    note = f'[1]: https://www.moe.gov.cn/{"a" * 300} "课程标准"\n\n见[1]。\n\n{"长" * 3000}\n'
    assert table.count("|") < MAX_CELLS and too_much(f"{table}\n{note}", "a.md", 1) == []


def test_a_name_of_thousands_of_folders_opens_nothing(tmp_path: Path) -> None:
    """One file of an archive took a gigabyte, and then the command stopped with Python's words."""
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr(f"a/{'b/' * 32_000}c", "")
    opened: list[object] = []
    assert seconds(lambda: opened.append(unpack(packed, tmp_path / "out"))) < 0.5
    assert "写不出来" in str(opened[0]) and not (tmp_path / "out").exists()


def test_a_photograph_that_moves_is_taken_and_its_film_is_not_published() -> None:
    photograph = written(scene(), "JPEG", exif=b"Exif\0\0" + exif())
    assert problem_of("a.jpg", photograph + FILM) == ""
    assert bare(photograph + FILM) == bare(photograph) and b"ftyp" not in bare(photograph + FILM)
    assert problem_of("a.jpg", photograph[:-40] + FILM) != ""  # cut off before its end: whatever comes behind
    assert problem_of("a.jpg", photograph + bytes(8000)) != ""


def test_a_picture_out_of_a_document_does_not_tell_where_it_was_taken() -> None:
    photograph = written(scene(), "JPEG", exif=b"Exif\0\0" + exif())
    document, made = Document(), io.BytesIO()
    document.add_picture(io.BytesIO(photograph))
    document.save(made)
    assert places_in("a.jpg", photograph)
    pictures = taken_apart(made.getvalue(), "课").pictures
    assert [places_in(name, one.content) for name, one in pictures.items()] == [()]
    assert [one.content for one in pictures.values()] == [bare(photograph)]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "keep.txt").write_bytes(PRECIOUS)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("way", ["out", "link", "around", "material"])
def test_a_folder_that_holds_anything_but_a_site_is_left_alone(city: Path, jidi: Run, elsewhere: Path, way: str) -> None:
    """``--out`` with one's desktop put a site in its place, and all that lay there was gone."""
    if way == "link":
        (city / "site").symlink_to(elsewhere)
    out = {"out": ["--out", elsewhere], "link": [], "around": ["--out", city.parent], "material": ["--out", city / "bases" / "neu"]}[way]
    run = jidi("--root", city, "build", *out)
    assert run.returncode == 2 and "改法：" in run.stderr
    assert [one.name for one in elsewhere.iterdir()] == ["keep.txt"] and (elsewhere / "keep.txt").read_bytes() == PRECIOUS
    assert (city / "bases" / BASE / "base.yml").is_file() and not (city / "bases" / "neu").exists()


@pytest.mark.parametrize("name", ["new", "spare", "old"])
@pytest.mark.parametrize("again", [False, True])
def test_a_link_that_somebody_left_beside_a_site_leads_nowhere(tmp_path: Path, elsewhere: Path, name: str, again: bool) -> None:
    site = tmp_path / "site"
    if again:
        site.mkdir()
        (site / "a.html").write_text("old")
    (tmp_path / f".site.{name}").symlink_to(elsewhere)
    for _ in range(2):
        with replaced(site, ["a.html"] if again else None, keep=True) as folder:
            folder.write("a.html", b"new")
    assert not site.is_symlink() and (site / "a.html").read_bytes() == b"new"
    assert [one.name for one in elsewhere.iterdir()] == ["keep.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_document(city: Path, jidi: Run, tmp_path: Path) -> None:
    """It was waited for until somebody lost patience."""
    os.mkfifo(tmp_path / "课.docx")
    run = jidi("--root", city, "import", "--base", BASE, tmp_path / "课.docx")
    assert run.returncode == 1 and "不是文件" in run.stdout


def test_a_note_is_one_line_whatever_a_file_is_called() -> None:
    """A robot would take it for a command, a screen for a colour."""
    note = str(Note(Place("课\n::error::x\x1b[31m.pptx"), "没有再收"))
    assert "\n" not in note and "\x1b" not in note and "[U+000A]::error::x" in note


@pytest.mark.parametrize("name", ["con", "aux", "lpt1"])
def test_a_record_with_a_name_that_windows_keeps_is_told(city: Path, examine: Callable[[Path], list[object]], name: str) -> None:
    """Nobody on Windows could have taken the project home."""
    path = city / "bases" / BASE / "resources" / f"{name}.md"
    path.write_bytes((path.parent / "yici-hanshu.md").read_bytes())
    assert any(f"{name}.md" in str(one) and "Windows" in str(one) and "改法：" in str(one) for one in examine(city))
