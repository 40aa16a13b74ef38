"""Every rule has an example: one thing is spoiled in the right-and-true city, and its line is named."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, TODAY, Examine
from jidi.check import CHECKS, RULES, check_part, check_whole
from jidi.load import READER_RULES, load
from jidi.model.finding import Finding
from PIL import Image

BASE = "bases/cz-shuxue/base.yml"
MEMBERS = "bases/cz-shuxue/members.yml"
ACTIVITY = "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md"
RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"
PLAN = "bases/cz-shuxue/plans/2026-2027.md"
DECISION = "content/decisions/2026-07-10-cz-shuxue.yml"
COUNTY = "content/decisions/2026-03-27-cz-shuxue-chuhe.yml"
LIFECYCLE = "content/standards/lifecycle.yml"
FILES = "bases/cz-shuxue/files/"
QUALITY = "bases/cz-shuxue/quality/xueqing.md"
SUMMARY = "bases/cz-shuxue/summaries/2025-2026.md"

QUALITY_TEXT = """---
标题: 一次函数学情分析
日期: 2026-10-20
学年: 2026-2027
年级: 八年级
数据来源: 作业分析
依据: 调研
问题: 学生卡在哪一步
指标:
  - {指标: 得分率, 范围: 全部样本, n: 96, 数值: "0.73"}
诊断: 把斜率和截距混在一起
建议: 先看图说话，再写式子
---
"""
RECKONED = "content/standards/quality.yml"
RECKONING = (ROOT / RECKONED).read_text("utf-8")
SUMMARY_TEXT = "---\n标题: 总结\n学年: 2025-2026\n日期: 2026-07-01\n---\n"
BOOKS = "content/standards/textbooks/cz-shuxue-renjiaoban-2022.yml"
AGAIN = BOOKS.replace("renjiaoban", "renjiao")
BOOKS_TEXT = """学段: 初中
学科: 数学
教材版本: 人教版
课标代: 2022课标版
来源: 人民教育出版社 2025 年版
教材:
  - 年级: 八年级
    册次: 下册
    单元: [{名称: 第二十三章 一次函数}]
"""


def swap(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Replace the first ``old``; the test fails if it is not there."""

    def spoil(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new, 1), "utf-8")

    return spoil


def lay(file: str, content: str | bytes) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(content if isinstance(content, bytes) else content.encode())

    return spoil


def scan(root: Path) -> None:
    """The attachment becomes a pdf of pictures."""
    made = io.BytesIO()
    Image.new("L", (200, 300), 255).save(made, "PDF")
    lay(FILES + "2026/xuean.pdf", made.getvalue())(root)
    (root / FILES / "2026/xuean.txt").unlink()
    swap(RESOURCE, "xuean.txt", "xuean.pdf")(root)


def named_inside(text: str) -> Callable[[Path], None]:
    """The attachment names somebody who asked not to be named."""
    return many(lay("content/standards/unnamed.yml", "不署名: [{姓名: 李文静}]\n"), lay(FILES + "2026/xuean.txt", text))


def taken_somewhere(root: Path) -> None:
    """A photograph of a telephone is attached."""
    made, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (33.0, 44.0, 5.0), 3: "E", 4: (113.0, 18.0, 2.0)})
    Image.new("RGB", (30, 20)).save(made, "JPEG", exif=exif)
    lay(FILES + "2026/zhaopian.jpg", made.getvalue())(root)
    swap(RESOURCE, "xuean.txt,", "zhaopian.jpg, 名称: 照片}, {文件: 2026/xuean.txt,")(root)


def macros(root: Path) -> None:
    with zipfile.ZipFile(root / FILES / "2026/xuean.docx", "w") as package:
        package.writestr("word/document.xml", "<w/>")
        package.writestr("word/vbaProject.bin", "x")
    swap(RESOURCE, "xuean.txt", "xuean.docx")(root)


def link(root: Path) -> None:
    (root / FILES / "passwd.txt").symlink_to("/etc/hostname")


