"""教材目录: a teacher's words find their place in the book, what is there is led to, what is missing is seen, nothing is lost."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import ROOT, TODAY, lay_city, ours
from hypothesis import given
from hypothesis import strategies as st
from jidi.load import load
from jidi.model.textbooks import Textbooks, find, read_name
from jidi.model.work import Resource
from jidi.publish import Output, Page
from jidi.publish.books.coverage import cover
from jidi.publish.books.pages import book_pages, other_address
from jidi.publish.books.shelf import fellows, place
from jidi.publish.task import outputs as outputs_of
from jidi.publish.world import World
from jidi.site.render import render
from playwright.sync_api import Browser

FOLDER = "content/standards/textbooks"
PAGE = "books/cz-shuxue-renjiaoban-2022.html"
OLD = "books/cz-shuxue-renjiaoban-2011.html"
FUNCTION = f"{PAGE}#cz2-xiace-5"  # 第二十三章 一次函数
RESOURCE = "bases/cz-shuxue/resources/yici-hanshu"


def lay(root: Path) -> Path:
    lay_city(root)
    shutil.copytree(ROOT / FOLDER, root / FOLDER)
    return root


def put(root: Path, name: str, **values: str) -> None:
    """One more resource: the city's own with other words; an empty value takes the line away."""
    text = (root / f"{RESOURCE}.md").read_text("utf-8")
    for key, value in {"标题": name, **values}.items():
        text = re.sub(rf"(?m)^{key}: .*\n", "", text)
        text = text.replace("---\n", f"---\n{key}: {value}\n", 1) if value else text
    (root / f"bases/cz-shuxue/resources/{name}.md").write_text(text, "utf-8")


def world_of(root: Path) -> World:
    return World(load(root, TODAY)[0], ())


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay(tmp_path_factory.mktemp("books") / "city")
    unit, lesson = "第二十三章 一次函数", "23.2 一次函数的图象和性质"
    put(root, "lesson-plan", 单元=unit, 课题=lesson)
    put(root, "lesson-sheet", 单元=unit, 课题="一次函数的图象和性质", 类型="学习任务单")
    put(root, "lesson-sheet-2", 单元="一次函数", 课题="23.2.1 正比例函数", 类型="学习任务单")
    put(root, "unit-design", 单元=unit, 类型="单元整体设计")
    put(root, "not-in-contents", 单元=unit, 课题="数学活动：弹簧秤", 类型="课件")
    put(root, "only-lesson", 课题="勾股定理的逆定理及其应用")
    put(root, "old-book", 课标代="2011课标版", 单元="第十九章 一次函数", 课题="19.2 一次函数")
    put(root, "no-such-volume", 年级="九年级", 册次="下册")
    put(root, "any-book", 教材版本="不限", 年级="不限", 册次="不限", 课标代="")
    put(root, "other-edition", 教材版本="北师大版")
    put(root, "a-draft", 单元=unit, 课题="23.4 实际问题与一次函数", 状态="草稿")
    put(root, "not-yet", 单元=unit, 课题="23.4 实际问题与一次函数", 公开日期="2027-01-01")
    return root


@pytest.fixture(scope="module")
def world(town: Path) -> World:
    return world_of(town)


def at(world: World, name: str) -> str:
    spot = place(world, world.by_id[f"cz-shuxue/resources/{name}"])  # type: ignore[arg-type]
    return spot.address if spot else ""


def pages(world: World) -> dict[str, Page]:
    return {output.path: output.content for output in outputs_of(world, book_pages(world)) if isinstance(output.content, Page)}


# What a teacher writes, against the book's own words.
CHAPTERS = ("第二十一章 四边形", "第二十二章 函数", "第二十三章 一次函数", "综合与实践")
LESSONS = ("15.2 画轴对称的图形", "15.3 等腰三角形", "1 质点 参考系", "古诗三首", "习作例文")


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        (CHAPTERS, "第二十三章　一次函数", 2),
        (CHAPTERS, "第23章 一次函数", 2),
        (CHAPTERS, "第二十三章", 2),
        (CHAPTERS, "一次函数", 2),
        (CHAPTERS, "函数", 1),
        (CHAPTERS, "第十九章 一次函数", None),
        (CHAPTERS, "数", None),
        (CHAPTERS, "", None),
        (CHAPTERS, "综合与实践：音乐与数学", 3),
        (LESSONS, "等腰三角形", 1),
        (LESSONS, "15.3.2 等边三角形", 1),
        (LESSONS, "15.3等腰三角形的性质", 1),
        (LESSONS, "质点、参考系", 2),
        (LESSONS, "《古诗三首》", 3),
        (LESSONS, "古诗", 3),
        (("准备课", "1～5的认识和加减法", "6～10的认识和加减法"), "6-10的认识和加减法", 2),
        (("春晓", "春晓"), "春晓", None),
    ],
)
def test_words_that_mean_a_name_find_it_and_words_that_could_mean_two_find_none(names: tuple[str, ...], text: str, found: int | None) -> None:
    assert find(names, text) == found


