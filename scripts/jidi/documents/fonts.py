"""Which fonts a pdf is printed with: those of the wheel, alike on every machine, or before them the office's own 仿宋, 楷体 and 小标宋."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

SONG, HEI = "Noto Serif SC", "Noto Sans SC"
# The names that these fonts bear on office PCs, the usual ones first; a font calls itself by one of them, in Chinese or not.
_ROLES = {
    "fangsong": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "FZFangSong-Z02", "华文仿宋", "STFangsong"),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "FZKai-Z03", "华文楷体", "STKaiti"),
    "title": ("方正小标宋简体", "方正小标宋_GBK", "小标宋", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "FZXiaoBiaoSong"),
}


class NoFonts(Exception):
    """A folder that should hold the office's fonts and does not."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """``folder``: where the office's own fonts lie, empty for those of the wheel alone; the names of those found there, each empty if there is none."""

    folder: str = ""
    fangsong: str = ""
    kai: str = ""
    title: str = ""

    def roles(self) -> dict[str, str]:
        """The font of each role; what the office lacks is 宋体, which is always there for rare names too."""
        return {"song": SONG, "hei": HEI, "fangsong": self.fangsong or SONG, "kai": self.kai or SONG, "title": self.title or SONG}


WHEEL = Fonts()


def own_fonts(folder: Path | str | None) -> Fonts:
    """The fonts of a folder (JIDI_FONTS), recognised by their family names; without a folder those of the wheel.

    :raises NoFonts: if there is no such folder or it has none of them.
    """
    if not folder:
        return WHEEL
    if not Path(folder).is_dir():
        raise NoFonts(f"JIDI_FONTS 写的“{folder}”不是文件夹。改法：写放字体的文件夹，或者去掉 JIDI_FONTS，用随程序来的字体。")
    from typst import Fonts as Found

    families = Found(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]).families()
    there = {one.lower(): one for one in families}
    found = {role: next((there[name.lower()] for name in names if name.lower() in there), "") for role, names in _ROLES.items()}
    if not any(found.values()):
        have = f"只有{'、'.join(sorted(families)[:5])}" if families else "没有字体"
        raise NoFonts(f"JIDI_FONTS 写的“{folder}”里{have}。改法：放进仿宋、楷体或方正小标宋简体的字体文件，或者去掉 JIDI_FONTS，用随程序来的字体。")
    return Fonts(str(folder), **found)


@lru_cache(maxsize=2)
def opened(fonts: Fonts) -> Any:
    """The fonts for Typst, opened once: the folder's, the wheel's and Typst's own for signs that both lack; never the system's."""
    from pylopdf_fonts_zh_cn import serif_path
    from typst import Fonts as Found

    folders = [one for one in (fonts.folder, str(Path(serif_path()).parent)) if one]
    return Found(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
