"""Attachments, pictures and links: there, whole, and nobody else's (R-3.2.6)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import accumulate

from ..load.names import odd, same, shown
from ..model.city import City, Entry, PathKey
from ..model.finding import Place
from ..model.record import Record
from ..model.vocabulary import nearest
from ..model.work import Attachment
from .references import having
from .rule import Slip, rule

PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\(\s*<?(https?:[^)\s>]+)")
LINK = re.compile(r"!?\[[^\]\n]{0,300}\]\(\s*<?([^)\s>]+)")


def attachments(city: City) -> list[tuple[Entry[Record], PathKey, Attachment]]:
    """The attachments that records name, and where."""
    return city.once(_attachments)


def _attachments(city: City) -> list[tuple[Entry[Record], PathKey, Attachment]]:
    return [(entry, path, part) for entry in city.own for path, part in having(entry.record, "url") if isinstance(part, Attachment)]


@rule("FJ03", "附件要在、要打得开、要是它说的类型", "R-3.2.6")
def attachments_are_sound(city: City) -> Iterator[Slip]:
    """老师下载后打不开，比没有更糟；宏和嵌入的程序会伤到别人的电脑。"""
    for entry, path, one in attachments(city):
        if bool(one.file) == bool(one.url):
            yield entry.at(*path), f"附件“{one.name}”要写「文件」或「网址」，二者选一", "小文件放进 files/ 写「文件」；大视频写「网址」"
        elif one.url and not one.sha256:
            yield entry.at(*path), f"附件“{one.name}”放在别处，却没有校验值", "加一行 sha256，用 sha256sum 或 certutil 得到"
        elif one.file:
            facts = city.files.get(f"bases/{entry.base}/files/{one.file}")
            if facts is None:
                yield entry.at(*path, "文件"), f"files/ 里没有“{one.file}”", _near_file(city, entry.base, one.file)
            elif facts.problem:
                yield entry.at(*path, "文件"), f"附件“{one.file}”{facts.problem}", facts.mend or "换成完好的文件"


def _near_file(city: City, base: str, file: str) -> str:
    top = f"bases/{base}/files/"
    near = nearest(file, [path.removeprefix(top) for path in city.files if path.startswith(top)])
    return f"改成“{near}”，或把文件放进 files/" if near else "把文件放进 files/，或删掉这一项"


@rule("FJ04", "附件都有材料提到", level="warning")
def files_are_named(city: City) -> Iterator[Slip]:
    """没有材料提到的文件不会放到网上，老师看不到。"""
    named = {f"bases/{entry.base}/files/{one.file}" for entry, _, one in attachments(city) if one.file}
    broken = {file.split("/")[1] for file in city.broken if file.startswith("bases/")}
    for file in city.files:
        if file not in named and file.split("/")[1] not in broken:
            yield Place(file), "没有材料提到这个文件", "在一份材料的「附件」里写上它，或删掉"


@rule("FJ05", "附件的名字在每台电脑上都是它自己", "本项目约定", whole=True)
def file_names_differ(city: City) -> Iterator[Slip]:
    """Windows 和苹果电脑分不清大小写，两个文件会变成一个；有的名字在 Windows 上放不下，有的看着是一个名字，其实是另一个。"""
    seen: dict[str, str] = {}
    for file in city.files:
        *folders, _ = accumulate(file.split("/"), "{}/{}".format)
        for one in (*folders, file):
            if (first := seen.setdefault(same(one), one)) != one:
                differ = "大小写" if first.casefold() == one.casefold() else "重音的写法（看上去一样）"
                yield Place(file), f"“{shown(one.rsplit('/', 1)[1])}”和“{shown(first.rsplit('/', 1)[1])}”只差{differ}", "改一个不同的名字"
                break
        if words := odd(below := file.split("/files/", 1)[-1]):
            yield Place(file), f"附件的名字“{shown(below)}”{words}", "改成英文字母、数字和减号，材料里的「文件」也跟着改"


@rule("LJ03", "图片放进 files/，不引用别的网站", "本项目约定：不向别的网站发请求", level="warning")
def pictures_are_local(city: City) -> Iterator[Slip]:
    """别的网站的图片随时会失效，也会记下每个读者的行踪，所以网页上不显示。"""
    for entry in (one for one in city.own if "![" in one.body):
        for number, line in enumerate(entry.body.split("\n")):
            for address in PICTURE.findall(line):
                yield (
                    entry.at()._replace(line=entry.body_line + number),
                    f"图片“{address[:60]}”在别的网站上",
                    "下载后放进 files/，写成“![说明](../files/图.png)”",
                )


@rule("LJ02", "正文里的站内链接要通", "R-3.2.6")
def links_resolve(city: City) -> Iterator[Slip]:
    """相对链接指向仓库里的另一个文件；文件改了名，链接也要改。"""
    files, remedy = city.whole.once(all_files), "改成 https:// 网址，或从本文件出发的相对路径，如 ../resources/x.md"
    for entry in city.own:
        for line, target, full in links(entry):
            if full is None:
                yield entry.at()._replace(line=line), f"链接“{target[:60]}”不能用", remedy
            elif full not in files and not full.startswith("content/guide/images/"):
                yield entry.at()._replace(line=line), f"链接“{target[:60]}”指向的文件不存在", remedy


def all_files(city: City) -> dict[str, bool]:
    """The files that there are, whether they could be read or not. Asked for by ``city.whole.once``, one by one."""
    return dict.fromkeys([*(entry.file for entry in city.entries), *city.files, *city.broken], True)


def links(entry: Entry[Record]) -> Iterator[tuple[int, str, str | None]]:
    """The links of a body that stay in the material: line, as it is written, path from the root; ``None``: a way that no reader can go."""
    for number, line in enumerate(entry.body.split("\n") if "](" in entry.body else ()):
        for target in LINK.findall(line):
            if re.match(r"https?://|mailto:|#", target):
                continue
            full = posixpath.normpath(posixpath.join(posixpath.dirname(entry.file), target.split("#")[0]))
            yield entry.body_line + number, target, None if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/", target) else full


CHECKS = (attachments_are_sound, files_are_named, file_names_differ, pictures_are_local, links_resolve)