def second_base(root: Path) -> None:
    for name in ("base.yml", "members.yml"):
        lay(f"bases/cz-shuxue-2/{name}", (root / f"bases/cz-shuxue/{name}").read_bytes())(root)
    for path in sorted((root / "content/decisions").glob("*.yml")):
        lay(f"content/decisions/{path.stem}-two.yml", path.read_text("utf-8").replace("基地: cz-shuxue", "基地: cz-shuxue-2"))(root)


def fail(year: str) -> Callable[[Path], None]:
    head = "标题: 通报\n类型: 通报\n基地: cz-shuxue\n事项: 首次不合格\n日期: 2026-10-15\n机关: 平顶山市学科基地建设领导小组\n"
    return lay(f"content/decisions/2026-10-15-{year}.yml", f"{head}学年: {year}\n等次: 不合格\n反馈: 恢复例会\n")


def without(*files: str) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        for file in files:
            (root / file).unlink()

    return spoil


no_members = without(MEMBERS)


def many(*spoils: Callable[[Path], None]) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        for one in spoils:
            one(root)

    return spoil


ROUND = lay("content/rounds/2025-2026.yml", "学年: 2025-2026\n状态: 进行中\n结果:\n  - {基地: cz-shuxue, 等次: 良好}\n  - {基地: cz-shuxue, 等次: 优秀}\n")
RUBRIC = "content/standards/rubric-2026-2027.yml"
CLOSED = "content/rounds/2026-2027.yml"
PANEL = "content/rounds/2026-2027-panel.yml"
ARRIVALS = "content/standards/arrivals.yml"
SELF = "bases/cz-shuxue/self/2026-2027.yml"
CLOSED_TEXT = """学年: 2026-2027
状态: 已公布
计分日期: 2026-11-02
标准校验值: {sha256}
部署文号: 平教体〔2026〕60号
清单编号: 2026-01
公示起: 2026-11-09
公示止: 2026-11-13
决定文号: 平教体〔2026〕61号
申诉途径: 十五个工作日内向教研室提出
范围: [cz-shuxue]
结果:
  - {{基地: cz-shuxue, 等次: 不定等次, 经验: 例会, 问题: 活动少, 建议: 每月一次}}
评价标准: pds-xkjd 1.0
"""


def closed(old: str = "", new: str = "") -> Callable[[Path], None]:
    """An announced round that is complete and true to its rubric, with one thing changed; its grade is one that nothing recomputes."""

    def spoil(root: Path) -> None:
        text = CLOSED_TEXT.format(sha256=hashlib.sha256((root / RUBRIC).read_bytes()).hexdigest())
        assert old in text
        lay(CLOSED, text.replace(old, new, 1) if old else text)(root)

    return spoil


