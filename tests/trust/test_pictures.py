"""Where a picture was taken, when and by whom: what is published does not say it, and where it cannot be taken away, somebody is told."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pptx
import pytest
import xlsxwriter
from conftest import Examine, Run, lay_city
from docx import Document
from jidi.model.finding import Finding

from trust.opened import opened
from trust.photographs import FILES, SECRET, Photograph, attach, frames, jpeg, photographs, told, with_zip

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO")]
ALL = photographs()
DRAWN = next(one for one in ALL if one.name == "tu.png")


def pictures_of(site: Path) -> Iterator[tuple[str, bytes]]:
    return ((name, data) for name, data in opened(site) if re.search(r"\.(?:png|jpe?g|gif|webp)$", name))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, jidi: Run) -> Path:
    """With all kinds attached, shown and packed, one that is a zip as well, and one in the guide."""
    folder = tmp_path_factory.mktemp("pictures")
    city = attach(lay_city(folder / "city"), *ALL, Photograph("liangyang.png", with_zip(DRAWN.plain), DRAWN.plain))
    (city / "content/guide/images").mkdir(parents=True, exist_ok=True)
    (city / "content/guide/images/tu.png").write_bytes(DRAWN.said)
    (city / "content/guide/tu.md").write_text("---\n标题: 看图\n顺序: 9\n读者: 老师\n---\n\n![图](images/tu.png)\n", "utf-8")
    assert jidi("--root", city, "build", "--out", folder / "site").returncode == 0
    return folder / "site"


def test_no_picture_of_a_site_says_anything(site: Path) -> None:
    found = dict(pictures_of(site))
    assert {f"{FILES}/{one.name}" for one in ALL} <= found.keys()
    assert sum(".zip!" in name for name in found) >= len(ALL), "in packs too"
    assert {name: said for name, data in found.items() if (said := told(data))} == {}
    assert [name for name, data in opened(site) if SECRET in data] == []


def test_no_dot_of_them_changes(site: Path) -> None:
    for one in ALL:
        if one.turned == 1:
            assert frames((site / FILES / one.name).read_bytes()) == frames(one.plain)
    assert (site / "guide/images/tu.png").read_bytes() == DRAWN.plain


def in_word(picture: bytes) -> bytes:
    document, made = Document(), io.BytesIO()
    document.add_picture(io.BytesIO(picture))
    document.save(made)
    return made.getvalue()


def in_slides(picture: bytes) -> bytes:
    show, made = pptx.Presentation(), io.BytesIO()
    show.slides.add_slide(show.slide_layouts[6]).shapes.add_picture(io.BytesIO(picture), 0, 0)
    show.save(made)
    return made.getvalue()


def in_sheet(picture: bytes) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet().insert_image("A1", "zhaopian.jpg", {"image_data": io.BytesIO(picture)})
    return made.getvalue()


def in_pdf(picture: bytes) -> bytes:
    """As scanners and programs do that put photographs into a pdf as they are."""
    with pikepdf.new() as made:
        page, told_as = made.add_blank_page(page_size=(64, 32)), io.BytesIO()
        name = pikepdf.Name
        shown = pikepdf.Stream(made, picture, Subtype=name.Image, Width=64, Height=32, BitsPerComponent=8, ColorSpace=name.DeviceRGB, Filter=name.DCTDecode)
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=shown))
        page.Contents = made.make_stream(b"64 0 0 32 0 0 cm /Im0 Do")
        made.save(told_as)
    return told_as.getvalue()


def in_zip(picture: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("春游/操场.jpg", picture)
    return made.getvalue()


WAYS: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "jiaoan.docx": (in_word, "里面的照片“image1.jpg”记着拍摄地点（经纬度）", "压缩图片"),
    "kejian.pptx": (in_slides, "里面的照片“image1.jpg”记着拍摄地点（经纬度）", "压缩图片"),
    "biao.xlsx": (in_sheet, "里面的照片“image1.jpeg”记着拍摄地点（经纬度）", "压缩图片"),
    "saomiao.pdf": (in_pdf, "里面的照片记着拍摄地点（经纬度）", "重新存成 pdf"),
    "zhaopian.zip": (in_zip, "里面的照片“操场.jpg”记着拍摄地点（经纬度）", "再重新压缩"),
    "zhaopian.jpg": (bytes, "照片里记着拍摄地点（经纬度）", "位置信息"),
}


def of_places(found: list[Finding]) -> list[Finding]:
    return [one for one in found if one.code == "YS10"]


@pytest.mark.parametrize("name", WAYS)
def test_an_attachment_with_a_place_in_it_is_told(city: Path, examine: Examine, name: str) -> None:
    make, what, how = WAYS[name]
    attach(city, Photograph(name, make(jpeg(1).said), b""))
    [found] = of_places(examine(city))
    assert (found.place.file, found.level) == (f"{FILES}/{name}", "warning")
    assert found.message == what and how in found.fix
    (city / FILES / name).write_bytes(make(jpeg(1).plain))
    assert of_places(examine(city)) == []


def test_of_many_pictures_some_are_named(city: Path, examine: Examine) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for number in range(30):
            package.writestr(f"{number:02}.jpg", jpeg(1).said)
    attach(city, Photograph("zhaopian.zip", made.getvalue(), b""))
    [found] = of_places(examine(city))
    assert found.message == "里面的照片“00.jpg”、“01.jpg”、“02.jpg”等 20 张以上记着拍摄地点（经纬度）"
