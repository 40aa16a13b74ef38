"""What work is done on: how each part of a city looks, so that it can be told whether it has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..memo.prints import print_of
from ..memo.reads import Key, Reads, unnoted
from ..memo.tables import Tables
from .city import City, Entry

if TYPE_CHECKING:
    from .record import Record

_END = "\0"  # of a name in a text of many, which is printed at once; no file has it in its name


class Inputs:
    """The inputs of one city. ``more``: what comes from elsewhere, by the key under which it is noted; ``owners``: whose tables lean on them."""

    def __init__(self, city: City) -> None:
        self._city = city
        self.more: dict[Key, object] = {}
        self.owners: dict[str, Tables] = {"city": city}

    def owner(self, name: str) -> Tables | None:
        """Whose tables these are."""
        return self._city.part(name.removeprefix("part ")) if name.startswith("part ") else self.owners.get(name)

    def holders(self) -> Iterable[Tables]:
        """All who hold tables that lean on these inputs."""
        return [*self.owners.values(), *self._city.parts.values()]

    def named(self, owner: str, id: str) -> Entry[Record] | None:
        """A record by its id, as the tables of ``owner`` hold it: what is published is told with discretion."""
        told = next((one for name, one in self.owners.items() if name.startswith("told ")), self._city)
        with unnoted():
            return (told if owner.startswith(("told ", "world ")) and isinstance(told, City) else self._city).named(id)

    def print_of(self, key: Key) -> str:
        """How an input looks now, as a print; one that is not there looks like nothing else."""
        assert isinstance(key, tuple)
        with unnoted():
            return print_of(self.more[key] if key in self.more else self._own(*key))

    def _own(self, name: str, *rest: Any) -> object:
        match name, *rest:
            case "heads" | "bodies", folder:
                prints = self.heads if name == "heads" else self.bodies
                return _END.join(f"{id} {prints[id]}" for id in self._folders.get(folder, ()))
            case "has", id:
                return id in self.heads
            case "has in", folder:
                return _END.join(self._folders.get(folder, ()))
            case "arrived in" | "changed in", folder:
                asked = name.removesuffix(" in")
                days = getattr(self._city.history, asked)
                return _END.join(sorted(f"{file} {days[file].toordinal()}" for file in self._there[asked].get(folder, ())))
            case "arrived" | "changed", *files:
                days = getattr(self._city.history, name)
                return days.get(files[0]) if files else days
            case "file", base, *paths:
                known = (self._city if base == "*" else self._city.part(base)).files
                return known.get(paths[0]) if paths else known
            case "of", owner, model, base:
                return _END.join(self._whose(owner).ids(model, base))
            case "faults" | "card", *_:
                return None  # of whom nobody said anything
            case "entries", owner:
                return _END.join(self._whose(owner).ids("", None))
            case _, owner:
                return getattr(self._whose(owner), name)
        raise LookupError(name)

    def _whose(self, owner: str) -> City:
        return self._city.part(owner.removeprefix("part ")) if owner.startswith("part ") else self._city

    @cached_property
    def heads(self) -> dict[str, str]:
        """The prints of all heads, by id."""
        return {entry.id: entry.prints[0] for entry in self._city.__dict__["entries"]}

    @cached_property
    def bodies(self) -> dict[str, str]:
        """Likewise of the bodies."""
        return {entry.id: entry.prints[1] for entry in self._city.__dict__["entries"]}

    @cached_property
    def _folders(self) -> dict[str, list[str]]:
        """Folder → the ids of the records in it."""
        return _by_folder(self.heads)

    @cached_property
    def _there(self) -> dict[str, dict[str, list[str]]]:
        """What may be asked of everything in a folder → the folder → what is in it."""
        with unnoted():
            days = {name: _by_folder(getattr(self._city.history, name)) for name in ("arrived", "changed")}
        return {"heads": self._folders, "bodies": self._folders, "has": self._folders} | days

    def folded(self, reads: Reads) -> tuple[Collection[str], Collection[str], Collection[Key]]:
        """What was read: heads, bodies and all else; all of one folder as one key of the last."""
        heads, of_heads = self._fold("heads", reads.heads)
        bodies, of_bodies = self._fold("bodies", reads.bodies)
        return heads, bodies, [*self._fold_others(reads.others), *of_heads, *of_bodies]

    def _fold_others(self, keys: Collection[Key]) -> list[Key]:
        """The keys, with one in place of those that ask the same of everything in a folder."""
        asked: dict[str, list[str]] = {"has": [], "arrived": [], "changed": []}
        found = list[Key]()
        for key in keys:
            if isinstance(key, tuple) and len(key) == 2 and key[0] in asked:
                asked[key[0]].append(key[1])
            else:
                found.append(key)
        for name, ids in asked.items():
            loose, whole = self._fold(name, ids)
            found += [*((name, id) for id in loose), *((f"{name} in", folder) for _, folder in whole)]
        return found

    def _fold(self, name: str, ids: Collection[str]) -> tuple[list[str], list[tuple[str, str]]]:
        """The ids, without those of folders of which everything is among them; and a key for each of these folders."""
        if len(ids) < 4:
            return list(ids), []
        there = self._there[name]
        whole = [folder for folder, inside in _by_folder(ids).items() if 3 < len(all_ := there.get(folder, ())) <= len(inside) and {*all_} <= {*inside}]
        spared = {id for folder in whole for id in there[folder]}
        return [id for id in ids if id not in spared], [(name, folder) for folder in whole]


def _by_folder(paths: Iterable[str]) -> dict[str, list[str]]:
    """Folder → what is in it."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        found[path.rpartition("/")[0]].append(path)
    return found
