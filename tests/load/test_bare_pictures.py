"""A picture is published as it looks and says nothing else, whatever its bytes are."""

from __future__ import annotations

import io
import struct
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jidi.load.pictures import NoPicture, bare, places_in, published
from PIL import Image, ImageChops, ImageOps, ImageStat
from trust.photographs import PROFILE, Photograph, chunk, exif, frames, gif, jpeg, photographs, scene, segment, told, webp, with_zip, written

pytestmark = pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO")  # what the examples are, as they are handed in
ALL = {one.name: one for one in photographs()}
LOSSLESS = [one for one in ALL.values() if one.turned == 1]
TURNED = [one for one in ALL.values() if one.turned > 1]


@pytest.mark.parametrize("one", ALL.values(), ids=ALL)
def test_nothing_is_told(one: Photograph) -> None:
    assert told(one.said), "the example tells something"
    assert told(bare(one.said)) == {}


@pytest.mark.parametrize("one", LOSSLESS, ids=lambda one: one.name)
def test_no_dot_changes_and_what_moves_goes_on_moving(one: Photograph) -> None:
    assert frames(bare(one.said)) == frames(one.plain)
    with Image.open(io.BytesIO(bare(one.said))) as image, Image.open(io.BytesIO(one.plain)) as plain:
        assert image.info.get("icc_profile") == plain.info.get("icc_profile") and image.info.get("dpi") == plain.info.get("dpi")


@pytest.mark.parametrize("one", ALL.values(), ids=ALL)
def test_what_tells_nothing_keeps_its_bytes(one: Photograph) -> None:
    assert bare(one.plain) == one.plain
    assert bare(bare(one.said)) == bare(one.said)


@pytest.mark.parametrize("one", TURNED, ids=lambda one: one.name)
def test_a_photograph_is_held_as_it_was_shown(one: Photograph) -> None:
    with Image.open(io.BytesIO(one.said)) as image, Image.open(io.BytesIO(bare(one.said))) as made:
        right = ImageOps.exif_transpose(image)
        assert made.size == right.size == ((32, 64) if one.turned > 4 else (64, 32))
        assert (
            max(ImageStat.Stat(ImageChops.difference(made.convert("RGB"), right.convert("RGB"))).mean) < 5
        )  # of 255, where colours meet; turned wrongly it is a hundred
        assert made.info["icc_profile"] == PROFILE and made.quantization == image.quantization  # type: ignore[attr-defined]


def test_a_drawing_is_turned_without_loss() -> None:
    for form, words in (("PNG", {}), ("WEBP", {"lossless": True})):
        held = Image.Exif()
        held[0x0112] = 6
        said = written(scene(), form, exif=held, **words)
        assert frames(bare(said))[0][:2] == ((32, 64), scene().transpose(Image.Transpose.ROTATE_270).convert("RGBA").tobytes())
        assert told(bare(said)) == {}


def test_the_small_picture_in_front_of_an_old_jpeg_goes() -> None:
    """JFIF keeps one of its own, uncompressed."""
    plain = written(scene(), "JPEG")
    said = plain[:2] + segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\2\2" + b"secret dots!") + plain[20:]
    assert b"secret" in said and bare(said) == plain[:2] + segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\0\0") + plain[20:]


def test_spoilt_metadata_does_not_cost_the_picture() -> None:
    plain = written(scene(), "JPEG")
    for size in range(0, 40):
        assert bare(plain[:2] + segment(0xE1, b"Exif\0\0" + exif()[:size]) + plain[2:]) == plain


def test_a_picture_put_together_oddly_is_drawn_anew() -> None:
    """Bytes between two segments: programs pass over them."""
    one = jpeg(6)
    odd = one.said[:2] + one.said[2:].replace(segment(0xFE, b"zqyaqueniujiaozhen"), b"zqyaqueniujiaozhen", 1)
    assert told(bare(odd)) == {} and frames(bare(odd)) == frames(bare(one.said))


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0 no picture \xff\xd9", b"GIF89a;", b"RIFF\4\0\0\0WEBP", b"\x89PNG\r\n\x1a\nIEND", b"", b"<svg/>"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NoPicture) as told_why:
        published("tu.png", data)
    assert str(told_why.value) == "不是完好的图片，打不开" and "另存" in told_why.value.mend


def test_other_formats_are_refused_under_these_names() -> None:
    for form in ("TIFF", "BMP", "ICO", "PPM"):
        with pytest.raises(NoPicture):
            published("tu.jpg", written(scene(), form))


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    head = struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")
    with pytest.raises(NoPicture, match="太大，长乘宽超过 8947 万像素"):
        published("tu.png", bomb)