WORDS = st.text(alphabet="一二十3第.章课 函数古诗《》、aé～⑴", max_size=8) | st.text(max_size=8)


@given(st.lists(WORDS, max_size=6, unique_by=read_name), WORDS)
def test_a_name_of_the_list_finds_itself_and_any_words_one_name_or_none(names: list[str], text: str) -> None:
    assert find(names, text) in (None, *range(len(names)))
    assert [find(names, name) for name in names if read_name(name) != ((), "")] == [n for n, name in enumerate(names) if read_name(name) != ((), "")]


def shelves() -> list[Path]:
    return sorted((ROOT / FOLDER).glob("*.yml"))


@pytest.fixture(scope="module")
def real() -> World:
    return World(ours()[0], ())


@pytest.mark.parametrize("file", shelves(), ids=lambda file: file.stem)
def test_every_name_copied_from_our_contents_is_found_again(real: World, file: Path) -> None:
    entry = next(one for one in real.of(Textbooks) if one.file.endswith(file.name))
    assert len(entry.record.source) > 10 and entry.address == f"books/{file.stem}.html"
    for book in entry.record.books:
        units = [unit.name for unit in book.units]
        assert [find(units, name) for name in units] == list(range(len(units))), book.volume
        for unit in book.units:
            assert [find(unit.lessons, name) for name in unit.lessons] == list(range(len(unit.lessons))), unit.name


def test_a_place_in_a_book_has_one_address(real: World) -> None:
    for entry in real.of(Textbooks):
        ids = [id for book in cover(real, entry) for id in (book.id, *(i for unit in book.units for i in (unit.id, *(one.id for one in unit.lessons))))]
        assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[a-z0-9-]+", id) for id in ids)


def test_a_resource_is_put_at_its_lesson_or_else_its_unit_or_else_its_volume(world: World) -> None:
    assert at(world, "lesson-plan") == at(world, "lesson-sheet") == at(world, "lesson-sheet-2") == f"{FUNCTION}-2"
    assert at(world, "unit-design") == at(world, "not-in-contents") == FUNCTION
    assert at(world, "yici-hanshu") == f"{PAGE}#cz2-xiace"
    assert at(world, "only-lesson") == f"{PAGE}#cz2-xiace-2-2"
    assert at(world, "old-book") == f"{OLD}#cz2-xiace-4-2"
    assert [at(world, name) for name in ("no-such-volume", "any-book", "other-edition")] == ["", "", ""]


def test_the_place_is_said_in_the_books_own_words(world: World) -> None:
    entry = next(one for one in world.of(Resource) if one.id.endswith("lesson-sheet"))
    spot = place(world, entry)
    assert spot and spot.text == "人教版 八年级 下册 第二十三章 一次函数 23.2 一次函数的图象和性质" and spot.link.address == spot.address
    assert [one.record.title for one in fellows(world, spot.address)] == ["lesson-plan", "lesson-sheet-2", "lesson-sheet"]


def test_every_public_resource_is_on_a_page_of_the_books_and_no_other_is(world: World) -> None:
    made = pages(world)
    on_books = {path: list(listed(made[path])) for path in made}
    shown = sorted(title for titles in on_books.values() for title in titles)
    assert shown == sorted(one.record.title for one in world.of(Resource)) and not {"a-draft", "not-yet"} & set(shown)
    assert "no-such-volume" in on_books[PAGE] and sorted(on_books[other_address("cz-shuxue")]) == ["any-book", "other-edition"]


def listed(page: Page) -> Iterator[str]:
    """The titles that the page's fields lead to."""
    for book in page.fields.get("books", ()):  # type: ignore[attr-defined]
        one = book["cover"]
        yield from (entry.record.title for entry in (*one.entries, *(e for unit in one.units for e in unit.all)))
    for _, entries in (*page.fields.get("strays", ()), *page.fields.get("groups", ())):  # type: ignore[misc]
        yield from (entry.record.title for entry in entries)


def test_the_map_counts_lessons_and_shows_the_gaps(world: World) -> None:
    book = next(one["cover"] for one in pages(world)[PAGE].fields["books"] if one["cover"].name == "八年级 下册")  # type: ignore[attr-defined]
    unit = book.units[4]
    assert (unit.filled, unit.total, unit.level) == (1, 4, "some") and (book.filled, book.total) == (2, 20)
    assert [one.level for one in book.units] == ["none", "some", "none", "none", "some", "none", "none"]


