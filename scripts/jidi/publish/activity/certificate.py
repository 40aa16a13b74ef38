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
from dataclasses import dataclass

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
from ..world import World
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
        record = self.entry.record
        day = day_words(record.day).split()[0]
        event = f"{self.office}举办的{record.level}教研活动“{record.title}”（{record.type}）"
        if self.name:
            return f"兹证明{self.name}{f'（{self.school}）' if self.school else ''}于{day}在{event}中担任{self.deed}。"
        return f"兹证明{self.school}于{day}参加了{event}，{self.deed}。"

    @property
    def file(self) -> str:
        """A name for its files, without an ending."""
        return f"{safe_name(self.name or self.school)}-{'证明' if self.name else '参与证明'}-{self.number}"


def register(city: City) -> Certificates | None:
    """The city's register of how certificates are made; without it there are none."""
    return next((entry.record for entry in city.of(Certificates)), None)


def certificates(world: World, entry: Entry[Activity], real: Entry[Activity] | None = None) -> list[Certificate]:
    """All certificates of an activity: for everybody who is named in 主讲, then for each school that came. None before it was held.

    ``real``: the same record before names were hidden, if ``entry`` is told with hidden ones: the numbers are made of it.
    """
    own, phrase = real or entry, register(world.city)
    if phrase is None or not held(world, entry.record):
        return []
    office = next((one.record.full_name for one in world.of(Base, entry.base)), entry.base)
    told: dict[tuple[str, str], list[Speaker]] = defaultdict(list)
    for shown, person in zip(entry.record.speakers, own.record.speakers, strict=True):
        if is_named(person.name):
            told[person.name, person.school or ""].append(shown)
    found = [
        Certificate(_number(phrase, own, name, school), parts[0].name, world.schools.get(school, school), _roles(parts), entry, office)
        for (name, school), parts in told.items()
    ]
    counts: dict[str, int] = defaultdict(int)
    for one in entry.record.participants:
        counts[one.school] += one.count
    return [
        *found,
        *(Certificate(_number(phrase, own, "", id), "", world.schools.get(id, id), f"到场 {n} 人", entry, office) for id, n in counts.items() if n),
    ]


def _roles(parts: list[Speaker]) -> str:
    """``主讲/执教，题目“精卫填海”；点评``; what is said twice is said once."""
    return "；".join(dict.fromkeys(f"{one.role}，题目{_quoted(one.topic)}" if one.topic else one.role for one in parts))


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
    real = {entry.id: entry for entry in city.of(Activity)}
    shards: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for entry in world.of(Activity):
        for one in certificates(world, entry, real[entry.id]):
            shards[one.number[-_SHARD:]][one.number] = [one.sentence, entry.address]
    files = [Output(f"verify/{key}.js", _script(found)) for key, found in sorted(shards.items())]
    stamp = hashlib.sha256(b"".join(bytes(one.content) for one in files if isinstance(one.content, bytes))).hexdigest()[:8]
    fields = {"total": sum(map(len, shards.values())), "stamp": stamp, "shard": _SHARD, "sample": bool(world.settings and world.settings.sample)}
    return [Output(VERIFY, Page("核对证明", "verify", fields, listing=True)), *files]


def _script(found: dict[str, list[str]]) -> bytes:
    """A file that a page opened from a folder may read too, where ``fetch`` may not."""
    return f"jidiVerify({json.dumps(dict(sorted(found.items())), ensure_ascii=False, separators=(',', ':'))});\n".encode()
