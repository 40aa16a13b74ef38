"""Nothing that is not for everybody reaches the site: a word of its own is planted in every kind of such file, and looked for in every published one."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT, TODAY, Run
from jidi.load import load
from jidi.load.city import kind_of
from jidi.model.kinds import KINDS
from PIL import Image

from trust.opened import opened

pytestmark = pytest.mark.slow
BASE = "bases/cz-shuxue"
NEW = "bases/cz-shuxue/resources/mitu-ceshi.md"  # a resource that the sample does not have


def lay(folder: Path) -> Path:
    """A copy of the project's own material."""
    for name in ("bases", "content", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


class Canaries:
    """Words that stand nowhere else, by what they were planted in."""

    def __init__(self, root: Path) -> None:
        self.root, self.planted = root, dict[str, str]()

    def word(self, where: str) -> str:
        word = "zqyaque" + "".join(chr(ord("k") + int(digit)) for digit in f"{len(self.planted):03d}")  # letters alone: the search keeps them as one word
        self.planted[word] = where
        return word

    def change(self, file: str, pattern: str, make: Callable[[str], str]) -> None:
        """Write a canary over the first place where ``pattern`` is, and one into a comment."""
        path = self.root / file
        text = path.read_text("utf-8")
        changed = re.sub(pattern, lambda _: make(self.word(file)), text, count=1)
        assert changed != text, (file, pattern)
        path.write_text(changed.replace("\n", f"\n# {self.word(f'{file}, a comment')}\n", 1) if file.endswith(".yml") else changed, "utf-8")

    def add(self, file: str, content: str | bytes) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def found(self, folder: Path) -> dict[str, list[str]]:
        """What was planted and is there, with the files that it is in; the case of letters does not hide it."""
        there: dict[str, list[str]] = {}
        for name, data in opened(folder):
            for word in {one.decode() for one in re.findall(rb"zqyaque[k-t]{3}", data.lower())}:
                there.setdefault(self.planted[word], []).append(name)
        return there


def resource(title: str, body: str, status: str = "草稿", more: str = "") -> str:
    """A resource like those of the sample."""
    model = next(path for path in sorted((ROOT / BASE / "resources").glob("*.md")) if "状态: 已发布" in path.read_text("utf-8"))
    head = re.sub(r"(?m)^标题: .*$", f"标题: {title}", model.read_text("utf-8").split("---")[1].strip())
    head = re.sub(r"(?m)^状态: .*$", f"状态: {status}", head)
    return f"---\n{head}\n{more}---\n\n## 一、做法\n\n{body}\n"


def restricted(canaries: Canaries) -> None:
    """Something in every kind of record that is never public."""
    change, word = canaries.change, canaries.word
    change(f"{BASE}/budget.yml", r"(?m)^经费:$", lambda one: f"经费:  # {one}")
    change("bases/gz-wuli/budget.yml", r"(?m)^经费:$", lambda one: f"经费:  # {one}")
    change(f"{BASE}/self/2025-2026.yml", "三次市级研讨", lambda one: f"{one} 三次市级研讨")
    change("content/reviews/2024-04-24-cz-lishi-shenhe.yml", "地方史料有特色", lambda one: f"{one} 地方史料有特色")
    change("content/rounds/2025-2026-panel.yml", r"(?m)^评议:$", lambda one: f"评议:  # {one}")
    change("content/rounds/2026-2027.yml", r"(?m)^状态: 进行中$", _running)
    change("content/standards/certificates.yml", r"(?m)^防伪短语: .*$", lambda one: f"防伪短语: {one}8k2m57")
    change("content/standards/owners.yml", r"(?m)^办公室: \[\]$", lambda one: f"办公室: {one}")
    change("content/standards/facts.yml", "来源: 本项目约定；一小段话", lambda one: f"来源: 本项目约定；{one} 一小段话")
    canaries.add("content/standards/unnamed.yml", f"不署名:\n  - {{姓名: 欧阳{word('unnamed')}, 学校: xh-hubin}}\n")
    canaries.add("content/standards/moved.yml", f"# {word('moves')}\n变更: []\n")
    canaries.add(f"{BASE}/moved.yml", f"# {word('moved')}\n变更: []\n")
    change("bases/xx-yinyue/application.md", "地方曲艺进课堂", lambda one: f"{one} 地方曲艺进课堂")


def _running(word: str) -> str:
    return f"状态: 进行中\n反馈主题:\n  - {word} 年中的看法"


def drafts(canaries: Canaries) -> None:
    """Resources that are no more, or not yet, for everybody; with attachments, pictures and previews."""
    word, add = canaries.word, canaries.add
    for number, status in enumerate(("草稿", "待审", "已下架")):
        file = f"2026/zqfile{number}.txt"
        attached = f"附件:\n  - {{名称: {word(f'{status}, the name of an attachment')}, 文件: {file}}}\n"
        add(f"{BASE}/files/{file}", f"一点教案 {word(f'{status}, attachment')}\n")
        add(f"{BASE}/resources/zq-{number}.md", resource(f"函数 {word(f'{status}, title')}", f"做法 {word(f'{status}, body')}", status, attached))
    later = TODAY.replace(year=TODAY.year + 3)
    add(f"{BASE}/resources/zq-later.md", resource(f"期末 {word('embargo, title')}", f"题 {word('embargo, body')}", "已发布", f"公开日期: {later}\n"))
    add(f"{BASE}/files/2026/zq-photo.jpg", _picture(word("a picture's metadata")))


def _picture(word: str) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = word
    Image.new("RGB", (8, 8), "white").save(out, "JPEG", exif=exif, comment=word.encode())
    return out.getvalue()


def strays(canaries: Canaries) -> None:
    """What lies about in a folder where people work: sheets of the panel, drafts, what programs leave, what a repository knows."""
    places = (
        "dist/panel-2026-2027/zhuanjia-1.txt", "dist/reports-2025-2026/内部/fankui.html", ".git/config", ".env", "mima.txt", "site.bak/index.html", "content/jueding-cao.yml",
        "content/rounds/dafen.xlsx", "content/rounds/2026-2027-panel.yml.new", "content/guide/cao.txt", "content/decisions/2026-12-01-niqueding.txt", "overrides/beizhu.txt",
        f"{BASE}/mingdan.csv", f"{BASE}/resources/cao.txt", f"{BASE}/resources/.cao.md.swp", f"{BASE}/files/2026/meiren-ti.txt", f"{BASE}/panel.yml", f"{BASE}/files/.DS_Store",
        "bases/README.md", "bases/xx-weijian/base.txt", "content/guide/images/meiren-yong.txt",
    )  # fmt: skip
    for place in places:
        canaries.add(place, f"{canaries.word(place)}\n")
    canaries.add(f"{BASE}/self/2024-2025.yml", f"学年: 2024-2025\n自评: {canaries.word('a broken self-assessment')}\n")
    canaries.add(f"{BASE}/budget-2.yml", f"经费: {canaries.word('an unknown file')}\n")
    canaries.add(f"{BASE}/files/{canaries.word('the name of a file')}.txt", "没有材料提到\n")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory, jidi: Run) -> Iterator[tuple[Canaries, Path]]:
    canaries = Canaries(lay(tmp_path_factory.mktemp("canary")))
    for plant in (restricted, drafts, strays):
        plant(canaries)
    run = jidi("--root", canaries.root, "build", "--out", out := canaries.root / "made")
    assert run.returncode == 0, run.stderr
    yield canaries, out


