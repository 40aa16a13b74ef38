"""The body of a document as it grows: paragraphs and tables one after the other, new pages and sections where they are due."""

from __future__ import annotations

from typing import Any

from ..styles import Look
from .sections import Setup, Sheet, section
from .xml import paragraph, tag


class Flow:
    """What stands in the body so far. ``front``: cover and contents, which have no page number; ``kept``: what comes stays with what follows it."""

    def __init__(self, document: Any, look: Look, ids: dict[str, str], setup: Setup, numbered: bool) -> None:
        self.document, self.look = document, look
        self.front = self.kept = self._wide = False
        self._ids, self._setup = ids, setup
        self._unnumbered = numbered
        self._parts: list[str] = []
        self._sections = self._begun = 0
        self._new_page = False
        self._marks = 0

    @property
    def sheet(self) -> Sheet:
        """The page that is being filled."""
        return self._setup.wide if self._wide else self._setup.upright

    def id(self, style: str) -> str:
        """The id of a style by its name."""
        return self._ids[style.casefold()]

    def size(self, style: str) -> float | None:
        """The size of a style in points, None if it has none of its own."""
        found = self.document.styles.element.xpath(f'./w:style[@w:styleId="{self.id(style)}"]/w:rPr/w:sz/@w:val')
        return float(found[0]) / 2 if found else None

    def mark(self) -> int:
        """A number that no other bookmark or picture has."""
        self._marks += 1
        return self._marks

    def paragraph(self, style: str, content: str = "", **pieces: str) -> None:
        """A paragraph of a style by its name; ``pieces``: what it has beside its style."""
        if self._new_page:
            pieces["pageBreakBefore"] = "<w:pageBreakBefore/>"
        if self.kept:
            pieces["keepNext"] = "<w:keepNext/>"
        self._add(paragraph(self.id(style), content, **pieces))

    def table(self, xml: str, captioned: bool = False, noted: bool = False) -> None:
        """A table, and white above and below it, without which two tables would become one."""
        if self._new_page or not (captioned or self._spaced):
            self.paragraph("间隔")
        self._add(xml)
        if not noted:
            self.paragraph("间隔")

    def new_page(self) -> None:
        """What follows begins a page, unless it does already."""
        self._new_page = len(self._parts) > self._begun

    def turn(self, wide: bool) -> None:
        """Pages on their side from here on, or upright ones."""
        if wide != self._wide:
            if len(self._parts) > self._begun:
                self.end_section()
            self._wide = wide

    def end_section(self) -> None:
        """A section ends in a paragraph that nobody sees: one point high, so that a full page has room for it."""
        thin = tag("spacing", before=0, after=0, line=20, lineRule="exact")
        self._new_page = False
        self._add(paragraph(self.id("间隔"), sectPr=self._section(), spacing=thin))
        self._begun = len(self._parts)

    def body(self) -> str:
        """All of it, with the set-up of the last section."""
        return "".join([*self._parts, self._section()])

    @property
    def _spaced(self) -> bool:
        """Whether white stands above already: that of a table, or a page's or a notice's own."""
        return self.look.sized or len(self._parts) == self._begun or self._parts[-1] == paragraph(self.id("间隔"))

    def _add(self, xml: str) -> None:
        self._parts.append(xml)
        self._new_page = False

    def _section(self) -> str:
        """Heads from the first section on, feet from the first one after cover and contents on; later sections have those before them."""
        references = "" if self._sections else self._setup.heads
        start = None
        if self._unnumbered and not self.front:
            references, start, self._unnumbered = references + self._setup.feet, 1, False
        self._sections += 1
        return section(self.sheet, references, start)
