"""The whole loaded world: every record with where it came from."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..memo.prints import BY_ID
from ..memo.reads import note, note_body, note_head, unnoted
from ..memo.tables import Noted, Tables, Watched
from .finding import Place
from .kinds import Kind
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from .record import Record  # models are imported when a record is read: see Kind.form
    from .standards import Settings

R = TypeVar("R", bound="Record", covariant=True)
T = TypeVar("T")
PathKey = tuple[str | int, ...]


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record with where it came from. ``lines`` maps a key path to its line; ``prints`` tell its head and its body from any other."""

    kind: Kind
    base: str
    id: str
    file: str
    record: R
    body: str = ""
    body_line: int = 1
    lines: Mapping[PathKey, int] = field(default_factory=dict, repr=False)
    sha256: str = ""
    prints: tuple[str, str] = field(default=("", ""), compare=False, repr=False)

    @classmethod
    def later(cls, kind: Kind, base: str, id: str, file: str, sha256: str, prints: tuple[str, str], parts: Callable[[], Parts]) -> Entry[R]:
        """An entry whose record, body and lines are made when one of them is first asked for."""
        entry = object.__new__(cls)
        entry.__dict__.update(kind=kind, base=base, id=id, file=file, sha256=sha256, prints=prints, _parts=parts)
        return entry

    def __getstate__(self) -> dict[str, Any]:
        """In another process nothing is left to be made."""
        return {"record": self.record} | {name: value for name, value in self.__dict__.items() if name not in {"_parts", "address"}}

    def forget(self) -> None:
        """Let go of record, body and lines until one of them is next asked for, if they can be made again."""
        if "_parts" in (own := self.__dict__):
            for name in ("record", "body", "body_line", "lines"):
                own.pop(name, None)

    def at(self, *path: str | int) -> Place:
        """The line of the value at ``path``, or of the nearest thing that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.file, self.lines.get(path, 1))

    @cached_property  # every page asks for those of many others; worked out again in another process, so that what is sent there is the same
    def address(self) -> str:
        """Where this record is read, relative to the site: its own page, a place in another; empty if only programs read it, in ``data/``."""
        stem = self.file.rsplit(".", 1)[0].removeprefix("content/")
        if self.kind.page:
            return self.kind.page.replace("*", stem.rsplit("/", 1)[1])
        if self.kind.body:
            return f"{stem}.html"
        if self.base:
            return f"bases/{self.base}/index.html" + ("" if self.kind.id == "base" else f"#{self.kind.id}")
        return ""


Parts = tuple["Record", str, int, Mapping[PathKey, int]]  # record, body, first line of the body, lines
HELD = 3_000  # records that were made when they were asked for, 5 KB each, beside as many as the largest base has: of more the first are let go
_held = deque[Any]()
_largest = 0


def room_for(entries: Iterable[Entry[Record]]) -> None:
    """Of these, the records of any one base are held together: its rules go through them again and again."""
    global _largest
    _largest = max(Counter(entry.base for entry in entries).values(), default=0)


class _Part:
    """A part of an entry: noted when it is read, made when it is first read if the entry came without."""

    def __init__(self, name: str, noted: Callable[[str], None]) -> None:
        self.name, self.noted = name, noted

    def __get__(self, entry: Any, owner: type) -> Any:
        if entry is None:
            return self
        self.noted(entry.id)
        own = entry.__dict__
        if self.name not in own:
            if len(_held) >= HELD + _largest:
                _held.popleft().forget()
            _held.append(entry)
            own["record"], own["body"], own["body_line"], own["lines"] = own["_parts"]()
        return own[self.name]

    def __set__(self, entry: Any, value: Any) -> None:
        entry.__dict__[self.name] = value


for _name, _noted in (("record", note_head), ("body", note_body), ("body_line", note_head), ("lines", note_head)):
    setattr(Entry, _name, _Part(_name, _noted))
BY_ID.add(Entry)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What was seen of a file under ``files/``: bytes and digest as it is published, and what is wrong with it, if anything.

    ``mend``: how, if not by a better file. ``places``: the pictures in it that tell where they were taken.
    """

    path: str
    size: int
    sha256: str
    problem: str = ""
    mend: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class History:
    """What git knows: the commit, and the day on which each file first came into the main line.

    ``commit`` is empty outside a repository; ``dirty``: the working tree differs from it;
    ``shallow``: the dates cannot be trusted. ``changed``: the day of each file's last change. Days are those of UTC+8.
    """

    commit: str = ""
    dirty: bool = False
    shallow: bool = False
    arrived: Mapping[str, datetime.date] = field(default_factory=dict, repr=False)
    changed: Mapping[str, datetime.date] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class City(Tables):
    """The whole loaded world; ``today`` is given, never asked for. ``folder``: where the attachments lie, for who must look inside one.

    ``base``, ``within``: from which base it is seen, and what it is a part of; ``None`` unless :meth:`part` made it.
    ``told``: in which way, if names that are to be hidden are told in other words.
    """

    vocabulary: Vocabulary
    entries: tuple[Entry[Record], ...]
    files: Mapping[str, FileFacts]
    broken: tuple[str, ...] = ()
    today: datetime.date = datetime.date.min
    stages: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    history: History = field(default_factory=History)
    folder: Path | None = field(default=None, compare=False, repr=False)
    base: str | None = None
    within: City | None = field(default=None, compare=False, repr=False)
    told: str = field(default="", compare=False, repr=False)

    @property
    def settings(self) -> Settings | None:
        """The city's switches, if they could be read."""
        from .standards import Settings  # as above

        return next((entry.record for entry in self.of(Settings)), None)

    @property
    def dated(self) -> bool:
        """Whether git says on which day files came."""
        note(("dated", self.owner))
        return bool(self.history.commit) and not self.history.shallow

    @property
    def small_cell(self) -> int:
        """The smallest sample that may be published."""
        return self.settings.small_cell if self.settings else int(_usual("small_cell"))

    @property
    def bulletins(self) -> int:
        """Of how many activities of each base, the last it held, documents lie beside the page."""
        return self.settings.bulletins if self.settings else int(_usual("bulletins"))

    @property
    def year_start(self) -> str:
        """The first day of a school year, ``09-01`` (plan 六.2)."""
        return self.settings.year_start if self.settings else str(_usual("year_start"))

    def school_year(self, day: datetime.date) -> str:
        """The school year that a day falls in, ``2026-2027`` (plan 六.2); it begins on the city's own day."""
        first = day.year - (day.isoformat()[5:] < self.year_start)
        return f"{first}-{first + 1}"

    def year_span(self, year: str) -> tuple[datetime.date, datetime.date]:
        """The first and the last day of a school year."""
        start = datetime.date.fromisoformat(f"{year[:4]}-{self.year_start}")
        return start, datetime.date.fromisoformat(f"{year[5:]}-{self.year_start}") - datetime.timedelta(days=1)

    def of(self, model: type[R], base: str | None = None) -> Iterator[Entry[R]]:
        """All entries of a model, of one base if given, in path order."""
        note(("of", self.owner, model.__name__, base))
        return iter(self._shelves.get((model.__name__, base), ()))  # type: ignore[arg-type]

    def in_base(self, base: str) -> tuple[Entry[Record], ...]:
        """All entries of a base; of ``""`` those of the city itself."""
        note(("of", self.owner, "", base))
        return self._bases.get(base, ())

    def forget(self, base: str | None = None) -> None:
        """Let go of all records that can be made again, of one base if given."""
        for entry in self.__dict__["entries"] if base is None else self._bases.get(base, ()):
            entry.forget()

    def named(self, id: str) -> Entry[Record] | None:
        """The entry with an id, if there is one; its record is not read yet."""
        note(("has", id))
        return self._ids.get(id)

    @cached_property
    def _ids(self) -> dict[str, Entry[Record]]:
        return {entry.id: entry for entry in self.__dict__["entries"]}

    @cached_property
    def _bases(self) -> dict[str, tuple[Entry[Record], ...]]:
        found: dict[str, list[Entry[Record]]] = defaultdict(list)
        for entry in self.__dict__["entries"]:
            found[entry.base].append(entry)
        return {base: tuple(entries) for base, entries in found.items()}

    @property
    def owner(self) -> str:
        """By what name its tables are known to who remembers them."""
        return f"told {self.told}" if self.told else "city" if self.base is None else f"part {self.base}"

    def part(self, base: str) -> City:
        """The same city seen from one base: ``content/`` and that base's records, files and broken files; seen from ``""``, ``content/`` alone."""
        return self.parts.get(base) or replace(self.parts[""], base=base)

    @cached_property
    def parts(self) -> dict[str, City]:
        """The city seen from ``""``, and from every base of which there is a file, by name."""
        entries: dict[str, list[Entry[Record]]] = defaultdict(list)
        files: dict[str, dict[str, FileFacts]] = defaultdict(dict)
        broken: dict[str, list[str]] = defaultdict(list)
        with unnoted():
            for entry in self.entries:
                entries[entry.base].append(entry)
            for path, facts in self.files.items():
                files[_base_of(path)][path] = facts
            for path in self.broken:
                broken[_base_of(path)].append(path)
            content = replace(self, entries=tuple(entries[""]), files=files[""], broken=tuple(broken[""]), base="", within=self)
            return {"": content} | {
                base: replace(
                    content,
                    entries=(*entries[base], *content.entries),
                    files=Watched(("file", base), files[base]),
                    broken=(*broken[base], *content.broken),
                    base=base,
                )
                for base in sorted({*entries, *files, *broken} - {""})
            }

    @property
    def whole(self) -> City:
        """The city that this is a part of, or itself."""
        return self.within or self

    @property
    def own(self) -> tuple[Entry[Record], ...]:
        """The records that are looked at: of a part those of its base, of a whole city all."""
        return self.entries if self.base is None else self.in_base(self.base)

    @cached_property
    def _shelves(self) -> dict[tuple[str, str | None], list[Entry[Record]]]:
        """Entries by the name of the model, and by this and the base."""
        shelves: dict[tuple[str, str | None], list[Entry[Record]]] = defaultdict(list)
        for entry in self.__dict__["entries"]:
            shape = entry.kind.shape
            shelves[shape, None].append(entry)
            shelves[shape, entry.base].append(entry)
        return shelves

    def ids(self, shape: str, base: str | None) -> list[str]:
        """The ids of all entries of a model by its name, of ``""`` of every model; of one base if given. Not noted."""
        found = self._shelves.get((shape, base), ()) if shape else self.__dict__["entries"] if base is None else self._bases.get(base, ())
        return [entry.id for entry in found]


for _name in ("entries", "broken", "today"):
    setattr(City, _name, Noted(_name))


def _usual(name: str) -> Any:
    """What a city that does not say otherwise has set."""
    from .standards import Settings  # as above

    return Settings.model_fields[name].default


def _base_of(path: str) -> str:
    """The base in whose folder a file lies; empty below ``content/``."""
    return path.split("/")[1] if path.startswith("bases/") else ""
