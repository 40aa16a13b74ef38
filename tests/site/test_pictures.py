"""Pictures in a site: attached, in a text, packed. They look as they did; their size and digest on the page are those of what readers take."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from conftest import Run, lay_city
from jidi.load.pictures import bare
from jidi.publish import Copy
from jidi.site import crew
from jidi.site.laying import Laying
from PIL import Image
from trust.photographs import FILES, RESOURCE, SECRET, Photograph, attach, jpeg, photographs

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO")]
ALL = photographs()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, jidi: Run) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    run = jidi("--root", attach(lay_city(folder / "city"), *ALL), "build", "--out", folder / "site")
    assert run.returncode == 0, run.stderr
    return folder / "site"


def test_a_page_tells_the_size_and_digest_of_what_is_taken(site: Path) -> None:
    page = (site / f"{RESOURCE}.html").read_text("utf-8")
    linked = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[0])
    media = {one["contentUrl"].rsplit("/", 1)[1]: one for node in linked.get("@graph", [linked]) for one in node.get("encoding", [])}
    assert len(media) == len(ALL) + 1
    for name, one in media.items():
        taken = (site / FILES / name).read_bytes()
        assert (one["sha256"], one["contentSize"]) == (hashlib.sha256(taken).hexdigest(), f"{len(taken)} B"), name


def test_a_photograph_that_was_held_upright_is_shown_upright(site: Path) -> None:
    page = (site / f"{RESOURCE}.html").read_text("utf-8")
    for turned, size in ((1, (64, 32)), (6, (32, 64))):
        tag = re.search(rf'<img[^>]*zhaopian-{turned}\.jpg"[^>]*width[^>]*>', page)
        assert tag and f'width="{size[0]}" height="{size[1]}"' in tag[0]
        with Image.open(site / FILES / f"zhaopian-{turned}.jpg") as image:
            assert image.size == size
    with Image.open(site / FILES / "zhaopian-6.jpg") as image:  # what was at the left below is at the left above
        assert image.convert("RGB").getpixel((4, 4))[2] > 200


def test_packs_are_as_large_as_the_page_says_and_hold_the_same_pictures(site: Path) -> None:
    [pack] = (site / "packs").rglob("*.zip")
    page = (site / f"{RESOURCE}.html").read_text("utf-8")
    assert f"{max(1, round(pack.stat().st_size / 1024))} KB" in page
    with zipfile.ZipFile(pack) as package:
        assert package.testzip() is None
        inside = {package.read(name) for name in package.namelist()}
    assert {(site / FILES / one.name).read_bytes() for one in ALL} <= inside


def test_a_picture_without_metadata_keeps_its_bytes(city: Path, tmp_path: Path, jidi: Run) -> None:
    plain = [Photograph(one.name, one.plain, one.plain) for one in ALL]
    assert jidi("--root", attach(city, *plain), "build", "--out", tmp_path / "site").returncode == 0
    for one in plain:
        assert (tmp_path / "site" / FILES / one.name).read_bytes() == one.plain


def test_a_picture_that_a_symbolic_link_leads_to_is_not_published(tmp_path: Path) -> None:
    """Neither the link, which some programs follow when a site is sent, nor what it leads to: a file, or a file in a folder."""
    root, outside = tmp_path / "city", tmp_path / "outside"
    for folder in (root / "images", outside, tmp_path / "site"):
        folder.mkdir(parents=True)
    for name, data in (("a.png", SECRET), ("b.jpg", jpeg(1).said)):
        (outside / name).write_bytes(data)
        (root / "images" / name).symlink_to(outside / name)
    (root / "folder").symlink_to(outside)
    for number, source in enumerate(("images/a.png", "images/b.jpg", "folder/a.png", "folder/b.jpg")):
        target = tmp_path / f"site/{number}"
        Laying(root).lay(Copy(source), target)
        assert not target.is_symlink() and target.read_bytes() == b""


def bytes_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def more_bases(city: Path) -> None:
    """Enough for several processes to have work."""
    for name in ("cz-shuxue-2", "cz-shuxue-3", "cz-shuxue-4"):
        shutil.copytree(city / "bases/cz-shuxue", city / "bases" / name)
        for path in [*(city / "content/decisions").glob("*-cz-shuxue*.yml")]:
            said = path.read_text("utf-8")
            path.with_name(f"{path.stem}-{name}.yml").write_text(said.replace("基地: cz-shuxue", f"基地: {name}"), "utf-8")


def test_renewed_and_made_by_several_processes_it_is_the_same(city: Path, tmp_path: Path, jidi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is renewed for other metadata alone."""
    more_bases(attach(city, jpeg(1), jpeg(6), ALL[-1]))

    def built(name: str, cache: str = "") -> dict[str, bytes]:
        monkeypatch.setenv("JIDI_CACHE", cache and str(tmp_path / cache))
        run = jidi("--root", city, "build", "--out", tmp_path / name)
        assert run.returncode == 0, run.stderr
        return bytes_of(tmp_path / name)

    path, page = city / FILES / "zhaopian-1.jpg", tmp_path / f"renewed/{RESOURCE}.html"
    first, shown = built("renewed", "cache"), page.stat().st_ino
    path.write_bytes(jpeg(1).said.replace(SECRET, SECRET[::-1]))
    assert built("renewed", "cache") == first and page.stat().st_ino == shown
    path.write_bytes(jpeg(3).said)
    renewed = built("renewed", "cache")
    assert renewed == built("anew") and renewed[f"{FILES}/zhaopian-1.jpg"] == bare(jpeg(3).said) != first[f"{FILES}/zhaopian-1.jpg"]
    monkeypatch.setattr(crew, "MANY", 1)
    done = list[object]()
    monkeypatch.setattr(crew, "_report", lambda *asked, real=crew._report: done.append(asked) or real(*asked))
    assert built("several") == renewed and done
