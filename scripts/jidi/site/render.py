"""Outputs become files of a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from ..publish import Copy, Made, Output, Pack, Page, made
from .assets import assets
from .laying import Laying
from .pages import Pages, Site
from .place import Folder


class Writer:
    """Puts outputs into a folder."""

    def __init__(self, root: Path, pages: Pages, folder: Folder) -> None:
        self.root, self.pages, self.folder = root, pages, folder
        self.laying = Laying(root)

    def write(self, output: Output) -> Made:
        """Put one output into the folder."""
        wrong = ""
        match output.content:
            case Page() as page:
                content, wrong = self.pages.html(output.path, page)
                self.folder.write(output.path, content)
            case Copy() as file:
                self.laying.lay(file, self.folder.place(output.path))
            case Pack() as pack:
                from .packs import write_pack  # with all that documents are made of

                write_pack(self.root, pack, self.folder.place(output.path))
            case bytes() as content:
                self.folder.write(output.path, content)
        return made(output, wrong)

    def looks(self) -> list[Made]:
        """The theme's files, our style sheet and scripts."""
        return [self.write(Output(path, content)) for path, content in (*self.pages.theme(), *assets(self.root / "overrides", self.pages.material))]


def render(root: Path, outputs: Iterable[Output], folder: Path, tick: Callable[[], None] = lambda: None) -> list[tuple[str, str]]:
    """Write outputs into a folder; returns the pages that could not be rendered, with the name of the error."""
    outputs = list(outputs)
    pages = {output.path: output.content for output in outputs if isinstance(output.content, Page)}
    home = pages["index.html"].fields if "index.html" in pages else {}
    site = Site(**{name: home[name] for name in Site._fields if name in home})  # type: ignore[arg-type]
    writer, wrong = Writer(root, Pages(root, site, lambda source: f"{source.removesuffix('.md')}.html" in pages), Folder(folder)), []
    for output in outputs:
        done = writer.write(output)
        wrong += [(done.path, done.wrong)] if done.wrong else []
        if isinstance(output.content, Page):
            tick()
    writer.looks()
    for output in writer.pages.sitemap(sorted(pages)):
        writer.write(output)
    return wrong
