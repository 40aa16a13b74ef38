"""Where each record goes, whether it is there already, what it is much like; and the bytes of every file that changes."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Sequence
from typing import Any

from ...load.inspect import MAX_FILE, problem_of
from ...model.city import City
from ...model.finding import Finding, Place
from ...model.record import Record
from ...model.work import Attachment
from .. import rules
from ..draft import Draft, Incoming, Note
from .likeness import near
from .naming import free, record_path, slug
from .rows import Rows
from .writing import file_text

Key = tuple[Any, ...]


class Placing:
    """Goes through the drafts in order; each sees those before it. Nothing is written.

    ``planned``: (place, path, new text); ``writes``: path → bytes; ``files``, ``rows``: the records themselves.
    """

    def __init__(self, city: City, ready: Sequence[tuple[Draft, Record]]) -> None:
        self.city = city
        self.findings: list[Finding] = []
        self.notes: list[Note] = []
        self.planned: list[tuple[Place, str, str]] = []
        self.writes: dict[str, bytes] = {}
        self.taken = {*(entry.file for entry in city.entries), *city.files, *city.broken}
        self.known: dict[Key, tuple[str, Record, str]] = {}
        for entry in city.entries:
            self.known.setdefault(natural_key(entry.kind.id, entry.base, entry.record), (entry.file, entry.record, entry.body))
        self.digests = {(file.split("/")[1], facts.sha256): file for file, facts in city.files.items() if facts.sha256}
        self.files: list[tuple[Draft, str, Record, str]] = []
        for draft, record in ready:
            if not draft.row:
                self._place(draft, record)
        self._compare()
        self.rows = rows = Rows(city, [one for one in ready if one[0].row], self.writes)
        self.findings += rows.findings
        self.notes += rows.notes
        self.planned += rows.planned

    def _place(self, draft: Draft, record: Record) -> None:
        """One record that becomes a file of its own."""
        key = natural_key(draft.kind.id, draft.base, record)
        if key in self.known:
            self._already(draft, record, *self.known[key])
            return
        path = record_path(draft.kind, draft.base, record, self.taken)
        if path in self.taken:
            self.findings.append(rules.HOME.at(draft.places[()], f"{path} 已经在那里，可是读不出来，不能盖掉它", "先运行 check，照它说的改好"))
            return
        record, body = self._with_files(draft, record)
        text = file_text(draft.kind, record, body)
        self.taken.add(path)
        self.known[key] = (path, record, body)
        self.writes[path] = text.encode()
        self.files.append((draft, path, record, body))
        self.planned.append((draft.places[()], path, text))

    def _already(self, draft: Draft, record: Record, path: str, there: Record, body: str) -> None:
        """The same again, or something else under the same day and title: either way nothing is touched."""
        same = _bare(record) == _bare(there) and _said(draft.body) in ("", _said(body))
        said = f"已经有了：{path}（内容相同）" if same else f"已经有了 {path}，内容不同：没有改动，请直接改那个文件"
        self.notes.append(Note(draft.places[()], said))

    def _compare(self) -> None:
        """Name what is much alike anywhere in the city, or in what came before."""
        new = {path: _words(record, body) for draft, path, record, body in self.files if draft.kind.body}
        places = {path: draft.places[()] for draft, path, _, _ in self.files}
        old = ((entry.file, _words(entry.record, entry.body)) for entry in self.city.entries if entry.kind.body and entry.base)
        for path, share, other in sorted(near(new, old), key=lambda one: (one[0], -one[1])):
            self.notes.append(Note(places[path], f"和 {other} 有 {int(share * 100)}% 相同，请看看是不是同一份"))

    def _with_files(self, draft: Draft, record: Record) -> tuple[Record, str]:
        """The record with what came along as its attachments, and the body with its pictures' addresses."""
        year, body, added = str(getattr(record, "day", None) or self.city.today)[:4], draft.body, []
        if draft.files and "files" not in type(record).model_fields:
            self.notes.append(Note(draft.places[()], f"{draft.kind.name}没有「附件」，{len(draft.files)} 个附件没有收"))
            return record, body
        for file in draft.files:
            if path := self._store(draft, file, year):
                added.append(Attachment.model_validate({"文件": path, "名称": _called(file.name)}))
                up = "../" if "/" in draft.kind.path else ""
                body = body.replace(f"](incoming:{file.name})", f"]({up}files/{path})")
        if added:
            record = record.model_copy(update={"files": (*getattr(record, "files", ()), *added)})
        return record, body

    def _store(self, draft: Draft, file: Incoming, year: str) -> str:
        """Where a file that came along lies below ``files/``; the same bytes lie there only once."""
        place, base = draft.at("附件"), draft.base
        stem, _, suffix = file.name.rpartition(".")
        name = f"{slug(stem, 'fujian')}.{re.sub('[^a-z0-9]', '', suffix.lower())}"
        if len(file.content) > MAX_FILE:
            problem = f"有 {len(file.content) // 1048576} MB，超过 {MAX_FILE // 1048576} MB"
            self.findings.append(rules.FILE.at(place, f"附件“{file.name}”{problem}", "大视频放到网盘，在「附件」里写网址和名称"))
            return ""
        if problem := problem_of(name, file.content):
            self.findings.append(rules.FILE.at(place, f"附件“{file.name}”{problem}", "用 WPS 或 Office 打开看看，另存后再交；或者把它从「附件」里去掉"))
            return ""
        digest = hashlib.sha256(file.content).hexdigest()
        if (base, digest) not in self.digests:
            path = free(f"bases/{base}/files/{year}/{name}", self.taken)
            self.taken.add(path)
            self.digests[base, digest] = path
            self.writes[path] = file.content
        return self.digests[base, digest].split("/", 3)[3]


def natural_key(kind: str, base: str, record: Record) -> Key:
    """What makes two records the same one: kind, base, day or year, title; a single file is one of its kind."""
    day: datetime.date | None = getattr(record, "day", None)
    return kind, base, str(day or ""), str(getattr(record, "year", "") or ""), _plain(getattr(record, "title", ""))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _called(name: str) -> str:
    """What people call a file: its name without the suffix and without what no line may hold."""
    stem = "".join(char for char in name.rpartition(".")[0] or name if char.isprintable())
    return stem.replace("<", "＜").replace(">", "＞").strip() or "附件"


def _said(body: str) -> str:
    """What a body says, wherever its links lead."""
    return _plain(re.sub(r"\]\([^)]{0,600}\)", "]", body))


def _words(record: Record, body: str) -> str:
    return f"{getattr(record, 'title', '')}\n{body}"


def _bare(record: Record) -> Record:
    """Without attachments, whose paths are given anew."""
    return record.model_copy(update={"files": ()}) if "files" in type(record).model_fields else record
