"""MiniSearch over pairs of Han characters, all of it in one file."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from . import node
from .corpus import Text
from .engine import WEB, Engine


def build(texts: Sequence[Text], folder: Path) -> None:
    node.run("minisearch.mjs", folder, ({"id": one.id, "title": one.title, "head": " ".join(one.head), "body": one.body} for one in texts))
    shutil.copy(node.MODULES / "minisearch/dist/umd/index.js", folder / "minisearch.js")
    shutil.copy(WEB / "bigrams.js", folder)
    node.page(folder)


MINISEARCH = Engine("MiniSearch", build, "index.html", "minisearch.js", r"/(minisearch|bigrams)\.js|/index\.json", r"/index\.json", whole=True)
