"""Ways to spoil one thing of one base: by accident, in ignorance, or with intent."""

from __future__ import annotations

import io
import os
import socket
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

RECORD, MEMBERS, PLAN, ACTIVITY = "resources/yici-hanshu.md", "members.yml", "plans/2026-2027.md", "activities/2026-10-12-tongke-yigou.md"
NEW, ATTACHED = "resources/huai.md", "files/2026/xuean.txt"
CHANGED = -1  # the finding stands at the first line that differs from what was there
GOOD = "---\n标题: 好的\n---\n\n正文。\n"


class Spoiling(NamedTuple):
    """What is done in the folder of a base; the file, below it, that a finding must name as it can be written down, and the line; 0: any."""

    name: str
    do: Callable[[Path], object]
    file: str
    line: int = 0


def spoilings() -> list[Spoiling]:
    """All of them, each other than the rest."""
    return [*_bytes(), *_heads(), *_values(), *_bodies(), *_names(), *_links(), *_bases(), *_attachments()]


def _put(file: str, content: str | bytes, base: Path) -> None:
    path = base / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)


def _over(file: str, change: Callable[[bytes], bytes], base: Path) -> None:
    before = (base / file).read_bytes()
    assert change(before) != before
    (base / file).write_bytes(change(before))


def _swap(file: str, old: str, new: str, base: Path) -> None:
    _over(file, lambda data: data.replace(old.encode(), new.encode("utf-8", "surrogatepass"), 1), base)


def _bytes() -> Iterator[Spoiling]:
    """The record as no editor should leave it."""
    changes: dict[str, tuple[Callable[[bytes], bytes], int]] = {
        "in GBK": (lambda data: data.decode().encode("gb18030"), 2),
        "in UTF-16 without a mark": (lambda data: data.decode().encode("utf-16-le"), 0),
        "in UTF-32": (lambda data: data.decode().encode("utf-32"), 0),
        "a lone surrogate": (lambda data: data.replace("教学".encode(), b"\xed\xa0\x80", 1), 2),
        "overlong UTF-8": (lambda data: data.replace(b"2026-10-08", b"\xc0\xaf", 1), 4),
        "cut within a character": (lambda data: data[:-3], 0),
        "cut within the head": (lambda data: data[:90], 1),
        "NUL bytes": (lambda data: data + b"\0" * len(data), 0),
        "only NUL bytes": (lambda data: b"\0" * 4096, 1),
        "empty": (lambda data: b"", 1),
        "only empty lines": (lambda data: b"\n\n\n", 1),
        "a picture": (lambda data: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), 1),
        "a zip": (lambda data: _zip({"a": "b"}), 0),
        "a body of a million and more": (lambda data: data + b"\n\n" + "甲乙丙丁\n".encode() * 230_000, 0),
        "a head of 300 KB": (lambda data: data.replace(b"\n", "\n# 注\n".encode() * 80_000, 1), 0),
        "eight megabytes": (lambda data: data + b" " * (8 << 20), 0),
        "no head": (lambda data: data.split(b"---\n", 2)[2], 1),
        "a head without an end": (lambda data: data[::-1].replace(b"---\n"[::-1], b"", 1)[::-1], 1),
        "a conflict that git left": (lambda data: b"<<<<<<< HEAD\n" + data, 1),
    }
    for name, (change, line) in changes.items():
        yield Spoiling(f"file: {name}", partial(_over, RECORD, change), RECORD, line)


