"""MkDocs and Material make one page after another; nothing else in the project knows them."""

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

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_build_date, get_build_timestamp

from ..memo.memory import templates
from ..publish import Output, Page
from ..publish.world import World
from .article import Articles
from .assets import version_of
from .body import NoHtml, anchor
from .head import head_html
from .shell import Shells

# Parts of the theme that no reader fetches: its search, its source maps; and styles that are joined into one file.
_UNREAD = re.compile(r"^styles/|^documents/|^assets/javascripts/(?:lunr|workers)/|\.map$")
_HEADING = re.compile(r'<h([23])[^>]*?\sid="([^"]*)"[^>]*>(.*?)</h\1>', re.S)


class Known(Files):
    """The pages that a text may link to, told one by one: ``there`` says whether a page such as ``bases/x/index.md`` is published."""

    def __init__(self, menu: Iterable[File], there: Callable[[str], bool], make: Callable[[str], File]) -> None:
        super().__init__(menu)
        self._there, self._make = there, make

    def get_file_from_path(self, path: str) -> File | None:
        return super().get_file_from_path(path) or (self._make(path) if path.endswith(".md") and self._there(path) else None)


class Site(NamedTuple):
    """What every page says of the whole."""

    name: str = "学科教研基地资源中心"
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
        self._now: dict[str, Page] = {}
        self.config = _configure(root, site)
        version = version_of(root / "overrides")
        self.config.extra_css = [address + version for address in self.config.extra_css]
        self.config.extra["version"] = version
        self._theme = self.config.theme.get_env()
        self._theme.bytecode_cache = templates()
        menu = [self._file(path) for path in _paths(self.config.nav)]
        self.nav = get_navigation(Files(menu), self.config)
        files = Known(menu, there, self._file)
        self._articles, self._shells = Articles(root, self._now, version, self.config, files), Shells(self._theme)
        self._menu = {file.src_uri: file for file in menu}

    def _file(self, path: str) -> File:
        return File(path, None, self.config.site_dir, use_directory_urls=False, inclusion=InclusionLevel.INCLUDED)

    def html(self, path: str, ours: Page) -> tuple[bytes, str]:
        """A page as a file at ``path`` below the site, and the name of the error if its body could not be read."""
        source = path.removesuffix(".html") + ".md"
        file = self._menu.get(source) or self._file(source)
        page = file.page or MkDocsPage(None, file, self.config)
        hide = ["navigation", "toc"] if ours.wide else ["navigation"]
        page.meta = {"title": html.escape(ours.title), "hide": hide, "head": head_html(ours.head, page.url)}
        self._now[source] = ours
        page.content, error = self._articles.made(file)
        del self._now[source]
        page.toc = get_toc(_contents(page.content))
        page.active = True
        made = self._shells.render(get_context(self.nav, [], self.config, page))
        page.active = False
        return made.encode("utf-8", errors="xmlcharrefreplace"), error

    def theme(self) -> Iterable[tuple[str, bytes]]:
        """The theme's own files that readers fetch, and the page for addresses that lead nowhere."""
        files = Files([])
        files.add_files_from_theme(self._theme, self.config)
        for file in files:
            if not _UNREAD.search(file.src_uri):
                yield file.dest_uri, file.content_bytes
        context = get_context(self.nav, [], self.config, base_url=urlsplit(self.config.site_url or "/").path)
        yield "404.html", self._theme.get_template("404.html").render(context).encode()

    def sitemap(self, paths: Iterable[str]) -> list[Output]:
        """``sitemap.xml`` and the same packed, of pages at these paths; without the site's address it lists nothing."""
        top, day = self.config.site_url, get_build_date()
        pages: Any = [SimpleNamespace(page=_listed(urljoin(top, quote(path)) if top else None, day)) for path in paths]
        made = self._theme.get_template("sitemap.xml").render(get_context(self.nav, pages, self.config, base_url=".")).encode()
        return [Output("sitemap.xml", made), Output("sitemap.xml.gz", gzip.compress(made, mtime=get_build_timestamp()))]


def _listed(address: str | None, day: str) -> SimpleNamespace:
    return SimpleNamespace(is_link=False, abs_url=None, canonical_url=address, update_date=day)


def _paths(nav: Any) -> list[str]:
    """The pages of the menu."""
    return [path for one in nav for path in (one.values() if isinstance(one, dict) else [one])]


def _contents(made: str) -> Any:
    """The headings of two levels, as Python-Markdown's tokens."""
    found: list[dict[str, Any]] = []
    for match in _HEADING.finditer(made):
        words = re.sub(r"<[^>]*>", "", match[3]).removesuffix("#").strip()
        token: dict[str, Any] = {"level": int(match[1]), "id": match[2], "name": words, "html": words, "data-toc-label": "", "children": []}
        if match[1] == "2" or not found:
            found.append(token)
        else:
            found[-1]["children"].append(token)
    return found


def _configure(root: Path, site: Site) -> MkDocsConfig:
    config = load_config(str(root / "mkdocs.yml"))
    config.markdown_extensions += [NoHtml(), "toc"]  # type: ignore[list-item]
    config.mdx_configs["toc"] = {"slugify": anchor, "permalink": "#", "permalink_title": "这一节的地址"}
    config.site_url = f"{site.address.rstrip('/')}/" if site.address else None
    config.extra |= {"sample": site.sample, "organiser": site.organiser, "contact": site.contact}
    config.site_name = html.escape(site.name)
    return config
