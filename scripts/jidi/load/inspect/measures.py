"""What a zip says about itself, measured before anything in it is believed or unpacked."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..names import name_of, odd, same, shown
from .fault import Refused

MOST = 5000  # files in one
MAX_TOTAL = 200 * 1024 * 1024  # bytes of all of them, unpacked; of those inside those as well
MAX_ONE = 64 * 1024 * 1024
_RATIO = 200  # a table of one number for ever has 100
_SMALL = 8 * 1024 * 1024  # bytes that may be packed as tightly as they like
_DIRECTORY = 3 * 1024 * 1024  # bytes of the list of what is in it
_END = struct.Struct("<4s4H2LH")
_WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # all that an office file may use (ECMA-376-2, annex B)
_TAGS = 1_000_000  # a second's worth; a book of five hundred pages
_COMMENT = 1000
_LOCKED = 0x2041  # flags: encrypted, strongly, the list as well
_PARTED = "分成几份再交，不要的不放进去"
_EMPTY = "删掉里面大片的空白或没有用的大文件，另存后再交"
_RENAME = "把里面的文件改成普通的名字（最好是英文字母和数字），重新压缩"


@dataclass
class Purse:
    """How many bytes may still be unpacked for one attachment, however deep they lie, and how many tags parsed."""

    left: int = field(default=MAX_TOTAL)
    tags: int = field(default=_TAGS)

    def spend(self, size: int) -> None:
        """:raises Refused: if that is more than is left"""
        self.left -= size
        if self.left < 0:
            raise Refused(f"解压后太大，超过 {MAX_TOTAL // 1048576} MB", "分成几份再交；大视频放到网盘，写网址和 sha256")

    def parse(self, body: bytes) -> bytes:
        """What is going to be parsed. :raises Refused: if so many tags take over a second"""
        self.tags -= body.count(b"<")
        if self.tags < 0:
            raise Refused("里面的东西多得异常，没有看完", "分成几份再交")
        return body


def check_end(data: bytes, mend: str) -> None:
    """The list at the end, before it is read: a million names would take all memory. :raises Refused, zipfile.BadZipFile: what is wrong; it has no end"""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65557))
    if at < 0 or at + _END.size > len(data):
        raise zipfile.BadZipFile
    _, disk, first, _, count, size, offset, comment = _END.unpack_from(data, at)
    if data[max(0, at - 20) : at].startswith(b"PK\x06\x07") or 0xFFFF in (disk, first, count) or 0xFFFFFFFF in (size, offset):
        raise Refused("是很大的文件才用的 zip（ZIP64），不收", mend)
    if count > MOST or size > _DIRECTORY or (count := data.count(b"PK\x01\x02", max(0, at - size), at)) > MOST:
        raise Refused(f"里面的文件太多（{count} 个），最多 {MOST} 个", _PARTED)
    if at + _END.size + comment != len(data) or comment > _COMMENT:
        raise Refused("后面跟着别的数据，像是两种文件拼在一起", mend)


def check_sizes(infos: list[zipfile.ZipInfo], mend: str) -> None:
    """:raises Refused: too many, too large, packed too tightly, locked"""
    if len(infos) > MOST:
        raise Refused(f"里面的文件太多（{len(infos)} 个），最多 {MOST} 个", _PARTED)
    Purse().spend(sum(info.file_size for info in infos))
    for info in infos:
        if info.flag_bits & _LOCKED:
            raise Refused(f"打不开，加了密码（“{_told(info)}”）", "去掉密码再交")
        if info.compress_type not in _WAYS:
            raise Refused(f"打不开，里面的“{_told(info)}”用了少见的压缩方法", mend)
        if info.file_size > MAX_ONE or info.file_size > max(_SMALL, _RATIO * info.compress_size):
            raise Refused(f"里面的“{_told(info)}”解压后有 {info.file_size // 1048576} MB，太大（像是压缩炸弹）", _EMPTY)


def check_names(infos: Iterable[zipfile.ZipInfo]) -> None:
    """:raises Refused: names that lead elsewhere, are garbled elsewhere, are one elsewhere; what is no file"""
    seen: dict[str, str] = {}
    for info in infos:
        if (name := name_of(info)) is None:
            raise Refused("里面的文件名是别的电脑认不出的字节", _RENAME)
        if words := odd(name):
            raise Refused(f"里面的文件名“{shown(name)}”{words}", _RENAME)
        if info.external_attr >> 28 not in {0, 4, 8}:  # of Unix: not said, a folder, a file
            raise Refused(f"里面的“{shown(name)}”是符号链接或设备，不是文件", "把真正的文件放进去，重新压缩")
        if (key := same(name.rstrip("/"))) in seen:
            raise Refused(f"里面的“{shown(name)}”和“{shown(seen[key])}”在有的电脑上是同一个文件", _RENAME)
        seen[key] = name


def _told(info: zipfile.ZipInfo) -> str:
    return shown(name_of(info) or info.orig_filename)
