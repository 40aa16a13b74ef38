"""A contributor's Markdown becomes HTML; one parser reads all pages."""

from __future__ import annotations

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _RelativePathTreeprocessor

from .quick import quicken


class Reader:
    """Reads one text after another. What MkDocs does for a page, without building a parser (1.7 ms) for each."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config
        self._parser: tuple[Markdown, _RelativePathTreeprocessor] | None = None

    def html(self, text: str, file: File, files: Files) -> str:
        """The text of ``file`` as HTML, not cleaned yet; links to other pages lead to their addresses.

        Whatever the parser raises comes out; the next text is read by a new one, as an old one may have stopped halfway through a list.
        """
        if not text.strip():
            return ""
        parser, links = self._parser or self._new(file, files)
        self._parser = None
        parser.reset()
        links.file, links.files = file, files
        made = parser.convert(text)
        self._parser = parser, links
        return made

    def _new(self, file: File, files: Files) -> tuple[Markdown, _RelativePathTreeprocessor]:
        parser = quicken(Markdown(extensions=self._config.markdown_extensions, extension_configs=self._config.mdx_configs))
        links = _RelativePathTreeprocessor(file, files, self._config)
        links._register(parser)
        return parser, links
