"""MkDocs and Material render our pages; nothing else in the project knows them."""

from __future__ import annotations

import html
import logging
import re
import shutil
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from ..publish import Copy, Output, Pack, Page
from .article import Articles
from .assets import version_of, write_assets
from .body import NoHtml, anchor
from .head import head_html
from .packs import write_pack
from .shell import Shells

# Parts of the theme that no reader fetches: its search, its source maps; and styles that are joined into one file.
_UNREAD = re.compile(r"^styles/|^documents/|^assets/javascripts/(?:lunr|workers)/|\.map$")
_HEADING = re.compile(r'<h([23])[^>]*?\sid="([^"]*)"[^>]*>(.*?)</h\1>', re.S)


class Renderer(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Feeds MkDocs with our pages and nothing else."""

    def __init__(self, root: Path, pages: dict[str, Page], version: str, tick: Callable[[], None]) -> None:
        self.root, self.pages, self.version, self.tick = root, pages, version, tick
        self.failed: list[tuple[str, str]] = []

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The theme's files and our pages; whatever else lies in ``docs_dir`` stays there."""
        theirs = [file for file in files if not (file.abs_src_path or "").startswith(config.docs_dir) and not _UNREAD.search(file.src_uri)]
        return Files([*theirs, *(File.generated(config, path, content="") for path in self.pages)])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Every file is known: articles can be made, and what they link to be found."""
        self.articles = Articles(self.root, self.pages, self.version, config, files)

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """What MkDocs would read from the head of a file, and our article instead of what it would make of the rest."""
        ours = self.pages[page.file.src_uri]
        hide = ["navigation", "toc"] if ours.wide else ["navigation"]
        page.meta = {"title": html.escape(ours.title), "hide": hide, "head": head_html(ours.head, page.url)}
        page.render = partial(self._render, page)  # type: ignore[method-assign]

    def _render(self, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        page.content, error = self.articles.made(page.file)
        page.toc = get_toc(_contents(page.content))
        self.failed += [(page.file.src_uri, error)] if error else []
        self.tick()

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Shells:  # type: ignore[override]
        """Material's part of a page is made once for many pages."""
        return Shells(env)


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


def _width(outputs: list[Output], part: str) -> int:
    """How many shards of the index a part has, as a power of two: what the browser needs to name one."""
    return sum(bool(re.fullmatch(rf"search/{part}\d+\.js", output.path)) for output in outputs).bit_length() - 1


def _configure(root: Path, folder: Path, renderer: Renderer) -> MkDocsConfig:
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder))
    config.plugins["jidi"] = renderer
    config.markdown_extensions += [NoHtml(), "toc"]  # type: ignore[list-item]
    config.mdx_configs["toc"] = {"slugify": anchor, "permalink": "#", "permalink_title": "这一节的地址"}
    if home := renderer.pages.get("index.md"):
        config.site_url = f"{home.fields['address'].rstrip('/')}/" if home.fields["address"] else None  # type: ignore[attr-defined]
        config.extra |= {name: home.fields[name] for name in ("sample", "organiser", "contact")}
        config.site_name = html.escape(str(home.fields["name"]))
    return config


def render(root: Path, outputs: Iterable[Output], folder: Path, tick: Callable[[], None] = lambda: None) -> list[tuple[str, str]]:
    """Write all outputs into ``folder``, which is emptied first; returns the pages that could not be rendered."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    outputs = list(outputs)
    pages = {output.path.removesuffix(".html") + ".md": output.content for output in outputs if isinstance(output.content, Page)}
    version = version_of(root / "overrides")
    renderer = Renderer(root, pages, version, tick)
    config = _configure(root, folder, renderer)
    config.extra_css = [address + version for address in config.extra_css]
    config.extra["version"] = version
    config.extra["search"] = " ".join(str(_width(outputs, part)) for part in "hbps")
    config.plugins.run_event("startup", command="build", dirty=False)
    mkdocs_build(config)
    write_assets(root / "overrides", folder / "assets")
    for output in outputs:
        target = folder / output.path
        if isinstance(output.content, bytes):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(output.content)
        elif isinstance(output.content, Copy):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / output.content.source, target, follow_symlinks=False)
        elif isinstance(output.content, Pack):
            write_pack(root, output.content, target)
    return renderer.failed
