"""A few documents, and the engine that answers from their index."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from jidi.search import Document, Facet, Index

FACETS = (
    Facet("subject", "学科", ("数学", "物理", "语文"), "hard", shelf=True, aliases={"物理": ("物理学",)}),
    Facet("grade", "年级", ("八年级", "九年级"), "hard", shelf=True),
    Facet("type", "类型", ("教学设计", "课件"), "soft", shelf=True, aliases={"教学设计": ("教案",), "课件": ("PPT",)}),
    Facet("audience", "对象"),
)


def paper(title: str, lesson: str, subject: str, grade: str, type: str, body: str = "", day: str = "2026-09-01", **more: Any) -> Document:
    facets = {"subject": (subject,), "grade": (grade,), "type": (type,), **more}
    return Document(title, f"{title}.html", body=body, phrases=(lesson,), facets=facets, day=day, card={"id": title})


SHELF = (
    paper("《浮力》教学设计", "浮力", "物理", "八年级", "教学设计", "称重法测浮力，阿基米德原理。", audience=("教师",)),
    paper("浮力 PPT课件", "浮力", "物理", "八年级", "课件", audience=("教师", "学生"), day="2026-10-01"),
    paper("《密度与浮力》复习课", "密度与浮力", "物理", "九年级", "教学设计", day="2025-03-01"),
    paper("欧姆定律", "欧姆定律", "物理", "九年级", "课件", "电流和电压成正比。"),
    paper("一次函数的图象", "一次函数的图象和性质", "数学", "八年级", "教学设计", "冷空气来了，气温是时间的函数。"),
    paper("充分条件与必要条件", "充分条件与必要条件", "数学", "九年级", "课件"),
    paper("《登高》", "登高", "语文", "九年级", "教学设计", "万里悲秋常作客，百年多病独登台。"),
    paper("皇帝的新装", "皇帝的新装", "语文", "八年级", "课件"),
    paper("DNA的结构 Unit5", "DNA的结构", "物理", "九年级", "课件"),
)


def run(index: Index, **given: Any) -> Any:
    node = shutil.which("node")
    assert node, "没有找到 Node.js；请用 python3 run.py test 运行"
    files = {name: content.decode() for name, content in index.files.items()}
    done = subprocess.run(
        [node, str(Path(__file__).with_name("ask.cjs"))],
        input=json.dumps({"files": files, "widths": index.widths, "known": json.loads(index.known.partition(b"=")[2]), **given}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def ask(index: Index, *queries: str | dict[str, Any], anew: bool = False) -> list[dict[str, Any]]:
    """The answers, in order; ``anew``: each to a reader who has asked nothing before."""
    answers: list[dict[str, Any]] = run(index, queries=[{"text": one} if isinstance(one, str) else one for one in queries], anew=anew)
    return answers


def titles(answer: dict[str, Any]) -> list[str]:
    return [card["title"] for card in answer["cards"]]
