"""A site in a folder is sent to where only single files can be put, such as a bucket: what changed, in an order that readers do not notice.

What no page leads to yet goes first: attachments and pictures, then the pages of records, then whatever lists them; what is no more is taken away last.
The manifest says what lies there. Before anything is touched it is said there that this is in doubt, so that a run which was killed is finished by the next.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from .afar import THREADS, Afar, Unsent
from .claim import CLAIM, claimed
from .cluster import Hands, finished

MANIFEST = "jidi-manifest.json"
BATCH, PART = 2000, 100  # files that are in doubt at a time, and that one machine of a cluster is given
File = tuple[str, int]  # the SHA-256 and the bytes
Step = tuple[Callable[[str], None], list[str]]  # what is done with each of some paths
_LISTS = ("search", "data", "feeds", "verify")


class Sent(NamedTuple):
    """How many files were sent, were taken away, and had not changed."""

    sent: int
    removed: int
    kept: int


def send(folder: Path, there: Afar, tick: Callable[[int], None] = lambda files: None, hands: Hands | None = None) -> Sent:
    """Make what lies ``there`` the same as the folder; ``tick`` is told of files that are right. ``hands``: of a cluster, whose machines see the folder.

    :raises Unsent: if that cannot be done, or another process is at it; the next time does what is left
    :raises Unhelped: if the cluster cannot do it; likewise
    """
    here = dict(_files(folder))
    with claimed(there) as still_mine:
        known = _known(there)
        fresh = [path for path, file in here.items() if known.get(path) != file]
        gone = sorted(known.keys() - here.keys())
        steps: list[Step] = [(partial(_put, there, folder), paths) for paths in _batches(fresh, lambda path: _turn(path, path not in known))]
        steps += [(there.remove, paths) for paths in _batches(gone)]
        tick(len(here) - len(fresh))
        for do, paths in steps:
            still_mine()
            there.write(MANIFEST, _told(known, doubted=paths))
            for done in _by_others(do, paths, hands) if hands else _each(do, paths):
                tick(len(here.keys() & done))
            known.update((path, here.get(path)) for path in paths)
        if steps:
            still_mine()
            there.write(MANIFEST, _told(here))
    return Sent(len(fresh), len(gone), len(here) - len(fresh))


def _files(folder: Path) -> Iterator[tuple[str, File]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as stream:
                yield path.relative_to(folder).as_posix(), (hashlib.file_digest(stream, "sha256").hexdigest(), path.stat().st_size)


def _known(there: Afar) -> dict[str, File | None]:
    """What lies there, by path; nothing of what the manifest doubts, is missing, or has another size. :raises Unsent: if it is no site of ours"""
    told, sizes = there.read(MANIFEST), there.sizes()
    lies = sizes.keys() - {MANIFEST, CLAIM}
    if told is None and lies:
        raise Unsent(f"“{there.address}”里已经有别的东西（如“{min(lies)}”），没有动它。改法：换一个空的前缀，如 {there.address}/site，或先清空这里。")
    if told is None:
        return {}
    try:
        files = json.loads(told)
        return {path: (file[0], file[1]) if file and sizes.get(path) == file[1] else None for path, file in files.items()}
    except (ValueError, LookupError, TypeError, AttributeError):  # spoilt: all that is there is ours, and must be sent again
        return dict.fromkeys(lies)


def _told(files: Mapping[str, File | None], doubted: Iterable[str] = ()) -> bytes:
    """The manifest's bytes."""
    return json.dumps({**files, **dict.fromkeys(doubted)}, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _turn(path: str, new: bool) -> tuple[int, bool]:
    """When a file is sent: what nobody is led to before what leads there, and new files before those that are replaced, which may lead to them."""
    top, *rest = path.split("/")
    if not rest or top in _LISTS:
        return 2, not new
    if not path.endswith(".html"):
        return 0, not new
    return (1 if top == "bases" and len(rest) == 3 else 2), not new


def _batches(paths: Iterable[str], turn: Callable[[str], tuple[int, bool]] = lambda path: (0, False)) -> Iterator[list[str]]:
    """Not too many at a time, and all of one turn."""
    for _, together in groupby(sorted(paths, key=lambda path: (turn(path), path)), turn):
        whole = [*together]
        yield from (whole[start : start + BATCH] for start in range(0, len(whole), BATCH))


def _put(there: Afar, folder: Path, path: str) -> None:
    if not (folder / path).is_file():
        raise Unsent(f"集群里有的机器看不到“{folder / path}”，只送出一部分。改法：网站所在的文件夹放在每台机器都有、路径相同的共享盘上，再运行一次。")
    there.put(folder / path, path)


def _each(do: Callable[[str], None], paths: Iterable[str]) -> Iterator[list[str]]:
    """Do it for all, several at a time; those that are done. What fails stops the rest."""
    with ThreadPoolExecutor(THREADS) as pool:
        futures = {pool.submit(do, path): path for path in paths}
        try:
            for future in as_completed(futures):
                future.result()
                yield [futures[future]]
        finally:
            pool.shutdown(cancel_futures=True)


def _all(do: Callable[[str], None], paths: list[str]) -> list[str]:
    """A part of it, in another process."""
    return [path for done in _each(do, paths) for path in done]


def _by_others(do: Callable[[str], None], paths: list[str], hands: Hands) -> Iterator[list[str]]:
    """Likewise, by the machines of a cluster."""
    parts = (paths[start : start + PART] for start in range(0, len(paths), PART))
    for future in finished({hands.executor.submit(_all, do, part) for part in parts}, hands):
        try:
            yield future.result()
        except Unsent:
            raise
        except Exception as error:  # whatever goes wrong there, or on the way
            said = type(error).__name__
            raise Unsent(f"集群里的机器没有送完（{said}），只送出一部分。改法：看看那里 dask worker 说的话，改好后再运行一次，会接着送完。") from error
