"""Private things that belong to nobody, and five ways to write each."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from .frames import FRAMES, LABELS

_WIDE = str.maketrans("0123456789XGL", "０１２３４５６７８９ＸＧＬ")
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史贺陶毛郝顾龚邵万覃武钱戴严莫孔向常"
_GIVEN = "伟芳娜敏静丽强磊洋艳勇杰娟涛明超霞平刚桂英华玉兰梅鑫宇博浩然子轩梓涵欣怡雨诗佳琪思琳嘉雪晨阳俊飞鹏凯旭东海峰凡帅航阔瀚柠橙果朵露潼熙妍奕丞骏骁泓煜烨垚森焱硕恺翊昕昊曦睿哲淼谦逸恒屹朗岚溪禾苒茉"
_STREETS = ("湖滨路", "建设路中段", "新华区矿工路", "湛河区南环路", "卫东区平安大道", "和平路")
_ESTATES = ("湖滨小区", "平安家园", "锦绣花园", "矿务局家属院", "东方嘉园", "建业公寓", "光明新村", "翡翠苑")


@dataclass(frozen=True)
class Line:
    """A line with a thing of kind ``code`` in it, written as ``thing``."""

    code: str
    frame: int
    spelling: int
    thing: str
    text: str


def lines(seed: int) -> Iterator[Line]:
    """Every frame of every kind in each of the five spellings."""
    random = Random(seed)
    for code, frames in FRAMES.items():
        for frame, words in enumerate(frames):
            for spelling in range(5):
                thing = _WRITTEN[code](random, spelling)
                yield Line(code, frame, spelling, thing, words.format(thing, name=name(random), label=LABELS[code]))


def name(random: Random) -> str:
    """Most people have two characters after the surname, few a surname of two."""
    if random.random() < 0.02:
        return random.choice(("欧阳", "司马", "上官", "诸葛")) + random.choice(_GIVEN)
    return random.choice(_SURNAMES) + "".join(random.choice(_GIVEN) for _ in range(1 + (random.random() < 0.8)))


def identity(random: Random) -> str:
    """An identity number that adds up (GB 11643)."""
    day = datetime.date(1960, 1, 1) + datetime.timedelta(random.randrange(21_000))
    head = f"{random.choice(('410402', '410411', '410423', '110105', '320106', '652901'))}{day:%Y%m%d}{random.randrange(1000):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return head + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(head, weights, strict=True)) % 11]


def mobile(random: Random) -> str:
    return random.choice(("138", "139", "150", "159", "176", "186", "199", "147", "166")) + f"{random.randrange(10**8):08}"


def card(random: Random) -> str:
    """A number of a bank card that adds up (ISO/IEC 7812-1)."""
    head = random.choice(("622202", "621700", "622848", "621661")) + f"{random.randrange(10**9):09}" + random.choice(("", "012"))
    total = sum((digit * 2 - 9 * (digit > 4)) if place % 2 == 0 else digit for place, digit in enumerate(map(int, reversed(head))))
    return f"{head}{-total % 10}"


def _grouped(number: str, sizes: tuple[int, ...], spelling: int) -> str:
    if spelling == 3:
        return number.translate(_WIDE)
    groups, rest = list[str](), number
    for size in sizes:
        groups, rest = [*groups, rest[:size]], rest[size:]
    return ("", " ", "-", "", "\u2009")[spelling].join(filter(None, [*groups, rest]))


def _phone(random: Random, spelling: int) -> str:
    return random.choice(("", "", "+86 ", "86-")) * (spelling != 3) + _grouped(mobile(random), (3, 4), spelling)


def _home(random: Random, spelling: int) -> str:
    house, door, flat = random.randrange(1, 30), random.randrange(1, 5), random.randrange(101, 2500)
    place = random.choice(_STREETS) + random.choice(_ESTATES)
    if spelling == 3:
        return f"{place}{house}号楼{door}单元{flat}室".translate(_WIDE)
    forms = ("{0}{1}号楼{2}单元{3}室", "{0} {1} 号楼 {2} 单元 {3} 室", "{0}{1}-{2}-{3}", "", "{0}{1}栋{2}单元{3}")
    return forms[spelling].format(place, house, door, flat)


def _mark(random: Random, spelling: int) -> str:
    mark = random.randrange(20, 121)
    return (f"{mark}", f" {mark} ", f"{mark}.5", f"{mark}".translate(_WIDE), f"{mark}\u2009")[spelling]


def _birthday(random: Random, spelling: int) -> str:
    day = datetime.date(2005, 1, 1) + datetime.timedelta(random.randrange(5_000))
    plain = f"{day.year}年{day.month}月{day.day}日"
    return (plain, f"{day.year} 年 {day.month} 月 {day.day} 日", f"{day:%Y-%m-%d}", plain.translate(_WIDE), f"{day:%Y.%m.%d}")[spelling]


_WRITTEN: dict[str, Callable[[Random, int], str]] = {
    "YS01": lambda random, spelling: _grouped(identity(random), (6, 4, 4), spelling),
    "YS02": _phone,
    "YS03": lambda random, spelling: _grouped("G" + identity(random), (7, 4, 4), spelling),
    "YS08": lambda random, spelling: _grouped(card(random), (4, 4, 4, 4), spelling),
    "YS09": _home,
    "YS11": _birthday,
    "YS12": _mark,
}
