"""A docx as a package: opened from an office's own file or from ours, saved as bytes that repeat, with no trace of a machine, a person or a day."""

from __future__ import annotations

import copy
import datetime
import io
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from ..paper import seen
from ..styles import HEADINGS, LEVELS, OFFICIAL, TABLE_GRID
from .blank import append, blank
from .saving import packed
from .styling import table_style

_KEPT = ("/styles", "/numbering", "/settings", "/fontTable", "/theme", "/footnotes", "/endnotes", "/header", "/footer")
_OF_A_PAPER = ("/word/document", "/word/header", "/word/footer")
_PERSONAL = (
    "attachedTemplate", "rsids", "trackRevisions", "documentProtection", "writeProtection", "mailMerge", "docVars", "updateFields", "removePersonalInformation",
)  # fmt: skip


class Unusable(Exception):
    """An office's own file of styles that no paper can be written with; the words say what it lacks, and how to mend it."""


def build(lay: Callable[[Any], None], title: str, author: str, day: datetime.date) -> bytes:
    """A python-docx ``Document`` on A4 in the plain look, filled by ``lay``, as bytes that repeat."""
    return filled(empty("plain"), lay, title, author, day)


def filled(document: Any, lay: Callable[[Any], None], title: str, author: str, day: datetime.date) -> bytes:
    """A document filled by ``lay``, as bytes that repeat."""
    lay(document)
    noon = datetime.datetime.combine(day, datetime.time(12))
    said = document.core_properties
    said.title, said.author, said.last_modified_by, said.comments = seen(title)[:255], seen(author)[:255], seen(author)[:255], ""
    said.language = "zh-CN"
    said.created = said.modified = noon
    return packed(document.part.package, day)


def empty(look: str) -> Any:
    """An empty python-docx ``Document`` in one of our looks."""
    return copy.deepcopy(_opened(look))  # a third of the time that it takes to open one


def begun(look: str) -> Any:
    """Likewise for who changes its words, heads and feet alone: all other parts, its styles first, are the same ones in every paper."""
    whole = _opened(look)
    return copy.deepcopy(whole, {id(part): part for part in whole.part.package.iter_parts() if not part.partname.startswith(_OF_A_PAPER)})


@lru_cache(maxsize=2)
def _opened(look: str) -> Any:
    return opened(blank(look))


def opened(data: bytes) -> Any:
    """A python-docx ``Document`` with the look of a docx and nothing else of it: no words, no names, no macros, no links to other files."""
    import docx as library

    document = library.Document(io.BytesIO(data))
    body = document.element.body
    for child in list(body.iterchildren()):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    _drop(document.part, lambda relation: relation.is_external or not relation.reltype.endswith(_KEPT))
    _drop(document.part.package, lambda relation: not relation.reltype.endswith("/officeDocument"))
    _drop(document.part._settings_part, lambda relation: True)
    for child in list(document.settings.element):
        if child.tag.rpartition("}")[2] in _PERSONAL:
            document.settings.element.remove(child)
    return document


def own_look(data: bytes) -> Any:
    """An office's own file of styles, opened.

    :raises Unusable: if it is no docx, or one of our styles or the numbers of the headings is gone.
    """
    try:
        document = opened(data)
        ids = styles_of(document)
    except Exception:  # any bytes may come, and the libraries fail on them each in its own way
        raise Unusable("不是能打开的 docx 文件。改法：用 Word 或 WPS 另存为 docx，或者用 template 公文样式 重新写一份") from None
    if missing := [one.shown for one in OFFICIAL.styles if one.name.casefold() not in ids]:
        raise Unusable(f"缺少样式{'、'.join(f'“{one}”' for one in missing)}。改法：用 template 公文样式 重新写一份，在新的里面改，不要删掉样式")
    if bare := [f"标题 {level + 1}" for level in range(LEVELS) if not _numbered(document, ids[HEADINGS[level]])]:
        raise Unusable(f"样式{'、'.join(f'“{one}”' for one in bare)}没有自动编号。改法：给它加上多级编号，或者用 template 公文样式 重新写一份")
    if TABLE_GRID.casefold() not in ids:  # programs that know no styles of tables leave it out
        append(document.styles.element, table_style(40))
    return document


def styles_of(document: Any) -> dict[str, str]:
    """Name in small letters → id of its styles. Programs give ids of their own, and write names in large or small letters; one as we write it goes before."""
    from docx.oxml.ns import qn

    named = [(one.find(qn("w:name")), one.get(qn("w:styleId"))) for one in document.styles.element.findall(qn("w:style"))]
    found = [(name.get(qn("w:val")), id) for name, id in named if name is not None]
    return {name.casefold(): id for name, id in found} | {name: id for name, id in found if name == name.casefold()}


def _numbered(document: Any, id: str) -> bool:
    """Whether a style counts its paragraphs by a list that is there."""
    lists = document.part.numbering_part.element.xpath("./w:num/@w:numId")
    return any(one in lists for one in document.styles.element.xpath(f'./w:style[@w:styleId="{id}"]/w:pPr/w:numPr/w:numId/@w:val'))


def _drop(part: Any, unwanted: Callable[[Any], bool]) -> None:
    for id in [id for id, relation in part.rels.items() if unwanted(relation)]:
        del part.rels[id]


def drop_unreferred(document: Any, ids: Iterable[str]) -> None:
    """Leave out those heads and feet whose relation is not among ``ids``."""
    kept = set(ids)
    _drop(document.part, lambda relation: relation.reltype.endswith(("/header", "/footer")) and relation.rId not in kept)