WORDING = "content/standards/reports.yml"
LETTER = "文稿:\n  - 编号: {}\n    名称: 通报\n    来源: plan 六.2\n    正文:\n      - 段:\n          - {}\n"
IDENTITY = "11010519491231002X"  # the example printed in GB 11643
CARD = "6222 0212 3456 7894"  # adds up (Luhn), belongs to nobody
SPOILED: dict[str, tuple[Callable[[Path], None], str, int]] = {
    "WG01": (lay(WORDING, LETTER.format("notice-results", "“{全程}。”")), WORDING, 7),
    "WG02": (lay(WORDING, LETTER.format("notice-result", "好。")), WORDING, 2),
    "WJ01": (lay(PLAN, "---\n标题: 教研".encode("gbk")), PLAN, 2),
    "WJ02": (swap(BASE, "简称: 初中", "简称: 初: 中"), BASE, 2),
    "WJ03": (swap(PLAN, "---\n标题", "标题"), PLAN, 1),
    "WJ04": (swap(BASE, "学段: 初中", "学段: 初中\n学段: 小学"), BASE, 4),
    "WJ05": (swap(BASE, "简称: ", "简称: !!python/name:os.system "), BASE, 2),
    "WJ06": (swap(RESOURCE, "1. 列表", "[" * 700 + "1. 列表"), RESOURCE, 20),
    "WJ07": (link, FILES + "passwd.txt", 1),
    "WJ08": (lay("bases/cz-shuxue/resources/一次函数.md", "---\n---\n"), "bases/cz-shuxue/resources/一次函数.md", 1),
    "WJ09": (lay("bases/cz-shuxue/notes.txt", "x"), "bases/cz-shuxue/notes.txt", 1),
    "WJ10": (swap(BASE, "  组长", "\t组长"), BASE, 8),
    "ZD01": (swap(ACTIVITY, "形式: 线下\n", ""), ACTIVITY, 1),
    "ZD02": (swap(ACTIVITY, "主持人:", "主持:"), ACTIVITY, 10),
    "ZD03": (swap(ACTIVITY, "级别: 市级", "级别: 全镇"), ACTIVITY, 4),
    "ZD04": (swap(ACTIVITY, "日期: 2026-10-12", "日期: 2026-02-30"), ACTIVITY, 8),
    "ZD05": (swap(ACTIVITY, "地点: 湖滨中学录播教室", "地点: [东楼]"), ACTIVITY, 9),
    "ZD06": (swap(PLAN, "学年: 2026-2027", "学年: 2026-2028"), PLAN, 5),
    "ZD07": (swap(ACTIVITY, "人数: 9", "人数: 若干"), ACTIVITY, 12),
    "ZD08": (swap(ACTIVITY, "地点:", "面向全市: 也许\n地点:"), ACTIVITY, 9),
    "ZD09": (swap(BASE, "学校: xh-hubin", "学校: 湖滨中学"), BASE, 5),
    "AQ01": (swap(RESOURCE, "标题: 《", "标题: <b>《"), RESOURCE, 2),
    "AQ02": (swap(RESOURCE, "1. 列表", "<script>x</script> 列表"), RESOURCE, 20),
    "FJ01": (swap(RESOURCE, "2026/xuean.txt", "../../secret.txt"), RESOURCE, 15),
    "FJ02": (swap(RESOURCE, "{文件: 2026/xuean.txt,", "{网址: https://v.example.cn/a.mp4, sha256: 12,"), RESOURCE, 15),
    "FJ03": (macros, RESOURCE, 15),
    "FJ04": (lay(FILES + "2026/left.txt", "x"), FILES + "2026/left.txt", 1),
    "FJ05": (lay(FILES + "2026/XUEAN.txt", "x"), FILES + "2026/xuean.txt", 1),
    "FJ06": (scan, RESOURCE, 15),
    "LJ01": (swap(RESOURCE, "{文件: 2026/xuean.txt,", "{网址: v.example.cn,"), RESOURCE, 15),
    "LJ02": (swap(RESOURCE, "../activities/2026-10-12-tongke-yigou.md", "../activities/none.md"), RESOURCE, 21),
    "LJ03": (swap(RESOURCE, "1. 列表", "![图](https://example.cn/a.png) 列表"), RESOURCE, 20),
    "YY01": (swap(ACTIVITY, "产出: resources/yici-hanshu", "产出: 一次函数"), ACTIVITY, 15),
    "YY02": (swap(ACTIVITY, "学校: bf-minzhu", "学校: bf-minzu"), ACTIVITY, 13),
    "YY03": (swap(ACTIVITY, "产出: resources/yici-hanshu", "产出: resources/yici"), ACTIVITY, 15),
    "YY04": (swap(ACTIVITY, "计划项: P01", "计划项: P09"), ACTIVITY, 14),
    "YY05": (swap(ACTIVITY, "地点:", "工作组: 宣传组\n地点:"), ACTIVITY, 9),
    "YY06": (swap("content/standards/schools.yml", "编号: xh-xishi", "编号: xh-hubin"), "content/standards/schools.yml", 7),
    "JD01": (swap(BASE, "学科: 数学", "学科: 物理"), BASE, 4),
    "JD02": (swap(MEMBERS, "市教研员", "成员"), MEMBERS, 1),
    "JD03": (swap(MEMBERS, "成员: 李文静、赵海峰", "成员: 李文静、赵海"), MEMBERS, 7),
    "JD04": (no_members, BASE, 1),
    "JD05": (second_base, "bases/cz-shuxue-2/base.yml", 4),
    "JD06": (swap(DECISION, "基地: cz-shuxue", "基地: cz-shuxu"), DECISION, 3),
    "JD07": (swap(DECISION, "文号: 平教体〔2026〕1号\n", ""), DECISION, 4),
    "JD08": (ROUND, "content/rounds/2025-2026.yml", 5),
    "JD09": (swap(BASE, "教研员: 陈立新", "教研员: 陈立"), BASE, 10),
    "ZG01": (swap(COUNTY, "事项: 县区教研室初核上报", "事项: 实地调研"), COUNTY, 4),
    "ZG02": (swap(DECISION, "日期: 2026-07-10", "日期: 2026-06-19"), DECISION, 5),
    "ZG03": (swap(DECISION, "机关: 平顶山市教育体育局", "机关: 新华区教育体育局"), DECISION, 6),
    "ZG04": (swap(DECISION, "日期: 2026-07-10", "日期: 2027-07-10"), DECISION, 5),
    "ZG05": (many(fail("2024-2025"), fail("2025-2026")), "content/decisions/2026-10-15-2025-2026.yml", 8),
    "ZG06": (lay("content/rounds/2025-2026.yml", "学年: 2025-2026\n状态: 已公布\n范围: [cz-shuxue]\n"), "content/rounds/2025-2026.yml", 3),
    "ZG08": (many(fail("2025-2026"), ROUND), "content/decisions/2026-10-15-2025-2026.yml", 7),
    "ZG07": (swap(LIFECYCLE, "主体: [leading], 条件: [alone]", "主体: [leader], 条件: [alone]"), LIFECYCLE, 78),
    "HD01": (swap(ACTIVITY, "日期: 2026-10-12", "日期: 2026-10-13"), ACTIVITY, 8),
    "HD02": (swap(ACTIVITY, "参加:\n  - {学校: xh-hubin, 人数: 9}\n  - {学校: bf-minzhu, 人数: 3}", "参加: []"), ACTIVITY, 11),
    "HD03": (swap(ACTIVITY, "日期: 2026-10-12", "日期: 2027-10-12"), ACTIVITY, 8),
    "HD04": (swap(ACTIVITY, "地点:", "状态: 取消\n地点:"), ACTIVITY, 9),
    "ZY01": (swap(RESOURCE, "课标代: 2022课标版\n", ""), RESOURCE, 7),
    "ZY02": (swap(RESOURCE, "年级: 八年级", "年级: 高一"), RESOURCE, 5),
    "ZY03": (swap(RESOURCE, "许可:", "来源: 改编\n许可:"), RESOURCE, 10),
    "ZY04": (swap(RESOURCE, "审核: 陈立新\n", ""), RESOURCE, 11),
    "ZY05": (swap(RESOURCE, "几何直观、模型观念", "几何直观、家国情怀"), RESOURCE, 13),
    "ZY06": (many(lay(BOOKS, BOOKS_TEXT), swap(RESOURCE, "作者:", "单元: 二次根式\n作者:")), RESOURCE, 9),
    "ZY07": (many(lay(BOOKS, BOOKS_TEXT), lay(AGAIN, BOOKS_TEXT)), BOOKS, 7),
    "ZJ01": (lay("bases/cz-shuxue/summaries/2024-2025.md", SUMMARY_TEXT), "bases/cz-shuxue/summaries/2024-2025.md", 3),
    "JH01": (swap(PLAN, "学年: 2026-2027", "学年: 2025-2026"), PLAN, 5),
    "JH02": (swap(PLAN, "  - {编号: P01", "  - {编号: P01, 任务: 例会, 时间: 9 月, 负责: 李文静}\n  - {编号: P01"), PLAN, 8),
    "JH03": (swap(PLAN, "学年: 2026-2027\n", ""), PLAN, 3),
    "XN01": (swap(PLAN, "日期: 2026-09-05", "日期: 2025-09-05"), PLAN, 4),
    "ZL01": (lay(QUALITY, QUALITY_TEXT.replace("n: 96", "n: 9")), QUALITY, 10),
    "ZL02": (lay(QUALITY, QUALITY_TEXT.replace("作业分析", "毕业年级模拟")), QUALITY, 6),
    "ZL03": (many(lay(RECKONED, RECKONING), lay(QUALITY, QUALITY_TEXT.replace("八", "九").replace("作业分析", "毕业年级模拟").replace("调研", "毕业年级模拟"))), QUALITY, 3),
    "ZL04": (lay(QUALITY, QUALITY_TEXT.replace("范围: 全部样本", "范围: 湖滨中学")), QUALITY, 10),
    "YS01": (swap(RESOURCE, "1. 列表", f"证件 {IDENTITY} 列表"), RESOURCE, 20),
    "YS02": (swap(RESOURCE, "1. 列表", "联系 13800138000 列表"), RESOURCE, 20),
    "YS03": (swap(RESOURCE, "1. 列表", f"学籍号 G{IDENTITY} 列表"), RESOURCE, 20),
    "YS04": (swap(RESOURCE, "1. 列表", "| 姓名 | 成绩 |\n| --- | --- |\n\n1. 列表"), RESOURCE, 20),
    "YS05": (swap(RESOURCE, "1. 列表", "升学率提高了 列表"), RESOURCE, 20),
    "YS06": (lay("content/standards/unnamed.yml", "不署名:\n  - 姓名: 李文静\n  - {姓名: 李文敬, 学校: xh-hubin}\n"), "content/standards/unnamed.yml", 3),
    "YS10": (taken_somewhere, FILES + "2026/zhaopian.jpg", 1),
    "YS07": (named_inside("参考：李 文 静 老师的教案"), RESOURCE, 15),
    "YS08": (swap(RESOURCE, "1. 列表", f"课酬打到 {CARD} 列表"), RESOURCE, 20),
    "YS09": (swap(RESOURCE, "1. 列表", "家庭住址：湖滨路 12 号院 3 号楼 2 单元 501 室"), RESOURCE, 20),
    "YS11": (swap(RESOURCE, "1. 列表", "王小雨，女，2013 年 5 月 6 日生"), RESOURCE, 20),
    "YS12": (swap(RESOURCE, "1. 列表", "王小雨这次考了 95 分"), RESOURCE, 20),
    "KH01": (swap(RUBRIC, "    权重: 8\n", "    权重: 9\n"), RUBRIC, 32),
    "KH02": (swap(RUBRIC, "计数: rule_kinds", "计数: rule_kind"), RUBRIC, 38),
    "KH03": (swap(RUBRIC, "  - {等次: 不合格, 起: 0}", "  - {等次: 不合格, 起: 5}"), RUBRIC, 419),
    "KH04": (swap(RUBRIC, "词: [立项, 结题]", "词: [立项, 结项]"), RUBRIC, 246),
    "KH05": (closed("标准校验值: ", "标准校验值: " + "0" * 64 + "  # "), CLOSED, 4),
    "KH06": (many(closed(), without(PLAN, ACTIVITY)), CLOSED, 13),
    "KH07": (closed("经验: 例会, ", ""), CLOSED, 13),
    "KH08": (closed("范围:", "豁免:\n  - {基地: cz-shuxue, 指标: \"9.9\", 理由: 洪灾, 文号: 平教体〔2026〕62号}\n范围:"), CLOSED, 12),
    "KH09": (closed("范围:", "表彰:\n  - {类别: 优秀基地成员, 姓名: 李文静, 基地: cz-shuxue, 事迹: 带教}\n范围:"), CLOSED, 12),
    "KH10": (swap(RUBRIC, "学科: [语文, 数学, 英语]", "学科: [语文, 英语]"), RUBRIC, 19),
    "KH11": (lay(ARRIVALS, f"移交截止: 2026-09-01\n依据: 收文登记\n材料:\n  - {{文件: {PLAN}, 日期: 2026-09-05}}\n"), ARRIVALS, 4),
    "KH12": (closed("公示止: 2026-11-13", "公示止: 2026-10-13"), PLAN, 2),
    "KH13": (closed("清单编号: 2026-01\n", ""), CLOSED, 1),
    "KH14": (lay(PANEL, "学年: 2026-2027\n评价标准: x\n评议:\n  - {基地: cz-shuxue, 指标: \"5.3\", 平均: 6.1, 份数: 5, 极差: 0}\n"), PANEL, 4),
    "KH15": (lay(SELF, "学年: 2026-2027\n自评:\n  - {指标: \"4.1\", 自评: 7}\n"), SELF, 3),
    "KH16": (closed("决定文号: 平教体〔2026〕61号\n", ""), CLOSED, 2),
    "KH17": (closed("等次: 不定等次,", "等次: 不定等次, 原等次: 良好,"), CLOSED, 13),
    "KH18": (swap(RUBRIC, "学年: 2026-2027", "学年: 2027-2028"), RUBRIC, 6),
    "KH19": (lay("content/rounds/2025-2026.yml", "清单编号: 2025-01\n学年: 2024-2025\n状态: 进行中\n"), "content/rounds/2025-2026.yml", 2),
}  # fmt: skip

