"""The certain mends: what the reader forgives, written down properly. Every other byte stays."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from .load.records import known_keys
from .load.text import Unreadable, decode, split
from .load.tree import Tree, forgive, parse
from .model.city import PathKey
from .model.kinds import Kind
from .model.record import models_in
from .model.vocabulary import Vocabulary

Edit = tuple[int, int, str]


def mend(data: bytes, file: str, kind: Kind, vocabulary: Vocabulary) -> str | None:
    """The mended text of a record file, or ``None`` if nothing is to be mended or it cannot be read."""
    try:
        text = _text(data, file)
        head, body, _ = split(text, file) if kind.body else (text, "", 1)
        mended = _mend_head(head, file, kind, vocabulary)
    except Unreadable:
        return None
    whole = f"---\n{mended}---\n{body}" if kind.body else mended
    return None if whole.encode() == data else whole


def _text(data: bytes, file: str) -> str:
    """As the reader decodes it; GBK too, since the person sees the difference before it is written."""
    try:
        return decode(data, file)
    except Unreadable:
        try:
            return data.decode("gb18030").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise Unreadable() from None


def _mend_head(head: str, file: str, kind: Kind, vocabulary: Vocabulary) -> str:
    keys = known_keys(kind.model)
    text = forgive(head, keys)
    tree = parse(text, file, 1, keys)
    for start, end, new in sorted(_edits(tree, tree.value, kind.model, vocabulary, ()), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _edits(tree: Tree, value: Any, model: type[BaseModel], vocabulary: Vocabulary, path: PathKey) -> Iterator[Edit]:
    if not isinstance(value, dict):
        return
    for name, info in model.model_fields.items():
        key = info.alias or name
        written = key if key in value else name
        if written not in value:
            continue
        if written != key:
            yield (*tree.key_spans[(*path, written)], key)
        item, here = value[written], (*path, written)
        inner = next(iter(models_in(info.annotation)), None)
        if isinstance(item, str):
            yield from _scalar(tree, item, _adapter(model, name), vocabulary, here)
        elif inner and isinstance(item, list):
            for number, one in enumerate(item):
                yield from _edits(tree, one, inner, vocabulary, (*here, number))
        elif inner:
            yield from _edits(tree, item, inner, vocabulary, here)


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    """What reads one field; to make it takes far longer than to use it."""
    info = model.model_fields[name]
    annotation: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    return TypeAdapter(annotation)


def _scalar(tree: Tree, text: str, adapter: TypeAdapter[Any], vocabulary: Vocabulary, path: PathKey) -> Iterator[Edit]:
    """An edit if the canonical form of one scalar differs from what is written."""
    try:
        value = adapter.dump_python(adapter.validate_python(text, context={"vocabulary": vocabulary}), mode="json")
    except ValidationError:
        return
    canonical = {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)
    if isinstance(value, str | int) and canonical != text and "\n" not in text:
        yield (*tree.spans[path], canonical)