def _heads() -> Iterator[Spoiling]:
    """One more line, or a few, in the head of the record, which YAML or the reader must refuse."""
    bomb = "a: &a [" + "x," * 9 + "x]\n" + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    lines = {
        "a tab": "\t说明: 甲",
        "an anchor": "特色: &a 甲",
        "an alias": "特色: *a",
        "a merge key": "<<: {特色: 甲}",
        "a tag of Python": "特色: !!python/object/apply:os.system ['true']",
        "a tag of its own": "特色: !x 甲",
        "a key twice": "日期: 2026-10-09",
        "a bomb": bomb.rstrip("\n"),
        "300 brackets": "特色: " + "[" * 300,
        "20,000 brackets": "特色: " + "[" * 20_000,
        "20,000 braces": "特色: " + "{a: " * 20_000,
        "30 lists in one line": "特色:\n  " + "- " * 30 + "甲",
        "an open quote": '特色: "甲',
        "an open bracket": "特色: [甲",
        "two colons": "特色: 甲: 乙",
        "a key that is a list": "? [甲]\n: 乙",
        "an empty key": ": 乙",
        "a directive": "%YAML 9.9",
        "a forbidden sign": "@甲: 乙",
        "an equals sign": "特色: =",
        "a control character": "特色: 甲\x01",
        "an unknown field": "特色大全: 甲",
        "a full-width colon after no field": "特色大全：甲",
        "3,000 unknown fields": "\n".join(f"键{number}: 甲" for number in range(3_000)),
        "a line of words": "这一行不是字段",
        "an item": "- 甲",
        "a block that nobody ends": "特色: |\n甲",
        "25 levels": "特色:\n" + "\n".join(f"{'  ' * depth}甲:" for depth in range(1, 26)),
    }
    for name, more in lines.items():
        yield Spoiling(f"head: {name}", partial(_swap, RECORD, "附件:\n", f"{more}\n附件:\n"), RECORD)


def _values() -> Iterator[Spoiling]:
    """A value of the record that means nothing, or harm; the line is that of the field."""
    title, day, files = "标题: 《一次函数的图象》教学设计", "日期: 2026-10-08", "{文件: 2026/xuean.txt, 名称: 学案}"
    values = {
        "no title": (title, "标题:"),
        "a title that is a list": (title, "标题: [甲, 乙]"),
        "a title that is a map": (title, "标题: {甲: 乙}"),
        "a title with a tag": (title, '标题: "</title><script>alert(1)</script>"'),
        "a title from right to left": (title, "标题: 甲\u202e乙"),
        "the 30th of February": (day, "日期: 2026-02-30"),
        "no date": (day, "日期: 下周"),
        "a date of 5,000 digits": (day, "日期: " + "9" * 5_000),
        "the year 1": (day, "日期: 0001-01-01"),
        "the year 9999": (day, "日期: 9999-12-31"),
        "a sort that there is not": ("类型: 教学设计", "类型: 天书"),
        "a grade that is a map": ("年级: 八年级", "年级: {八: 年级}"),
        "a licence that there is not": ("许可: 署名-非商业", "许可: 随便"),
        "500 wrong words": ("核心素养: 几何直观、模型观念", "核心素养: [" + ", ".join(f"词{number}" for number in range(500)) + "]"),
        "no author": ("作者: 李文静\n", ""),
        "an attachment outside": (files, "{文件: ../../../etc/passwd, 名称: 学案}"),
        "an attachment by its whole path": (files, "{文件: /etc/passwd, 名称: 学案}"),
        "an attachment that is not there": (files, "{文件: 2026/meiyou.txt, 名称: 学案}"),
        "an attachment that is a word": (files, "学案"),
        "an attachment of an address that runs": (files, '{网址: "javascript:alert(1)", 名称: 学案}'),
    }
    for name, (old, new) in values.items():
        line = 1 if name == "no author" else CHANGED
        yield Spoiling(f"value: {name}", partial(_swap, RECORD, old, new), RECORD, line)


