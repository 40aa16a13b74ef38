"""The comment under a pull request: our own words, with the contributor's words quiet inside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .quiet import quiet
from .review import Alike, Pages, Review, Said, Step

MARK = "<!-- jidi-review -->"
LONGEST = 60_000
_WELCOME = (
    "谢谢你第一次在这里提交材料！下面是程序看过以后写的，只说要改的地方和带来的变化。"
    "改好以后照原来的办法再提交一次，这里会自己更新；看不懂的，直接在下面用中文留言，会有人来帮忙。"
)
_POINTS = "按今天的评价标准和材料推算，只说这次提交带来的变化；以办公室核定的为准。"

_ALIKE = "只是说一声，不影响合并，也不计分。是引用的，在那几段前面加 >，写明出处；是自己写的，不用管。"


@dataclass(frozen=True)
class Around:
    """What the forge and the city know and the review cannot be trusted with: addresses of the site and of the preview, a first time."""

    site: str = ""
    preview: str = ""
    first: bool = False


def comment(review: Review, around: Around) -> str:
    """Markdown with the hidden mark by which the same comment is found again; never longer than a forge takes."""
    parts = [_WELCOME if around.first else "", _pages(review, around), *_findings(review, around), *_alike(review), *_points(review)]
    text = "\n\n".join(part for part in parts if part)
    short = text if len(text) <= LONGEST else f"内容太多，写不下。{_counts(review)}"
    return "\n\n".join([MARK, "### 这次提交会带来什么", short, *_foot(review, around)]) + "\n"


def _counts(review: Review) -> str:
    return f"新增 {review.added.count} 页，改动 {review.changed.count} 页，减少 {review.removed.count} 页。"


def _pages(review: Review, around: Around) -> str:
    lists = (("新增", review.added, False), ("改动", review.changed, True), ("减少", review.removed, True))
    lines = [line for word, pages, there in lists for line in _list(word, pages, around.site if there else "")]
    return "\n".join([f"**网页**　{_counts(review)}", "", *lines] if lines else [f"**网页**　{_counts(review)}"])


def _list(word: str, pages: Pages, site: str) -> Iterator[str]:
    for one in pages.shown:
        yield f"- {word}：" + (f"[{quiet(one.title)}]({site}/{one.address})" if site else quiet(one.title))
    if pages.count > len(pages.shown):
        yield f"- ……还有 {pages.count - len(pages.shown)} 页"


def _findings(review: Review, around: Around) -> Iterator[str]:
    if not review.findings:
        yield "**检查**　没有问题。"
        return
    more = review.errors + review.warnings - len(review.findings)
    lines = [_finding(one, around.site) for one in review.findings] + ([f"- ……还有 {more} 处，运行 `jidi check` 看全部"] if more > 0 else [])
    yield "\n".join([f"**检查**　{review.errors} 个问题，{review.warnings} 个提醒。", "", *lines])


def _finding(one: Said, site: str) -> str:
    why = f"[为什么]({site}/guide/rules.html#{one.code.lower()})" if site else f"（规则 {one.code}）"
    return f"- {'问题' if one.error else '提醒'}　{quiet(one.file)} 第 {one.line} 行：{quiet(one.message)}。改法：{quiet(one.fix)}。{why}"


def _alike(review: Review) -> Iterator[str]:
    """Nothing where nothing is the same."""
    if review.alike:
        yield "\n".join([f"**相同的文字**　{_ALIKE}", "", *map(_same, review.alike)])


def _same(one: Alike) -> str:
    where = "；".join(f"第 {line} 行和那边第 {other} 行" for line, other in one.lines)
    return f"- {quiet(one.file)} 有 {one.percent}% 的字和 {quiet(one.other)} 一样" + (f"：{where}" if where else "")


def _points(review: Review) -> Iterator[str]:
    if review.unscored:
        yield f"**考核得分**　{quiet(review.unscored)}"
    elif not review.steps:
        yield "**考核得分**　没有变化。"
    else:
        rows = [f"| {quiet(one.base)} | {quiet(one.indicator)} | {quiet(one.step) or '还没有定'} | {_news(one)} |" for one in review.steps]
        yield "\n".join([f"**考核得分**　{_POINTS}", "", "| 基地 | 指标 | 变化 | 因为 |", "| --- | --- | --- | --- |", *rows])


def _news(one: Step) -> str:
    sides = (("新计入", one.came), ("不再计入", one.went))
    return "；".join(f"{word} {_titles(titles)}" for word, titles in sides if titles)


def _titles(titles: tuple[str, ...]) -> str:
    return "、".join(map(quiet, titles[:3])) + (f"等 {len(titles)} 份" if len(titles) > 3 else "")


def _foot(review: Review, around: Around) -> Iterator[str]:
    if around.preview:
        yield f"**预览**　[下载生成的网站]({around.preview})，解压后打开 index.html，看看自己的页面。"
    if review.head:
        yield f"<sub>看的是 {review.head[:12]}；再提交以后这里会更新。</sub>"