GRADED = """标题: 通报
类型: 通报
基地: cz-shuxue
事项: 年度考核
日期: 2026-11-12
机关: 平顶山市学科基地建设领导小组
学年: 2026-2027
等次: 不定等次
理由: 认定不满半年
"""
HASTY = "content/decisions/2026-11-12-cz-shuxue-kaohe.yml"
PARTS = """豁免: [{基地: cz-shuxu, 指标: "4.1", 理由: 洪灾, 文号: 平教体〔2026〕62号}]
限制: [{基地: cz-shuxu, 情形: L2, 认定: 属实, 文号: 平教体〔2026〕63号}]
加分: [{基地: cz-shuxu, 项目: 经验被省级及以上推广, 佐证: 文件}]
异议: [{基地: cz-shuxu, 日期: 2026-11-16, 事项: 计分}]
表彰: [{类别: 优秀基地成员, 姓名: 李文静, 基地: cz-shuxu, 事迹: 带教}]
"""
EXEMPT = """豁免:
  - {基地: cz-shuxue, 指标: "4.1", 理由: 洪灾, 文号: 平教体〔2026〕62号}
  - {基地: cz-shuxue, 指标: "4.2", 理由: 洪灾, 文号: 平教体〔2026〕62号}
  - {基地: cz-shuxue, 指标: "4.1", 得分: 3, 理由: 封闭施工, 文号: 平教体〔2026〕63号}
"""
REPLIED = "异议:\n  - {基地: cz-shuxue, 日期: 2026-11-16, 事项: 计分, 答复: 已复核, 答复日期: 2026-11-10}\n"