def _bodies() -> Iterator[Spoiling]:
    """A body that is too much for the reader of Markdown, or that tells what it must not."""
    bodies = {
        "20,000 brackets": ("[" * 20_000, 18),
        "20,000 brackets line by line": ("[\n" * 20_000, 0),
        "pictures in pictures": ("![" * 4_000, 18),
        "links that do not end": ("[a](" * 4_000, 18),
        "20,000 backticks": ("`" * 20_000, 18),
        "backticks that grow": (" ".join("`" * number for number in range(1, 400)), 18),
        "a list of 300 levels": ("\n".join(" " * 4 * depth + "- 甲" for depth in range(300)), 0),
        "300 levels in a line": ("- " * 300 + "甲", 18),
        "300 quotations": (">" * 300 + "甲", 18),
        "20,000 headings": ("# 甲\n" * 20_000, 0),
        "20,000 headings in a quotation": ("> # 甲\n" * 20_000, 0),
        "20,000 rules": ("** **\n" * 20_000, 0),
        "20,000 parts": ("甲\n\n" * 20_000, 0),
        "20,000 stars": ("*a **b " * 7_000, 18),
        "2,000 meanings": ("甲\n: 乙\n" * 2_000, 0),
        "2,000 notes": ("甲[^1]\n\n" * 2_000 + "[^1]: 乙", 0),
        "a line of 300 KB": ("甲" * 100_000, 18),
        "an indent of 1,000": (" " * 1_000 + "甲", 18),
        "a number of identity": ("身份证 11010519491231002X", 18),
        "a telephone": ("电话 13912345678", 18),
        "a picture from elsewhere": ("![图](https://example.com/a.png)", 18),
        "a link that leads nowhere": ("见[甲](meiyou.md)。", 18),
        "a file that is not there": ("见[甲](../files/2026/meiyou.docx)。", 18),
    }
    for name, (more, line) in bodies.items():
        yield Spoiling(f"body: {name}", partial(_swap, RECORD, "## 教学过程\n", f"{more}\n\n## 教学过程\n"), RECORD, line)


def _names() -> Iterator[Spoiling]:
    """A good text under a name that some computer, or an address, cannot have; the other of two whose names are one."""
    names = {
        "a space": "resources/yi ci.md",
        "Chinese": "resources/一次函数.md",
        "capitals": "resources/Yici-Hanshu.md",
        "of Windows": "resources/con.md",
        "from right to left": "resources/yi\u202eci.md",
        "composed": "resources/\u00e9.md",
        "decomposed": "resources/" + unicodedata.normalize("NFD", "\u00e9") + ".md",
        "a colon": "resources/a:b.md",
        "hidden": "resources/.yici.md",
        "130 letters": f"resources/{'a' * 130}.md",
        "a copy of an editor": "resources/yici-hanshu.md.bak",
        "of another program": "resources/yici-hanshu.txt",
        "the same, as YAML": "resources/yici-hanshu.yml",
        "the first of a folder": "resources/index.md",
        "no folder of ours": "ziliao/a.md",
        "too deep": "resources/2026/a.md",
        "the members as Markdown": "members.md",
    }
    for name, file in names.items():
        yield Spoiling(f"name: {name}", partial(_put, file, GOOD), file)
    yield Spoiling("name: a line end", partial(_put, "resources/yi\nci.md", GOOD), "resources/yi?ci.md")
    yield Spoiling("name: not UTF-8", lambda base: (base / os.fsdecode(b"resources/\xff.md")).write_text(GOOD, "utf-8"), "resources/?.md")


def _links() -> Iterator[Spoiling]:
    """What is no file."""
    targets: dict[str, Callable[[Path], str | Path]] = {
        "to a file": lambda base: base / RECORD,
        "to a folder": lambda base: base / "files",
        "to itself": lambda base: base / NEW,
        "to nothing": lambda base: base / "meiyou",
        "outside": lambda base: "/etc/hostname",
        "to another base": lambda base: f"../../{next(one.name for one in base.parent.iterdir() if one != base)}/{RECORD}",
    }
    for name, target in targets.items():
        yield Spoiling(f"link: {name}", lambda base, to=target: (base / NEW).symlink_to(to(base)), NEW)  # type: ignore[misc]
    yield Spoiling("link: a folder round itself", lambda base: (base / "resources/quan").symlink_to(base / "resources"), "resources/quan")
    yield Spoiling("no file: a pipe", lambda base: os.mkfifo(base / NEW), NEW)
    yield Spoiling("no file: a socket", _socket, NEW)
    yield Spoiling("no file: a folder", lambda base: _put(f"{NEW}/a.md", GOOD, base), f"{NEW}/a.md")