def test_a_cell_leads_to_the_one_resource_or_to_the_place_where_several_are_listed(world: World) -> None:
    book = next(one for one in pages(world)[PAGE].fields["books"] if one["cover"].name == "八年级 下册")  # type: ignore[attr-defined]
    assert book["types"] == ["单元整体设计", "教学设计", "课件", "学习任务单"]
    row = next(one for one in book["rows"] if one.id == FUNCTION.split("#")[1] + "-2")
    assert [cell and (cell.text, cell.address) for cell in row.cells] == [
        None,
        ("1 份教学设计：lesson-plan", "bases/cz-shuxue/resources/lesson-plan.html"),
        None,
        ("2 份学习任务单", f"#{FUNCTION.split('#')[1]}-2"),
    ]


def test_the_index_leads_by_stage_and_subject_with_the_new_books_first(world: World) -> None:
    stage = next(one for one in pages(world)["books/index.html"].fields["stages"] if one["name"] == "初中")  # type: ignore[attr-defined]
    maths = next(one for one in stage["subjects"] if one["subject"] == "数学")
    assert [line["link"].address for line in maths["shelves"]] == [PAGE, OLD] and maths["others"][0][1] == 2
    assert "地理" in stage["none"] and "数学" not in stage["none"]


def test_one_bad_file_is_named_and_loses_no_other(city: Path) -> None:
    shutil.copytree(ROOT / FOLDER, city / FOLDER)
    (city / PAGE.replace("books", FOLDER).replace(".html", ".yml")).write_text("学段: 初中\n学科: 数学\n教材版本: 人教社\n来源: 试\n", "utf-8")
    loaded, findings = load(city, TODAY)
    assert [(one.place.file, one.place.line) for one in findings] == [(f"{FOLDER}/cz-shuxue-renjiaoban-2022.yml", 3)]
    made = pages(World(loaded, tuple(findings)))
    assert OLD in made and PAGE not in made and list(listed(made[other_address("cz-shuxue")])) == ["《一次函数的图象》教学设计"]


@pytest.fixture(scope="module")
def built(town: Path) -> Path:
    """The pages of the books as HTML, with one lesson whose name is all signs."""
    file = town / FOLDER / "cz-shuxue-renjiaoban-2022.yml"
    file.write_text(file.read_text("utf-8").replace('"23.1 一次函数的概念"', "'23.1 \"引号\" & {{ 大括号 }} ＜script＞'"), "utf-8")
    world = world_of(town)
    outputs: list[Output] = list(outputs_of(world, book_pages(world)))
    assert render(town, outputs, town / "site") == []
    return town / "site"


def test_every_mark_that_a_page_leads_to_is_on_it(built: Path) -> None:
    for page in (built / "books").rglob("*.html"):
        text = page.read_text("utf-8")
        ids = set(re.findall(r'\sid="([^"]*)"', text))
        assert {unquote(target) for target in re.findall(r'href="#([^"]+)"', text)} <= ids, page


def test_the_page_says_what_is_missing_in_escaped_words(built: Path) -> None:
    text = (built / PAGE).read_text("utf-8")
    assert "2/77 个课题有资源" in text and "还没有资源的课题：75 个" in text and "目录来源：人民教育出版社" in text
    assert "23.1 &#34;引号&#34; &amp; {{ 大括号 }} ＜script＞" in text


@pytest.mark.slow
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_phone_goes_from_the_map_to_the_lesson(built: Path, browser: Browser, script: bool) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 780}, java_script_enabled=script)
    page.goto((built / PAGE).as_uri())
    page.get_by_role("link", name="1/4 第二十三章 一次函数").click()
    lesson = page.locator("#cz2-xiace-5-2")
    assert lesson.is_visible() and "lesson-plan" in lesson.inner_text()
    page.goto(f"{(built / PAGE).as_uri()}#cz1-shangce-1-2")  # nothing there yet, so its unit was closed
    assert page.locator("#cz1-shangce-1-2").is_visible()
    box = page.locator("#map ~ .jd-cover tbody td a").first.bounding_box()
    assert box and box["height"] >= 40 and box["width"] >= 40
    page.close()


@pytest.mark.slow
def test_the_map_scrolls_inside_its_own_region_with_the_names_kept_in_view(built: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 780})
    page.goto((built / PAGE).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate("document.querySelector('.jd-cover').scrollWidth > document.querySelector('.jd-cover').clientWidth")
    before = page.locator(".jd-cover tbody th").first.bounding_box()
    page.evaluate("document.querySelector('.jd-cover').scrollLeft = 90")
    after, cell = page.locator(".jd-cover tbody th").first.bounding_box(), page.locator(".jd-cover tbody td").first.bounding_box()
    assert before and after and cell and before["x"] - after["x"] < 5 and cell["x"] < after["x"] + after["width"]
    page.close()
