"""Hugo over the same texts, with templates of the size and parts of ours (the folder ``hugo``)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from .city import Asked, City, Record, base_names, edit_body, put_aside, records
from .meter import Cost, measured
from .row import Engine, Row
from .tools import BARE, hugo
from .weight import weighed

SITE = Path(__file__).parent / "hugo"
NAMES = {"类型": "type", "年级": "grade", "册次": "volume", "教材版本": "edition", "课标代": "standard", "单元": "unit", "课题": "topic", "作者": "authors"}
NAMES |= {"审核": "reviewers", "许可": "licence"}
APART = {"标题", "日期", "参加", "状态"}


def prepare(asked: Asked, city: City) -> None:
    site = source(asked, city)
    shutil.copytree(SITE, site)
    for one in records(city):
        _write(site / "content" / f"{one.address}.md", head(one), one.body.replace("{{<", "{ {<").replace("{{%", "{ {%"))
    for base, name in base_names(city).items():
        _write(site / "content/bases" / base / "_index.md", {"title": name})
    _write(site / "content/bases/_index.md", {"title": "基地"})


def head(one: Record) -> dict[str, Any]:
    """The head in Hugo's words; ``type`` would choose a template there, so that all of ours lies in ``params``."""
    own: dict[str, Any] = {NAMES[key]: value for key, value in one.head.items() if key in NAMES}
    facts = {key: "、".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in one.head.items() if key not in APART}
    return {"title": one.head["标题"], "date": str(one.head["日期"]), "topic": own.get("topic"), "unit": own.get("unit"), "params": {**own, "facts": facts}}


def _write(path: Path, head: dict[str, Any], body: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    path.write_text(f"---\n{yaml.dump(head, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10_000)}---\n{body}", "utf-8")


def source(asked: Asked, city: City) -> Path:
    return asked.work / f"hugo-{city.asked}"


def rows(asked: Asked, city: City, number: int) -> Iterator[Row]:
    """Cold, then again into the same folder after one edit: Hugo makes all pages again."""
    site, program = source(asked, city), hugo(asked.venv)
    if not program:
        yield Row("Hugo", "build, cold", city.records, Cost(failed="could not be had"))
        return
    made, remembered = site / "public", asked.work / f"hugo-cache-{city.asked}"

    def build() -> Cost:
        return measured([program, "--quiet", "--source", site, "--destination", made, "--cacheDir", remembered], asked.limit, environment=BARE)

    put_aside(asked, made, remembered)
    yield Row("Hugo", "build, cold", city.records, build(), weighed(made))
    edit_body(next(iter(sorted((site / "content").glob("bases/*/resources/*.md")))), number)
    yield Row("Hugo", "build, one body edited", city.records, build(), note="all pages again")
    put_aside(asked, made)


HUGO = Engine("Hugo", lambda sizes: list(sizes), prepare, rows)