def _socket(base: Path) -> None:
    here = Path.cwd()
    os.chdir(base / "resources")  # the name of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind("huai.md")
    finally:
        os.chdir(here)


def _bases() -> Iterator[Spoiling]:
    """What the base itself is told by."""
    yield Spoiling("base: gone", lambda base: (base / "base.yml").unlink(), "../../content/decisions/2026-07-10-cz-shuxue.yml", 3)
    yield Spoiling("base: empty", partial(_put, "base.yml", ""), "base.yml", 1)
    yield Spoiling("base: broken", partial(_swap, "base.yml", "学校: xh-hubin", '学校: "xh-hubin'), "base.yml")
    yield Spoiling("base: a school that there is not", partial(_swap, "base.yml", "学校: xh-hubin", "学校: meiyou"), "base.yml", CHANGED)
    yield Spoiling("base: in GBK", partial(_over, "base.yml", lambda data: data.decode().encode("gb18030")), "base.yml", 1)
    yield Spoiling("members: broken", partial(_swap, MEMBERS, "成员:\n", "成员: [\n"), MEMBERS)
    yield Spoiling("members: a list of names", partial(_put, MEMBERS, "成员: [甲, 乙]\n"), MEMBERS, 1)
    yield Spoiling("members: a list", partial(_put, MEMBERS, "- 甲\n"), MEMBERS, 1)
    yield Spoiling("members: two documents", partial(_over, MEMBERS, lambda data: data + b"---\n" + data), MEMBERS)
    yield Spoiling("members: in UTF-16 without a mark", partial(_over, MEMBERS, lambda data: data.decode().encode("utf-16-be")), MEMBERS)
    yield Spoiling("plan: broken", partial(_over, PLAN, lambda data: data.replace(b": ", b":", 1)), PLAN)
    yield Spoiling("activity: the year 9999", partial(_swap, ACTIVITY, "日期: 2026", "日期: 9999"), ACTIVITY, CHANGED)


def _attachments() -> Iterator[Spoiling]:
    """What a file brings along: found at the line of the record that has it."""
    word = {"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}
    files: dict[str, str | bytes] = {
        "empty.pdf": b"",
        "text.pdf": "不是 pdf",
        "cut.pdf": b"%PDF-1.7\n1 0 obj\n",
        "text.docx": "不是 docx",
        "macro.docx": _zip({**word, "word/vbaProject.bin": "x"}),
        "bomb.docx": _zip({**word, **{f"word/media/{number}.xml": " " * 9_000_000 for number in range(60)}}),
        "outside.docx": _zip({**word, "../../a": "x"}),
        "picture.png": b"GIF89a",
        "cut.jpg": b"\xff\xd8\xff",
        "gbk.txt": "一次函数".encode("gb18030"),
        "a.exe": b"MZ\x90",
        "a.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "a.html": "<script>alert(1)</script>",
    }
    for name, content in files.items():
        yield Spoiling(f"attached: {name}", partial(_attach, name, content), RECORD, 15)
    yield Spoiling("attached: gone", lambda base: (base / ATTACHED).unlink(), RECORD, 15)
    yield Spoiling("attached: emptied", partial(_put, ATTACHED, ""), RECORD, 15)
    yield Spoiling("attached: a link", lambda base: ((base / ATTACHED).unlink(), (base / ATTACHED).symlink_to("/etc/hostname")), ATTACHED)
    yield Spoiling("attached: 80 MB", lambda base: os.truncate(base / ATTACHED, 80 << 20), RECORD, 15)


def _attach(name: str, content: str | bytes, base: Path) -> None:
    _put(f"files/2026/{name}", content, base)
    _swap(RECORD, "{文件: 2026/xuean.txt, 名称: 学案}", f"{{文件: 2026/{name}, 名称: 学案}}", base)


def _zip(parts: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return data.getvalue()