def mock(month: int) -> str:
    """A mock exam of the last term but one, in a graduating grade."""
    text = QUALITY_TEXT.replace("2026-10-20", f"2026-0{month}-20").replace("2026-2027", "2025-2026").replace("八年级", "九年级")
    return text.replace("作业分析", "毕业年级模拟").replace("调研", "毕业年级模拟")


def judged(n: str = "5", spread: str = "0.4", base: str = "cz-shuxue", more: str = "") -> Callable[[Path], None]:
    """The panel's marks of one indicator, of which at most 6 points."""
    mark = f'  - {{基地: {base}, 指标: "5.3", 平均: 5.1, 份数: {n}, 极差: {spread}{more}}}\n'
    return lay(PANEL, f"学年: 2026-2027\n评价标准: pds-xkjd 1.0\n评议:\n{mark}")


SPOILED_TOO: dict[str, tuple[str, Callable[[Path], None], str, int, str]] = {
    "公示太短": ("KH16", closed("公示止: 2026-11-13", "公示止: 2026-11-12"), CLOSED, 8, "只有 4 个工作日，少于 5 个"),
    "公示隔着周末": ("KH16", closed("公示起: 2026-11-09\n公示止: 2026-11-13", "公示起: 2026-11-12\n公示止: 2026-11-17"), CLOSED, 8, "只有 4 个工作日"),
    "公示没有满": ("KH16", closed("公示止: 2026-11-13", "公示止: 2026-11-26"), CLOSED, 8, "公示到 2026-11-26 才满"),
    "缺文号也查公示": ("KH16", closed("公示止: 2026-11-13\n决定文号: 平教体〔2026〕61号", "公示止: 2026-11-12"), CLOSED, 8, "只有 4 个工作日"),
    "公示没满就定等次": ("KH16", many(closed(), lay(HASTY, GRADED)), HASTY, 5, "2026-11-12 就定了“不定等次”"),
    "先答复后收到": ("KH16", closed("评价标准:", f"{REPLIED}评价标准:"), CLOSED, 15, "2026-11-10 答复，却是 2026-11-16 收到的"),
    "进行中的先答复后收到": ("KH16", lay(CLOSED, f"学年: 2026-2027\n状态: 进行中\n{REPLIED}"), CLOSED, 4, "2026-11-10 答复"),
    "评议的基地": ("JD06", judged(base="cz-shuxu"), PANEL, 4, "没有“cz-shuxu”这个基地"),
    "重复的豁免": ("KH08", closed("评价标准:", f"{EXEMPT}评价标准:"), CLOSED, 17, "“cz-shuxue”的 4.1 豁免写了两次"),
    "没有标准时重复的豁免": ("KH08", many(without(RUBRIC), lay(CLOSED, f"学年: 2026-2027\n状态: 进行中\n{EXEMPT}")), CLOSED, 6, "写了两次"),
    "重复的范围": ("KH08", closed("范围: [cz-shuxue]", "范围:\n  - cz-shuxue\n  - cz-shuxue"), CLOSED, 13, "“cz-shuxue”在「范围」里写了两次"),
    "评议汇总的文件名": ("KH19", lay("content/rounds/2025-2026-panel.yml", "评价标准: x\n学年: 2026-2027\n"), "content/rounds/2025-2026-panel.yml", 2, "2026-2027"),
    "教材的学科": ("ZY07", lay(BOOKS, BOOKS_TEXT.replace("数学", "思想政治")), BOOKS, 2, "初中没有“思想政治”这个学科"),
    "教材的年级": ("ZY07", lay(BOOKS, BOOKS_TEXT.replace("八年级", "高二")), BOOKS, 7, "“高二”不是初中的年级"),
    "多出来的轮次": ("KH19", lay("content/rounds/2026-2027-2.yml", "学年: 2026-2027\n状态: 进行中\n"), "content/rounds/2026-2027-2.yml", 1, "2026-2027-2.yml"),
    "只有一份评分": ("KH14", judged(n="1", spread="0"), PANEL, 4, "只有 1 份"),
    "极差是负数": ("KH14", judged(spread="-0.1"), PANEL, 4, "5.3 的极差是 -0.1"),
    "极差超过满分": ("KH14", judged(spread="6.1"), PANEL, 4, "5.3 的极差是 6.1，满分是 6"),
    "初评也查": ("KH14", judged(more=", 初评平均: 7, 初评极差: 1"), PANEL, 4, "5.3 的初评平均是 7"),
    "不署名的学校": ("YS06", lay("content/standards/unnamed.yml", "不署名:\n  - 姓名: 李文静\n    学校: bf-minzhu\n"), "content/standards/unnamed.yml", 3, "在 xh-hubin，不在 bf-minzhu"),
    "不署名的一个字": ("YS06", lay("content/standards/unnamed.yml", "不署名: [{姓名: 李}]\n"), "content/standards/unnamed.yml", 1, "“李”不像姓名"),
    "第三次模拟": ("ZL03", many(lay(RECKONED, RECKONING), *(lay(f"bases/cz-shuxue/quality/mo{month}.md", mock(month)) for month in (3, 4, 5))), "bases/cz-shuxue/quality/mo5.md", 6, "第 3 次，最多 2 次"),
    "指标写了班级": ("ZL04", lay(QUALITY, QUALITY_TEXT.replace("范围: 全部样本", "范围: 八(3)班")), QUALITY, 10, "(3)班"),
    "指标写了名次": ("ZL04", lay(QUALITY, QUALITY_TEXT.replace("指标: 得分率", "指标: 年级排名")), QUALITY, 10, "排名"),
    "没有校验值": ("KH05", closed("标准校验值: ", "# "), CLOSED, 14, "没有写「标准校验值」"),
}  # fmt: skip
for _number, _key in enumerate(("豁免", "限制", "加分", "异议", "表彰"), 14):
    SPOILED_TOO[f"{_key}的基地"] = ("JD06", closed("评价标准:", f"{PARTS}评价标准:"), CLOSED, _number, "没有“cz-shuxu”这个基地")


