"""Pictures that say all that a picture can say beside what is seen: each with a word that stands nowhere else, and without it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

SECRET = b"zqyaqueniujiaozhen"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="33,44.5N" dc:creator="' + SECRET + b'"/></x:xmpmeta>'
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
RESOURCE, FILES = "bases/cz-shuxue/resources/yici-hanshu", "bases/cz-shuxue/files/2026"
WIDTH, HEIGHT = 64, 32


@dataclass(frozen=True)
class Photograph:
    """``said``: the file as it is handed in; ``plain``: as it is without all that it says, not turned; ``turned``: how it is held (EXIF)."""

    name: str
    said: bytes
    plain: bytes
    turned: int = 1


def scene(number: int = 0, mode: str = "RGB") -> Image.Image:
    """Four fields of different colours, so that it is seen how it is turned."""
    made = Image.new("RGB", (WIDTH, HEIGHT), (250, 20 + number, 20))
    for at, colour in (((32, 0), (20, 200, 20)), ((0, 16), (20, 20, 250)), ((32, 16), (250, 250, 250 - number))):
        made.paste(colour, (*at, at[0] + 32, at[1] + 16))
    return made.convert(mode)


def written(image: Image.Image, form: str, **words: Any) -> bytes:
    made = io.BytesIO()
    image.save(made, form, **words)
    return made.getvalue()


def exif(turned: int = 1, latitude: int = 33) -> bytes:
    """TIFF of a telephone: how it is held, its maker, a place, and a preview that shows what was cut off. By hand: Pillow writes no preview."""
    preview = written(Image.new("RGB", (8, 8), (1, 2, 3)), "JPEG", comment=SECRET)
    place, second = 8 + 2 + 4 * 12 + 4, 0
    gps = struct.pack("<H2sx", 4, b"")  # filled below
    values = place + 2 + 4 * 12 + 4
    degrees = struct.pack("<6I", latitude, 1, 44, 1, 5, 1) + struct.pack("<6I", 3 * latitude, 1, 18, 1, 2, 1)
    maker = values + len(degrees)
    second = maker + len(SECRET) + len(SECRET) % 2
    gps = struct.pack("<H", 4) + _entry(1, 2, 2, b"N\0\0\0") + _entry(2, 5, 3, values) + _entry(3, 2, 2, b"E\0\0\0") + _entry(4, 5, 3, values + 24) + bytes(4)
    first = struct.pack("<H", 4) + _entry(0x010F, 2, len(SECRET), maker) + _entry(0x0112, 3, 1, turned) + _entry(0x013B, 2, len(SECRET), maker)
    first += _entry(0x8825, 4, 1, place) + struct.pack("<I", second)
    thumb = struct.pack("<H", 2) + _entry(0x0201, 4, 1, second + 2 + 2 * 12 + 4) + _entry(0x0202, 4, 1, len(preview)) + bytes(4)
    return b"II*\0\x08\0\0\0" + first + gps + degrees + SECRET + bytes(len(SECRET) % 2) + thumb + preview


def _entry(tag: int, kind: int, count: int, value: int | bytes) -> bytes:
    return struct.pack("<HHI", tag, kind, count) + (value if isinstance(value, bytes) else struct.pack("<I", value))


def segment(code: int, said: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, code, len(said) + 2) + said


def segments(turned: int = 1) -> list[bytes]:
    """All that programs write into a JPEG."""
    return [
        segment(0xE1, b"Exif\0\0" + exif(turned)),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
        segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + SECRET),
        segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(SECRET)) + SECRET),  # IPTC
        segment(0xE0, b"JFXX\0\x10" + SECRET),
        segment(0xE2, b"MPF\0" + SECRET),
        segment(0xE2, b"FPXR\0" + SECRET),
        segment(0xEB, b"JP\0\1" + SECRET),  # where it comes from (C2PA)
        segment(0xEC, b"Ducky" + SECRET),
        segment(0xFE, SECRET),
    ]


def jpeg(turned: int = 1, **words: Any) -> Photograph:
    plain = written(scene(), "JPEG", quality=92, icc_profile=PROFILE, **words)
    told = segments(turned)
    return Photograph(f"zhaopian-{turned}.jpg", plain[:2] + told[0] + plain[2:20] + b"".join(told[1:]) + plain[20:] + SECRET, plain, turned)


def chunk(name: bytes, said: bytes) -> bytes:
    return struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said))


def chunks() -> list[bytes]:
    """All that programs write into a PNG."""
    words = b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP
    packed = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(SECRET))
    return [chunk(b"tEXt", b"Author\0" + SECRET), packed, chunk(*words), chunk(b"eXIf", exif()), chunk(b"tIME", bytes(7)), chunk(b"prVt", SECRET)]


def png(name: str, plain: bytes) -> Photograph:
    told = chunks()
    return Photograph(name, plain[:33] + b"".join(told[:3]) + plain[33:-12] + b"".join(told[3:]) + plain[-12:] + SECRET, plain)


def gif() -> Photograph:
    plain = written(scene(), "GIF", save_all=True, append_images=[scene(90), scene(180)], duration=[100, 200, 300], loop=3)
    blocks = b"\x21\xfe" + bytes([len(SECRET)]) + SECRET + b"\0"
    blocks += b"\x21\xff\x0bXMP DataXMP" + XMP + b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    at = plain.index(b"\x21\xff\x0bNETSCAPE2.0")
    return Photograph("dong.gif", plain[:at] + blocks + plain[at:-1] + blocks + b";" + SECRET, plain)


def webp(name: str, plain: bytes) -> Photograph:
    flags = 20  # where VP8X keeps them
    told = b"".join(one + struct.pack("<I", len(said)) + said + bytes(len(said) % 2) for one, said in ((b"EXIF", exif()), (b"XMP ", XMP), (b"PRVT", SECRET)))
    inside = plain[12:flags] + bytes([plain[flags] | 0x0C]) + plain[flags + 1 :] + told
    return Photograph(name, b"RIFF" + struct.pack("<I", len(inside) + 4) + b"WEBP" + inside + SECRET, plain)


def photographs() -> list[Photograph]:
    """One of each format and kind that attachments may be."""
    moving = {"save_all": True, "append_images": [scene(90), scene(180)], "duration": [100, 200, 300], "loop": 3}
    return [
        *(jpeg(turned) for turned in range(1, 9)),
        Photograph("jianjin.jpeg", jpeg(1, progressive=True).said, jpeg(1, progressive=True).plain),
        png("tu.png", written(scene(), "PNG", icc_profile=PROFILE, dpi=(300, 300))),
        png("touming.png", written(scene(mode="P"), "PNG", transparency=0)),
        png("dong.png", written(scene(), "PNG", **moving)),
        gif(),
        webp("tu.webp", written(scene(), "WEBP", icc_profile=PROFILE, lossless=True)),
        webp("yasuo.webp", written(scene(), "WEBP", icc_profile=PROFILE, quality=80)),
        webp("dong.webp", written(scene(), "WEBP", icc_profile=PROFILE, **moving)),
    ]


def with_zip(picture: bytes) -> bytes:
    """A picture that is a zip as well."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("evil.txt", SECRET)
    return picture + made.getvalue()


