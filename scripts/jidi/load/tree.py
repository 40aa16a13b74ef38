"""YAML text becomes plain values with the line of each: strict, safe, and never a silent misread.

Every scalar stays text; the schema converts. Duplicate keys, anchors, tags, tabs and depth are findings.
Built on ``yaml.compose`` nodes because the ready loaders lose lines and change values (``017`` → 15).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..model.city import PathKey
from ..model.finding import Finding, Place
from . import rules
from .text import MAX_HEAD, Unreadable

MAX_DEPTH = 20
MAX_ITEMS = 2_000  # of one list, or fields of one map; the longest in use has 154
EMPTY = {"", "~", "null"}  # what stands for nothing, if it is not quoted
_COLON = re.compile(r"^(\s*(?:- +)*)([^\s:：#\"'\[\]{}<>|]{1,12})：[ \t　]*(?=\S|$)")
_BRACKET = re.compile(r"[\[\]{}]")
_DASHES = re.compile(r"(- +){20}")
_NESTED = re.compile(r"- +-")
_TABBED = re.compile(r" *\t+ *\S")
_TAGS = "tag:yaml.org,2002:"
_PLAIN = f"{_TAGS}str"
_UNSAFE = "&*!"  # without them in a text there is no anchor, no alias and no tag
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_LOADER):  # type: ignore[misc]
    """What a plain scalar might be is never asked: all stay text. Only a tag that somebody wrote is seen."""

    def resolve(self, *_: Any) -> str:
        return _PLAIN

    def descend_resolver(self, *_: Any) -> None:
        """Nothing is resolved by its path."""

    def ascend_resolver(self) -> None:
        """Nothing is resolved by its path."""


@dataclass
class Tree:
    """A value made of dicts, lists, text and ``None``, with the line of every path (keys included).

    Spans are (start, end) character indexes into the text that :func:`forgive` gives.
    """

    value: Any
    lines: dict[PathKey, int] = field(default_factory=dict)
    spans: dict[PathKey, tuple[int, int]] = field(default_factory=dict)
    key_spans: dict[PathKey, tuple[int, int]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def parse(text: str, file: str, first_line: int = 1, keys: frozenset[str] = frozenset()) -> Tree:
    """Read YAML ``text`` that starts at ``first_line`` of ``file``.

    ``keys`` are the known keys: a full-width colon after one of them is forgiven.

    :raises Unreadable: on anything that is not one plain YAML document.
    """
    _guard(text, file, first_line)
    text = forgive(text, keys)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise Unreadable(_syntax(error, file, first_line)) from None
    except (RecursionError, ValueError):
        raise Unreadable(rules.SYNTAX.at(Place(file, first_line), "这个文件读不懂", "对照同类材料的样子重写表头")) from None
    tree = Tree(None)
    if root is not None:
        tree.value = _Builder(file, first_line, tree, any(sign in text for sign in _UNSAFE)).build(root, (), 0)
    return tree


def _guard(text: str, file: str, first_line: int) -> None:
    if len(text) > MAX_HEAD:
        raise Unreadable(rules.TOO_BIG.at(Place(file, first_line), f"有 {len(text)} 字，太大了", "把大段文字移到正文或附件"))
    if not ("\t" in text or "[" in text or "{" in text or _NESTED.search(text)):
        return  # nothing of what is guarded against below
    depth = 0
    for number, line in enumerate(text.split("\n"), first_line):
        if "\t" in line and _TABBED.match(line):
            raise Unreadable(rules.TAB.at(Place(file, number), f"这一行用制表符缩进：“{line.strip()[:30]}”", "把开头的制表符换成两个空格"))
        depth = max(0, depth + sum(1 if bracket in "[{" else -1 for bracket in _BRACKET.findall(line)))
        if depth > MAX_DEPTH * 10 or line.count("[") > MAX_DEPTH * 10 or _DASHES.search(line):
            raise Unreadable(rules.TOO_BIG.at(Place(file, number), "这一行的括号嵌套太多", "分行写成列表"))


def forgive(text: str, keys: frozenset[str]) -> str:
    """``标题：x`` is meant as ``标题: x``; line numbers stay."""
    if "：" not in text:
        return text

    def mend(line: str) -> str:
        match = _COLON.match(line)
        return f"{match[1]}{match[2]}: {line[match.end() :]}" if match and match[2] in keys else line

    return "\n".join(mend(line) for line in text.split("\n"))


def _syntax(error: yaml.YAMLError, file: str, first_line: int) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = first_line + (mark.line if mark else 0)
    problem = str(getattr(error, "problem", None) or error)
    return rules.SYNTAX.at(Place(file, line), f"这里读不懂（{_in_chinese(problem)}）", _remedy(problem))


def _in_chinese(problem: str) -> str:
    known = {
        "mapping values are not allowed": "一行里有两个冒号，或者上一行没写完",
        "could not find expected ':'": "少了冒号，或者缩进不齐",
        "did not find expected key": "缩进不齐，或者引号没有成对",
        "found unexpected end of stream": "引号没有成对",
        "found character that cannot start any token": "值的开头是特殊符号",
        "expected a single document": "表头里多了一行 ---",
        "did not find expected": "括号、引号或缩进不成对",
    }
    return next((text for key, text in known.items() if key in problem), "写法不对")


def _remedy(problem: str) -> str:
    if "single document" in problem:
        return "删掉多出来的 ---"
    return "值里有冒号、井号或以符号开头时，用英文双引号把整个值括起来；同级字段左边对齐"


class _Builder:
    """Walks composed nodes once, keeping lines and refusing what is unsafe. ``wary``: whether a node may be so."""

    def __init__(self, file: str, first_line: int, tree: Tree, wary: bool) -> None:
        self.file, self.first, self.tree, self.wary = file, first_line, tree, wary
        self.seen: set[int] = set()

    def place(self, node: Any) -> Place:
        """Where a node is, or the key and the value of a field."""
        node = node[0] if isinstance(node, tuple) else node
        return Place(self.file, self.first + node.start_mark.line)

    def build(self, node: yaml.Node, path: PathKey, depth: int) -> Any:
        if self.wary:
            self._refuse(node)
        if depth > MAX_DEPTH:
            raise Unreadable(rules.TOO_BIG.at(self.place(node), "嵌套太深", "对照字段说明，最多三层"))
        start = node.start_mark
        if path not in self.tree.lines:
            self.tree.lines[path] = self.first + start.line
        if isinstance(node, yaml.ScalarNode):
            self.tree.spans[path] = (start.index, node.end_mark.index)
            return node.value if node.style or node.value not in EMPTY else None
        if len(node.value) > MAX_ITEMS:
            raise Unreadable(rules.TOO_BIG.at(self.place(node.value[MAX_ITEMS]), f"这里一共有 {len(node.value)} 项，太多了", "分成几份，或放进附件"))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        return [self.build(child, (*path, number), depth + 1) for number, child in enumerate(node.value)]

    def _refuse(self, node: yaml.Node) -> None:
        if id(node) in self.seen:
            raise Unreadable(rules.UNSAFE.at(self.place(node), "用了 YAML 的锚点和别名（& 和 *）", "把内容直接写出来"))
        self.seen.add(id(node))
        if node.tag != _PLAIN and (not str(node.tag).startswith(_TAGS) or "python" in str(node.tag)):
            raise Unreadable(rules.UNSAFE.at(self.place(node), f"用了类型标签“{str(node.tag)[:40]}”", "删掉以 ! 开头的标签"))

    def _mapping(self, node: yaml.MappingNode, path: PathKey, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        lines, spans = self.tree.lines, self.tree.key_spans
        for key_node, value_node in node.value:
            if self.wary:
                self._refuse(key_node)
            key = str(key_node.value).strip() if isinstance(key_node, yaml.ScalarNode) else ""
            if not key or key == "<<":
                raise Unreadable(rules.UNSAFE.at(self.place(key_node), "字段名要是一个词", "写成“字段: 值”"))
            here, mark = (*path, key), key_node.start_mark
            if key in result:
                raise Unreadable(rules.DUPLICATE.at(self.place(key_node), f"「{key}」在第 {lines[here]} 行已经写过", "两处合成一处"))
            lines[here] = self.first + mark.line
            spans[here] = (mark.index, key_node.end_mark.index)
            result[key] = self.build(value_node, here, depth + 1)
        return result
