"""Personal names: the surname, how it is read, and what is said instead of the whole name (domain g.6)."""

from __future__ import annotations

from functools import cache

# The surnames of two characters that are still met; everybody else's is the first character.
DOUBLE = frozenset({
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "夏侯", "轩辕", "端木", "百里", "呼延", "南宫",
    "独孤", "申屠", "濮阳", "太史", "淳于", "单于", "万俟", "东郭", "闻人", "赫连", "澹台", "钟离", "鲜于", "司空", "西门", "公冶", "宗政", "拓跋",
})  # fmt: skip
# Surnames that are read otherwise than the same character in a text.
_READ = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "朴": "piao", "盖": "ge", "任": "ren", "华": "hua", "缪": "miao",
    "覃": "qin", "翟": "zhai", "乐": "yue", "宁": "ning", "员": "yun", "冼": "xian", "尉迟": "yuchi", "万俟": "moqi", "单于": "chanyu",
}  # fmt: skip


def parts(name: str) -> tuple[str, str]:
    """Surname and given name: 李 文静, 欧阳 文静."""
    cut = 2 if name[:2] in DOUBLE and len(name) > 2 else 1
    return name[:cut], name[cut:]


def polite(name: str) -> str:
    """李文静 → 李老师, 欧阳文静 → 欧阳老师."""
    return f"{parts(name)[0]}老师"


def is_named(name: str) -> bool:
    """Whether a name says who somebody is: 李老师 and 李×× do not."""
    return len(name) > 1 and not name.endswith(("老师", "×", "*", "某"))


@cache
def reading(name: str) -> tuple[str, str]:
    """Surname and given name in pinyin, small ASCII letters and figures only; empty where a sign has no reading. Asked wherever a name leads somewhere."""
    surname, given = parts(name)
    return _READ.get(surname) or _pinyin(surname), _pinyin(given)


def _pinyin(text: str) -> str:
    from ...search.pinyin import spoken  # with all of the search: for who asks how a name is read

    letters = "".join(spoken(text)).lower()
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())
