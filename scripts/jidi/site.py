"""The only room that knows MkDocs: pages are rendered with Material, everything is put in place at once."""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import datetime
import html
import logging
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import jieba
import nh3
from filelock import FileLock
from filelock import Timeout as Locked
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode
from markupsafe import Markup
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from .publish import Copy, Output, Page

_TAGS = set("a abbr b blockquote br caption code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s "
            "section small span strong sub sup table tbody td tfoot th thead tr u ul".split())  # fmt: skip
_ATTRIBUTES = {"*": {"id", "class"}, "a": {"href", "title"}, "img": {"src", "alt", "title"}, "td": {"colspan", "rowspan", "style"}, "th": {"style"}, "ol": {"start"}}
_ALIGN = re.compile(r"text-align: (left|right|center);?")
_HEADING = re.compile(r'<h([1-6])[^>]*?\sid="([^"]*)"[^>]*>(.*?)</h\1>', re.S)
_OUTSIDE = re.compile(r"(?i)\s*([a-z][a-z0-9+.-]*:|//)")


class Busy(Exception):
    """Another build is writing the same folder."""


class NoHtml(Extension):
    """Markdown without raw HTML: tags are shown as the text that they are."""

    def extendMarkdown(self, md: Any) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")


def anchor(text: str, separator: str) -> str:
    """A heading's id; never one of Material's own, which begin with an underscore."""
    return slugify_unicode(text, separator).lstrip("_") or "section"


def clean(body: str) -> str:
    """The allow-list: nothing that runs, nothing that another host serves unasked."""
    return nh3.clean(body, tags=_TAGS, attributes=_ATTRIBUTES, attribute_filter=_attribute, url_schemes={"http", "https", "mailto"}, link_rel="noopener nofollow")


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "src" and _OUTSIDE.match(value):
        return None
    if name == "href" and value.split("#")[0].endswith(".md") and not _OUTSIDE.match(value):
        return None  # its page is not published
    if name == "style":
        return value if _ALIGN.fullmatch(value) else None
    return value


def number_clauses(body: str) -> str:
    """Give the paragraphs of a policy ids such as ``6-3-1`` (六.3.（1）), each with a link to itself."""
    here: list[str] = ["0", "0", "0"]

    def mark(match: re.Match[str]) -> str:
        if match["h"]:
            here[:] = [str("零一二三四五六七八九十".find(match["h"])), "0", "0"]
            return match[0]
        here[1:] = [match["n"], "0"] if match["n"] else [here[1], match["s"]]
        id = "-".join(part for part in here if part != "0")
        return f'<p id="{id}"><a class="jd-clause" href="#{id}" aria-label="这一条的地址">#</a>{match[0].removeprefix("<p>")}'

    return re.sub(r"<h2[^>]*>(?P<h>[一二三四五六七八九十])、|<p>(?:(?P<n>\d{1,2})[.．、]|（(?P<s>\d{1,2})）)", mark, body)


