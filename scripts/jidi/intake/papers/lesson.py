"""Any lesson plan, as it came out of somebody's computer, becomes a resource: its text as the body, itself as the attachment."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from ...load.inspect import PROGRAMS
from ...load.limits import too_much
from ...load.text import MAX_BODY
from ...model.city import City
from ...model.finding import Finding, Place
from ...model.kinds import KINDS
from .. import rules
from ..draft import Draft, Incoming, Note
from ..taken import Taken, completed
from .docmarkdown import Document, grid, markdown, words
from .docxml import Seen
from .guess import Guess, bare, guessed, is_label, labelled, written_on

_TITLE = 40


def lesson(
    city: City, base: str, name: str, document: Document, files: tuple[Incoming, ...], given: Mapping[str, str], day: datetime.date | None = None
) -> Taken:
    """A resource out of a document of any shape. ``files``: itself and what else belongs to it; ``given``: what the person said besides."""
    place = Place(name)
    title, nodes = _title(city, document, stem(name))
    body = markdown(nodes)
    lines = [line for node in nodes if node.name != "table" for line in words(node).split("\n")]
    written = next(filter(None, (written_on(one.content) for one in files)), day)
    guess = guessed(city, base, [title, stem(name)], [*labelled(lines), *_pairs(nodes)], written)
    if bare(title) in {word for term in city.vocabulary.of("resource_type") for word in (term.name, *term.aliases)} and guess.values.get("课题"):
        title = f"《{guess.values['课题'].strip('《》')}》{title}"
    told = Taken(findings=tuple(unfit(body, place)), notes=(*lost(document, place), *emptiness(document, place)))
    return resource(city, base, (name, title), guess, given, body, (*files, *document.pictures.values())) + told


def resource(city: City, base: str, title: tuple[str, str], guess: Guess, given: Mapping[str, str], body: str, files: tuple[Incoming, ...]) -> Taken:
    """The draft of a resource with what was guessed, each guess told; or what must still be given. ``title``: where it stands, and what it says."""
    place, values = Place(title[0]), guess.values
    told = "、".join(f"「{key}」“{values[key]}”（{where}）" for key, where in guess.seen.items() if key not in given)
    notes = [Note(place, f"看出来的：{told}。不对的加 --set 字段=值 来改")] if told else []
    draft = Draft(KINDS["resources"], base, {"标题": title[1], **values}, {(): place}, body, files)
    any_edition = city.vocabulary.is_term("edition", {**values, **given}.get("教材版本", ""), "buxian", "qita")
    return completed(draft, given, ["课标代"] if base.startswith(("xx-", "cz-")) and not any_edition else []) + Taken(notes=tuple(notes))


def stem(name: str) -> str:
    """``a/《一次函数》 教案.docx`` → ``《一次函数》 教案``, with nothing in it that a title may not have."""
    return line_of(PurePosixPath(name.replace("\\", "/")).stem)


def line_of(text: str) -> str:
    """Text as one line of a record."""
    plain = "".join(" " if unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"} else sign for sign in text)
    return " ".join(plain.replace("<", "＜").replace(">", "＞").split())


def lost(document: Document, place: Place) -> Iterator[Note]:
    """What did not come over as it was."""
    seen: Seen = document.seen
    if seen.formulas:
        yield Note(place, f"有 {seen.formulas} 个公式改成了一行文字，请对照原件看一遍")
    if seen.objects:
        yield Note(place, f"有 {seen.objects} 个公式编辑器的公式或嵌入的对象没有带过来，原件里有；重要的请截成图片放进文档")
    if document.unshown:
        yield Note(place, f"有 {document.unshown} 张图片网页显示不了（如 wmf、emf，或只是一个链接），没有带过来；在 WPS 里另存为 png 再插入")
    if seen.comments:
        yield Note(place, f"有 {seen.comments} 条批注没有带过来")
    if seen.tracked:
        yield Note(place, "里面有修订痕迹，按“接受全部修订”以后的样子读")
    for text in seen.margins:
        yield Note(place, f"页眉页脚里的“{line_of(text)[:40]}”没有带过来")


def emptiness(document: Document, place: Place) -> Iterator[Note]:
    """Said of a document of pictures."""
    if document.pictures and not any(words(node) for node in document.nodes):
        yield Note(place, "里面只有图片，没有文字：查找找不到里面的内容，最好再附一份能编辑的原件")


def unfit(body: str, place: Place) -> list[Finding]:
    """A body that no page could show, as the reader of the material would say it."""
    found = [rules.OPEN.at(place, one.message, one.fix) for one in too_much(body, place.file, 1)]
    if len(body) > MAX_BODY:
        found.append(rules.OPEN.at(place, f"正文有 {len(body)} 字，太长了", "拆成几份再交，或者只作为附件"))
    return found


def without_objects(problem: str, place: Place) -> Note | None:
    """A document with macros or old equations is read, and not attached."""
    if problem != PROGRAMS:
        return None
    return Note(place, "原件里有宏或嵌入的对象（多半是公式编辑器的公式），网上不收，没有附上；在 WPS 里另存为 pdf，再作为附件")


def _title(city: City, document: Document, otherwise: str) -> tuple[str, list[Any]]:
    """The first heading, or a short first line that looks like one, or the file's name; and the blocks without it."""
    nodes = [node for node in document.nodes if node.name != "p" or words(node) or node.find("img")]
    first = next(iter(nodes), None)
    if first is not None and first.name != "table" and not first.find("img"):
        text = line_of(words(first).replace("\n", " "))
        heading = first.name == "h1" or (first.name == "p" and len(text) <= _TITLE and not re.search(r"[。！？；，、：:]$|[:：]\s*\S", text))
        if heading and 2 <= len(text) <= 100:
            return text, nodes[1:]
    return otherwise or "没有名称的材料", nodes


def _pairs(nodes: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Label and answer side by side in a table, or in one cell."""
    for table in (node for node in nodes if node.name == "table"):
        for row in grid(table):
            texts = [words(cell).replace("\n", " ") if cell is not None else "" for cell in row]
            told = [text for text in texts if text]
            for label, answer in pairwise(told):
                if is_label(label) and not is_label(answer):
                    yield bare(label), answer
            for cell in row:
                yield from labelled(words(cell).split("\n") if cell is not None else ())
