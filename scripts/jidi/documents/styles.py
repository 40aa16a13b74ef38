"""The styles of a docx by the names that Word and WPS show: what an office changes when it wants its papers to look otherwise (GB/T 9704—2012)."""

from __future__ import annotations

from dataclasses import dataclass, replace

SONG, HEI, FANG, KAI, BIAO = "宋体", "黑体", "仿宋_GB2312", "楷体_GB2312", "方正小标宋简体"
LATIN = "Times New Roman"
PITCH = 28.95  # 225 mm in 22 lines, in points
CLOSER = -0.25  # 28 characters of 16 points in 156 mm, as a grid of characters has it; LibreOffice cannot lay out such a grid
LEVELS = 4


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. ``name``: as the file has it, ``shown``: as people see it, ``use``: what it is for.

    ``size``, ``before`` and ``after`` in points; ``line``: the exact pitch in points, 0: as high as its words; ``first``, ``hanging``, ``left``, ``right``:
    indents in characters. ``level``: of the outline from 1, 0 for none; ``number``: of the list from 1; ``closer``: between characters, in points.
    """

    name: str
    shown: str
    use: str
    font: str = FANG
    size: float = 16
    align: str = "left"
    line: float = PITCH
    before: float = 0
    after: float = 0
    first: float = 0
    hanging: float = 0
    left: float = 0
    right: float = 0
    level: int = 0
    number: int = 0
    closer: float = 0
    keep: bool = False
    colour: str = ""
    latin: str = LATIN
    next: str = ""


@dataclass(frozen=True)
class Look:
    """Styles, and which of them are the title and the headings of level 0 to 4. ``sized``: words are told their size and pitch one by one."""

    styles: tuple[Style, ...]
    title: str
    headings: tuple[str, ...]
    sized: bool
    grid: bool

    @property
    def outline(self) -> int:
        """The outline level of a heading of the first level."""
        return next(one.level for one in self.styles if one.name == self.headings[1])


NORMAL, TABLE_GRID = "Normal", "Table Grid"
HEADINGS = tuple(f"heading {level}" for level in range(1, 10))

OFFICIAL_STYLES = (
    Style(NORMAL, "正文", "报告和公文的正文，首行空两字。", align="both", first=2, closer=CLOSER),
    Style("Title", "标题", "公文的标题。", BIAO, 22, "center", after=PITCH, keep=True, next=NORMAL),
    Style(HEADINGS[0], "标题 1", "一级标题，自动编号“一、”。", HEI, first=2, level=1, number=1, keep=True, next=NORMAL),
    Style(HEADINGS[1], "标题 2", "二级标题，自动编号“（一）”。", KAI, first=2, level=2, number=2, keep=True, next=NORMAL),
    Style(HEADINGS[2], "标题 3", "三级标题，自动编号“1.”。", first=2, level=3, number=3, keep=True, next=NORMAL),
    Style(HEADINGS[3], "标题 4", "四级标题，自动编号“（1）”。", first=2, level=4, number=4, keep=True, next=NORMAL),
    Style("无编号标题", "无编号标题", "没有编号的标题，如附表、附录。", HEI, first=2, level=1, keep=True, next=NORMAL),
    Style("正文顶格", "正文顶格", "首行不空字的正文，如主送机关。", align="both", closer=CLOSER),
    Style("正文居中", "正文居中", "居中的正文。", align="center"),
    Style("正文居右", "正文居右", "靠右的正文。", align="right"),
    Style("附件说明", "附件说明", "正文下面的“附件：1. ……”。", hanging=4.25, left=6.25),
    Style("署名", "署名", "落款的单位。", align="right", right=4, before=2 * PITCH, keep=True),
    Style("成文日期", "成文日期", "落款的日期，右空四字。", align="right", right=4),
    Style("封面标题", "封面标题", "封面上的标题。", BIAO, 26, "center", 42, before=150, after=40),
    Style("封面文字", "封面文字", "封面标题下面的话。", KAI, 18, "center", 36),
    Style("封面落款", "封面落款", "封面最下面的单位和日期。", KAI, 16, "center"),
    Style("TOC Heading", "TOC 标题", "“目录”两个字。", BIAO, 22, "center", after=PITCH, keep=True),
    Style("toc 1", "目录 1", "目录里的一级标题。", FANG, 14, line=26),
    Style("toc 2", "目录 2", "目录里的二级标题。", FANG, 14, line=26, left=2),
    Style("toc 3", "目录 3", "目录里的三级标题。", FANG, 14, line=26, left=4),
    Style("toc 4", "目录 4", "目录里的四级标题。", FANG, 14, line=26, left=6),
    Style("caption", "题注", "表的名称、图的名称。", HEI, 12, "center", 22, before=4, after=2),
    Style("图", "图", "放图的一段。", size=12, align="center", line=0, keep=True),
    Style("表头", "表头", "表的第一行。", HEI, 10.5, "center", 15),
    Style("表格文字", "表格文字", "表里的文字。", SONG, 10.5, "left", 15),
    Style("表格数字", "表格数字", "表里的数。", SONG, 10.5, "right", 15),
    Style("表注", "表注", "表下面的说明。", SONG, 10.5, "left", 15, 2, 6),
    Style("栏名", "栏名", "意见栏的名称，如“学校意见”。", HEI, 12, line=22),
    Style("栏内文字", "栏内文字", "意见栏里写好的话。", SONG, 12, line=22, first=2),
    Style("栏落款", "栏落款", "意见栏最下面盖章、写日期的地方。", SONG, 12, "right", 22, right=2),
    Style("间隔", "间隔", "表后面留的空。", SONG, 5, line=6),
    Style("草稿", "草稿", "页眉上的“草稿”字样。", SONG, 9, "left", 12, colour="7F7F7F"),
    Style("header", "页眉", "页眉。", SONG, 9, "center", 12),
    Style("footer", "页脚", "页码“— 1 —”，4号宋体，单页靠右、双页靠左。", SONG, 14, line=18, latin=SONG),
)  # fmt: skip
_PLAIN_SIZES = {26: 22, 18: 14, 16: 12, 14: 10.5}
_PLAIN_FONTS = {FANG: SONG, KAI: SONG, BIAO: HEI}


def _plainly(style: Style) -> Style:
    """The same style on a notice: 宋体, 小四, lines closer together."""
    size = _PLAIN_SIZES.get(int(style.size), style.size)
    line = round(style.line * size / style.size, 1) if size != style.size else style.line
    first = 0 if style.name == NORMAL else style.first
    return replace(style, font=_PLAIN_FONTS.get(style.font, style.font), size=size, line=15.75 if style.line == 15 else line, first=first, closer=0)


PLAIN_STYLES = (
    *(_plainly(one) for one in OFFICIAL_STYLES if one.name not in {"Title", "无编号标题", *HEADINGS}),
    Style(HEADINGS[0], "标题 1", "标题。", HEI, 22, "center", 0, 6, 2, level=1, keep=True, next=NORMAL),
    Style(HEADINGS[1], "标题 2", "小标题。", HEI, 14, "left", 0, 6, 2, level=2, keep=True, next=NORMAL),
    *(Style(HEADINGS[at], f"标题 {at + 1}", "小标题。", HEI, 12, "left", 0, 4, 2, level=at + 1, keep=True, next=NORMAL) for at in (2, 3, 4)),
)
OFFICIAL = Look(OFFICIAL_STYLES, "Title", ("无编号标题", *HEADINGS[:4]), sized=False, grid=True)
PLAIN = Look(PLAIN_STYLES, HEADINGS[0], (HEADINGS[1], *HEADINGS[1:5]), sized=True, grid=False)
LOOKS = {"official": OFFICIAL, "plain": PLAIN}
