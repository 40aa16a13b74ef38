"""Pagefind over pages in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from . import node
from .corpus import Text
from .engine import Engine
from .material import as_html


def build(texts: Sequence[Text], folder: Path) -> None:
    whole = '<!doctype html><html lang="zh"><head><title>{}</title></head><body><main data-pagefind-body>{}</main></body></html>'
    node.run("pagefind.mjs", folder, ({"url": one.address, "content": whole.format(one.id, as_html(one))} for one in texts))
    node.page(folder)


PAGEFIND = Engine("Pagefind", build, "index.html", "pagefind.js", r"/pagefind/", r"/pagefind/")
