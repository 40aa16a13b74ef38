"""Values become records: pydantic judges, its errors become findings with lines."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError

from ..model.city import PathKey
from ..model.finding import Finding, Place
from ..model.record import Record, models_in
from ..model.vocabulary import Vocabulary, nearest
from . import rules
from .tree import Tree

MOST = 50  # findings of one file: nobody reads more, and for each the nearest word is looked for


@cache  # as many as there are models
def known_keys(model: type[BaseModel]) -> frozenset[str]:
    """All keys that may stand anywhere in a record: Chinese and English."""
    found: set[str] = set()
    for name, info in model.model_fields.items():
        found |= {name, info.alias or name}
        for inner in models_in(info.annotation):
            found |= known_keys(inner)
    return frozenset(found)


@cache  # as many as there are models
def _shape(model: type[BaseModel]) -> tuple[dict[str, str], dict[str, type[BaseModel]]]:
    """Every name of a field, English or Chinese → its Chinese key; Chinese key → the model inside, if there is one."""
    keys: dict[str, Any] = {info.alias or name: info.annotation for name, info in model.model_fields.items()}
    inner = {key: models[0] for key, annotation in keys.items() if (models := models_in(annotation))}
    return {name: info.alias or name for name, info in model.model_fields.items()} | {key: key for key in keys}, inner


def canonical(value: Any, model: type[BaseModel], lines: dict[PathKey, int]) -> Any:
    """The same value with English keys replaced by the Chinese ones, empty values left out; lines follow."""
    for path in [*lines]:
        lines.setdefault(_path_in_chinese(path, model), lines[path])
    return _in_chinese(value, model)


def _in_chinese(value: Any, model: type[BaseModel]) -> Any:
    if not isinstance(value, dict):
        return value
    names, models = _shape(model)
    result: dict[str, Any] = {}
    for key, item in value.items():
        chinese = names.get(str(key), str(key))
        if inner := models.get(chinese):
            item = [_in_chinese(one, inner) for one in item] if isinstance(item, list) else _in_chinese(item, inner)
        if item is not None:
            result[chinese] = item
    return result


def _path_in_chinese(path: PathKey, model: type[BaseModel]) -> PathKey:
    here: type[BaseModel] | None = model
    parts = []
    for part in path:
        if here and isinstance(part, str):
            names, models = _shape(here)
            part = names.get(part, part)
            here = models.get(part)
        parts.append(part)
    return tuple(parts)


def make(model: type[Record], tree: Tree, file: str, vocabulary: Vocabulary, head_line: int) -> tuple[Record | None, list[Finding]]:
    """A record, or ``None`` and the findings that say why not. All findings at once."""
    value = canonical(tree.value if tree.value is not None else {}, model, tree.lines)
    if not isinstance(value, dict):
        return None, [rules.SHAPE.at(Place(file, head_line), "这里应当是“字段: 值”，每行一个", "对照字段说明改写；冒号要用英文冒号加空格")]
    try:
        return model.model_validate(value, context={"vocabulary": vocabulary}), []
    except ValidationError as error:
        told: list[dict[str, Any]] = [dict(one) for one in error.errors(include_url=False)]
        errors = sorted(told, key=lambda one: _line(tree, one["loc"], head_line))
        findings = {_finding(one, model, tree, file, head_line) for one in errors[:MOST]}
        if len(errors) > MOST:
            place = Place(file, _line(tree, errors[MOST]["loc"], head_line))
            findings.add(
                rules.SHAPE.at(place, f"从这一行起还有 {len(errors) - MOST} 处不对，没有一一列出", "先改好前面的，再检查一次；对照同类材料的样子重写表头")
            )
        return None, sorted(findings)


def _finding(error: dict[str, Any], model: type[BaseModel], tree: Tree, file: str, head_line: int) -> Finding:
    path: PathKey = tuple(error["loc"])
    place = Place(file, _line(tree, path, head_line))
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    if error["type"] == "missing":
        return rules.MISSING.at(place, f"缺少必填的「{path[-1]}」", f"加一行“{path[-1]}: {_example(model, path)}”")
    if error["type"] == "extra_forbidden":
        return _unknown(str(path[-1]), place, _fields(model, path[:-1]))
    context = error.get("ctx", {})
    if rule := rules.BY_CODE.get(error["type"]):
        return rule.at(place, f"「{name}」{context['message']}", context["fix"])
    return rules.SHAPE.at(place, f"「{name}」的值“{str(error.get('input'))[:40]}”样子不对", "对照字段说明改写")


def _unknown(key: str, place: Place, fields: dict[str, Any]) -> Finding:
    near = nearest(key, list(fields))
    return rules.UNKNOWN.at(place, f"没有「{key[:30]}」这个字段", f"改成「{near}」，或者删掉" if near else "删掉这一行，或把内容写进正文")


def _line(tree: Tree, path: PathKey, head_line: int) -> int:
    while path and path not in tree.lines:
        path = path[:-1]
    return tree.lines.get(path, head_line) if path else head_line


def _fields(model: type[BaseModel], path: PathKey) -> dict[str, Any]:
    """The fields of the (inner) model at ``path``, by Chinese key."""
    here: type[BaseModel] = model
    for part in path:
        if isinstance(part, str):
            info = next((i for n, i in here.model_fields.items() if part in (i.alias, n)), None)
            here = next(iter(models_in(info.annotation)), here) if info else here
    return {info.alias or name: info for name, info in here.model_fields.items()}


def _example(model: type[BaseModel], path: PathKey) -> str:
    info = _fields(model, path[:-1]).get(str(path[-1]))
    return str((info.examples or [info.description or ""])[0]) if info else ""
