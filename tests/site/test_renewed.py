"""After any change, what is built on what was remembered is, file by file, what is built from nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run, lay_city

pytestmark = pytest.mark.slow

BASE = "bases/cz-shuxue"
RESOURCE = f"{BASE}/resources/yici-hanshu.md"
ACTIVITY = f"{BASE}/activities/2026-10-12-tongke-yigou.md"


def put(root: Path, file: str, old: str = "", new: str = "") -> None:
    """Change a file, or write it."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text("utf-8") if old else ""
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else new, "utf-8")


def second(root: Path, name: str, title: str) -> None:
    """One more resource: of the same lesson, by somebody else."""
    text = (root / RESOURCE).read_text("utf-8").replace("标题: ", f"标题: {title} ", 1)
    put(root, f"{BASE}/resources/{name}.md", new=text)


CHANGES: dict[str, Callable[[Path], object]] = {
    "the body of a resource": lambda root: put(root, RESOURCE, "\n---\n", "\n---\n\n多出来的一段，讲斜率。\n"),
    "the title of a resource": lambda root: put(root, RESOURCE, "标题: ", "标题: 新 "),
    "a second resource": lambda root: second(root, "di-er-fen", "第二份"),
    "a third, linked from the first": lambda root: (
        second(root, "di-san-fen", "第三份"),
        put(root, RESOURCE, "\n---\n", "\n---\n\n见[第三份](di-san-fen.md)。\n"),
    ),
    "the third is gone": lambda root: (root / BASE / "resources/di-san-fen.md").unlink(),
    "and comes again as it was": lambda root: second(root, "di-san-fen", "第三份"),
    "the date of a resource": lambda root: put(root, RESOURCE, "日期: 2026-10-08", "日期: 2025-09-08"),
    "a resource that is not shown for now": lambda root: put(root, f"{BASE}/resources/di-er-fen.md", "状态: 已发布", "状态: 已发布\n公开日期: 2099-01-01"),
    "it is shown again": lambda root: put(root, f"{BASE}/resources/di-er-fen.md", "公开日期: 2099-01-01\n", ""),
    "the place in the book": lambda root: put(root, RESOURCE, "册次: 下册", "册次: 上册"),
    "another author": lambda root: put(root, RESOURCE, "作者: 李文静", "作者: 陈立新"),
    "the title of an activity": lambda root: put(root, ACTIVITY, "标题: ", "标题: 新 "),
    "the date of an activity": lambda root: put(root, ACTIVITY, "日期: 2026-10-12", "日期: 2026-10-13"),
    "a file that nobody can read": lambda root: put(root, f"{BASE}/resources/huai.md", new="---\n标题: [\n---\n"),
    "it is mended": lambda root: second(root, "huai", "好了"),
    "an attachment": lambda root: put(root, f"{BASE}/files/2026/xuean.txt", new="学案：一次函数的图象\n"),
    "the base is gone": lambda root: shutil.move(root / BASE, root / "away"),
    "and is there again": lambda root: shutil.move(root / "away", root / BASE),
    "the site of a year is kept": lambda root: put(root, "released/site-2024-2025.zip", new="zip"),
    "a page of the guide with a picture": lambda root: (
        put(root, "content/guide/images/tu.png", new="一"),
        put(root, "content/guide/tu.md", new="---\n标题: 看图\n顺序: 9\n读者: 老师\n---\n\n![图](images/tu.png)\n"),
    ),
    "another picture": lambda root: put(root, "content/guide/images/tu.png", new="二"),
    "the name of the base": lambda root: put(root, f"{BASE}/base.yml", "简称: ", "简称: 新"),
    "a member who is not to be named": lambda root: put(
        root, f"{BASE}/members.yml", "成员:\n", "成员:\n  - {姓名: 贾宝珠, 学校: szx-shiyan, 角色: [教研员], 不署名: 是}\n"
    ),
    "somebody who has written wants not to be named": lambda root: put(
        root, f"{BASE}/members.yml", "角色: 学科教研组长、核心成员", "角色: 学科教研组长、核心成员, 不署名: 是"
    ),
    "a style": lambda root: put(root, "overrides/styles/90-print.css", new="@media print { body { color: #000 } }\n"),
    "the name of the site": lambda root: put(root, "content/standards/city.yml", "网站名称: ", "网站名称: 又"),
    "a decision": lambda root: (root / "content/decisions/2026-07-10-cz-shuxue.yml").unlink(),
}


def bytes_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_city(tmp_path_factory.mktemp("renewed") / "city")


@pytest.fixture
def kept(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda folder: monkeypatch.setenv("JIDI_CACHE", folder)


def test_what_is_renewed_is_what_is_made_anew(city: Path, tmp_path: Path, jidi: Run, kept: Callable[[str], None]) -> None:
    for name, change in {"nothing": lambda root: None, **CHANGES}.items():
        change(city)
        kept(str(tmp_path / "cache"))
        renewed = jidi("--root", city, "build", "--out", tmp_path / "renewed")
        kept("")
        anew = jidi("--root", city, "build", "--out", tmp_path / "anew")
        assert renewed.returncode == anew.returncode == 0, renewed.stderr
        assert renewed.stdout.replace("/renewed（", "/anew（") == anew.stdout, name
        left, right = bytes_of(tmp_path / "renewed"), bytes_of(tmp_path / "anew")
        assert left.keys() == right.keys(), name
        assert [path for path in right if left[path] != right[path]] == [], name
    assert (tmp_path / ".renewed.spare").is_dir()  # the last ones were renewed, not made anew


def nodes(site: Path, pattern: str = "*") -> dict[str, int]:
    """Path → which file of the disk lies there."""
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob(pattern) if path.is_file()}


