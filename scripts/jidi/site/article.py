"""A page's own part: a contributor's words cleaned, our template around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ..load.bounded import Beyond, bounded
from ..memo.memory import templates
from ..publish import Page
from .body import clean, number_clauses
from .links import Links
from .look import looks
from .markdown import Reader

# A line end beside one of these is not shown, wherever a style sheet lets it stand; in a page there are a hundred.
_BLOCKS = "article|aside|dd|details|div|dl|dt|fieldset|figcaption|figure|form|h[1-6]|legend|li|nav|ol|p|script|section|table|tbody|td|th|thead|tr|ul"
_LINE_END = re.compile(rf"(</?(?:{_BLOCKS})\b[^<>]*>)\n+|\n+(?=</?(?:{_BLOCKS})\b)")
_OF_RECORDS = ("parts", "record_parts", "activities_parts", "resource", "activity")
_UNREADABLE = "<p>这份材料的正文无法显示，请改简单一些。</p>"


class Tight(FileSystemLoader):
    """Templates that say nothing that no browser shows; it is taken away once, when they are read."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, current = super().get_source(environment, template)
        return _LINE_END.sub(r"\1", source), path, current


class Articles:
    """Makes articles; ``files`` are the pages that a text may link to, ``file`` makes one of a name such as ``bases/x/index.md``."""

    def __init__(self, root: Path, version: str, config: MkDocsConfig, files: Files, file: Callable[[str], File]) -> None:
        self._files, self._file = files, file
        self._reader = Reader(config)
        loader = Tight(root / "overrides" / "jidi")
        self._templates = Environment(
            bytecode_cache=templates(), loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
        )
        self._templates.globals["version"] = version
        self._links = Links(self._templates)
        self._templates.filters |= {"size": _size, "look": looks(root)}
        for name in _OF_RECORDS:  # before other processes are born, which would each read them
            self._templates.get_template(f"{name}.html")

    def made(self, url: str, source: str, ours: Page) -> tuple[str, str]:
        """The HTML of the article of the page at ``url``, and why its body could not be read, if so: one body does not stop the others."""
        self._links.page = url
        read, error = self._read(ours.body, source)
        cleaned = clean(read)
        body = Markup(number_clauses(cleaned) if ours.clauses else cleaned)
        template = self._templates.get_template(f"{ours.template}.html")
        return template.render(ours.fields, title=ours.title, body=body, path=url), error

    def _read(self, text: str, source: str) -> tuple[str, str]:
        try:
            with bounded():
                return self._reader.html(text, self._file(source), self._files), ""
        except Beyond as beyond:
            return _UNREADABLE, str(beyond)
        except (RecursionError, ValueError, TypeError, AttributeError, IndexError, KeyError, AssertionError) as error:
            return _UNREADABLE, type(error).__name__


def _size(count: int) -> str:
    return f"{count / 1048576:.1f} MB" if count >= 1048576 else f"{max(1, round(count / 1024))} KB"
