"""What lies in a bucket is the site, file by file, whatever became of the runs before; and who reads meanwhile is never led to what is not there."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import fsspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.site import claim
from jidi.site.afar import Afar, Unsent, is_address
from jidi.site.sending import CLAIM, MANIFEST, Sent, send

Site = dict[str, bytes]
PATHS = (
    "index.html", "sitemap.xml", "search/h0.js", "data/index.json", "assets/a.css", "bases/a/index.html", "bases/a/resources/one.html",
    "bases/a/resources/two.html", "bases/a/files/2026/学案 1.docx", "packs/a.zip", "people/li.html",
)  # fmt: skip
SITES = st.dictionaries(st.sampled_from(PATHS), st.sampled_from((b"1", b"2", b"33", b"")))
_NUMBERS = itertools.count()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim, "BEAT", 0.01)
    monkeypatch.setattr(claim, "PATIENCE", 0.02)


class Cut(Exception):
    """The process ends here."""


class Watched(Afar):
    """A place that calls ``after`` when something was changed there."""

    after: Callable[[str], None] = staticmethod(lambda name: None)

    def put(self, source: Path, name: str) -> None:
        super().put(source, name)
        self.after(name)

    def remove(self, name: str) -> None:
        super().remove(name)
        self.after(name)


def place() -> str:
    return f"memory://place-{next(_NUMBERS)}/site"


def laid(folder: Path, site: Site) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path, data in site.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def there(address: str) -> Site:
    """The site as readers find it; what we keep there for ourselves apart."""
    files, top = fsspec.url_to_fs(address)
    found = {path.removeprefix(f"{top}/"): files.cat_file(path) for path in files.find(top)}
    return {path: data for path, data in found.items() if path not in (MANIFEST, CLAIM)}


@settings(max_examples=25, deadline=None)
@given(st.lists(SITES, min_size=1, max_size=3), SITES, st.integers(0, 9))
def test_whatever_was_sent_before_and_wherever_it_was_cut_off_the_last_is_there(
    tmp_path_factory: pytest.TempPathFactory, earlier: list[Site], last: Site, cut: int
) -> None:
    address, folder = place(), tmp_path_factory.getbasetemp() / "sent"
    for site in earlier:
        left = itertools.count(cut, -1)

        def after(name: str, left: Iterator[int] = left) -> None:
            if next(left) <= 0:
                raise Cut

        watched = Watched(address)
        watched.after = after
        try:
            send(laid(folder, site), watched)
        except Cut:
            watched.write(CLAIM, b"of a process that was killed")
    send(laid(folder, last), Afar(address))
    assert there(address) == last
    assert send(folder, Afar(address)) == Sent(0, 0, len(last))


def test_only_what_changed_is_sent(tmp_path: Path) -> None:
    address, sent = place(), list[str]()
    send(laid(tmp_path / "site", dict.fromkeys(PATHS, b"1")), Afar(address))
    watched = Watched(address)
    watched.after = sent.append
    changed = {**dict.fromkeys(PATHS[1:], b"1"), "people/li.html": b"2", "people/wang.html": b"1"}
    assert send(laid(tmp_path / "site", changed), watched) == Sent(2, 1, len(PATHS) - 2)
    assert [name for name in sent if name != CLAIM] == ["people/wang.html", "people/li.html", "index.html"]


def test_who_reads_meanwhile_is_not_led_to_what_is_not_there(tmp_path: Path) -> None:
    """After each file: a page that a list or another page leads to, and the attachment that this page leads to, are there."""
    old = {"index.html": b"two", "search/h0.js": b"two", "bases/a/resources/two.html": b"2.docx", "bases/a/files/2026/2.docx": b""}
    new = {"index.html": b"one", "search/h0.js": b"one", "bases/a/resources/one.html": b"1.docx", "bases/a/files/2026/1.docx": b""}
    address = place()
    send(laid(tmp_path / "site", old), Afar(address))
    steps = list[Site]()
    watched = Watched(address)
    watched.after = lambda name: steps.append(there(address))
    send(laid(tmp_path / "site", new), watched)
    assert len(steps) >= 6
    for site in steps:
        for listing in ("index.html", "search/h0.js"):
            assert f"bases/a/files/2026/{site[f'bases/a/resources/{site[listing].decode()}.html'].decode()}" in site


def test_what_went_or_was_cut_short_in_the_bucket_is_sent_again(tmp_path: Path) -> None:
    address, site = place(), dict.fromkeys(PATHS, b"12")
    send(laid(tmp_path / "site", site), Afar(address))
    Afar(address).remove("index.html")
    Afar(address).write("people/li.html", b"1")
    assert send(tmp_path / "site", Afar(address)) == Sent(2, 0, len(PATHS) - 2)
    assert there(address) == site


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b'{"index.html": 5}', b'{"index.html": ["x"]}', b"\xff", b"null"])
def test_a_spoilt_manifest_costs_only_time(tmp_path: Path, spoilt: bytes) -> None:
    address, site = place(), {"index.html": b"1", "people/li.html": b"1"}
    send(laid(tmp_path / "site", {**site, "people/gone.html": b"1"}), Afar(address))
    Afar(address).write(MANIFEST, spoilt)
    send(laid(tmp_path / "site", site), Afar(address))
    assert there(address) == site


def test_the_manifest_tells_anybody_what_is_there(tmp_path: Path) -> None:
    address = place()
    send(laid(tmp_path / "site", {"index.html": b"abc"}), Afar(address))
    files = json.loads(Afar(address).read(MANIFEST) or b"")
    assert files == {"index.html": ["ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3]}


def test_where_something_else_lies_nothing_is_touched(tmp_path: Path) -> None:
    address = place()
    Afar(address).write("aa/bb/attachment", b"precious")
    with pytest.raises(Unsent, match=r"“aa/bb/attachment”.*改法"):
        send(laid(tmp_path / "site", {"index.html": b"1"}), Afar(address))
    assert there(address) == {"aa/bb/attachment": b"precious"} and Afar(address).read(CLAIM) is None


def test_two_at_once_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim, "PATIENCE", 5)
    address, other = place(), list[str]()

    def after(name: str) -> None:
        if name == "index.html":
            with pytest.raises(Unsent) as refused:
                send(laid(tmp_path / "other", {"index.html": b"2"}), Afar(address))
            other.append(str(refused.value))

    watched = Watched(address)
    watched.after = after
    send(laid(tmp_path / "site", {"index.html": b"1"}), watched)
    assert len(other) == 1 and "另一台电脑或另一个窗口正在" in other[0] and there(address) == {"index.html": b"1"}


def test_who_was_taken_for_dead_stops(tmp_path: Path) -> None:
    """As a computer that slept midway."""
    address = place()
    watched = Watched(address)
    watched.after = lambda name: watched.write(CLAIM, b"another")
    with pytest.raises(Unsent, match="接了手"):
        send(laid(tmp_path / "site", {"assets/a.css": b"1", "index.html": b"1"}), watched)
    assert there(address) == {"assets/a.css": b"1"} and Afar(address).read(CLAIM) == b"another"


@pytest.mark.parametrize("text", ["s3://a/b", "memory://x", "sftp://a@b/c"])
def test_an_address(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize("text", ["", "site", "/srv/www", "C:\\site", "C:/site", "./s3:/x", "//server/share"])
def test_a_folder(text: str) -> None:
    assert not is_address(text)


def test_a_scheme_that_nobody_knows_and_no_password_is_told() -> None:
    with pytest.raises(Unsent, match="不是能写的地址") as refused:
        Afar("nfs5://li:geheim@a/b")
    assert "geheim" not in str(refused.value) and "nfs5://a/b" in str(refused.value)