def test_no_canary_is_in_the_site(planted: tuple[Canaries, Path]) -> None:
    canaries, site = planted
    assert len(canaries.planted) > 50 and canaries.found(site) == {}


def test_no_canary_is_in_papers_for_everybody(planted: tuple[Canaries, Path], jidi: Run, tmp_path: Path) -> None:
    canaries, _ = planted
    for year in ("2025-2026", "2026-2027"):
        jidi("--root", canaries.root, "report", "--year", year, "--kind", "city,base,quality,notice", "--format", "docx,xlsx,html", "--out", tmp_path / year)
        assert any((public := tmp_path / year / "公开").rglob("*.docx")) and canaries.found(public) == {}


def test_an_archive_holds_nothing_restricted_unless_it_is_asked_to(planted: tuple[Canaries, Path], jidi: Run, tmp_path: Path) -> None:
    canaries, _ = planted
    closed = {"bases/gz-wuli/budget.yml", f"{BASE}/budget.yml", f"{BASE}/self/2025-2026.yml", "content/rounds/2025-2026-panel.yml"}
    for more in ((), ("--restricted",)):
        out = tmp_path / f"kept{len(more)}"
        run = jidi("--root", canaries.root, "archive", "--year", "2025-2026", "--out", out, *more)
        assert any(out.glob("*.zip")), run.stderr
        found = {one for one in canaries.found(out) if one in closed}
        assert found == ({"bases/gz-wuli/budget.yml"} if more else set())  # of that base; the other has a file that cannot be read


