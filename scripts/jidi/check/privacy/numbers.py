"""Numbers that belong to one person, in the ways in which people write them. All texts are tidied before (:mod:`.tidy`)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

_END = r"(?![0-9A-Za-z])"
_G = "[ -]{0,2}"
IDENTITY = re.compile(rf"(?<![0-9A-Za-z])[1-9]\d(?:{_G}\d){{15}}{_G}[\dXx]{_END}")
# The allotted ranges (工业和信息化部《电信网编号计划》), so that a long number in a lesson is not taken for one.
_RANGE = r"(?:1[38]\d|14[5-9]|15[0-35-9]|16[2567]|17[0-8]|19[0-35-9])"
_ALONE = r"(?! (?!1[3-9]\d |1[3-9]\d{9})\d)"  # 150 2000 3000 4000 are numbers of a sum; another telephone may follow
_GROUPS = rf"{_RANGE}(?:\d{{8}}|[ -]{{1,2}}\d{{4}}[ -]{{1,2}}\d{{4}}{_ALONE})|{_RANGE}\d[ -]{{1,2}}\d{{4}}[ -]{{1,2}}\d{{3}}{_ALONE}"
MOBILE = re.compile(rf"(?<![0-9A-Za-z.+-])(?:\(?(?:\+|00)?86\)?{_G})?(?:{_GROUPS}){_END}")
PUPIL = re.compile(rf"(?<![0-9A-Za-z])[GLgl]{_G}[1-9]\d(?:{_G}\d){{15}}{_G}[\dXx]{_END}")
CARD = re.compile(rf"(?<![0-9A-Za-z.])(?:62|[45]\d)(?:[ -]?\d){{14,17}}{_END}")
_OLD = re.compile(rf"(?:身份证|证件号|公民身份)[^\d\n]{{0,12}}([1-9](?:{_G}\d){{14}}){_END}")  # fifteen digits, until 1999
_SAID_PUPIL = re.compile(r"学籍(?:号码?|[主辅]号|编号|证号)[^\dA-Za-z\n。;]{0,8}([A-Za-z]?\d[\d -]{6,24}[\dXx])")
_ANY_IDENTITY = re.compile(f"(?=({IDENTITY.pattern}))")  # one may begin inside what looked like another
_ANY_CARD = re.compile(f"(?=({CARD.pattern}))")
_BANK = re.compile("卡号|银行|账[号户]|帐[号户]|开户")
_NEAR = 24  # characters before a number that say what it is
_AREAS = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]|91")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identities(text: str) -> Iterator[str]:
    """Identity numbers: eighteen characters that add up; fifteen only after the word."""
    yield from (found for match in _ANY_IDENTITY.finditer(text) if is_identity(found := _joined(match[1])))
    yield from (found for match in _OLD.finditer(text) if _is_old(found := _joined(match[1])))


def mobiles(text: str) -> Iterator[str]:
    """Numbers of mobile phones, without 86 before them."""
    return (_joined(match[0])[-11:] for match in MOBILE.finditer(text))


def pupils(text: str) -> Iterator[str]:
    """Numbers of pupils in the national register; of other forms only after the word."""
    return iter(dict.fromkeys(_joined(found).upper() for found in (*PUPIL.findall(text), *_SAID_PUPIL.findall(text))))


def cards(text: str) -> Iterator[str]:
    """Numbers of bank cards that add up: of UnionPay anywhere, of others only after a word that says so."""
    for match in _ANY_CARD.finditer(text):
        found = _joined(match[1])
        said = found.startswith("62") or _BANK.search(text, max(0, match.start() - _NEAR), match.start())
        if said and is_card(found) and not is_identity(found):
            yield found


def is_identity(number: str) -> bool:
    """Whether 18 characters are an identity number: a province, a real birth date and the check digit (GB 11643)."""
    if len(number) != 18 or not _AREAS.match(number) or not _is_day(number[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def is_card(number: str) -> bool:
    """Whether 16 to 19 digits are right by their last one (ISO/IEC 7812-1, Luhn)."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return 16 <= len(number) <= 19 and len({*number}) > 2 and sum(one - 9 * (one > 9) for one in doubled) % 10 == 0


def _is_old(number: str) -> bool:
    return bool(_AREAS.match(number)) and _is_day(f"19{number[6:12]}")


def _is_day(digits: str) -> bool:
    try:
        return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) > datetime.date(1849, 12, 31)
    except ValueError:
        return False


def _joined(found: str) -> str:
    return re.sub(r"[ ()+-]", "", found)
