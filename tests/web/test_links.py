"""Every address that a page, a feed, a list for machines or a card of the search tells is there, and so is the place in the page that it names."""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
import xml.etree.ElementTree as xml
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from trust.opened import inside

pytestmark = pytest.mark.slow
_TOLD = ("href", "src", "action", "data", "poster", "cite", "formaction")
_ELSEWHERE = ("http:", "https:", "mailto:", "data:", "urn:", "webcal:")
Address = tuple[str, str]  # the file that tells it, as it is told


def in_pages(site: Path) -> Iterator[Address]:
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        for element in lxml.html.parse(path).iter(lxml.etree.Element):
            yield from ((page, element.get(name)) for name in _TOLD if element.get(name) is not None)
            yield from ((page, one.split()[0]) for one in (element.get("srcset") or "").split(",") if one.strip())


def for_machines(site: Path) -> Iterator[Address]:
    """In feeds, the map of the site, lists as data and as a table."""
    for path in sorted(site.rglob("*.xml")):
        name = path.relative_to(site).as_posix()
        for element in xml.parse(path).iter():
            yield from ((name, element.get(one, "")) for one in ("href", "src") if element.get(one))
    for path in sorted((site / "data").glob("*.json")):
        yield from (("", one) for one in _addresses(json.loads(path.read_text("utf-8"))))
    rows = csv.DictReader(io.StringIO((site / "catalogue.csv").read_text("utf-8-sig")))
    yield from (("", row["网页"]) for row in rows)


def _addresses(value: Any) -> Iterator[str]:
    """What is called an address, however deep."""
    if isinstance(value, dict):
        yield from (one for name, one in value.items() if name == "address" and one)
        yield from (found for one in value.values() for found in _addresses(one))
    elif isinstance(value, list):
        yield from (found for one in value for found in _addresses(one))


def in_cards(site: Path) -> Iterator[Address]:
    """Where the answers of the search lead."""
    for path in sorted((site / "search").glob("c*.js")):
        for _, data in [*inside(path.name, path.read_bytes())][1:]:
            yield from (("", one) for one in json.loads(data)["address"])


class Site:
    """What is there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        self.places = cache(self._places)

    def _places(self, page: str) -> set[str]:
        return {element.get(name, "") for element in lxml.html.parse(self.folder / page).iter(lxml.etree.Element) for name in ("id", "name")}

    def broken(self, told: Iterable[Address]) -> list[Address]:
        return [(by, address) for by, address in dict.fromkeys(told) if not address.startswith(_ELSEWHERE) and not self.leads(by, address)]

    def leads(self, by: str, address: str) -> bool:
        parts = urlsplit(address)
        path = unquote(parts.path)
        file = posixpath.normpath(posixpath.join(posixpath.dirname(by), path)) if path else by
        if path.startswith("/"):  # only the page for wrong addresses, which is opened anywhere
            file = path.lstrip("/") or "index.html"
            assert by == "404.html", (by, address)
        if path.endswith("/"):
            file = posixpath.join(file, "index.html")
        if file not in self.files:
            return False
        return not (parts.fragment and file.endswith(".html")) or unquote(parts.fragment) in self.places(file)


@pytest.fixture(scope="module")
def site(sample: Path) -> Site:
    return Site(sample)


def test_no_page_tells_an_address_that_is_not_there(site: Site) -> None:
    told = [*in_pages(site.folder)]
    assert len(told) > 20_000 and site.broken(told) == []


def test_no_feed_list_or_table_does(site: Site) -> None:
    told = [*for_machines(site.folder)]
    assert len(told) > 500 and site.broken(told) == []


def test_no_answer_of_the_search_does(site: Site) -> None:
    told = [*in_cards(site.folder)]
    assert len(told) > 200 and site.broken(told) == []


def test_every_page_is_led_to(site: Site) -> None:
    """Somebody who never types an address comes to each page."""
    led = {
        posixpath.normpath(posixpath.join(posixpath.dirname(by), unquote(urlsplit(to).path)))
        for by, to in in_pages(site.folder)
        if not to.startswith(_ELSEWHERE)
    }
    assert {page for page in site.files if page.endswith(".html")} - led - {"404.html"} == set()


@pytest.mark.parametrize("address", ["../nirgends.html", "#nirgends", "index.html#nirgends", "../files/x.pdf"])
def test_an_address_that_leads_nowhere_is_found(site: Site, address: str) -> None:
    page = next(name for name in sorted(site.files) if re.fullmatch(r"bases/[^/]+/index\.html", name))
    assert site.broken([(page, address), (page, "index.html")]) == [(page, address)]