def test_a_page_that_has_not_changed_is_the_very_same_file(city: Path, tmp_path: Path, jidi: Run, kept: Callable[[str], None]) -> None:
    kept(str(tmp_path / "cache"))
    places = []
    for words in ("一", "二", "三"):
        put(city, RESOURCE, "\n---\n", f"\n---\n\n第{words}次。\n")
        assert jidi("--root", city, "build", "--out", tmp_path / "site").returncode == 0
        places.append(nodes(tmp_path / "site", "*.html"))
    changed = {path for path in places[1] if places[2][path] != places[1][path]}
    assert f"{RESOURCE.removesuffix('.md')}.html" in changed and len(changed) < 5


def test_another_title_leaves_alone_what_does_not_show_it(city: Path, tmp_path: Path, jidi: Run, kept: Callable[[str], None]) -> None:
    kept(str(tmp_path / "cache"))
    places = []
    for words in ("甲", "乙", "丙"):
        put(city, RESOURCE, "标题: ", f"标题: {words} ")
        assert jidi("--root", city, "build", "--out", tmp_path / "site").returncode == 0
        places.append(nodes(tmp_path / "site"))
    changed = {path for path in places[1] if places[2][path] != places[1][path]}
    assert {f"{RESOURCE.removesuffix('.md')}.html", "catalogue.csv", "data/resources.json", "index.html"} <= changed
    alone = {"data/activities.json", "data/index.json", "feeds/index.html", "feeds/activities.xml", "people/index.html", "practice/index.html",
             "activities/index.html", "activities/city.ics", "decisions.html", "bases/index.html"}  # fmt: skip
    assert alone <= places[2].keys() and not alone & changed


def test_another_process_remembers_the_same(city: Path, tmp_path: Path, jidi: Run) -> None:
    """Sets have another order in each process; nothing is made again for that."""
    places = []
    for seed in ("1", "2", "3"):
        run = jidi("--root", city, "build", "--out", tmp_path / "site", PYTHONHASHSEED=seed, JIDI_CACHE=str(tmp_path / "cache"))
        assert run.returncode == 0, run.stderr
        places.append(nodes(tmp_path / "site"))
    assert places[0] == places[1] == places[2]


def test_whatever_became_of_what_is_remembered(city: Path, tmp_path: Path, jidi: Run, kept: Callable[[str], None]) -> None:
    """Cut off, of another program, in use, a folder: nothing fails, and the site is right."""
    kept("")
    assert jidi("--root", city, "build", "--out", tmp_path / "anew").returncode == 0
    kept(str(tmp_path / "cache"))
    assert jidi("--root", city, "build", "--out", tmp_path / "site").returncode == 0
    [store] = (tmp_path / "cache").glob("*.sqlite")
    whole = store.read_bytes()
    for damaged in (b"", b"not a database", whole[: len(whole) // 2], whole[:5000] + os.urandom(3000) + whole[8000:]):
        store.write_bytes(damaged)
        assert jidi("--root", city, "build", "--out", tmp_path / "site").returncode == 0
        assert bytes_of(tmp_path / "site") == bytes_of(tmp_path / "anew")
    store.unlink(missing_ok=True)
    store.mkdir()
    assert jidi("--root", city, "build", "--out", tmp_path / "site").returncode == 0
    assert bytes_of(tmp_path / "site") == bytes_of(tmp_path / "anew")


def test_a_site_that_somebody_else_put_there_is_made_anew(city: Path, tmp_path: Path, jidi: Run, kept: Callable[[str], None]) -> None:
    kept(str(tmp_path / "cache"))
    assert jidi("--root", city, "build", "--out", tmp_path / "site").returncode == 0
    right = bytes_of(tmp_path / "site")
    shutil.rmtree(tmp_path / "site")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("别的")
    assert jidi("--root", city, "build", "--out", tmp_path / "site").returncode == 0
    assert bytes_of(tmp_path / "site") == right


def test_what_made_one_site_tells_nothing_of_another(city: Path, tmp_path: Path, jidi: Run, kept: Callable[[str], None]) -> None:
    kept(str(tmp_path / "cache"))
    assert jidi("--root", city, "build", "--out", tmp_path / "first").returncode == 0
    shutil.move(city / BASE, tmp_path / "away")
    assert jidi("--root", city, "build", "--out", tmp_path / "second").returncode == 0
    shutil.move(tmp_path / "away", city / BASE)
    assert jidi("--root", city, "build", "--out", tmp_path / "second").returncode == 0
    assert bytes_of(tmp_path / "second") == bytes_of(tmp_path / "first")


def test_a_damaged_cell_is_worked_out_again(city: Path, tmp_path: Path, jidi: Run, kept: Callable[[str], None]) -> None:
    kept(str(tmp_path / "cache"))
    assert jidi("--root", city, "build", "--out", tmp_path / "site").returncode == 0
    right = bytes_of(tmp_path / "site")
    [store] = (tmp_path / "cache").glob("*.sqlite")
    for table, cell in (("files", "facts"), ("files", "record"), ("jobs", "trace"), ("jobs", "value"), ("marks", "value")):
        with sqlite3.connect(store) as spoiled:
            spoiled.execute(f"update {table} set {cell} = ? where {'name <> ?' if table == 'marks' else '? is not null'}", (b"\x80\x05x", "stamp"))
        put(city, RESOURCE, "\n---\n", f"\n---\n\n{table} {cell}\n")
        run = jidi("--root", city, "build", "--out", tmp_path / "site")
        assert run.returncode == 0, run.stderr
        kept("")
        assert jidi("--root", city, "build", "--out", tmp_path / "anew").returncode == 0
        kept(str(tmp_path / "cache"))
        assert bytes_of(tmp_path / "site") == bytes_of(tmp_path / "anew") != right, cell
