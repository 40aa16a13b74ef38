"""A zip as a container: opened and read without believing a word of what it says about itself."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from ..names import shown
from .fault import Refused
from .measures import Purse, check_end, check_names, check_sizes

_LOCAL = struct.Struct("<4s5H3L2H")
_DESCRIPTOR = 24  # bytes after a file that say how long it was
_AGAIN = "在电脑上解开看看，把要交的文件重新压缩成普通的 zip（不加密码、不分卷）"
_BROKEN = (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, struct.error, IndexError)


class Package:
    """The files in a zip. :raises Refused: what is wrong with it, on being opened and on being read"""

    def __init__(self, data: bytes, what: str, mend: str = _AGAIN) -> None:
        self._what, self._mend = what, mend
        try:
            check_end(data, mend)
            with zipfile.ZipFile(io.BytesIO(data)) as opened:
                self.infos = opened.infolist()
                end = opened.start_dir
        except _BROKEN:
            raise self._broken() from None
        check_sizes(self.infos, mend)
        check_names(self.infos)
        self._bodies = self._laid_out(data, end)

    def _broken(self) -> Refused:
        return Refused(f"打不开，不是完好的{self._what}（可能没有传完，或只是改了扩展名）", self._mend)

    def _laid_out(self, data: bytes, end: int) -> dict[str, memoryview]:
        """Where the bytes of each file lie: one after the other, none within another, nothing between them."""
        view, bodies, at = memoryview(data), dict[str, memoryview](), 0
        for info in sorted(self.infos, key=lambda one: one.header_offset):
            begin = info.header_offset + _LOCAL.size
            if info.header_offset < 0 or begin > end:
                raise self._broken()
            sign, _, flags, way, *_, long, extra = _LOCAL.unpack_from(data, info.header_offset)
            if sign != b"PK\x03\x04" or way != info.compress_type or flags & 1 or view[begin : begin + long] != _raw(info):
                raise self._broken()
            if info.header_offset < at:
                raise Refused("里面的几个文件叠在一起，像是压缩炸弹", self._mend)
            self._check_gap(data, at, info.header_offset)
            at = begin + long + extra + info.compress_size
            bodies[info.orig_filename] = view[at - info.compress_size : at]
        if at > end:
            raise self._broken()
        self._check_gap(data, at, end)
        return bodies

    def _check_gap(self, data: bytes, begin: int, end: int) -> None:
        if begin < end and (begin == 0 or (end - begin > _DESCRIPTOR and data[begin:end].strip(b"\0"))):
            raise Refused("里面夹着清单上没有的数据，像是两种文件拼在一起", self._mend)

    def read(self, info: zipfile.ZipInfo, purse: Purse) -> bytes:
        """The bytes of one file: as many as it says, or it is refused. Never more than one byte more is unpacked."""
        purse.spend(info.file_size)
        packed = self._bodies[info.orig_filename]
        try:
            whole, ended = (bytes(packed), True) if info.compress_type == zipfile.ZIP_STORED else _inflated(packed, info.file_size + 1)
        except zlib.error:
            raise self._broken() from None
        if len(whole) > info.file_size:
            raise Refused(f"里面的“{shown(info.orig_filename)}”解开比它说的大，像是压缩炸弹", self._mend)
        if not ended or len(whole) < info.file_size or zlib.crc32(whole) != info.CRC:
            raise self._broken()
        return whole


def _inflated(packed: memoryview, most: int) -> tuple[bytes, bool]:
    """At most so many bytes, and whether that was all."""
    inflate = zlib.decompressobj(-15)
    whole = inflate.decompress(packed, most)
    return whole, inflate.eof and not inflate.unused_data


def _raw(info: zipfile.ZipInfo) -> bytes:
    """The name as it is written in the list."""
    return info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")
