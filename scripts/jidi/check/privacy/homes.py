"""Where somebody lives, to the door. The address of a school or an office may stand. All texts are tidied before (:mod:`.tidy`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_MAY = re.compile("[住苑区园楼院栋幢#]|地址|户籍|公寓|新村")
_OFFICE = re.compile("中学|小学|学校|学院|大学|幼儿园|教体局|教育局|教研室|办公|宾馆|酒店")
_HOME = re.compile("单元|小区|家属院|公寓|家园|花园")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A whole address, a flat of an estate, what stands after a word that says so, and a number in that; prepared when first needed."""
    number, within = r"(?:\d{1,4}|[A-Za-z]|[一二三四五六七八九十]{1,3})", r"[^\n,。;]"
    house = rf"{number}\s?(?:号楼|栋|幢|座|#楼?|号院)"
    estate = r"[\u4e00-\u9fff]{2,10}(?:小区|花园|家园|家属院|公寓|嘉园|新村|苑)"
    said = "家庭住址|家庭地址|居住地址|现住址|现住地|住址|家住|家在|户籍地址|户籍所在地|收货地址|居住在|住在"
    return (
        re.compile(rf"[\u4e00-\u9fff]{{2,12}}\s?{house}{within}{{0,8}}?{number}\s?单元{within}{{0,6}}?\d{{1,4}}\s?(?:室|号|户)?"),
        re.compile(rf"{estate}{within}{{0,6}}?{house}{within}{{0,8}}?\d{{1,4}}\s?(?:室|号|户)|{estate}\s?\d{{1,3}}-\d{{1,2}}-\d{{3,4}}"),
        re.compile(rf"(?:{said})\s?(?:是|为|在)?[:\s|]{{0,3}}([^\n,。;|]{{4,40}})"),
        re.compile(rf"{number}\s?(?:号|室|栋|幢|组|户|弄|#|单元)|\d-\d"),
    )


def addresses(text: str) -> Iterator[str]:
    """Addresses of homes: with building, entrance and flat anywhere, with a number only after a word that says so."""
    if not _MAY.search(text):
        return iter(())
    whole, flat, said, number = _patterns()
    found = [match[0] for pattern in (whole, flat) for match in pattern.finditer(text)]
    found += [one.strip() for one in said.findall(text) if number.search(one) and not (_OFFICE.search(one) and not _HOME.search(one))]
    kept: list[str] = []
    for one in found:
        if not any(one in other or other in one for other in kept):
            kept.append(one)
    return iter(kept)
