"""What the reader itself can find wrong: files (WJ), fields (ZD), safety (AQ)."""

from __future__ import annotations

from ..model.finding import Rule

_S = "本项目约定：现成的读取器会默默读错"

ENCODING = Rule("WJ01", "文件用 UTF-8 编码", "别的编码在别人的电脑上会变成乱码。用记事本“另存为”，编码选 UTF-8；或运行 fix，它先把改动给你看。", _S)
SYNTAX = Rule("WJ02", "YAML 写法正确", "冒号、缩进、引号写错时，后面的内容会被读成别的意思，所以在出错的那一行停下来说清楚。", _S)
HEAD = Rule("WJ03", "材料以 --- 开头的表头起始", "表头写“是什么”，正文写“怎么做的”。表头前后各一行三个减号。")
DUPLICATE = Rule("WJ04", "同一个字段只写一次", "写两次时，多数软件只留后一个，前一个就悄悄丢了。", _S)
UNSAFE = Rule("WJ05", "不用锚点、别名和类型标签", "&、*、!! 是 YAML 的高级写法，几百个字节就能撑爆内存，材料里用不到。", _S)
TOO_BIG = Rule("WJ06", "文件不过大、嵌套不过深", "表头超过 256 KB、正文超过 1 MB 或嵌套超过 20 层，一定是放错了东西。大文件请作为附件。", _S)
LINK = Rule("WJ07", "只放普通文件，不用符号链接", "符号链接会把仓库外面的文件带到网上；管道和设备会让程序一直等下去。", _S)
NAME = Rule("WJ08", "文件名只用小写英文字母、数字和减号", "中文、空格、大小写相近的文件名在 Windows、手机和网址里会互相冲突。中文写在「标题」里。", _S)
UNKNOWN_FILE = Rule("WJ09", "文件放在规定的文件夹", "不认识的文件不会被发布，也不会被检查，放错地方等于没交。", level="warning")
TAB = Rule("WJ10", "缩进用空格，不用制表符", "制表符在不同的软件里宽度不同，YAML 不允许用它缩进。", _S)

MISSING = Rule("ZD01", "必填的字段要写", "每种材料的必填项不超过十个，都是别的老师查找和使用时离不开的。不知道的不要编，问清楚再写。")
UNKNOWN = Rule("ZD02", "只写字段说明里有的字段", "写错一个字，这一项就没有人看得到；所以不认识的字段一律指出来。")
WORD = Rule("ZD03", "写词表里的词", "同一件事全市用同一个词，才能筛选和汇总。别名会自动换成规范的词。")
DATE = Rule("ZD04", "日期写清年月日", "能看懂的写法都收：2026-10-12、2026.10.12、2026年10月12日。")
SHAPE = Rule("ZD05", "值的样子要对", "该写一行文字的地方写成了列表，或者该写列表的地方写成了文字，都读不出来。")
YEAR = Rule("ZD06", "学年写成 2026-2027", "学年从 9 月 1 日到第二年 8 月 31 日。", "plan 六.2")
NUMBER = Rule("ZD07", "数写阿拉伯数字", "不知道的数不要写 0：不知道和零是两回事。")
YES = Rule("ZD08", "是非题写“是”或“否”", "只有两种回答；“可能”“看情况”请写在正文里。不写就是“否”。")
IDENT = Rule("ZD09", "编号用英文字母和数字", "编号会出现在网址里，永久不变。")
SAFE_TEXT = Rule("AQ01", "文字里没有尖括号和控制字符", "标题里的 < 会被浏览器当成程序；看不见的控制字符能把文字的顺序倒过来骗人。", "本项目约定：安全")
FILE_PATH = Rule("FJ01", "附件路径用英文", "附件放在基地的 files/ 文件夹，路径只用英文字母、数字、减号和下划线。")
SHA = Rule("FJ02", "校验值是 64 位十六进制数", "网址里的大文件用校验值证明没有被换过。")
ADDRESS = Rule("LJ01", "网址以 http:// 或 https:// 开头", "别的写法打不开，或者不安全。", "本项目约定：安全")
REFERENCE = Rule("YY01", "引用写成“文件夹/文件名”", "如 resources/yici-hanshu；别的基地的材料前面加基地编号。")

READER_RULES = (
    ENCODING, SYNTAX, HEAD, DUPLICATE, UNSAFE, TOO_BIG, LINK, NAME, UNKNOWN_FILE, TAB,
    MISSING, UNKNOWN, WORD, DATE, SHAPE, YEAR, NUMBER, YES, IDENT, SAFE_TEXT, FILE_PATH, SHA, ADDRESS, REFERENCE,
)  # fmt: skip
BY_CODE = {rule.code: rule for rule in READER_RULES}
