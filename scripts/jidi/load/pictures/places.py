"""Pictures that tell where they were taken: by themselves, in an office file or zip, in a pdf."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator

from ..names import name_of
from .bare import is_picture

MOST = 20  # names of pictures that are told
_PACKAGES = (".docx", ".pptx", ".xlsx", ".zip")
_READ = 64 * 1024 * 1024  # bytes of all pictures of a package
_HEADS = (b"Exif\0\0", b"eXIf", b"EXIF")  # in JPEG, in PNG, in WebP (there with its size behind it)
_TIFF = re.compile(rb"(?:II\*\0|MM\0\*)")
_XMP = re.compile(rb"GPSLatitude\s*(?:=\s*[\"']|>)\s*\d")
_LONGEST = 1 << 16  # bytes of EXIF that are looked at
_GPS, _LATITUDE, _LONGITUDE = 0x8825, 2, 4


def places_in(file: str, data: bytes) -> tuple[str, ...]:
    """The names of the pictures in a file that tell where they were taken, no more than :data:`MOST`; for a picture or a pdf its own name."""
    name = file.rsplit("/", 1)[-1]
    if name.lower().endswith(_PACKAGES):
        return tuple(sorted(_in_package(data)))[:MOST]
    return (name,) if (is_picture(name) or name.lower().endswith(".pdf")) and _tells(data) else ()


def _in_package(data: bytes) -> Iterator[str]:
    left = _READ
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for one in package.infolist():
                if is_picture(one.filename) and (left := left - one.file_size) >= 0 and _tells(package.read(one)):
                    yield name_of(one) or one.filename
    except Exception:  # whatever a spoilt package may raise; that it is spoilt others say
        return


def _tells(data: bytes) -> bool:
    """Whether bytes hold a place: in EXIF, or in XMP that is not packed."""
    if b"GPSLatitude" in data and _XMP.search(data):
        return True
    return any(_has_place(data[at : at + _LONGEST]) for at in _exifs(data))


def _exifs(data: bytes) -> Iterator[int]:
    """Where EXIF begins."""
    for head in _HEADS:
        at = -1
        while (at := data.find(head, at + 1)) >= 0:
            if tiff := _TIFF.search(data, at + 4, at + 18):
                yield tiff.start()


def _has_place(tiff: bytes) -> bool:
    """Whether it says a latitude and a longitude that are numbers; cameras without reception write zeros."""
    from PIL.Image import Exif

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of spoilt bytes
            exif = Exif()
            exif.load(b"Exif\0\0" + tiff)
            place = exif.get_ifd(_GPS)
        degrees = [float(one) for tag in (_LATITUDE, _LONGITUDE) for one in place[tag]]
    except Exception:  # whatever a reader of spoilt EXIF may raise
        return False
    return any(one == one and one != 0 for one in degrees)  # what is no number is not even itself
