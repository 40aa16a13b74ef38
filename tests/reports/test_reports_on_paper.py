"""The reports as files: every kind is written by one command, and a base with the best grade fills one page, no more."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from conftest import Run
from jidi.documents import pdf
from jidi.reports.annual.city import city_report
from reports.small import AFTER, YEAR, closed_round, reports, second_base, summary, year

LONG = "我们先测后教，把学生的想法分成五堆，再定这一课从哪里讲起，课后用同一类题再测一次。"


def pages(data: bytes) -> list[str]:
    return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(data)]


@pytest.mark.slow
def test_each_base_with_the_best_grade_has_one_page(city: Path) -> None:
    second_base(city)
    closed_round(city, {"cz-shuxue": "优秀", "gz-wuli": "优秀"})
    short = "\n\n".join(["短。"] * 40)
    summary(city, "cz-shuxue", f"## 一、主要工作与成效\n\n{LONG * 60}\n\n## 二、典型案例\n\n{LONG * 60}\n")
    summary(city, "gz-wuli", f"## 一、主要工作与成效\n\n{short}\n\n## 二、典型案例\n\n{short}\n")
    card = city / "bases/cz-shuxue/base.yml"
    card.write_text(card.read_text("utf-8").replace("特色: ", f"特色: {LONG * 20}"), "utf-8")
    (made,) = reports(city_report(year(city)))
    found = pages(pdf(made.paper))
    first = next(at for at, text in enumerate(found) if "四、典型经验" in text and "承办学校" in text)
    assert "（一）初中数学基地" in found[first] and "考核反馈的经验" in found[first]
    assert "（二）普通高中物理基地" in found[first + 1] and "考核反馈的经验" in found[first + 1]
    assert found[first + 2].startswith("五、共性问题")


@pytest.mark.slow
def test_one_command_writes_them_apart_and_says_what_is_lacking(city: Path, tmp_path: Path, jidi: Run) -> None:
    out = tmp_path / "out"
    command = ("--root", city, "report", "--year", YEAR, "--kind", "city,county,base,recognition", "--format", "docx", "--as-of", AFTER, "--out", out)
    run = jidi(*command, PYTHONHASHSEED="7")  # a process of its own: it starts others
    assert run.returncode == 0, run.stderr
    assert [one.name for one in (out / "公开").rglob("*.docx")] == [f"平顶山市学科教研基地{YEAR}学年年度报告.docx"]
    assert len(list((out / "内部").rglob("*.docx"))) == 13 and f"summaries/{YEAR}.md" in run.stderr


@pytest.mark.slow
def test_a_sign_that_no_font_has_is_named_and_never_a_box(city: Path, tmp_path: Path, jidi: Run) -> None:
    summary(city, "cz-shuxue", "## 一、主要工作与成效\n\n赵祎珺、陈喆堃、㼆𬭎三位老师听课；\U00030ede老师评课。\n")
    command = ("--root", city, "report", "--year", YEAR, "--kind", "base", "--format", "docx,pdf", "--as-of", AFTER, "--out", tmp_path / "out")
    run = jidi(*command, PYTHONHASHSEED="7")
    assert run.returncode == 1 and "没有写成 pdf" in run.stderr and "“\U00030ede”打印不出来" in run.stderr
    assert [one.suffix for one in (tmp_path / "out/公开").rglob("*.*")] == [".docx"]
    card = next((city / "bases/cz-shuxue/summaries").iterdir())
    card.write_text(card.read_text("utf-8").replace("\U00030ede", "李"), "utf-8")
    assert jidi(*command, PYTHONHASHSEED="7").returncode == 0
    (made,) = (one for one in (tmp_path / "out/公开").rglob("*.pdf"))
    assert "赵祎珺、陈喆堃、㼆𬭎三位老师" in "".join(pages(made.read_bytes()))


@pytest.mark.slow
def test_a_part_of_a_year_leaves_its_release_alone(city: Path, tmp_path: Path, jidi: Run) -> None:
    """Once the whole year was written, one base's paper written again changes neither the release nor what else has its sum."""
    second_base(city)
    closed_round(city)
    summary(city, "cz-shuxue", "## 一、主要工作与成效\n\n短。\n")
    out = tmp_path / "out"
    command = ("--root", city, "report", "--year", YEAR, "--format", "docx", "--as-of", AFTER, "--out", out)
    whole = jidi(*command, PYTHONHASHSEED="7")
    release, sums = (out / f"reports-{YEAR}.zip").read_bytes(), (out / "SHA256SUMS").read_text("utf-8")
    assert whole.returncode == 0 and "普通高中物理" in whole.stderr and len(sums.splitlines()) > 20
    part = jidi(*command, "--kind", "base", "--base", "cz-shuxue", PYTHONHASHSEED="7")
    assert part.returncode == 0 and "普通高中物理" not in part.stderr, "what another base lacks was not asked for"
    assert (out / f"reports-{YEAR}.zip").read_bytes() == release and (out / "SHA256SUMS").read_text("utf-8") == sums
    assert subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=out, check=False).returncode == 0
