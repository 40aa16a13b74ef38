"""Titles of two lines and more, broken where an office would: at a word, in the shape of a trapezoid or a diamond (GB/T 9704—2012, 7.3.1)."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator

from .printed import wide

# Words of public documents that are not torn apart. Others cost something, so that a better place is taken if there is one.
_WORDS = re.compile(r"\S+").findall(
    """
    关于 印发 开展 举办 召开 做好 加强 推进 组织 实施 公布 公示 表彰 授予 撤销 取消 命名 认定 推荐 申报 评选 考核 评价 验收 建设 管理 工作 活动
    年度 学年 学期 中期 三年 第一 第二 优秀 先进 基础教育 教育局 教体局 教育 体育 教研室 教学研究室 教研 教学 研究 质量 分析 改革 创新 学科 学校
    教师 个人 集体 学科教研基地 教研基地 基地 中心 领导小组 指导小组 工作小组 办公室 专家组 专家 平顶山市 全市 县区 反馈 意见书 意见 整改 报告 总结
    计划 规划 方案 通知 决定 通报 名单 办法 细则 标准 汇总表 汇总 一览表 开展情况 情况 说明 结果 成果 资源 证书 聘书 草稿 征求意见稿 试行
    """
)
_PIECE = re.compile(
    r"[（《“〔【]*(?:[0-9A-Za-z][0-9A-Za-z—–\-./]*(?:学年|年度|年|月|日|级|班|号|期|次)?|"
    + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
    + r"|.)[）》”〕】、，。：；！？的]*",
    re.DOTALL,
)
_TORN, _MOST_LINES, _MOST_PIECES = 12.0, 4, 40


def lines(title: str, room: float) -> list[str]:
    """A title in lines of at most ``room`` characters; line ends that its author set are kept, and what cannot be broken well is left as it is."""
    return [line for given in title.split("\n") for line in _broken(given, room)]


def _broken(title: str, room: float) -> list[str]:
    if wide(title) <= room:
        return [title]
    pieces = _PIECE.findall(title)
    least = math.ceil(wide(title) / room)
    for count in range(least, min(least + 1, _MOST_LINES) + 1):
        if len(pieces) <= _MOST_PIECES and (ways := list(_ways(pieces, count, room))):
            return min(ways, key=lambda way: way[0])[1]
    return [title]


def _ways(pieces: list[str], count: int, room: float) -> Iterator[tuple[float, list[str]]]:
    """Every way of breaking into so many lines that fit, and how bad it is."""
    for places in itertools.combinations(range(1, len(pieces)), count - 1):
        made = ["".join(pieces[start:end]) for start, end in itertools.pairwise((0, *places, len(pieces)))]
        widths = [wide(line) for line in made]
        if max(widths) <= room:
            yield _badness(widths) + sum(_torn(pieces[at - 1], pieces[at]) for at in places), made


def _badness(widths: list[float]) -> float:
    """Uneven lines are bad; worse are a short one and a waist: a middle line shorter than both its neighbours."""
    mean = sum(widths) / len(widths)
    uneven = sum((one - mean) ** 2 for one in widths) / 4
    short = 50.0 * sum(one < max(widths) / 2 for one in widths)
    waist = 50.0 * sum(middle < min(before, after) for before, middle, after in zip(widths, widths[1:], widths[2:], strict=False))
    return uneven + short + waist


def _torn(before: str, after: str) -> float:
    """Between two single characters there may be a word that we do not know."""
    return _TORN * (len(before) == 1) + _TORN * (len(after) == 1) + (_TORN / 4 if before[-1] not in "的、，：）》”" else 0)
