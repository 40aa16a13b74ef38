"""Real files, and the same files made hostile: what an attacker would hand in, and what a teacher does."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable
from functools import cache

import docx
import openpyxl
import pikepdf
import pptx
import xlsxwriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from msoffcrypto.format.ooxml import OOXMLFile
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
MADE = (2026, 9, 1, 0, 0, 0)


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    made = io.BytesIO()
    save(made)
    return made.getvalue()


@cache
def document(field: str = "", split: bool = False, simple: bool = False, code: str = "w:instrText") -> bytes:
    """A Word file; with a field, whose words are in one run or in many."""
    made = docx.Document()
    made.add_heading("浮力")
    paragraph = made.add_paragraph("学案")
    paragraph.part.relate_to("https://www.example.cn/", f"{OFFICE}/hyperlink", is_external=True)
    if simple:
        element = OxmlElement("w:fldSimple")
        element.set(qn("w:instr"), field)
        paragraph._p.append(element)
    elif field:
        begin = OxmlElement("w:fldChar")
        begin.set(qn("w:fldCharType"), "begin")
        paragraph.add_run()._r.append(begin)
        for piece in field if split else [field]:
            element = OxmlElement(code)
            element.text = piece
            paragraph.add_run()._r.append(element)
    return saved(made.save)


@cache
def related(kind: str, target: str, external: bool = True) -> bytes:
    """A Word file with one more relation."""
    made = docx.Document()
    made.part.relate_to(target, kind if ":" in kind else f"{OFFICE}/{kind}", is_external=external)
    return saved(made.save)


@cache
def slides(action: str = "") -> bytes:
    """Slides with a chart, which holds a workbook, and with a button."""
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    data = CategoryChartData()
    data.categories = ["一班", "二班"]
    data.add_series("人数", (40, 42))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(1), Inches(4), Inches(3), data)
    box = slide.shapes.add_textbox(Inches(1), Inches(5), Inches(2), Inches(1))
    box.click_action.hyperlink.address = "https://www.example.cn/"
    whole = saved(made.save)
    return (
        changed(whole, "ppt/slides/slide1.xml", lambda body: body.replace(b"<a:hlinkClick ", b'<a:hlinkClick action="%s" ' % action.encode()))
        if action
        else whole
    )


@cache
def workbook(formula: str = "=SUM(A1:A2)") -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("成绩")
        sheet.write_url(3, 0, "https://www.example.cn/")
        sheet.write_formula(2, 0, formula)
    return made.getvalue()


def openpyxl_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["甲|乙", '=IF(A1="a|b",Sheet!B1,0)'])
    return saved(book.save)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes] | Iterable[tuple[str | zipfile.ZipInfo, bytes]], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as package:
        for name, body in parts.items() if isinstance(parts, dict) else parts:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name, MADE)
            package.writestr(info, body, way)
    return made.getvalue()


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """An office file with one part changed."""
    parts = unpacked(data)
    parts[part] = change(parts[part])
    return packed(parts)


def with_part(data: bytes, name: str, body: bytes, content_type: str = "") -> bytes:
    """An office file with one more part, of a type if one is said."""
    parts = unpacked(data) | {name: body}
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'.encode()
    if content_type:
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    return packed(parts)


def entry(name: str, mode: int = 0) -> zipfile.ZipInfo:
    """A file in a zip as Unix writes it; ``mode``: its type and rights."""
    info = zipfile.ZipInfo("x", MADE)
    info.filename = info.orig_filename = name
    info.create_system, info.external_attr = 3, mode << 16
    return info


def renamed(old: bytes, new: bytes) -> bytes:
    """A zip of one file called ``new``, as only other programs write it."""
    assert len(old) == len(new)
    return packed([(old.decode(), b"x" * 20)]).replace(old, new)


def locked(data: bytes) -> bytes:
    """As Office writes it with a password."""
    return saved(lambda out: OOXMLFile(io.BytesIO(data)).encrypt("123", out))


def overlapping() -> bytes:
    """Two names for the same packed bytes: the trick of the bombs that need no ratio."""
    whole = bytearray(packed({"a.txt": b"x" * 9000, "b.txt": b"x" * 9000}))
    second = whole.rfind(b"PK\x01\x02")
    whole[second + 42 : second + 46] = struct.pack("<L", 0)
    return bytes(whole)


def lying(size: int = 20_000_000, says: int = 1000) -> bytes:
    """A file that says that it is small and is not."""
    whole = packed({"a.txt": b"\0" * size})
    return whole.replace(struct.pack("<L", size), struct.pack("<L", says))


def picture(kind: str) -> bytes:
    image = Image.radial_gradient("L").convert("RGB")
    return saved(lambda out: image.save(out, kind))


def pdf(make: Callable[[pikepdf.Pdf], object] | None = None, **how: object) -> bytes:
    """One page, and what ``make`` adds."""
    with pikepdf.new() as made:
        made.add_blank_page()
        if make:
            make(made)
        return saved(lambda out: made.save(out, **how))


def action(**keys: object) -> Callable[[pikepdf.Pdf], object]:
    return lambda made: made.Root.__setattr__("OpenAction", pikepdf.Dictionary(**keys))


def in_root(name: str, value: Callable[[pikepdf.Pdf], object]) -> Callable[[pikepdf.Pdf], object]:
    return lambda made: made.Root.__setitem__(name, value(made))


def with_file(made: pikepdf.Pdf) -> None:
    made.attachments["a.exe"] = pikepdf.AttachedFileSpec(made, b"MZ", filename="a.exe")


def noted(**keys: object) -> Callable[[pikepdf.Pdf], object]:
    """A page with an annotation."""
    return lambda made: made.pages[0].__setitem__("/Annots", pikepdf.Array([made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, **keys))]))


def crowd(count: int) -> bytes:
    """A pdf of so many small objects."""
    kids = b" ".join(b"%d 0 R" % number for number in range(4, count))
    texts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/K[%s]>>" % kids]
    made, begins = io.BytesIO(b"%PDF-1.4\n"), list[int]()
    made.seek(0, io.SEEK_END)
    for number, text in enumerate([*texts, *[b"<</Type/StructElem/S/P/P 3 0 R/K 1>>"] * (count - 4)], 1):
        begins.append(made.tell())
        made.write(b"%d 0 obj\n%s\nendobj\n" % (number, text))
    table = made.tell()
    made.write(b"xref\n0 %d\n0000000000 65535 f \n" % count + b"".join(b"%010d 00000 n \n" % at for at in begins))
    made.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, table))
    return made.getvalue()