def frames(data: bytes) -> list[tuple[Any, ...]]:
    """What is seen of a picture: of each frame its size, its dots, for how long."""
    with Image.open(io.BytesIO(data)) as image:
        found = []
        for number in range(1 if image.format == "MPO" else getattr(image, "n_frames", 1)):
            image.seek(number)
            found.append((image.size, image.convert("RGBA").tobytes(), image.info.get("duration"), image.info.get("loop")))
        return found


# What Pillow tells of a picture that says nothing of itself.
_DRAWING = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression", "adobe", "adobe_transform", "icc_profile", "srgb",
            "gamma", "chromaticity", "transparency", "version", "background", "duration", "loop", "timestamp", "extension", "disposal", "blend", "bbox",
            "default_image"}  # fmt: skip


def told(data: bytes) -> dict[str, object]:
    """What a picture says beside what is drawn, as far as Pillow or a search for our word can find it; nothing if it is as it should be."""
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        found = {name: value for name, value in image.info.items() if name not in _DRAWING}
        found |= {f"exif {tag}": value for tag, value in image.getexif().items()}
        found |= {"application": [name for name, _ in getattr(image, "applist", []) if name not in {"APP0", "APP2", "APP14"}]} if image.format == "JPEG" else {}
        looked = {name: value for name, value in found.items() if value}
    return looked | ({"word": data[max(0, data.find(SECRET) - 20) :][:60]} if SECRET in data else {})


def attach(city: Path, *pictures: Photograph) -> Path:
    """Two resources of a unit with these pictures; the text of the first shows some of them."""
    for one in pictures:
        (city / FILES / one.name).write_bytes(one.said)
    text = (city / f"{RESOURCE}.md").read_text("utf-8").replace("册次: 下册\n", "册次: 下册\n单元: 第二十三章 一次函数\n")
    rows = "".join(f"  - {{文件: 2026/{one.name}, 名称: 照片{number}}}\n" for number, one in enumerate(pictures))
    (city / f"{RESOURCE}.md").write_text(text.replace("附件:\n", f"附件:\n{rows}") + f"\n![第一张](../files/2026/{pictures[0].name})\n", "utf-8")
    (city / f"{RESOURCE}-2.md").write_text(text.replace("标题: ", "标题: 又一份"), "utf-8")
    return city
