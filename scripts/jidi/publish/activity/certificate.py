"""参与、执教证明: who did what at an activity, ready to be stamped, and how anybody can verify it (R-5.5.1).

The number is the base, the day and a mark: an HMAC of the activity, the name and the school under the city's own phrase
(``content/standards/certificates.yml``). So it is the same whenever it is made, nobody else's, and says nothing of a name: who asked
not to be named is 「李老师」 at the same number, and cannot be guessed from it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ...documents import Paper, Picture, Space, Text, Title, qr
from ...documents.paper import Block
from ...model.base import Base
from ...model.city import City, Entry
from ...model.standards import Certificates
from ...model.work import Activity, Speaker
from ..ask import whole
from ..output import Output, Page
from ..packs.filenames import safe_name
from ..people.names import is_named
from ..world import World, folders
from .calendar import day_words, held

VERIFY = "verify/index.html"
_SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: none looks like another
_MARK = 8  # signs of five bits: a city has a few hundred thousand certificates in ten years, of one base and day a few dozen
_SHARD = 2


@dataclass(frozen=True)
class Certificate:
    """``who`` (a person or, with a count, a school) with what they did in an activity of a base; ``number``: never another's."""

    number: str
    name: str
    school: str
    deed: str
    entry: Entry[Activity]
    office: str

    @property
    def sentence(self) -> str:
        """What is certified, in one sentence; the page that verifies it says the very same."""
        return _sentence(self.name, self.school, self.deed, *_occasion(self.entry.record, self.office))

    @property
    def file(self) -> str:
        """A name for its files, without an ending."""
        return f"{safe_name(self.name or self.school)}-{'证明' if self.name else '参与证明'}-{self.number}"


def register(city: City) -> Certificates | None:
    """The city's register of how certificates are made; without it there are none."""
    return next((entry.record for entry in city.of(Certificates)), None)


def certificates(world: World, entry: Entry[Activity]) -> list[Certificate]:
    """All certificates of an activity: for everybody who is named in 主讲, then for each school that came. None before it was held."""
    phrase = register(world.city)
    if phrase is None or not held(world, entry.record):
        return []
    office = _office(world, entry.base)
    return [Certificate(*one, entry, office) for one in _issued(_told(world, phrase, entry, office), _numbers(phrase, entry))]


class _Told(NamedTuple):
    """What the certificates of an activity say. ``parts``: name, school, deed of each speaker; ``schools``: of each that came, what :func:`_issued` gives."""

    address: str
    day: str
    event: str
    parts: tuple[tuple[str, str, str], ...]
    schools: tuple[tuple[str, str, str, str], ...]


def _told(world: World, phrase: Certificates, entry: Entry[Activity], office: str) -> _Told:
    counts: dict[str, int] = defaultdict(int)
    for one in entry.record.participants:
        counts[one.school] += one.count
    names = world.schools
    return _Told(
        entry.address,
        *_occasion(entry.record, office),
        tuple((one.name, names.get(one.school, one.school) if one.school else "", _deed(one)) for one in entry.record.speakers),
        tuple((_number(phrase, entry, "", id), "", names.get(id, id), f"到场 {n} 人") for id, n in counts.items() if n),
    )


def _numbers(phrase: Certificates, entry: Entry[Activity]) -> tuple[str, ...]:
    """The number of each speaker's certificate, one for all that somebody did; empty for who is written without a name."""
    return tuple(_number(phrase, entry, one.name, one.school or "") if is_named(one.name) else "" for one in entry.record.speakers)


