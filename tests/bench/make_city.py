"""Lay N real texts out as a whole city folder of 45 bases, for load and speed trials.

    python tests/bench/make_city.py --resources 1000 --out DIR [--seed N] [--corpus FILE]

FILE: JSON lines (.jsonl or .jsonl.xz) with ``id title topic unit stage subject grade volume version type tags date body``.
Without one, the texts are those of this project's own sample bases.
One activity is made for every second resource. Texts are laid out as they are: awkward ones are the point.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import lzma
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "resources.jsonl.xz"
STAGES = yaml.safe_load((ROOT / "content/standards/stages.yml").read_text("utf-8"))
WORDS = yaml.safe_load((ROOT / "content/standards/vocabulary.yml").read_text("utf-8"))
OTHER_TYPES = {"单元复习": "学案/导学案", "同步练习": "作业设计", "说课稿": "教学案例", "实验指导": "实验/活动方案"}


def names(kind: str) -> dict[str, str]:
    """Every name and alias of a vocabulary → the official name."""
    return {word: term["名称"] for term in WORDS[kind]["词条"] for word in (term["名称"], *term.get("别名", ()))}


TYPES, VOLUMES, EDITIONS = names("resource_type") | OTHER_TYPES, names("volume"), names("edition")


def texts(corpus: Path) -> Iterator[dict[str, Any]]:
    if not corpus.exists():
        yield from samples()
        return
    opener = lzma.open if corpus.suffix == ".xz" else open
    with opener(corpus, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def samples() -> Iterator[dict[str, Any]]:
    """The sample bases' own resources in the shape of a corpus."""
    keys = {"title": "标题", "topic": "课题", "unit": "单元", "grade": "年级", "volume": "册次", "version": "教材版本", "type": "类型", "date": "日期"}
    for number, path in enumerate(sorted((ROOT / "bases").glob("*/resources/*.md"))):
        _, head, body = path.read_text("utf-8").split("---\n", 2)
        record = yaml.load(head, yaml.BaseLoader)
        stage, subject = path.parts[-3].split("-", 1)
        names = {"stage": STAGES[stage]["名称"], "subject": STAGES[stage]["学科"][subject]["名称"]}
        text = {key: record.get(name, "") for key, name in keys.items()}
        yield {"id": f"s{number:04d}", **names, **text, "topic": text["topic"] or text["title"], "body": re.sub(r"\]\(\.\.[^)]*\)", "]", body)}


def cells() -> list[tuple[str, str, str, str]]:
    """Stage id, stage name, subject id, subject name of all 45 bases."""
    return [(s, stage["名称"], k, subject["名称"]) for s, stage in STAGES.items() for k, subject in stage["学科"].items()]


def write(path: Path, head: dict[str, Any], body: str | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text if body is None else f"---\n{text}---\n\n{body}\n", "utf-8")


def lay_base(out: Path, stage: str, stage_name: str, subject: str, subject_name: str) -> str:
    base = f"{stage}-{subject}"
    card = {"全称": f"平顶山市{stage_name}{subject_name}学科教研基地", "简称": f"{stage_name}{subject_name}基地", "学段": stage_name, "学科": subject_name}
    card |= {"学校": "szx-shiyan", "学科组": f"{subject_name}教研组", "校领导小组": {"组长": "王明远", "职务": "校长"}, "教研员": "陈立新", "特色": "压力测试"}
    write(out / "bases" / base / "base.yml", card)
    people = {"陈立新": "市教研员", "王明远": "基地主任(校领导)", "李文静": "学科教研组长"}
    write(out / "bases" / base / "members.yml", {"成员": [{"姓名": n, "学校": "szx-shiyan", "角色": [r]} for n, r in people.items()]})
    return base


def resource(text: dict[str, Any]) -> dict[str, Any]:
    grades = {grade for stage in STAGES.values() for grade in stage["年级"]}
    head = {
        "标题": text["title"].replace("<", "＜").replace(">", "＞"),
        "类型": TYPES.get(text["type"], "教学设计"),
        "日期": text["date"],
        "年级": text["grade"] if text["grade"] in grades else "不限",
        "册次": VOLUMES.get(text["volume"], "不限"),
        "教材版本": EDITIONS.get(text["version"], "其他"),
        "课标代": "2022课标版",
        "作者": ["李文静"],
        "许可": "署名-非商业",
        "单元": text["unit"],
        "课题": text["topic"],
        "状态": "已发布",
        "审核": ["陈立新"],
        "语料编号": str(text["id"]),
    }
    return {key: value for key, value in head.items() if value != ""}


def activity(text: dict[str, Any], day: datetime.date) -> dict[str, Any]:
    fixed = {"类型": "集体备课", "级别": "校级", "形式": "线下", "目的": ["教研"], "研训方式": ["同伴互助"], "地点": "录播教室", "主持人": "李文静"}
    return {"标题": f"集体备课：{text['topic'][:40]}", **fixed, "日期": day.isoformat(), "参加": [{"学校": "szx-shiyan", "人数": 12}]}


def lay(out: Path, count: int, seed: int, corpus: Path) -> None:
    chance = random.Random(seed)
    shutil.copytree(ROOT / "content" / "standards", out / "content" / "standards")
    shutil.copytree(ROOT / "overrides", out / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", out)
    bases = {(stage_name, subject_name): lay_base(out, s, stage_name, k, subject_name) for s, stage_name, k, subject_name in cells()}
    bases |= {("高中", name): base for (stage, name), base in bases.items() if stage == "普通高中"}
    spread = itertools.cycle(sorted(set(bases.values())))
    pool = list(texts(corpus))
    for number in range(count):
        text = pool[number % len(pool)]
        base = bases.get((text["stage"], text["subject"])) or next(spread)
        write(out / "bases" / base / "resources" / f"r{number:06d}.md", resource(text), text["body"])
        if number % 2 == 0:
            day = datetime.date(2025, 9, 1) + datetime.timedelta(days=chance.randrange(300))
            write(out / "bases" / base / "activities" / f"{day}-a{number:06d}.md", activity(text, day), text["body"][:600])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--resources", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args()
    if options.out.exists():
        parser.error(f"{options.out} 已经存在")
    lay(options.out, options.resources, options.seed, options.corpus)


if __name__ == "__main__":
    main()
