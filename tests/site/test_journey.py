"""One tired afternoon: a form is filled in, and everything else comes out of it, in a real browser at the end."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from intake.desk import BASE, lay
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from web.server import Server

pytestmark = pytest.mark.slow

TITLE = "《勾股定理的逆定理》磨课"
ACTIVITY = {
    "标题": TITLE,
    "类型": "磨课",
    "级别": "市级",
    "形式": "线下",
    "目的": "教研",
    "研训方式": "同伴互助",
    "日期": datetime.date(2026, 11, 12),
    "地点": "湖滨中学录播教室",
    "主持人": "李文静",
    "参加": "湖滨中学 9人；闹店中学 3人",
    "主讲": "赵海峰 主讲 湖滨中学 《勾股定理的逆定理》",
    "主题与问题": "逆命题怎样引出来？",
}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay(tmp_path_factory.mktemp("journey") / "city")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def filled(form: Path, sheet: str, row: dict[str, Any]) -> Path:
    """The form as a teacher saves it: values typed below the example, found by their headings."""
    book = load_workbook(form)
    page = book[sheet]
    columns = {str(cell.value).lstrip("＊"): cell.column for cell in page[2] if cell.value}
    for key, value in row.items():
        page.cell(4, columns[key], value)
    book.save(form)
    return form


def test_from_a_filled_form_to_a_verified_certificate(city: Path, jidi: Run, phone: Page, tmp_path: Path) -> None:
    def done(*args: object) -> str:
        run = jidi("--root", city, *args)
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    done("template", tmp_path, "--base", BASE)
    form = filled(tmp_path / "登记表.xlsx", "活动", ACTIVITY)
    before = sorted(city.rglob("*.md"))
    assert TITLE in done("import", form, "--base", BASE) and sorted(city.rglob("*.md")) == before
    done("import", form, "--base", BASE, "--write")
    assert len(sorted(city.rglob("*.md"))) == len(before) + 1
    assert "没有问题" in done("check")
    done("build")
    done("certificate", next((city / "bases" / BASE / "activities").glob("2026-11-12*.md")).relative_to(city), "--name", "赵海峰", "--out", tmp_path / "盖章")
    number = re.search(rf"{BASE}-20261112-[0-9a-z]{{8}}", next((tmp_path / "盖章").glob("*.pdf")).name)
    assert number
    with Server(city / "site") as server:
        phone.goto(server.url + "find/index.html?kind=活动")
        phone.locator(".jd-find-box input").fill("勾股逆定理")  # as one remembers it
        phone.locator(".jd-card-title", has_text=TITLE).click()
        expect(phone.locator("h1")).to_contain_text(TITLE)
        expect(phone.get_by_text("12 人").first).to_be_visible()
        with phone.expect_download() as paper:
            phone.locator("a[href$='.docx']").first.click()
        assert paper.value.path().stat().st_size > 5_000
        phone.goto(f"{server.url}verify/index.html#{number[0]}")
        expect(phone.locator("#verify-answer")).to_contain_text("赵海峰")
        expect(phone.locator("#verify-answer")).to_contain_text(TITLE.strip("《》"))


def test_the_same_form_again_adds_nothing(city: Path, jidi: Run, tmp_path: Path) -> None:
    assert jidi("--root", city, "template", tmp_path, "--base", BASE).returncode == 0
    form = filled(tmp_path / "登记表.xlsx", "活动", ACTIVITY)
    jidi("--root", city, "import", form, "--base", BASE, "--write")
    there = {path: path.read_bytes() for path in city.rglob("*.md")}
    again = jidi("--root", city, "import", form, "--base", BASE, "--write")
    assert again.returncode == 0 and "已经有了" in again.stdout + again.stderr
    assert {path: path.read_bytes() for path in city.rglob("*.md")} == there
