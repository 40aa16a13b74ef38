"""``jidi build``, ``serve`` and ``check`` of a city, from nothing and after one edit."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from .city import Asked, City, edit_body, edit_title, put_aside
from .meter import Cost, measured
from .ratios import COLD, PAGES
from .row import Engine, Row
from .serve import served
from .weight import different, resource, weighed

NAME = "ours"


@dataclass(frozen=True)
class Jidi:
    """The command over one city, remembering in ``cache``, writing to ``out``."""

    asked: Asked
    city: City
    cache: Path
    out: Path

    def command(self, *words: object) -> list[object]:
        return [sys.executable, "-m", "jidi", "--root", self.city.root, *words]

    @property
    def environment(self) -> dict[str, str]:
        return {"PYTHONPATH": str(self.asked.code / "scripts"), "JIDI_CACHE": str(self.cache)}

    def build(self) -> Cost:
        return measured(self.command("build", "--out", self.out), self.asked.limit, environment=self.environment)

    def check(self, *bases: str) -> Cost:
        return measured(self.command("check", *bases), self.asked.limit, (0, 1), self.environment)


def jidi_of(asked: Asked, city: City) -> Jidi:
    folder = asked.work / f"ours-{city.asked}"
    return Jidi(asked, city, folder / "cache", folder / "site")


def rows(asked: Asked, city: City, number: int) -> Iterator[Row]:
    """Every case; ``number`` of the repetition, so that each edit is a new one."""
    jidi = jidi_of(asked, city)
    yield from builds(jidi, number)
    if jidi.out.exists():
        yield from served(jidi.command("serve"), jidi.environment, city, sources(jidi)[2], number, asked.limit)
    yield from checks(jidi, number)
    put_aside(asked, jidi.out.parent, city.root / "site")


def cold(jidi: Jidi) -> Row:
    """A build that remembers nothing, of a site that is not there."""
    put_aside(jidi.asked, jidi.out.parent)
    cost = jidi.build()
    return Row(NAME, COLD, jidi.city.records, cost, None if cost.failed else weighed(jidi.out))


def builds(jidi: Jidi, number: int) -> Iterator[Row]:
    """From nothing, after edits, and from nothing once more: is what was patched the same, byte for byte?"""
    records = jidi.city.records
    yield (first := cold(jidi))
    if first.cost.failed:
        return
    pages = sources(jidi)
    yield Row(NAME, "build, nothing changed", records, jidi.build())
    edit_body(pages[0], number)
    yield Row(NAME, "build, one body edited", records, jidi.build())
    edit_title(pages[1], number)
    cost, fresh = jidi.build(), replace(jidi, cache=jidi.cache.with_name("no-cache"), out=jidi.out.with_name("fresh"))
    again = fresh.build()
    yield Row(NAME, "build, one title edited", records, cost, note=f"identical to a cold build: {_identical(jidi, fresh)}")
    yield Row(NAME, COLD, records, again)
    yield Row(NAME, PAGES, records, without_papers(fresh), note="no bulletins, as the others make none")


def without_papers(jidi: Jidi) -> Cost:
    """From nothing, of a city that wants no docx, pdf and xlsx beside its activities."""
    settings = jidi.city.root / "content/standards/city.yml"
    before = settings.read_text("utf-8")
    settings.write_text(f"{before}简报份数: 0\n", "utf-8")
    try:
        return replace(jidi, cache=jidi.cache.with_name("pages-cache"), out=jidi.out.with_name("pages")).build()
    finally:
        settings.write_text(before, "utf-8")


def _identical(one: Jidi, other: Jidi) -> str:
    wrong = different(one.out, other.out)
    return f"NO, {len(wrong)} files: {', '.join(wrong[:3])}" if wrong else "yes"


def checks(jidi: Jidi, number: int) -> Iterator[Row]:
    """From nothing, one base, and after an edit."""
    jidi, path = replace(jidi, cache=jidi.cache.with_name("checked")), sorted(jidi.city.root.glob("bases/*/resources/*.md"))[-1]
    yield Row(NAME, "check, cold", jidi.city.records, jidi.check())
    yield Row(NAME, "check, one base", jidi.city.records, jidi.check(path.parts[-3]))
    edit_body(path, number)
    yield Row(NAME, "check, one file edited", jidi.city.records, jidi.check())


def sources(jidi: Jidi) -> list[Path]:
    """Three resources that are published, far from each other."""
    pages = sorted(path.relative_to(jidi.out) for path in jidi.out.glob("bases/*/resources/*.html") if resource(path.relative_to(jidi.out)))
    return [jidi.city.root / pages[len(pages) * part // 4].with_suffix(".md") for part in (1, 2, 3)]


OURS = Engine(NAME, lambda sizes: list(sizes), lambda asked, city: None, rows)
