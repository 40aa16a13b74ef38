"""MkDocs knows the menu, the theme and what a text may link to; a page is an article in a frame. Nothing else in the project knows MkDocs."""

from __future__ import annotations

import gzip
import html
import logging
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import get_navigation
from mkdocs.utils import get_build_date, get_build_timestamp

from ..memo.memory import templates
from ..publish import Output, Page
from ..publish.world import UNNAMED, World
from .article import Articles
from .assets import version_of
from .body import NoHtml, anchor
from .contents import contents
from .head import head_html
from .policy import policy
from .shell import Framed, Shells

# All that readers fetch one by one of what lies in the theme's folders and ours: whatever else somebody leaves there stays there.
_FETCHED = re.compile(r"assets/(?:images/favicon\.png|[\w-]+\.LICENSE\.txt)")


class Known(Files):
    """The pages that a text may link to, told one by one: ``there`` says whether a page such as ``bases/x/index.md`` is published."""

    def __init__(self, menu: Iterable[File], there: Callable[[str], bool], make: Callable[[str], File]) -> None:
        super().__init__(menu)
        self._there, self._make = there, make

    def get_file_from_path(self, path: str) -> File | None:
        return super().get_file_from_path(path) or (self._make(path) if path.endswith(".md") and self._there(path) else None)


class Site(NamedTuple):
    """What every page says of the whole."""

    name: str = UNNAMED
    address: str | None = None
    sample: bool = False
    organiser: str = ""
    contact: str = ""

    @classmethod
    def of(cls, world: World) -> Site:
        city = world.settings
        return cls(city.site_name, city.address, city.sample, city.organiser, city.contact) if city else cls()


class Pages:
    """Makes pages of the site at ``root``; what all of them share is made once. ``there``: whether the page of a source is published."""

    def __init__(self, root: Path, site: Site, there: Callable[[str], bool]) -> None:
        logging.getLogger("mkdocs").setLevel(logging.ERROR)
        self.config = _configure(root, site)
        self.material = next(Path(one) for one in self.config.theme.dirs if (Path(one) / "assets/javascripts").is_dir())
        version = self.config.extra["version"] = version_of(root / "overrides", self.material)
        self._theme = self.config.theme.get_env()
        self._theme.bytecode_cache, self._theme.auto_reload = templates(), False
        menu = [self._file(path) for path in _paths(self.config.nav)]
        self._around = {"nav": get_navigation(Files(menu), self.config), "config": self.config, "policy": policy}
        self._articles = Articles(root, version, self.config, Known(menu, there, self._file), self._file)
        self._shells = Shells(self._theme, self._around, frozenset(file.url for file in menu))

    def _file(self, path: str) -> File:
        return File(path, None, self.config.site_dir, use_directory_urls=False, inclusion=InclusionLevel.INCLUDED)

    def html(self, path: str, ours: Page) -> tuple[bytes, str]:
        """A page as a file at ``path`` below the site, and the name of the error if its body could not be read."""
        url, top = quote(path), self.config.site_url
        article, error = self._articles.made(url, path.removesuffix(".html") + ".md", ours)
        head = head_html(ours.head, url, f"{ours.title} · {html.unescape(self.config.site_name)}")
        talked = bool(ours.fields.get("comments"))
        framed = Framed(url, html.escape(ours.title), head, article, contents(article), urljoin(top, url) if top else "", ours.wide, talked)
        return self._shells.page(framed).encode("utf-8", errors="xmlcharrefreplace"), error

    def theme(self) -> Iterable[tuple[str, bytes]]:
        """The theme's own files that readers fetch one by one, and the page for addresses that lead nowhere."""
        files = Files([])
        files.add_files_from_theme(self._theme, self.config)
        for file in files:
            if _FETCHED.fullmatch(file.src_uri):
                yield file.dest_uri, file.content_bytes
        yield "404.html", self._shells.whole("404.html", None, urlsplit(self.config.site_url or "/").path).encode()

    def sitemap(self, paths: Iterable[str]) -> list[Output]:
        """``sitemap.xml`` and the same packed, of pages at these paths; without the site's address it lists nothing."""
        top, day = self.config.site_url, get_build_date()
        pages: Any = [SimpleNamespace(page=_listed(urljoin(top, quote(path)) if top else None, day)) for path in paths]
        made = self._theme.get_template("sitemap.xml").render(pages=pages).encode()
        return [Output("sitemap.xml", made), Output("sitemap.xml.gz", gzip.compress(made, mtime=get_build_timestamp()))]


def _listed(address: str | None, day: str) -> SimpleNamespace:
    return SimpleNamespace(is_link=False, abs_url=None, canonical_url=address, update_date=day)


def _paths(nav: Any) -> list[str]:
    """The pages of the menu."""
    return [path for one in nav for path in (one.values() if isinstance(one, dict) else [one])]


def _configure(root: Path, site: Site) -> MkDocsConfig:
    config = load_config(str(root / "mkdocs.yml"))
    config.markdown_extensions += [NoHtml(), "toc"]  # type: ignore[list-item]
    config.mdx_configs["toc"] = {"slugify": anchor, "permalink": "#", "permalink_title": "这一节的地址"}
    config.site_url = f"{site.address.rstrip('/')}/" if site.address else None
    config.extra |= {"sample": site.sample, "organiser": site.organiser, "contact": site.contact}
    config.site_name = html.escape(site.name)
    return config
