"""One spoiled file harms nobody else: the pages of the other bases stay as they are, byte by byte, and the file is named."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from posixpath import normpath

import pytest
from conftest import Run, lay_city

from trust.opened import inside
from trust.spoilings import CHANGED, RECORD, Spoiling, spoilings

pytestmark = pytest.mark.slow

SPOILED, OTHERS = "cz-shuxue", {"cz-yuwen": "语文", "cz-yingyu": "英语"}
ALL = spoilings()
LINK = re.compile(rf"<a [^>]*(?:{'|'.join(OTHERS)})[^>]*>.*?</a>", re.DOTALL)


class Built:
    """A city of three bases, and its site before anything was spoiled."""

    def __init__(self, folder: Path, jidi: Run) -> None:
        self.root, self._run, self._good = lay_city(folder / "city"), jidi, folder / "good"
        for base, subject in OTHERS.items():
            _another(self.root, base, subject)
        self.base = self.root / "bases" / SPOILED
        shutil.copytree(self.base, self._good)
        self.site = self.root / "site"
        self.build()
        self.before = files_of(self.site)

    def build(self, *more: object) -> str:
        """Build once more; all that is said. It never fails."""
        run = self._run("--root", self.root, "build", *more)
        told = run.stdout + run.stderr
        assert run.returncode == 0 and "Traceback" not in told, told
        return told

    def mend(self) -> None:
        shutil.rmtree(self.base)
        shutil.copytree(self._good, self.base)

    def line(self, one: Spoiling) -> int:
        """Where a finding must be."""
        if one.line != CHANGED:
            return one.line
        pairs = zip((self._good / one.file).read_bytes().split(b"\n"), (self.base / one.file).read_bytes().split(b"\n"), strict=False)
        return next(number for number, (good, bad) in enumerate(pairs, 1) if good != bad)


def _another(root: Path, base: str, subject: str) -> None:
    """The same base once more, of another subject and with people of its own."""
    told = {
        SPOILED: base,
        "数学": subject,
        **{name: f"{name[0]}{subject}" for name in ("王明远", "陈立新", "李文静", "赵海峰")},
        "核心素养: 几何直观、模型观念\n": "",
    }

    def write(path: Path, to: Path) -> None:
        text = path.read_text("utf-8")
        for old, new in told.items():
            text = text.replace(old, new)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(text, "utf-8")

    folder = root / "bases" / SPOILED
    for path in (one for one in folder.rglob("*") if one.is_file()):
        write(path, root / "bases" / base / path.relative_to(folder))
    for path in sorted((root / "content/decisions").glob(f"*{SPOILED}*")):
        write(path, path.with_name(path.name.replace(SPOILED, base)))


def files_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def own(files: dict[str, bytes]) -> dict[str, bytes]:
    """What is published of the other bases alone: their pages, feeds, packs, attachments."""
    return {path: data for path, data in files.items() if any(base in path for base in OTHERS)}


def told_of_others(files: dict[str, bytes]) -> dict[str, list[str]]:
    """What the pages and lists of the whole city say of the other bases: links on pages; lines of what is for machines."""
    found = {}
    for path, data in files.items():
        if path.endswith(".html"):
            found[path] = sorted(LINK.findall(data.decode()))
        elif path != "data/findings.json" and path.endswith((".xml", ".json", ".csv", ".ics")):
            pieces = re.split(r"\n|(?<=</entry>)|(?<=</item>)|(?<=</record>)", data.decode())
            found[path] = sorted(one.strip().rstrip(",") for one in pieces if any(base in one for base in OTHERS))
    return {path: said for path, said in found.items() if said}


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory, jidi: Run) -> Iterator[Built]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JIDI_CACHE", str(tmp_path_factory.mktemp("remembered")))
        yield Built(tmp_path_factory.mktemp("three"), jidi)


@pytest.fixture
def spoiled(three: Built) -> Iterator[Callable[[Spoiling], str]]:
    """Spoil one thing, and build; it is mended afterwards."""

    def spoil(one: Spoiling) -> str:
        one.do(three.base)
        return three.build()

    yield spoil
    three.mend()


def test_the_city_is_right_before_it_is_spoiled(three: Built) -> None:
    assert "没有问题" in three.build()
    assert len(own(three.before)) > 20 and all(told_of_others(three.before).get(page) for page in ("index.html", "bases/index.html", "resources/index.html"))
    assert len({one.name for one in ALL}) == len(ALL) >= 100


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_the_other_bases_stay_as_they_are(three: Built, spoiled: Callable[[Spoiling], str], one: Spoiling) -> None:
    told = spoiled(one)
    place = normpath(f"bases/{SPOILED}/{one.file}").replace("\u202e", "[U+202E]")  # as it is told, so that nobody is deceived
    lines = [int(line) for line in re.findall(rf"^{re.escape(place)}:(\d+): ", told, re.MULTILINE)]
    assert lines, told
    assert not (line := three.line(one)) or line in lines, told
    after = files_of(three.site)
    before, now = own(three.before), own(after)
    assert now.keys() == before.keys()
    assert [path for path in before if before[path] != now[path]] == []
    assert told_of_others(after) == told_of_others(three.before)


@pytest.mark.parametrize("one", ALL[:: len(ALL) // 10], ids=lambda one: one.name)
def test_it_is_what_is_made_from_nothing(
    three: Built, spoiled: Callable[[Spoiling], str], one: Spoiling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoiled(one)
    monkeypatch.setenv("JIDI_CACHE", "")
    three.build("--out", tmp_path / "anew")
    renewed, anew = files_of(three.site), files_of(tmp_path / "anew")
    assert renewed.keys() == anew.keys()
    assert [path for path in anew if renewed[path] != anew[path]] == []


def test_whoever_searches_still_finds_the_other_bases(three: Built, spoiled: Callable[[Spoiling], str]) -> None:
    spoiled(next(one for one in ALL if one.file == RECORD and one.name == "file: in GBK"))
    words = b"".join(data for path, content in files_of(three.site).items() if path.startswith("search/") for _, data in inside(path, content))
    assert all(f"{base}/{RECORD.removesuffix('.md')}".encode() in words for base in OTHERS)
