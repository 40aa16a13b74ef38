"""A page's own part: a contributor's words cleaned, our template around them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ..memo.memory import templates
from ..publish import Page
from .body import clean, number_clauses
from .links import Links
from .look import looks
from .markdown import Reader

_UNREADABLE = "<p>这份材料的正文无法显示，请改简单一些。</p>"


class Articles:
    """Makes the articles of ``pages``, which go by their names in MkDocs (``bases/x/index.md``)."""

    def __init__(self, root: Path, pages: Mapping[str, Page], version: str, config: MkDocsConfig, files: Files) -> None:
        self._pages, self._files = pages, files
        self._reader = Reader(config)
        loader = FileSystemLoader(root / "overrides" / "jidi")
        self._templates = Environment(
            bytecode_cache=templates(), loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
        )
        self._templates.globals["version"] = version
        self._links = Links(self._templates)
        self._templates.filters |= {"size": _size, "look": looks(root)}

    def made(self, file: File) -> tuple[str, str]:
        """The HTML of a page's article, and the name of the error if its body could not be read: one body does not stop the others."""
        ours = self._pages[file.src_uri]
        self._links.page = file.url
        read, error = self._read(ours.body, file)
        cleaned = clean(read)
        body = Markup(number_clauses(cleaned) if ours.clauses else cleaned)
        template = self._templates.get_template(f"{ours.template}.html")
        return template.render(ours.fields, title=ours.title, body=body, path=file.url), error

    def _read(self, text: str, file: File) -> tuple[str, str]:
        try:
            return self._reader.html(text, file, self._files), ""
        except (RecursionError, ValueError, TypeError, AttributeError, IndexError, KeyError, AssertionError) as error:
            return _UNREADABLE, type(error).__name__


def _size(count: int) -> str:
    return f"{count / 1048576:.1f} MB" if count >= 1048576 else f"{max(1, round(count / 1024))} KB"
