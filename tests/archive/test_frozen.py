"""``jidi archive site`` and ``unpack-sites``: last year's site stays readable below this year's, and does not pass for it."""

from __future__ import annotations

import os
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from archive.laid import altered, contents
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st
from jidi.archive.frozen import frozen
from playwright.sync_api import Browser

YEAR = "2025-2026"
PAGE = '<!doctype html><html><head>\n<link rel="canonical" href="https://jidi.example.cn/{0}"><title>{0}</title></head><body dir="ltr"><h1>{0}</h1><a href="x/y.html">y</a></body></html>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site as small as a site can be."""
    folder = tmp_path / "site"
    for name in ("index.html", "x/y.html", "404.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE.format(name), "utf-8")
    for name in ("assets/a.js", "sitemap.xml", "sitemap.xml.gz", "files/学案.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"bytes\r\n")
    return folder


def pack(jidi: Run, site: Path, out: Path, *words: str) -> Path:
    run = jidi("archive", "site", "--year", YEAR, "--from", site, "--out", out, *words)
    assert run.returncode == 0, run.stderr
    return out / f"site-{YEAR}.zip"


def lay(jidi: Run, out: Path, site: Path) -> tuple[int, str]:
    run = jidi("archive", "unpack-sites", "--from", out, "--site", site)
    return run.returncode, run.stdout + run.stderr


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_comes_back_below_the_live_one_and_says_that_it_is_a_copy(site: Path, tmp_path: Path, jidi: Run) -> None:
    pack(jidi, site, tmp_path / "out")
    live = tree(site)
    code, said = lay(jidi, tmp_path / "out", site)
    assert code == 0 and "2025-2026 学年的网站已放好" in said
    copy = tree(site / "archive" / YEAR)
    assert {*copy} == {"index.html", "x/y.html", "assets/a.js", "files/学案.txt", "SHA256SUMS"}
    assert copy["assets/a.js"] == live["assets/a.js"]
    page = copy["x/y.html"].decode()
    assert '<meta name="robots" content="noindex">' in page and "canonical" not in page and "这是 2025-2026 学年网站的存档" in page
    assert {name: data for name, data in tree(site).items() if not name.startswith("archive/")} == live
    code, said = lay(jidi, tmp_path / "out", site)
    assert code == 0 and "没有变化" in said and tree(site / "archive" / YEAR) == copy


def test_a_site_is_packed_into_the_same_bytes_without_the_copies_that_are_in_it(site: Path, tmp_path: Path, jidi: Run) -> None:
    first = pack(jidi, site, tmp_path / "out").read_bytes()
    lay(jidi, tmp_path / "out", site)
    os.utime(site / "index.html", (10**9, 10**9))
    assert pack(jidi, site, tmp_path / "other").read_bytes() == first
    assert (tmp_path / "out" / f"site-{YEAR}.zip.sha256").read_bytes() == (tmp_path / "other" / f"site-{YEAR}.zip.sha256").read_bytes()
    (site / "x/y.html").write_text("<head><body>别的", "utf-8")
    run = jidi("archive", "site", "--year", YEAR, "--from", site, "--out", tmp_path / "out")
    assert run.returncode == 1 and "先把旧的移走" in run.stderr and (tmp_path / "out" / f"site-{YEAR}.zip").read_bytes() == first


@pytest.mark.parametrize("spoil", ["changed", "gone", "stranger", "sum", "cut"])
def test_a_damaged_copy_is_named_and_not_laid(site: Path, tmp_path: Path, jidi: Run, spoil: str) -> None:
    path = pack(jidi, site, tmp_path / "out")
    (tmp_path / "in").mkdir()
    mend = {
        "changed": lambda files: files.update({"x/y.html": b"other"}),
        "gone": lambda files: files.pop("x/y.html"),
        "stranger": lambda files: files.update({"x/z.html": b"x"}),
    }
    where = altered(path, tmp_path / "in", mend[spoil]) if spoil in mend else tmp_path / "in" / path.name
    if spoil == "sum":
        where.write_bytes(path.read_bytes())
        where.with_name(f"{where.name}.sha256").write_text("0" * 64, "utf-8")
    if spoil == "cut":
        where.write_bytes(path.read_bytes()[:-9])
    code, said = lay(jidi, tmp_path / "in", site)
    assert code == 1 and "没有放" in said and ({"stranger": "x/z.html", "sum": "sha256", "cut": "打不开"}.get(spoil, "x/y.html")) in said
    assert not [*(site / "archive").iterdir()]


def test_a_copy_that_differs_is_never_written_over(site: Path, tmp_path: Path, jidi: Run) -> None:
    pack(jidi, site, tmp_path / "out")
    lay(jidi, tmp_path / "out", site)
    (site / "archive" / YEAR / "x/y.html").write_text("改过", "utf-8")
    before = tree(site)
    code, said = lay(jidi, tmp_path / "out", site)
    assert code == 1 and "x/y.html：和 site-2025-2026.zip 里的不一样" in said and tree(site) == before
    (site / "archive" / YEAR / "x/y.html").unlink()  # half a copy is made whole
    assert lay(jidi, tmp_path / "out", site)[0] == 0 and "x/y.html" in tree(site / "archive" / YEAR)


def test_a_site_under_another_year_s_name_is_not_laid(site: Path, tmp_path: Path, jidi: Run) -> None:
    pack(jidi, site, tmp_path / "out").rename(tmp_path / "out/site-2024-2025.zip")
    code, said = lay(jidi, tmp_path / "out", site)
    assert code == 1 and "里面是 site-2025-2026，和文件名不是一个学年" in said and not [*(site / "archive").iterdir()]


def test_what_is_no_site_is_a_sentence(tmp_path: Path, site: Path, jidi: Run) -> None:
    (tmp_path / "empty").mkdir()
    run = jidi("archive", "site", "--year", YEAR, "--from", tmp_path / "empty", "--out", tmp_path / "out")
    assert run.returncode == 2 and "不是生成好的网站" in run.stderr and not [*(tmp_path / "out").iterdir()]
    (site / "assets/b.js").symlink_to("/etc/passwd")
    run = jidi("archive", "site", "--year", YEAR, "--from", site, "--out", tmp_path / "out")
    assert run.returncode == 2 and "b.js”是链接" in run.stderr and not [*(tmp_path / "out").iterdir()]
    assert lay(jidi, tmp_path / "empty", site) == (0, f"“{tmp_path / 'empty'}”里没有 site-学年.zip，没有要放的。\n")
    assert lay(jidi, tmp_path / "empty", tmp_path / "empty")[0] == 2


@given(st.binary(max_size=200))
def test_a_page_of_any_bytes_loses_nothing_of_its_body(junk: bytes) -> None:
    body = junk.replace(b"<", b"")
    made = frozen(b'<html><head><title>x</title></head><body class="a">' + body + b"</body></html>", YEAR)
    assert made.endswith(body + b"</body></html>") and made.count(b'<meta name="robots" content="noindex">') == 1 and b'<body class="a"><aside' in made


class Addresses(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


@pytest.mark.slow
def test_the_real_site_works_from_below_and_leads_nowhere_by_an_absolute_path(built: Path, tmp_path: Path, jidi: Run, browser: Browser) -> None:
    live = tmp_path / "live"
    live.mkdir()
    (live / "index.html").write_text("新网站", "utf-8")
    pack(jidi, built, tmp_path / "out")
    assert lay(jidi, tmp_path / "out", live)[0] == 0
    copy = live / "archive" / YEAR
    wrong = []
    for path in copy.rglob("*.html"):
        for address in Addresses(path.read_text("utf-8")).found:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = (path.parent / unquote(parts.path)).resolve()
            if address.startswith("/") or not target.is_relative_to(copy.resolve()) or not target.exists():
                wrong.append((path.relative_to(copy).as_posix(), address))
    assert not wrong
    page = browser.new_page()
    page.goto((copy / "find/index.html").as_uri() + "?q=" + "一次函数")
    page.wait_for_selector("text=《一次函数的图象》教学设计")
    assert "存档" in page.inner_text("aside[aria-label=存档]")
    page.click("text=《一次函数的图象》教学设计")
    assert page.url.startswith(copy.as_uri()) and page.url.endswith("resources/yici-hanshu.html")
    page.close()


def test_names_in_a_packed_site_are_those_of_the_year(site: Path, tmp_path: Path, jidi: Run) -> None:
    path = pack(jidi, site, tmp_path / "out")
    with zipfile.ZipFile(path) as package:
        assert {name.split("/")[0] for name in package.namelist()} == {f"site-{YEAR}"}
    assert re.fullmatch(rf"[0-9a-f]{{64}}  site-{YEAR}\.zip\n", path.with_name(f"{path.name}.sha256").read_text("utf-8"))
    assert "404.html" not in contents(path)
    assert jidi("archive", "verify", path).returncode == 0
    spoiled = altered(path, tmp_path / "spoiled", lambda files: files.update({"x/y.html": b"x"}))
    run = jidi("archive", "verify", spoiled)
    assert run.returncode == 1 and "x/y.html：内容变了" in run.stderr
