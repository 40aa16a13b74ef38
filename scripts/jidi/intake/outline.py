"""The outline of a body: numbered headings with what was written under each, or room to write."""

from __future__ import annotations

from collections.abc import Iterable

NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")


def body_of(sections: Iterable[tuple[str, str]]) -> str:
    """Markdown: ``## 一、主题与问题`` and its text; a line of the text is a paragraph, and none is taken for markup of the page."""
    parts = [f"## {NUMERALS[number % len(NUMERALS)]}、{title}\n\n{_paragraphs(text)}".rstrip() for number, (title, text) in enumerate(sections)]
    return "\n\n".join(parts) + "\n" if parts else ""


def _paragraphs(text: str) -> str:
    from .papers.docmarkdown import escaped, guarded

    return "\n\n".join(guarded(escaped(line.strip())) for line in text.split("\n") if line.strip())
