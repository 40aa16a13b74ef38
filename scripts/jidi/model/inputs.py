"""What work is done on: how each part of a city looks, so that it can be told whether it has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from itertools import product
from typing import Any

from ..memo.prints import print_of
from ..memo.reads import Key, Reads, unnoted
from ..memo.tables import Tables
from .city import City, Entry
from .record import Record


class Inputs:
    """The inputs of one city. ``more``: what comes from elsewhere, by the key under which it is noted; ``owners``: whose tables lean on them."""

    def __init__(self, city: City) -> None:
        self._city = city
        self.more: dict[Key, object] = {}
        self.owners: dict[str, Tables] = {"city": city}
        self._known: dict[str, dict[tuple[str, str | None], list[str]]] = {}

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
                return tuple(prints[id] for id in self._folders.get(folder, ()))
            case "has", id:
                return id in self.heads
            case "arrived" | "changed", *files:
                days = getattr(self._city.history, name)
                return days.get(files[0]) if files else days
            case "file", base, *paths:
                known = (self._city if base == "*" else self._city.part(base)).files
                return known.get(paths[0]) if paths else known
            case "of", owner, model, base:
                return self._shelves(owner).get((model, base), ())
            case "entries", owner:
                return self._shelves(owner).get(("", None), ())
            case _, owner:
                return getattr(self._whose(owner), name)
        raise LookupError(name)

    def _whose(self, owner: str) -> City:
        return self._city.part(owner.removeprefix("part ")) if owner.startswith("part ") else self._city

    def _shelves(self, owner: str) -> dict[tuple[str, str | None], list[str]]:
        """The ids of the records of a city, or a part of it: by the model's name, and by this and the base; ``""`` is every model."""
        if owner not in self._known:
            found: dict[tuple[str, str | None], list[str]] = defaultdict(list)
            for entry in self._whose(owner).entries:
                for key in product((entry.kind.model.__name__, ""), (entry.base, None)):
                    found[key].append(entry.id)
            self._known[owner] = found
        return self._known[owner]

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
        found: dict[str, list[str]] = defaultdict(list)
        for id in self.heads:
            found[id.rpartition("/")[0]].append(id)
        return found

    def folded(self, reads: Reads) -> tuple[Collection[str], Collection[str], Collection[Key]]:
        """What was read: heads, bodies and all else; all of one folder as one key of the last."""
        heads, of_heads = self._fold("heads", reads.heads)
        bodies, of_bodies = self._fold("bodies", reads.bodies)
        return heads, bodies, [*reads.others, *of_heads, *of_bodies]

    def _fold(self, name: str, ids: Collection[str]) -> tuple[list[str], list[Key]]:
        """The ids, without those of folders of which every record is among them; and a key for each of these folders."""
        if len(ids) < 4:
            return list(ids), []
        folders: dict[str, list[str]] = defaultdict(list)
        for id in ids:
            folders[id.rpartition("/")[0]].append(id)
        whole = {folder for folder, inside in folders.items() if len(inside) > 3 and len(inside) == len(self._folders.get(folder, ()))}
        return [id for folder, inside in folders.items() if folder not in whole for id in inside], [(name, folder) for folder in whole]
