"""What stands inside attachments: words that can be found, and nobody who does not want to be named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..load.attachments import located
from ..model.city import City
from ..model.discretion import who_is_hidden
from ..model.finding import Place
from .files import attachments
from .privacy import hidden, inside
from .rule import Slip, rule

if TYPE_CHECKING:
    from ..extract import Pdf

_ENOUGH = 40  # characters: the name of the scanner and a page number are no text


def _opened(city: City) -> Iterator[tuple[str, Place, str, Path]]:
    """The sound attachments that records name: base, where it is named, path below ``files/``, where it lies."""
    for entry, path, one in attachments(city):
        file = f"bases/{entry.base}/files/{one.file}"
        if one.file and city.folder and (facts := city.files.get(file)) and not facts.problem:
            yield entry.base, entry.at(*path, "文件"), one.file, located(city.folder, file)


def _pictured(path: Path) -> Pdf | None:
    """A pdf with pictures in it, as far as need be."""
    from ..extract import read_pdf  # what reads attachments, for who has one before him
    from ..extract.pdf import has_pictures

    return read_pdf(path, _ENOUGH) if has_pictures(path) else None


@rule("FJ06", "pdf 里有能选中的文字", "R-3.2.6", level="warning")
def scans_are_read(city: City) -> Iterator[Slip]:
    """扫描或拍照做成的 pdf 里没有文字：查找找不到，读屏软件读不出，别的老师改不了。"""
    for _, place, file, path in _opened(city):
        found = _pictured(path) if file.lower().endswith(".pdf") else None
        if found and not found.cut and len("".join(found.text.split())) < min(_ENOUGH, 5 * found.pages):
            yield place, f"附件“{file}”是 {found.pages} 页的扫描件或图片，里面没有文字", "做一遍文字识别再存成 pdf，或者另附一份能编辑的原件（docx、pptx）"


@rule("YS07", "附件里也不出现不署名的人", "个人信息保护法", level="warning")
def attachments_name_nobody_hidden(city: City) -> Iterator[Slip]:
    """网页上的姓名会换成“李老师”，附件是原样下载的，换不了；要在附件里自己改。"""
    for base, place, file, _ in _opened(city) if city.whole.once(who_is_hidden) else ():
        hide, _longer = city.whole.once(hidden, base)
        for name in inside(city, f"bases/{base}/files/{file}").names:
            if name in hide:
                yield place, f"附件“{file}”里写着“{name}”，这位老师要求不署名", "打开附件，把姓名改成姓加“老师”（如“李老师”），换上改好的文件"


CHECKS = (scans_are_read, attachments_name_nobody_hidden)
