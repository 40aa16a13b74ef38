"""``jidi archive restore``: what was filed comes back as it was, and nothing that is there is written over."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from archive.laid import BASE, altered, lay
from archive.test_verify import remade
from conftest import ROOT, TODAY, Run, lay_city
from jidi.archive.year import belongs
from jidi.load import load
from jidi.model.city import City, Entry
from jidi.model.record import Record
from jidi.publish import Output, publish
from publish.record import FULL, HELD

SECRET = "content/standards/certificates.yml"
YEARS = ("2025-2026", "2026-2027")


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """A city with a full record, and all archives of its two years."""
    folder = tmp_path_factory.mktemp("filed")
    root = lay_city(folder / "city")
    (root / f"bases/{HELD}.md").write_text(FULL, "utf-8")
    return root, [lay(root, folder / year, base, year) for year in YEARS for base in (BASE, "")]


def bare(folder: Path) -> Path:
    """A project without any material: what a new computer has."""
    folder.mkdir()
    for name in ("scripts", "overrides"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "content/standards").mkdir(parents=True)
    (folder / "bases").mkdir()
    for name in ("vocabulary.yml", "stages.yml"):
        shutil.copy(ROOT / "content/standards" / name, folder / "content/standards")
    return folder


def records(city: City) -> dict[str, Entry[Record]]:
    return {one.file: one for one in city.entries if (one.base or one.kind.id == "decisions") and any(belongs(city, one, year) for year in YEARS)}


def pages(city: City) -> Mapping[str, Output]:
    """The pages of the records, as they are made."""
    addresses = {one.address for one in city.entries if one.base and one.kind.body}
    return {one.path: one for one in publish(city, (), ()) if one.path in addresses}


def test_what_comes_back_is_what_was_filed_field_by_field_and_page_by_page(filed: tuple[Path, list[Path]], tmp_path: Path, jidi: Run) -> None:
    root, zips = filed
    target = bare(tmp_path / "new")
    run = jidi("archive", "restore", *zips, "--to", target)
    assert run.returncode == 0 and "没有 content/standards/unnamed.yml、content/standards/certificates.yml" in run.stderr, run.stderr
    shutil.copy(root / SECRET, target / SECRET)  # the secret is never in an archive: the office keeps it elsewhere
    before, after = load(root, TODAY)[0], load(target, TODAY)[0]
    assert len(records(before)) > 10 and records(after) == records(before)
    assert len(pages(before)) == 3 and pages(after) == pages(before)
    again = jidi("archive", "restore", *zips, "--to", target)
    assert again.returncode == 0 and "已放回 0 个文件" in again.stdout


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for top in ("bases", "content") for path in (folder / top).rglob("*") if path.is_file()}


def test_one_file_that_differs_stops_all_and_is_named(filed: tuple[Path, list[Path]], tmp_path: Path, jidi: Run) -> None:
    target = bare(tmp_path / "new")
    (target / f"bases/{BASE}").mkdir()
    (target / f"bases/{BASE}/members.yml").write_text("成员: []\n", "utf-8")
    before = tree(target)
    run = jidi("archive", "restore", *filed[1], "--to", target)
    assert run.returncode == 2 and f"bases/{BASE}/members.yml：文件夹里已经有，内容和档案里的不一样" in run.stderr
    assert tree(target) == before


def test_archives_that_disagree_with_each_other_are_not_mixed(filed: tuple[Path, list[Path]], tmp_path: Path, jidi: Run) -> None:
    other = lay_city(tmp_path / "other")
    (other / f"bases/{BASE}/members.yml").write_text("成员:\n  - {姓名: 李文静, 学校: xh-hubin, 角色: 核心成员}\n", "utf-8")
    second = lay(other, tmp_path / "out", year="2026-2027")
    target = bare(tmp_path / "new")
    before = tree(target)
    run = jidi("archive", "restore", filed[1][0], second, "--to", target)
    assert run.returncode == 2 and "members.yml" in run.stderr and "里不一样" in run.stderr
    assert tree(target) == before


def test_a_damaged_archive_is_not_put_back(filed: tuple[Path, list[Path]], tmp_path: Path, jidi: Run) -> None:
    path = filed[1][2]
    spoiled = altered(path, tmp_path / "spoiled", lambda files: files.update({"bag-info.txt": b"x"}))
    target = bare(tmp_path / "new")
    before = tree(target)
    run = jidi("archive", "restore", filed[1][0], spoiled, "--to", target)
    assert run.returncode == 2 and "bag-info.txt" in run.stderr and "一个文件也没有写" in run.stderr
    assert tree(target) == before


@pytest.mark.parametrize("place", ["content/standards/x.py", "bases/cz-shuxue/files/.git/hooks/x", "bases/../.github/x.yml", "content/overrides/main.html"])
def test_what_is_no_material_is_never_put_anywhere(filed: tuple[Path, list[Path]], tmp_path: Path, jidi: Run, place: str) -> None:
    """Somebody forged a bag whose sums all agree."""
    import hashlib

    def forge(files: dict[str, bytes]) -> None:
        old, new = f"data/卷8 资源与辐射/bases/{BASE}/files/2026/xuean.txt", f"data/卷8 资源与辐射/{place}"
        files[new] = files.pop(old)
        for name in ("MANIFEST.csv", "index.html", "manifest-sha256.txt"):
            from urllib.parse import quote

            remade(files, name, files[name].replace(old.encode(), new.encode()).replace(quote(old).encode(), quote(new).encode()))
        assert hashlib.sha256(files[new]).hexdigest().encode() in files["manifest-sha256.txt"]

    target = bare(tmp_path / "new")
    before = tree(target)
    run = jidi("archive", "restore", altered(filed[1][2], tmp_path / "forged", forge), "--to", target)
    assert run.returncode == 2 and "没有写" in run.stderr
    assert tree(target) == before and sorted(one.name for one in tmp_path.iterdir()) == ["forged", "new"]


def test_a_link_in_the_folder_leads_nobody_out(filed: tuple[Path, list[Path]], tmp_path: Path, jidi: Run) -> None:
    target = bare(tmp_path / "new")
    (tmp_path / "outside").mkdir()
    (target / f"bases/{BASE}").symlink_to(tmp_path / "outside")
    run = jidi("archive", "restore", filed[1][2], "--to", target)
    assert run.returncode == 2 and "那里是链接" in run.stderr and not [*(tmp_path / "outside").iterdir()]


@pytest.mark.slow
def test_the_site_of_what_came_back_has_the_same_pages(filed: tuple[Path, list[Path]], tmp_path: Path, jidi: Run) -> None:
    root, zips = filed
    target = bare(tmp_path / "new")
    assert jidi("archive", "restore", *zips, "--to", target).returncode == 0
    shutil.copy(root / SECRET, target / SECRET)
    for folder, out in ((root, "before"), (target, "after")):
        run = jidi("--root", folder, "build", "--out", tmp_path / out)
        assert run.returncode == 0, run.stderr
    named = [f"bases/{HELD}.html", f"bases/{BASE}/plans/2026-2027.html", f"bases/{BASE}/resources/yici-hanshu.html"]
    assert [(tmp_path / "after" / name).read_bytes() for name in named] == [(tmp_path / "before" / name).read_bytes() for name in named]