class Renderer(BasePlugin):
    """Feeds MkDocs with our pages and nothing else."""

    def __init__(self, root: Path, pages: dict[str, Page], tick: Callable[[], None]) -> None:
        self.pages, self.tick = pages, tick
        loader = FileSystemLoader(root / "overrides" / "jidi")
        self.templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        self.templates.filters |= {"here": _here, "size": _size}

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The theme's files and our pages; whatever else lies in ``docs_dir`` stays there."""
        theirs = [file for file in files if not (file.abs_src_path or "").startswith(config.docs_dir)]
        return Files([*theirs, *(File.generated(config, path, content="") for path in self.pages)])

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """The contributor's words, and nothing of theirs but words."""
        ours = self.pages[page.file.src_uri]
        page.meta = {"title": html.escape(ours.title)} | ({"hide": ["navigation", "toc"]} if ours.wide else {"hide": ["navigation"]})
        return ours.body

    def on_page_content(self, content: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Our template around the cleaned body."""
        ours = self.pages[page.file.src_uri]
        body = clean(content)
        body = Markup(number_clauses(body) if ours.clauses else body)
        made = self.templates.get_template(f"{ours.template}.html").render(ours.fields, title=ours.title, body=body, path=page.url)
        page.toc = get_toc([_token(match) for match in _HEADING.finditer(made) if match[1] in "23"])
        self.tick()
        return made


def _token(match: re.Match[str]) -> dict[str, Any]:
    words = re.sub(r"<[^>]*>|¶", "", match[3]).strip()
    return {"level": int(match[1]), "id": match[2], "name": words, "html": words, "data-toc-label": "", "children": []}


@pass_context
def _here(context: Context, address: str) -> str:
    """An address below the site, as seen from the page being made."""
    if address.startswith(("http://", "https://")):
        return address
    path, mark, anchor = address.partition("#")
    return get_relative_url(path, context["path"]) + mark + anchor


def _size(count: int) -> str:
    return f"{count / 1048576:.1f} MB" if count >= 1048576 else f"{max(1, round(count / 1024))} KB"


class Words:
    """jieba for Material's search: long words are cut into the short ones inside, so that both are found."""

    @staticmethod
    def cut(text: bytes) -> Iterator[str]:
        for word in jieba.cut(text.decode()):
            yield from _short(word) if len(word) > 3 else (word,)


def _short(word: str) -> list[str]:
    """``一次函数`` → ``一次 函数``, if the dictionary knows both halves."""
    for at in range(2, len(word) - 1):
        if jieba.get_FREQ(word[:at]) and jieba.get_FREQ(word[at:]):
            return [*_short(word[:at]), *_short(word[at:])]
    return [word]


def _configure(root: Path, folder: Path, pages: dict[str, Page], tick: Callable[[], None]) -> MkDocsConfig:
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder))
    config.plugins["jidi"] = Renderer(root, pages, tick)
    config.markdown_extensions += [NoHtml(), "toc"]  # type: ignore[list-item]
    config.mdx_configs["toc"] = {"slugify": anchor, "permalink": "#", "permalink_title": "这一节的地址"}
    if "index.md" in pages:
        config.extra["sample"] = pages["index.md"].fields.get("sample", False)
        config.site_name = html.escape(str(pages["index.md"].fields.get("name", config.site_name)))
    return config


def render(root: Path, outputs: Iterable[Output], folder: Path, tick: Callable[[], None] = lambda: None) -> None:
    """Write all outputs into ``folder``, which is emptied first."""
    import material.plugins.search.plugin as search

    search.jieba = Words
    jieba.setLogLevel(logging.ERROR)
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    outputs = list(outputs)
    pages = {output.path.removesuffix(".html") + ".md": output.content for output in outputs if isinstance(output.content, Page)}
    config = _configure(root, folder, pages, tick)
    config.plugins.run_event("startup", command="build", dirty=False)
    mkdocs_build(config)
    for output in outputs:
        target = folder / output.path
        if isinstance(output.content, bytes):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(output.content)
        elif isinstance(output.content, Copy):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / output.content.source, target, follow_symlinks=False)


@contextlib.contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """A fresh folder that takes the place of ``target`` in one step when all went well.

    Killed at any moment, the old ``target`` is still there and whole.
    :raises Busy: if another process is at it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    try:
        with FileLock(target.with_name(f".{target.name}.lock"), timeout=0):
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            yield fresh
            swap(fresh, target)
            shutil.rmtree(fresh, ignore_errors=True)
    except Locked:
        raise Busy from None


def swap(fresh: Path, target: Path) -> None:
    """Exchange two folders: in one step where the system can, in two quick ones elsewhere."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        old = target.with_name(f".{target.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
        fresh.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """renameat2(RENAME_EXCHANGE) on Linux, renamex_np(RENAME_SWAP) on macOS."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(ctypes.util.find_library("c"))
        if sys.platform == "darwin":
            return bool(libc.renamex_np(*names, 2) == 0)
        return bool(sys.platform == "linux" and libc.renameat2(-100, names[0], -100, names[1], 2) == 0)
    except (OSError, AttributeError, TypeError):
        return False


def build(root: Path, outputs: Iterable[Output], target: Path, day: datetime.date, tick: Callable[[], None] = lambda: None) -> None:
    """Publish: render beside ``target``, then put it in place. ``day`` stands for the clock, so that bytes repeat."""
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
    with replaced(target) as fresh:
        render(root, outputs, fresh, tick)


def serve(root: Path, make: Callable[[], None], target: Path, port: int) -> None:
    """Serve ``target`` on this machine; ``make`` is called again after every save."""
    server = LiveReloadServer(builder=make, host="127.0.0.1", port=port, root=str(target), mount_path="/")
    for name in ("bases", "content", "overrides", "mkdocs.yml"):
        server.watch(str(root / name))
    server.serve()
