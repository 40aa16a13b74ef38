"""Files and dates made to stop a build: always a finding or nothing to show, never an error and never minutes."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from conftest import TODAY, Examine
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.extract.office import words_of
from jidi.load import load
from jidi.load.inspect import problem_of
from jidi.publish import publish

ACTIVITY = "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md"
RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"
DOCUMENT = '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>浮力</w:t></w:r></w:p></w:body></w:document>'


def office(parts: dict[str, str], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", way) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize("year", ["0001", "9999", "1026"])
@pytest.mark.parametrize("file", [ACTIVITY, RESOURCE])
def test_a_year_that_no_calendar_shows(city: Path, examine: Examine, file: str, year: str) -> None:
    """It stopped the whole city's site."""
    path = city / file
    path.write_text(path.read_text("utf-8").replace("日期: 2026", f"日期: {year}"), "utf-8")
    found = [one for one in examine(city) if one.code == "ZD04"]
    assert [(one.place.file, "年份" in one.message) for one in found] == [(file, True)]
    assert publish(*load(city, TODAY), ())


@pytest.mark.parametrize("day", ["1900-01-01", "2999-12-31"])
def test_the_first_and_the_last_day(city: Path, day: str) -> None:
    for file in (ACTIVITY, RESOURCE):
        path = city / file
        path.write_text(path.read_text("utf-8").replace("日期: 2026-10-12", f"日期: {day}").replace("日期: 2026-10-08", f"日期: {day}"), "utf-8")
    assert any(day[:7] in output.path for output in publish(*load(city, TODAY), ()))


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_office_files_are_packed_as_offices_do(way: int) -> None:
    """Damaged, the other ways raise errors of their own; whole, no office opens them."""
    whole = office({"[Content_Types].xml": "<a/>", "word/document.xml": DOCUMENT * 99}, way)
    assert problem_of("a.docx", whole).startswith("打不开")
    assert problem_of("a.docx", whole[:60] + b"\xff" * 60 + whole[120:]).startswith("打不开")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([0, 8, 12, 14]), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=6))
def test_no_damage_is_an_error(way: int, hurts: list[tuple[int, int]]) -> None:
    data = bytearray(office({"word/document.xml": DOCUMENT}, way))
    for at, byte in hurts:
        data[at % len(data)] = byte
    assert isinstance(problem_of("a.docx", bytes(data)), str)
    if not problem_of("a.docx", bytes(data)):
        words_of("docx", bytes(data))


@pytest.mark.slow
def test_bombs_cost_no_minutes() -> None:
    """One endless attribute (expat begins it anew with every piece), and one large slide shown a hundred times."""
    shown = "".join(f'<p:sldId id="{number}" r:id="r1"/>' for number in range(100))
    slides = {
        "ppt/presentation.xml": f'<p:presentation xmlns:p="p" xmlns:r="r">{shown}</p:presentation>',
        "ppt/_rels/presentation.xml.rels": '<R xmlns="x"><Relationship Id="r1" Target="slides/s.xml"/></R>',
        "ppt/slides/s.xml": f'<a xmlns="z">{" " * 39_000_000}</a>',
    }
    start = time.monotonic()
    assert words_of("docx", office({"word/document.xml": f'<a a="{"B" * 30_000_000}"/>'})) is None
    assert words_of("pptx", office(slides)) is None
    assert time.monotonic() - start < 12