@pytest.fixture
def examine() -> Examine:
    """All findings of a city folder: rules that are asked of each base by itself say what they would say of the whole city."""

    def run(root: Path) -> list[Finding]:
        city, findings = load(root, TODAY)
        parts = {base: check_part(city, base) for base in city.parts if base}
        assert all(one.place.file.startswith(f"bases/{base}/") for base, found in parts.items() for one in found)
        found = sorted({*check_whole(city), *(one for part in parts.values() for one in part)})
        assert found == sorted({one for check in CHECKS for one in check(city)})
        return sorted([*findings, *found])

    return run


def test_the_right_and_true_city_has_no_findings(city: Path, examine: Examine) -> None:
    assert examine(city) == []


def test_every_rule_has_an_example() -> None:
    assert set(SPOILED) == {rule.code for rule in (*READER_RULES, *RULES)}


@pytest.mark.parametrize("code", SPOILED)
def test_the_spoiled_line_is_named(city: Path, examine: Examine, code: str) -> None:
    spoil, file, line = SPOILED[code]
    spoil(city)
    found = [f for f in examine(city) if f.code == code]
    assert (file, line) in [(f.place.file, f.place.line) for f in found], found or examine(city)
    assert all(one.fix and one.message for one in found)


@pytest.mark.parametrize("name", SPOILED_TOO)
def test_other_ways_to_break_a_rule_are_named_once(city: Path, examine: Examine, name: str) -> None:
    code, spoil, file, line, said = SPOILED_TOO[name]
    spoil(city)
    there = [one for one in examine(city) if (one.code, one.place.file, one.place.line) == (code, file, line)]
    assert len(there) == 1 and said in there[0].message and there[0].fix, there or examine(city)


