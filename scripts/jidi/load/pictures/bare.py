"""A picture as it is published: it looks the same, and says nothing else.

Teachers' pictures lose nothing: only the parts of the file that are drawn are taken (:mod:`.parts`), byte by byte, so a photograph is not made worse
each time that it comes by, a moving one goes on moving, and the digest that a page shows is the same whatever library is installed. Only a photograph
that its metadata turns is drawn anew, with the tables of the one before: the turn would be lost.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .parts import Tangled, parts

if TYPE_CHECKING:
    from PIL.Image import Image

_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
_HELD = 0x0112  # of EXIF: how the picture is held
_SPOILT = "不是完好的图片，打不开", "用看图软件打开，另存为 jpg 或 png 再交；打不开就向交来的人要原图"
_JPEG, _SCAN, _SCANS = b"\xff\xd8", b"\xff\xda", 25  # how often it comes back to the same dots: programs do it a dozen times; each takes up to 0.07 s
_ENDLESS = "要画很多遍才画得完，会卡住看的人的电脑", "用看图软件打开，另存为新的文件再交"


class NoPicture(ValueError):
    """Bytes that no picture can be drawn from: why, and how to ``mend`` it, in Chinese."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.mend = mend


def is_picture(file: str) -> bool:
    """Whether a file is a picture by its name."""
    return file.lower().endswith(_SUFFIXES)


def published(file: str, data: bytes) -> bytes:
    """An attachment as it is published: a picture :func:`bare`, anything else as it is. :raises NoPicture: if it is a picture that cannot be drawn"""
    if not is_picture(file):
        return data
    shown = bare(data)
    with _opened(shown) as image:
        image.draft(None, (1, 1))  # small, where that is quicker
        image.load()
    return shown


def bare(data: bytes) -> bytes:
    """A JPEG, PNG, GIF or WebP file without metadata; the same bytes if it has none. :raises NoPicture: if it is neither that nor can be drawn anew"""
    try:
        kept = parts(data)
    except Tangled:
        return _drawn_anew(data)
    _ends(kept)
    return _drawn_anew(data) if kept != data and _is_turned(data) else kept


def _ends(data: bytes) -> None:
    """:raises NoPicture: if it would be drawn again and again"""
    if data.startswith(_JPEG) and data.count(_SCAN) > _SCANS:
        raise NoPicture(*_ENDLESS)


def _is_turned(data: bytes) -> bool:
    """Whether the metadata says to show it in another way than it is kept; nobody turns what moves."""
    with _opened(data) as image:
        try:
            return not _moves(image) and image.getexif().get(_HELD, 1) in range(2, 9)
        except Exception:  # whatever a reader of spoilt metadata may raise: the picture is none the worse
            return False


def _moves(image: Image) -> bool:
    return image.format != "MPO" and getattr(image, "is_animated", False)  # MPO: a JPEG with others behind it


def _drawn_anew(data: bytes) -> bytes:
    """The picture turned as it is shown, as alike as its format can. :raises NoPicture: if it moves, too"""
    from PIL.ImageOps import exif_transpose

    _ends(data)
    with _opened(data) as image:
        if _moves(image):
            raise NoPicture(*_SPOILT)
        made = io.BytesIO()
        exif_transpose(image).save(made, **_as_before(image, data))
        return parts(made.getvalue())


def _as_before(image: Image, data: bytes) -> dict[str, Any]:
    """With which words Pillow writes a picture of the same kind and quality."""
    profile = {"icc_profile": image.info.get("icc_profile")}
    if image.format in {"JPEG", "MPO"}:
        from PIL.JpegImagePlugin import get_sampling

        tables: Any = getattr(image, "quantization")  # noqa: B009  # which only some images have
        return {"format": "JPEG", "qtables": tables, "subsampling": get_sampling(image), **profile}
    if image.format == "WEBP":
        return {"format": "WEBP", "lossless": b"VP8L" in data, "quality": 90, "exact": True, **profile}
    return {"format": image.format, **profile}


@contextmanager
def _opened(data: bytes) -> Iterator[Image]:
    """A picture of one of the four formats, for whatever is done with it. :raises NoPicture: whatever goes wrong"""
    from PIL import Image  # a tenth of a start-up: for who has a picture before him

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of spoilt metadata: it goes
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NoPicture(f"太大，长乘宽超过 {(Image.MAX_IMAGE_PIXELS or 0) // 10_000} 万像素", "用看图软件把它缩小（长边 4000 像素足够），另存后再交") from None
    except NoPicture:
        raise
    except Exception:  # whatever a reader of spoilt pictures may raise
        raise NoPicture(*_SPOILT) from None
