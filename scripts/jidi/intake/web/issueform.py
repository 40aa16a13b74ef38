"""Forms of the forge's own (issue forms), generated from the models: the same columns as the register's sheets, to be filled in a browser."""

from __future__ import annotations

from typing import Any

import yaml

from ...life import replay
from ...model.base import Base
from ...model.city import City
from ..fields import Field
from ..sheets import SHEETS, Column, Sheet, columns
from ..small import example

WHAT, BASE, FILES, PLEDGE = "材料", "基地", "附件", "请确认"
FORMS = {form: next(one for one in SHEETS if one.kind.id == kind and not one.row) for form, kind in (("activity", "activities"), ("resource", "resources"))}
_WARNING = (
    "填好以后点下面的按钮，系统会替你变成一份待审的材料，不用学别的。不知道的就空着，不要编。\n"
    "这里写的话所有人都看得见：**不要写学生的姓名、成绩、照片，不要写手机号和身份证号。**"
)
_PLEDGED = "没有学生的姓名、照片、成绩，没有手机号和身份证号"


def form_files(city: City) -> dict[str, str]:
    """Path from the root → the whole form."""
    return {f".github/ISSUE_TEMPLATE/{name}.yml": _form(city, sheet) for name, sheet in FORMS.items()}


def answered(sheet: Sheet, city: City) -> tuple[Column, ...]:
    """What the form asks, in order."""
    return columns(city, sheet)


def base_names(city: City) -> dict[str, str]:
    """What stands in the list of bases → the base, without those whose life is over."""
    lives = replay(city)
    return {f"{entry.record.short_name}（{entry.base}）": entry.base for entry in city.of(Base) if not lives[entry.base].state.terminal}


def _form(city: City, sheet: Sheet) -> str:
    name = sheet.kind.name
    head = {
        "name": f"交一份{name}",
        "description": f"在网页上填一份{name}，不用别的软件",
        "title": f"{sheet.name}：",
        "body": [
            {"type": "markdown", "attributes": {"value": _WARNING}},
            _dropdown("what", WHAT, "不用改", [name], default=0),
            _dropdown("base", BASE, "交给哪个基地", list(base_names(city)), required=True),
            *(_ask(city, sheet, one, number) for number, one in enumerate(answered(sheet, city))),
            {"type": "checkboxes", "id": "pledge", "attributes": {"label": PLEDGE, "options": [{"label": _PLEDGED, "required": True}]}},
        ],
    }
    note = "# 由 jidi forms 从字段说明和词表生成，不要手改。\n"
    return note + yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=10_000)


def _ask(city: City, sheet: Sheet, column: Column, number: int) -> dict[str, Any]:
    """One question; its id is the field's own name. Every one has an id, for a forge takes Chinese labels for one another without."""
    field = column.field
    if field is None:
        return _element("textarea", f"part{number}", column.key, "正文的一段，几句话就行；可以空着", {})
    id = next(name for name, key in sheet.model.keys().items() if key == column.key)
    if column.key == FILES:
        return _element("textarea", id, FILES, "把文件拖进来；收到的人会替你放好", {})
    if field.words:
        words = [one for one in city.vocabulary.names(field.words) if one]
        return _dropdown(id, column.key, _meaning(field), words, multiple=field.many, required=column.required, default=_preset(sheet, id, words))
    if field.yes:
        return _dropdown(id, column.key, _meaning(field), ["是", "否"], required=column.required)
    shown = example(city, field) if field.inner else field.example or _sample(field)
    kind = "textarea" if field.inner or field.prose else "input"
    return _element(kind, id, column.key, _meaning(field), {"placeholder": f"例：{shown}"} if shown else {}, column.required)


def _sample(field: Field) -> str:
    return "2026-10-12" if field.day else "2026-2027" if field.year else ""


def _preset(sheet: Sheet, id: str, words: list[str]) -> int | None:
    """Where the model has a default, the form starts with it."""
    default = sheet.model.model_fields[id].default
    return words.index(default) if isinstance(default, str) and default in words else None


def _meaning(field: Field) -> str:
    return field.meaning + ("；可选几个" if field.words and field.many else "；几项用分号隔开" if field.inner and field.many else "")


def _dropdown(id: str, label: str, about: str, options: list[str], *, required: bool = False, **more: bool | int | None) -> dict[str, Any]:
    """``more``: ``multiple``, ``default``; what is not so or not there is left out."""
    told = {name: value for name, value in more.items() if value is not None and value is not False}
    return _element("dropdown", id, label, about, {"options": options, **told}, required)


def _element(type: str, id: str, label: str, about: str, more: dict[str, Any], required: bool = False) -> dict[str, Any]:
    element: dict[str, Any] = {"type": type, "id": id, "attributes": {"label": label, "description": about, **more}}
    return element | ({"validations": {"required": True}} if required else {})
