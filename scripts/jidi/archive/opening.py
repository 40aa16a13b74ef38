"""A zip that nobody vouches for becomes a folder: names, sizes and sums are looked at before anything is believed."""

from __future__ import annotations

import errno
import hashlib
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .digests import digest_of

MAX_FILES = 100_000
MAX_BYTES = 32 << 30  # unpacked: far more than the city makes in a year, less than a disk
MAX_NAME = 1000  # bytes of a name with its folders; Windows takes 260 signs
MAX_RATIO = 200  # unpacked to packed; papers and pictures are far below
_SMALL = 100 << 20  # a ratio harms nobody below this
_FAULTS = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError, ValueError, OverflowError, KeyError)
_NOWHERE = (None, errno.EINVAL)  # an offset before the file's beginning, not a full disk
_WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
AGAIN = "改法：用另一份备份换掉这个压缩包，或从材料重新归档"


@dataclass(frozen=True)
class Damage:
    """What is wrong: the zip's name, the file in it (empty: the zip itself), how."""

    zip: str
    file: str
    what: str

    def __str__(self) -> str:
        return f"{self.zip}{f'：{self.file}' if self.file else ''}：{self.what}。{AGAIN}。"


@dataclass(frozen=True)
class Opened:
    """An unpacked zip. ``digests``: SHA-256 by path below ``folder``, its one top folder."""

    folder: Path
    digests: dict[str, str]


def unpack(path: Path, into: Path) -> tuple[Opened, list[Damage]]:
    """Unpack a zip into an empty folder; what is damaged or unsafe is named, and if a name or a size is unsafe nothing is unpacked."""
    nothing = Opened(into, {})
    try:
        with zipfile.ZipFile(path) as package:
            infos = package.infolist()
            if unsafe := [*_too_much(path, infos), *_names(infos)]:
                return nothing, [Damage(path.name, file, what) for file, what in unsafe]
            tops = sorted({one.filename.split("/")[0] for one in infos})
            digests, damages = _unpack(package, infos, into, path.name)
    except (*_FAULTS, OSError) as error:
        if isinstance(error, OSError) and error.errno not in _NOWHERE:
            raise
        return nothing, [Damage(path.name, "", "打不开，不是完好的压缩包（没有下载完、复制断了，或者只是改了扩展名）")]
    top = f"{tops[0]}/"
    return Opened(into / tops[0], {name.removeprefix(top): digest for name, digest in digests.items()}), damages


def sum_damage(path: Path) -> list[Damage]:
    """What ``<zip>.sha256`` beside a zip says against it; nothing if there is none."""
    beside = path.with_name(f"{path.name}.sha256")
    if not beside.is_file():
        return []
    said, found = beside.read_bytes()[:64].decode("ascii", "replace"), digest_of(path)
    return [] if said == found else [Damage(path.name, "", f"整个压缩包和旁边的 {beside.name} 对不上：应是 sha256 {said}，现在是 {found}")]


def _too_much(path: Path, infos: list[zipfile.ZipInfo]) -> Iterator[tuple[str, str]]:
    """Zips that would fill the disk, or whose parts overlap."""
    packed, total = path.stat().st_size, sum(one.file_size for one in infos)
    if len(infos) > MAX_FILES:
        yield "", f"里面有 {len(infos)} 个文件，超过 {MAX_FILES} 个，没有解开"
    if total > MAX_BYTES or (total > _SMALL and total > MAX_RATIO * packed):
        yield "", f"说是解开有 {total // 1048576} MB，和压缩包的 {packed // 1024} KB 不相称，没有解开"
    if sum(one.compress_size for one in infos) > packed:
        yield "", "里面的文件互相重叠，没有解开"
    if not infos:
        yield "", "是空的压缩包"


def _names(infos: list[zipfile.ZipInfo]) -> Iterator[tuple[str, str]]:
    """Names that could be written elsewhere, twice, or not at all; what is no plain file; files outside the one top folder."""
    names = [one.orig_filename for one in infos]
    if long := next((name for name in names if len(name.encode("utf-8", "replace")) > MAX_NAME), ""):
        yield _printable(long), "名字有的电脑写不出来，不能解开"
        return
    files = [_folded(one) for one in names if not one.endswith("/")]
    taken: set[str] = set()
    above = {folded[:at] for folded in map(_folded, names) for at, sign in enumerate(folded) if sign == "/" and at < len(folded) - 1}
    for info, name in zip(infos, names, strict=True):
        shown, folded = _printable(name), _folded(name)
        if wrong := _unsafe(name):
            yield shown, wrong
        elif stat.S_ISLNK(info.external_attr >> 16) or info.flag_bits & 1 or info.compress_type not in _WAYS:
            yield shown, "是链接、加了密码，或用了别的压缩办法，不能收"
        elif folded in taken or (folded in files and folded in above):
            yield shown, "名字出现了两次（大小写不同也算），不知道该信哪一个"
        elif "/" not in name:
            yield shown, "不在压缩包最上面的那个文件夹里，是外来的文件"
        taken.add(folded)
    if len({name.split("/")[0] for name in names}) > 1:
        yield "", "最上面不止一个文件夹，不是这个系统写的"


def _unsafe(name: str) -> str:
    parts = name.removesuffix("/").split("/")
    if name.startswith("/") or ":" in name or "\\" in name or ".." in parts:
        return "名字指向别的文件夹，不能解开"
    if any(part in {"", "."} or part != part.strip(" ") or part.endswith(".") or len(part.encode()) > 255 for part in parts):
        return "名字有的电脑写不出来，不能解开"
    return "名字里有看不见的字符，不能解开" if any(unicodedata.category(sign) in _UNSEEN for sign in name) else ""


def _unpack(package: zipfile.ZipFile, infos: Iterable[zipfile.ZipInfo], into: Path, zip: str) -> tuple[dict[str, str], list[Damage]]:
    """Write every file, block by block; the digest of each, and those whose bytes are not those that were packed."""
    digests: dict[str, str] = {}
    damages: list[Damage] = []
    for info in infos:
        if info.is_dir():
            continue
        target = into / info.filename
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            digests[info.filename] = _copy(package, info, target)
        except _FAULTS:
            damages.append(Damage(zip, info.filename.split("/", 1)[-1], "读到一半坏了（压缩包里的校验和 CRC 对不上）"))
    return digests, damages


def _copy(package: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> str:
    made = hashlib.sha256()
    with package.open(info) as inside, target.open("wb") as file:
        while block := inside.read(1 << 20):
            made.update(block)
            file.write(block)
    return made.hexdigest()


def _folded(name: str) -> str:
    """As a computer sees it that knows no case and no forms of letters."""
    return unicodedata.normalize("NFC", name).casefold()


def _printable(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:200].encode("utf-8", "replace").decode()
