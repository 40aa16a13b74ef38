"""``jidi new``: a file to write in; asks in Chinese, or takes all from ``--set``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from ..intake.fields import Field
from ..intake.starting.defaults import defaults
from ..intake.starting.start import CALLED, asked, base_id, kind_called, start, wrong_answer
from ..load import load
from ..model.city import City
from ..model.kinds import BASE_KINDS, Kind
from ..model.schema import schema_text
from ..model.vocabulary import nearest
from .shared import base_names, program, require_whole, stop
from .writing import hold, replace_all

_CHOICES = 40  # so many words are listed with numbers


@click.command("new", help="新建一份材料：问几个必填的，写好文件，选填的项留着备用。材料如：活动、资源、计划、总结、申报、基地。")
@click.argument("word", metavar="材料")
@click.option("--base", default="", metavar="编号", help="哪个基地的，如 cz-shuxue；只有一个基地时可以不写。")
@click.option("--set", "given", multiple=True, metavar="键=值", help="直接给答案，如 --set 标题=…；给全了就不问。")
@click.option("--yes", is_flag=True, help="有建议答案的都用建议答案，不问。")
@click.pass_obj
def new_command(root: Path, word: str, base: str, given: tuple[str, ...], yes: bool) -> None:
    kind = _kind(word)
    city, findings = load(root)
    require_whole(city, findings)
    texts = _given(kind, given)
    base = base if kind.id == "base" else _base(city, base)
    texts = _answers(city, kind, base, texts, ask=sys.stdin.isatty() and not yes)
    if kind.id == "base":
        base = base or _seat(city, texts)
    made = start(city, kind, base, texts)
    if made.findings:
        stop("\n".join(f"{one.place}: {one.message}\n    改法：{one.fix}" for one in made.findings))
    schema = (f"schema/{kind.id}.json", schema_text(kind, city.vocabulary))  # what the file's first line names
    hold(root)
    wanted = (schema, *made.also, (made.path, made.text))
    replace_all((root / path, text.encode()) for path, text in wanted if not (root / path).exists())
    click.echo(f"已写好 {made.path}\n接着：打开它，把正文写上；要用的选填项去掉前面的 #。写完运行 {program()} check {base}。")


def _kind(word: str) -> Kind:
    if kind := kind_called(word):
        return kind
    names = [name for kind in BASE_KINDS for name in (kind.name, *CALLED.get(kind.id, ()))]
    near = nearest(word, names)
    stop(f"没有“{word}”这种材料。{f'是不是“{near}”？' if near else ''}可以写：{'、'.join(kind.name for kind in BASE_KINDS)}。")


def _given(kind: Kind, given: tuple[str, ...]) -> dict[str, str]:
    """What ``--set`` says; stops at a key that this kind does not have."""
    keys = list(kind.model.keys().values())
    texts: dict[str, str] = {}
    for one in given:
        key, sign, text = one.replace("＝", "=", 1).partition("=")
        if not sign or not key.strip():
            stop(f"--set “{one}”读不懂。写成 --set 标题=听评课 的样子，中间是等号。")
        if key.split(".")[0].strip() not in keys:
            near = nearest(key, keys)
            stop(f"{kind.name}没有「{key}」这一项。{f'是不是「{near}」？' if near else ''}有：{'、'.join(keys)}。")
        texts[key.strip()] = text.strip()
    return texts


def _base(city: City, base: str) -> str:
    """The base that the file is of; the only one if none is named."""
    names = base_names(city)
    if base in names:
        return base
    if not base and len(names) == 1:
        return next(iter(names))
    said = f"没有“{base}”这个基地" if base else "要写明是哪个基地"
    stop(f"{said}：加上 --base，可以是 {'、'.join(f'{id}（{name}）' for id, name in names.items()) or f'（还没有基地，先 {program()} new 基地）'}。")


def _seat(city: City, texts: Mapping[str, str]) -> str:
    """The id of a new base; stops if the stage has no such subject, or the seat has its base."""
    id = base_id(city, texts.get("学段", ""), texts.get("学科", ""))
    if not id:
        stop(f"“{texts.get('学段', '')}”没有“{texts.get('学科', '')}”这个学科。学段写小学、初中或普通高中，学科照课程方案的名字写。")
    if id in base_names(city):
        stop(f"已经有了 {id} 基地。每个学科只设一个（plan 四.1）；换了承办学校的，用 --base {id}-2 新建。")
    return id


def _answers(city: City, kind: Kind, base: str, texts: dict[str, str], ask: bool) -> dict[str, str]:
    """Every required answer: given, asked for, or the likely one. Without a terminal what is lacking is named."""
    lacking = []
    for key, field in asked(kind):
        if texts.get(key):
            continue
        likely = defaults(city, kind, base, texts).get(key, "")
        if ask:
            texts[key] = _ask(city, kind, base, key, field, likely)
        elif likely or field.inner:
            texts[key] = likely
        else:
            lacking.append(f"--set {key}={field.example or '……'}")
    if lacking:
        stop(f"还缺 {len(lacking)} 项必填的，再加上（值换成自己的）：\n  {' '.join(lacking)}")
    return texts


def _ask(city: City, kind: Kind, base: str, key: str, field: Field, likely: str) -> str:
    """Ask until the answer can be read; a number is the word that stands behind it in the list."""
    words = city.vocabulary.names(field.words) if field.words else []
    if 0 < len(words) <= _CHOICES:
        click.echo("  ".join(f"{number}.{word}" for number, word in enumerate(words, 1)))
    hint = field.meaning + (f"，如 {field.example}" if field.example else "")
    while True:
        text = str(click.prompt(f"{key}（{hint}）", default=likely or ("" if field.inner else None), show_default=bool(likely))).strip()
        text = "、".join(words[int(part) - 1] if part.isdecimal() and 0 < int(part) <= len(words) else part for part in text.split("、")) if words else text
        problem = wrong_answer(city, kind, base, key, text) if text else ""
        if not problem and (text or field.inner):
            return text
        click.echo(problem or "这一项要填。")
