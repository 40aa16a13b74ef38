"""Plain MkDocs with Material as a normal user has it, and Zensical, over the same Markdown."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from .city import Asked, City, base_names, edit_body, put_aside, records
from .meter import Cost, measured
from .row import Engine, Row
from .tools import BARE, zensical
from .weight import weighed

MOST = 1_000  # plain MkDocs grows with the square of the pages
EXTENSIONS = ("tables", "fenced_code", "footnotes", "sane_lists", "def_list")
LANGUAGES = {"lang": ["zh", "en"], "separator": r"[\s\u200b\-—·，。、；：？！（）《》〈〉“”‘’【】]+"}


def plain_sizes(sizes: Sequence[int]) -> list[int]:
    """Two small ones to draw the curve from, and 4,000 when that is asked for."""
    most = min(MOST, max(sizes))
    return sorted({most // 4, most, *(size for size in sizes if size == 4_000)})


def prepare(asked: Asked, city: City) -> None:
    """A page for each record, found by the automatic navigation."""
    docs = source(asked, city) / "docs"
    for one in records(city):
        path = docs / f"{one.address}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{yaml.safe_dump({'title': one.head['标题']}, allow_unicode=True, width=10_000)}---\n\n{one.body}", "utf-8")
    for base, name in base_names(city).items():
        (docs / "bases" / base).mkdir(parents=True, exist_ok=True)
        (docs / "bases" / base / "index.md").write_text(f"# {name}\n", "utf-8")
    (docs / "index.md").write_text("# 找资源\n", "utf-8")
    for name, features in (("plain.yml", []), ("zensical.yml", ["navigation.prune"])):
        (source(asked, city) / name).write_text(yaml.safe_dump(settings(features), allow_unicode=True), "utf-8")


def settings(features: list[str]) -> dict[str, Any]:
    theme = {"name": "material", "language": "zh", "font": False, "features": features}
    site = {"site_name": "找资源", "site_url": "http://localhost/", "use_directory_urls": False, "site_dir": "site", "theme": theme}
    return {**site, "plugins": [{"search": LANGUAGES}], "markdown_extensions": list(EXTENSIONS)}


def source(asked: Asked, city: City) -> Path:
    return asked.work / f"mkdocs-{city.asked}"


def plain_rows(asked: Asked, city: City, number: int) -> Iterator[Row]:
    folder = source(asked, city)
    cost = measured([sys.executable, "-m", "mkdocs", "build", "-q", "-c", "-f", "plain.yml"], asked.limit, environment=BARE, folder=folder)
    yield Row("plain", "build, cold", city.records, cost, weighed(folder / "site"))
    put_aside(asked, folder / "site")


def zensical_rows(asked: Asked, city: City, number: int) -> Iterator[Row]:
    """Cold, then what it remembers of that."""
    folder, program = source(asked, city), zensical(asked.venv)
    if not program:
        yield Row("Zensical", "build, cold", city.records, Cost(failed="could not be had"))
        return
    put_aside(asked, folder / "site", folder / ".cache")

    def build() -> Cost:
        return measured([program, "build", "-f", "zensical.yml"], asked.limit, environment=BARE, folder=folder)

    yield Row("Zensical", "build, cold", city.records, build(), weighed(folder / "site"))
    yield Row("Zensical", "build, nothing changed", city.records, build())
    edit_body(next(iter(sorted((folder / "docs").glob("bases/*/resources/*.md")))), number)
    yield Row("Zensical", "build, one body edited", city.records, build())
    put_aside(asked, folder / "site", folder / ".cache")


PLAIN = Engine("plain", plain_sizes, prepare, plain_rows)
ZENSICAL = Engine("Zensical", lambda sizes: [min(MOST, max(sizes))], prepare, zensical_rows)