def _issued(told: _Told, numbers: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Number, name, school and deed of each certificate; what somebody is said to have done twice is said once."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for number, part in zip(numbers, told.parts, strict=True):
        if number:
            found[number].append(part)
    for number, parts in found.items():
        yield number, *parts[0][:2], "；".join(dict.fromkeys(deed for _, _, deed in parts))
    yield from told.schools


def _sentence(name: str, school: str, deed: str, day: str, event: str) -> str:
    if name:
        return f"兹证明{name}{f'（{school}）' if school else ''}于{day}在{event}中担任{deed}。"
    return f"兹证明{school}于{day}参加了{event}，{deed}。"


def _occasion(record: Activity, office: str) -> tuple[str, str]:
    """The day, and what was held by whom."""
    return day_words(record.day).split()[0], f"{office}举办的{record.level}教研活动“{record.title}”（{record.type}）"


def _office(world: World, base: str) -> str:
    return next((one.record.full_name for one in world.of(Base, base)), base)


def _deed(one: Speaker) -> str:
    """``主讲/执教，题目“精卫填海”``."""
    return f"{one.role}，题目{_quoted(one.topic)}" if one.topic else one.role


def _quoted(title: str) -> str:
    return title if title.startswith("《") and title.endswith("》") else f"“{title}”"


def _number(phrase: Certificates, entry: Entry[Activity], name: str, school: str) -> str:
    digest = hmac.new(phrase.phrase.encode(), "\n".join((entry.id, name, school)).encode(), hashlib.sha256).digest()
    bits = int.from_bytes(digest[:5], "big")
    mark = "".join(_SIGNS[bits >> 5 * at & 31] for at in range(_MARK))
    return f"{entry.base}-{entry.record.day:%Y%m%d}-{mark}"


def certificate_paper(world: World, one: Certificate) -> Paper:
    """The certificate on A4 with room for a stamp; a QR code where the city says the site is."""
    phrase, record = register(world.city), one.entry.record
    address = whole(world, VERIFY)
    page = f"{address}#{one.number}" if address else ""
    blocks: list[Block] = [Text(f"编号：{one.number}", 10.5, "right", False), Space(24), Title("证　　明", 32), Space(14)]
    blocks += [Text(one.sentence, 16, pitch=2), Text("特此证明。", 16, pitch=2), Space(24)]
    blocks += [Text(f"{(phrase.issuer if phrase else '') or one.office}（盖章）", 16, "right", False, 2), Text("　　　　年　　月　　日", 16, "right", False, 2)]
    blocks += [Space(18), *([Picture(qr(page), f"核对这份证明的二维码：{page}", 26)] if page else [])]
    blocks.append(Text(f"核对：{'扫二维码，或者打开 ' + address if address else '打开本市学科教研基地资源中心网站的“核对证明”'}，输入编号。", 9, "left", False))
    blocks += [Text("示例数据，不作证明用。", 9, "left", False)] if world.settings and world.settings.sample else []
    return Paper(f"证明 {one.number}", one.office, record.day, tuple(blocks))


def verify_pages(world: World, city: City) -> list[Output]:
    """The page that verifies a number, and what it looks up. ``city``: as it is before names are hidden."""
    if register(city) is None:
        return []
    shards: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for base in folders(world.city):
        numbers = city.once(_numbers_in, base)  # of the names as they are; what is said with them comes from the world
        for id, told in world.once(_told_in, base).items():
            for number, name, school, deed in _issued(told, numbers[id]):
                shards[number[-_SHARD:]][number] = [_sentence(name, school, deed, told.day, told.event), told.address]
    files = [Output(f"verify/{key}.js", _script(found)) for key, found in sorted(shards.items())]
    stamp = hashlib.sha256(b"".join(bytes(one.content) for one in files if isinstance(one.content, bytes))).hexdigest()[:8]
    fields = {"total": sum(map(len, shards.values())), "stamp": stamp, "shard": _SHARD, "sample": bool(world.settings and world.settings.sample)}
    return [Output(VERIFY, Page("核对证明", "verify", fields, listing=True)), *files]


def _numbers_in(city: City, base: str) -> dict[str, tuple[str, ...]]:
    """The id of each activity of a base → the numbers of its speakers."""
    phrase = register(city)
    return {entry.id: _numbers(phrase, entry) for entry in city.of(Activity, base)} if phrase else {}


def _told_in(world: World, base: str) -> dict[str, _Told]:
    """The id of each activity that a base held → what its certificates say."""
    phrase, office = register(world.city), _office(world, base)
    return {entry.id: _told(world, phrase, entry, office) for entry in world.of(Activity, base) if held(world, entry.record)} if phrase else {}


def _script(found: dict[str, list[str]]) -> bytes:
    """A file that a page opened from a folder may read too, where ``fetch`` may not."""
    return f"jidiVerify({json.dumps(dict(sorted(found.items())), ensure_ascii=False, separators=(',', ':'))});\n".encode()