def test_a_picture_that_is_drawn_without_end_is_refused_at_once() -> None:
    plain = written(Image.new("RGB", (3000, 3000)), "JPEG", progressive=True)
    scan = plain[plain.rindex(b"\xff\xc4", 0, plain.rindex(b"\xff\xda")) : -2]
    assert published("tu.jpg", plain) == plain
    begun = time.process_time()
    for odd in (b"", b"odd"):  # put together rightly, or not
        with pytest.raises(NoPicture, match="要画很多遍"):
            published("tu.jpg", plain[:2] + odd + plain[2:-2] + scan * 5000 + b"\xff\xd9")
    assert time.process_time() - begun < 10  # 26 without the limit


def test_no_reader_of_spoilt_metadata_warns_a_teacher(recwarn: pytest.WarningsRecorder) -> None:
    said = jpeg().plain[:2] + segment(0xE1, b"Exif\0\0" + exif()[:20]) + jpeg().plain[2:]
    assert published("tu.jpg", said) == jpeg().plain and places_in("tu.jpg", said) == () and not recwarn


def test_other_files_are_published_as_they_are() -> None:
    assert published("xuean.txt", jpeg().said) == jpeg().said


@given(st.sampled_from([one for one in LOSSLESS if one.name.endswith(".jpg")]), st.integers(0xE0, 0xEF), st.binary(max_size=300), st.binary(max_size=300))
def test_whatever_a_program_writes_into_a_jpeg_goes(one: Photograph, code: int, said: bytes, after: bytes) -> None:
    named = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}.get(code)
    if not (named and said.startswith(named)):
        assert bare(one.plain[:2] + segment(code, said) + one.plain[2:] + after) == one.plain


@given(st.sampled_from([one for one in LOSSLESS if one.name.endswith(".png")]), st.binary(max_size=300), st.binary(max_size=300))
def test_whatever_a_program_writes_into_a_png_goes(one: Photograph, said: bytes, after: bytes) -> None:
    assert bare(one.plain[:33] + chunk(b"prVt", said) + one.plain[33:] + after) == one.plain


@given(
    st.sampled_from([*ALL.values()]),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["put", "cut", "add"]), st.binary(min_size=1, max_size=8)), max_size=4),
)
def test_any_bytes_become_a_bare_picture_or_are_refused(one: Photograph, changes: list[tuple[float, str, bytes]]) -> None:
    data = one.said
    for where, how, said in changes:
        at = int(where * len(data))
        data = data[:at] + (said if how != "cut" else b"") + data[at + (0 if how == "add" else len(said)) :]
    try:
        made = bare(data)
    except NoPicture:
        return
    assert bare(made) == made


PLACES = {
    "zhaopian.jpg": jpeg().said,
    "tu.png": ALL["tu.png"].said,
    "dong.gif": gif().said,  # in XMP
    "tu.webp": webp("tu.webp", ALL["tu.webp"].plain).said,
    "saomiao.pdf": b"%PDF-1.4\nstream\n" + jpeg().said + b"\nendstream\n%%EOF",
}


@pytest.mark.parametrize("name", PLACES)
def test_a_picture_that_tells_where_it_was_taken_is_known(name: str) -> None:
    assert places_in(f"2026/{name}", PLACES[name]) == (name,)


@pytest.mark.parametrize("one", ALL.values(), ids=ALL)
def test_what_is_published_tells_no_place(one: Photograph) -> None:
    assert places_in(one.name, bare(one.said)) == ()


def test_a_telephone_without_reception_tells_no_place() -> None:
    plain = written(scene(), "JPEG")
    assert places_in("a.jpg", plain[:2] + segment(0xE1, b"Exif\0\0" + exif(latitude=0)) + plain[2:]) == ("a.jpg",)  # minutes and seconds are there
    nowhere = exif(latitude=0).replace(struct.pack("<4I", 44, 1, 5, 1), struct.pack("<4I", 0, 1, 0, 1)).replace(struct.pack("<4I", 18, 1, 2, 1), bytes(16))
    assert places_in("a.jpg", plain[:2] + segment(0xE1, b"Exif\0\0" + nowhere) + plain[2:]) == ()


def test_the_pictures_of_a_package_are_named() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<w/>")
        package.writestr("word/media/image2.jpeg", jpeg().said)
        package.writestr("word/media/image1.png", ALL["tu.png"].said)
        package.writestr("word/media/image3.jpeg", jpeg().plain)
    for name in ("jiaoan.docx", "kejian.PPTX", "biao.xlsx", "zhaopian.zip"):
        assert places_in(name, made.getvalue()) == ("word/media/image1.png", "word/media/image2.jpeg")
    assert places_in("xuean.txt", made.getvalue()) == ()


@given(st.binary(max_size=400), st.sampled_from(["a.docx", "a.pdf", "a.jpg", "a.zip"]), st.sampled_from([b"", b"PK\x03\x04", b"Exif\0\0II*\0", b"eXIfMM\0*"]))
def test_no_bytes_are_too_odd_to_look_for_a_place(data: bytes, name: str, head: bytes) -> None:
    assert places_in(name, head + data) in {(), (name,)}


def test_the_zip_behind_a_picture_goes() -> None:
    for one in LOSSLESS:
        assert bare(with_zip(one.plain)) == one.plain
