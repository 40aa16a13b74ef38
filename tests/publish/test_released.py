"""What was released with a tag is on the site as it was, or it is not there and somebody is told."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.publish.released import Damaged, Issued, Released, bundle, opened

ONE = Released(
    "2025-2026", datetime.date(2026, 7, 5), "0123456789abcdef", (
        Issued("city", "city-2025-2026", "全市年度报告", "", {"pdf": b"%PDF 1", "docx": b"PK 2"}),
        Issued("base", "base-cz-shuxue-2025-2026", "初中数学基地学年总结", "cz-shuxue", {"pdf": b"%PDF 3"}),
    ),
)  # fmt: skip


def test_what_was_packed_comes_out_and_the_same_is_the_same() -> None:
    assert opened(bundle(ONE)) == ONE and bundle(ONE) == bundle(replace(ONE))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_changed_byte_of_a_file_goes_unseen(data: st.DataObject) -> None:
    """Of the zip's own heads some bytes say nothing that is read; whatever is read is what was released."""
    whole = bytearray(bundle(ONE))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    try:
        found = opened(bytes(whole))
    except Damaged:
        return
    assert {r.stem: r.files for r in found.reports} == {r.stem: r.files for r in ONE.reports}


def repacked(change: dict[str, bytes | None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(bundle(ONE))) as old:
        files: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as new:
        for name, content in (files | change).items():
            if content is not None:
                new.writestr(name, content)
    return memory.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "读不出来"),
        (b"not a zip", "读不出来"),
        (repacked({"city-2025-2026.pdf": b"%PDF other"}), "“city-2025-2026.pdf”的内容变了"),
        (repacked({"city-2025-2026.pdf": None}), "缺少“city-2025-2026.pdf”"),
        (repacked({"../evil.html": b"x"}), "多出来的文件“../evil.html”"),
        (repacked({"reports.json": None}), "reports.json 读不懂"),
        (repacked({"reports.json": b"[]"}), "reports.json 读不懂"),
        (bundle(replace(ONE, reports=(replace(ONE.reports[0], stem="../up"),))), "不是报告的名字“../up”"),
        (bundle(replace(ONE, reports=(replace(ONE.reports[0], files={"js": b"x"}),))), "不是报告的名字"),
    ],
)
def test_what_is_not_whole_is_said(data: bytes, said: str) -> None:
    with pytest.raises(Damaged, match=said.replace("(", r"\(").replace("..", r"\.\.")):
        opened(data)


@pytest.mark.slow
def test_the_site_lists_what_was_released_and_names_what_is_damaged(city: Path, jidi: Run) -> None:
    folder = city / "released"
    folder.mkdir()
    (folder / "reports-2025-2026.zip").write_bytes(bundle(ONE))
    (folder / "reports-2024-2025.zip").write_bytes(repacked({"city-2025-2026.pdf": b"%PDF other"}))
    (folder / "site-2025-2026.zip").write_bytes(b"")
    run = jidi("--root", city, "build")
    page = (city / "site/reports/index.html").read_text("utf-8")
    assert run.returncode == 0 and "reports-2024-2025.zip：“city-2025-2026.pdf”的内容变了" in run.stderr
    assert (city / "site/reports/2025-2026/city-2025-2026.pdf").read_bytes() == b"%PDF 1"
    for words in (
        "全市年度报告",
        'href="../bases/cz-shuxue/index.html"',
        'href="2025-2026/base-cz-shuxue-2025-2026.pdf"',
        "archive/2025-2026/index.html",
        "0123456789ab",
    ):
        assert words in page
    assert not (city / "site/reports/2024-2025").exists()


@pytest.mark.slow
def test_before_the_first_release_the_page_says_so(city: Path, jidi: Run) -> None:
    assert jidi("--root", city, "build").returncode == 0
    assert "还没有发布过年度报告" in (city / "site/reports/index.html").read_text("utf-8")