def test_every_kind_that_is_not_public_has_a_canary_that_was_read(planted: tuple[Canaries, Path]) -> None:
    """A file that could not be read would not be published either: that proves nothing."""
    canaries, _ = planted
    city, _ = load(canaries.root, TODAY)
    read = {entry.kind.id for entry in city.entries if b"zqyaque" in (canaries.root / entry.file).read_bytes().lower()}
    assert {kind.id for kind in KINDS.values() if not kind.public} <= read
    assert {"application", "resources"} <= read
    unread = sorted({file for file in canaries.planted.values() if (canaries.root / file).is_file() and kind_of(file)} - {entry.file for entry in city.entries})
    assert unread == [], unread


def test_a_canary_that_may_be_read_is_found_everywhere(planted: tuple[Canaries, Path], jidi: Run, tmp_path: Path) -> None:
    """The same search finds what is published: in pages, in packed files of the search, in attachments and in packs of them."""
    canaries = Canaries(lay(tmp_path / "city"))
    attached = "附件:\n  - {名称: 说明, 文件: 2026/zq.txt}\n"
    canaries.add(f"{BASE}/files/2026/zq.txt", canaries.word("attachment"))
    canaries.add(NEW, resource(f"函数 {canaries.word('title')}", f"做法 {canaries.word('body')}", "已发布", attached))
    run = jidi("--root", canaries.root, "build", "--out", site := tmp_path / "site")
    assert run.returncode == 0, run.stderr
    found = canaries.found(site)
    assert {*found} >= {"title", "body", "attachment"}
    assert any(name.startswith("search/") and name.endswith("!") for name in found["body"])
    assert any(".zip!" in name for name in found["attachment"])


def test_what_becomes_restricted_leaves_the_site(city: Path, jidi: Run, tmp_path: Path) -> None:
    """Built again with what is remembered: the page, the file, the index and the lists all let go of it."""
    canaries = Canaries(city)
    attached = "附件:\n  - {名称: 说明, 文件: 2026/zq.txt}\n"
    canaries.add(f"{BASE}/files/2026/zq.txt", canaries.word("attachment"))
    canaries.add(NEW, open_ := resource(f"函数 {canaries.word('title')}", f"做法 {canaries.word('body')}", "已发布", attached))
    command = ("--root", canaries.root, "build", "--out", site := tmp_path / "site")
    assert jidi(*command, JIDI_CACHE=str(tmp_path / "cache")).returncode == 0
    assert {*canaries.found(site)} == {"title", "body", "attachment"}
    canaries.add(NEW, open_.replace("状态: 已发布", "状态: 已下架"))
    assert jidi(*command, JIDI_CACHE=str(tmp_path / "cache")).returncode == 0
    assert canaries.found(site) == {}