def test_an_announced_round_with_all_that_it_may_hold_passes(city: Path, examine: Examine) -> None:
    replied = REPLIED.replace("答复日期: 2026-11-10", "答复日期: 2026-11-16")
    one_each = "".join(EXEMPT.splitlines(keepends=True)[:3])
    many(closed("评价标准:", f"{replied}{one_each}评价标准:"), judged(n="3", spread="6"))(city)
    assert {one.code for one in examine(city)} == {"ZG06"}  # the one thing that it still waits for: the decision


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("日期: 2026-11-12", "日期: 2026-11-13"),
        ("学年: 2026-2027", "学年: 2025-2026"),
        ("事项: 年度考核", "事项: 等次更正"),
        ("理由:", "更正: 2026-11-02-cz-shuxue-kaohe\n理由:"),
        ("等次: 不定等次\n", ""),
    ],
)
def test_not_every_decision_is_a_hasty_grade(city: Path, examine: Examine, old: str, new: str) -> None:
    """One that is in time, of another year, a correction (by its event or by what it names), or no grade at all."""
    many(closed(), lay(HASTY, GRADED), swap(HASTY, old, new))(city)
    assert not [one for one in examine(city) if one.code == "KH16"]


def test_the_city_says_how_long_a_notice_is(city: Path, examine: Examine) -> None:
    many(closed(), swap(LIFECYCLE, "公示工作日: {数: 5", "公示工作日: {数: 7"))(city)
    assert ["只有 5 个工作日，少于 7 个" in one.message for one in examine(city) if one.code == "KH16"] == [True]


@pytest.mark.parametrize("rule", [*READER_RULES, *RULES], ids=lambda rule: rule.code)
def test_every_rule_says_why_in_chinese(rule: object) -> None:
    assert len(re.findall(r"[\u4e00-\u9fff]", rule.why)) >= 10  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", ["110105194912310021", "110105194913310021", "123456789012345678", "2026101220261013201"])
def test_a_number_that_is_no_identity_number_passes(city: Path, examine: Examine, number: str) -> None:
    swap(RESOURCE, "1. 列表", f"编号 {number} 列表")(city)
    assert examine(city) == []


def test_what_is_lawful_passes(city: Path, examine: Examine) -> None:
    lay(QUALITY, QUALITY_TEXT)(city)
    lay(SUMMARY, SUMMARY_TEXT)(city)
    lay(BOOKS, BOOKS_TEXT)(city)
    swap(RESOURCE, "作者:", "单元: 一次函数\n作者:")(city)
    swap(RESOURCE, "1. 列表", "`<script>`是标签，3 ＜ 5，`x` 列表")(city)
    assert examine(city) == []
