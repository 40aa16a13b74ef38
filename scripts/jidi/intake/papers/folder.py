"""A folder from a teacher's USB stick: the files of one lesson become one resource; what cannot is named, with the reason and the way out."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from ...extract import plain
from ...extract.office import words_of
from ...load.history import ZONE
from ...load.inspect import MAX_FILE, problem_of
from ...model.city import City
from ...model.finding import Place
from .. import rules
from ..draft import Incoming, Note
from ..taken import Taken, together
from .docopen import converted
from .docs import read_docx
from .guess import guessed, labelled, written_on
from .lesson import resource, stem

MOST_FILES = 3_000
MOST_BYTES = 600 * 1024 * 1024  # of all files together; what is larger comes in several goes
_JUNK = re.compile(
    r"^(?:~\$|\.|~|\$)|^(?:thumbs\.db|desktop\.ini|ehthumbs\.db|autorun\.inf)$|\.(?:lnk|url|tmp|bak|db|ini|exe|dll|bat|cmd|vbs|crdownload|part)$", re.I
)
_FOLDERS = {"__MACOSX", "System Volume Information", "$RECYCLE.BIN", "node_modules"}
_VIDEO = {"mp4", "mov", "avi", "mkv", "wmv", "flv", "m4v", "mpg", "mpeg", "rmvb", "ts", "3gp", "webm"}
_DOCUMENT = {"docx", "doc", "wps", "rtf"}
_OLD = {"ppt": "pptx", "dps": "pptx", "xls": "xlsx", "et": "xlsx"}
_PICTURE = {"png", "jpg", "jpeg", "gif", "webp"}
_VERSION = re.compile(r"最终版?|终稿|定稿|修改稿?|新版?$|副本|[-_ ]?v\d+|[（(]\d+[)）]|\d{8}|版$", re.I)


@dataclass(frozen=True)
class _File:
    """A file of the folder: its path below it, where it lies, its size in bytes, the day of its last change."""

    name: str
    path: Path
    size: int
    day: datetime.date

    @property
    def suffix(self) -> str:
        return self.path.suffix.lower().removeprefix(".")


def read_folder(city: City, base: str, folder: Path, given: Mapping[str, str] | None = None) -> Taken:
    """Every lesson in the folder. Names in messages begin with the folder's own."""
    junk: list[str] = []
    files = list(_files(folder, junk))
    whole = Taken(notes=(Note(Place(folder.name), f"跳过 {len(junk)} 个不是材料的文件：{'、'.join(junk[:8])}{'……' if len(junk) > 8 else ''}"),) if junk else ())
    if not files:
        return whole + _said(folder.name, "里面没有能收的文件", "看看是不是选错了文件夹")
    small = [file for file in files if file.suffix not in _VIDEO and 0 < file.size <= MAX_FILE]
    whole += together(_beside(file) for file in files if file not in small)
    if len(files) > MOST_FILES or sum(file.size for file in small) > MOST_BYTES:
        return whole + _said(folder.name, f"有 {len(files)} 个文件，一次收不下", "一个一个小文件夹地导入")
    kept: list[_File] = []
    seen = {facts.sha256: path for path, facts in city.files.items() if facts.sha256}
    for file in small:
        digest = _digest(file.path)
        if digest in seen:
            whole += Taken(notes=(Note(Place(file.name), f"和“{seen[digest]}”内容一模一样，没有再收"),))
        else:
            seen[digest] = file.name
            kept.append(file)
    keyed = sorted(kept, key=lambda file: (_lesson(city, file), file.name))
    return whole + together(_group(city, base, list(group), given or {}) for _, group in groupby(keyed, key=lambda file: _lesson(city, file)))


def read_loose(city: City, base: str, path: Path, given: Mapping[str, str] | None = None) -> Taken:
    """One file that is no document: slides, a pdf, a picture, a video."""
    state = path.stat()
    file = _File(path.name, path, state.st_size, datetime.datetime.fromtimestamp(state.st_mtime, ZONE).date())
    if file.suffix in _VIDEO or not 0 < file.size <= MAX_FILE:
        return _beside(file)
    return _group(city, base, [file], given or {})


def _files(folder: Path, junk: list[str]) -> Iterator[_File]:
    """Plain files in the order of their names; what no teacher made goes into ``junk``."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _FOLDERS and not name.startswith(".") and not (Path(top) / name).is_symlink())
        for name in sorted(names):
            path = Path(top) / name
            shown = f"{folder.name}/{path.relative_to(folder).as_posix()}".encode("utf-8", "replace").decode()
            if _JUNK.search(name) or path.is_symlink() or not path.is_file():
                junk.append(name)
            else:
                state = path.stat()
                yield _File(shown, path, state.st_size, datetime.datetime.fromtimestamp(state.st_mtime, ZONE).date())


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _beside(file: _File) -> Taken:
    """What does not go into the material: empty, or so large that it lies elsewhere."""
    if not file.size:
        return _said(file.name, "是空文件（0 字节）", "可能没有拷完；回到原来的电脑上重新拷一次")
    size = f"{file.size / 1024**3:.1f} GB" if file.size >= 1024**3 else f"{max(1, file.size >> 20)} MB"
    what = "是视频" if file.suffix in _VIDEO else "太大"
    line = f"- {{网址: https://……, 名称: {stem(file.name)}, sha256: {_digest(file.path)}, 大小: {size}}}"
    return _said(file.name, f"{what}（{size}），不放进仓库", f"放到网盘，在那份资源的「附件」里写网址和 sha256：{line}")


def _said(name: str, what: str, how: str) -> Taken:
    return Taken(findings=(rules.FILE.at(Place(name), what, how),))


def _lesson(city: City, file: _File) -> tuple[str, str]:
    """Folder and lesson: 一次函数教案.docx and 一次函数课件.pptx are one; loose pictures of a folder belong together."""
    path = PurePosixPath(file.name)
    words = sorted((word for term in city.vocabulary.of("resource_type") for word in (term.name, *term.aliases)), key=len, reverse=True)
    name = re.sub("|".join(map(re.escape, words)), "", stem(path.name), flags=re.I)
    name = re.sub(r"[\W_]+", "", _VERSION.sub("", name)).lower()
    return path.parent.as_posix(), "" if file.suffix in _PICTURE and not re.search("[㐀-鿿]", name) else name


def _group(city: City, base: str, files: list[_File], given: Mapping[str, str]) -> Taken:
    """One lesson: the plan among its documents is its text, everything is attached."""
    documents = sorted((file for file in files if file.suffix in _DOCUMENT), key=lambda file: (not re.search("教案|设计", file.name), file.name))
    main = documents[0] if documents else None
    found = [_incoming(file) for file in files if file is not main]
    along = tuple(one for one in found if isinstance(one, Incoming))
    problems = together(one for one in found if isinstance(one, Taken))
    if main:
        taken = read_docx(city, base, main.name, main.path.read_bytes(), given, along, main.day)
        waiting = Note(Place(main.name), f"同一课的{'、'.join(f'“{one.name}”' for one in along)}等这一份改好，一起导入")
        return taken + Taken(notes=(waiting,) if along and not taken.drafts else ()) + problems
    return (_without_text(city, base, files, along, given) if along else Taken()) + problems


def _incoming(file: _File) -> Incoming | Taken:
    """A file as an attachment, of an old format as what LibreOffice makes of it; or why not."""
    data, name = file.path.read_bytes(), PurePosixPath(file.name).name
    if into := _OLD.get(file.suffix):
        made = converted(data, file.suffix, into)
        if made is None:
            return _said(file.name, f"是旧的格式（.{file.suffix}），别人不一定打得开", f"用 WPS 或 Office 打开，另存为 .{into} 再交")
        data, name = made, f"{PurePosixPath(name).stem}.{into}"
    elif file.suffix in _DOCUMENT - {"docx"}:
        made = converted(data, "doc" if file.suffix == "wps" else file.suffix, "docx")
        if made is None:
            return _said(file.name, f"是旧的格式（.{file.suffix}），别人不一定打得开", "用 WPS 或 Word 打开，另存为 .docx 再交")
        data, name = made, f"{PurePosixPath(name).stem}.docx"
    if problem := problem_of(name, data):
        return _said(file.name, problem, "打开看看，另存为一份好的再交；不要紧的就删掉")
    return Incoming(f"{stem(name)}.{name.rsplit('.', 1)[-1].lower()}", data)


def _without_text(city: City, base: str, files: list[_File], along: tuple[Incoming, ...], given: Mapping[str, str]) -> Taken:
    """A lesson of slides, sheets or pictures alone."""
    first, loose = files[0], all(file.suffix in _PICTURE for file in files)
    title = stem(PurePosixPath(first.name).parent.name if loose and len(files) > 1 else first.name) or "没有名称的材料"
    lines = _lines(along)
    written = max((day for one in along if (day := written_on(one.content))), default=first.day)
    guess = guessed(city, base, [title, *(stem(file.name) for file in files)], labelled(lines), written)
    notes = (Note(Place(first.name), "是照片的话，先看看有没有能认出的学生：没有监护人同意的不要放到网上"),) if loose else ()
    return resource(city, base, (first.name, title), guess, given, "", along) + Taken(notes=notes)


def _lines(along: Iterable[Incoming]) -> list[str]:
    """The first lines of slides and sheets, where people write who made them."""
    texts = (plain(words_of(one.name.rsplit(".", 1)[-1], one.content)) for one in along)
    return [line for text in texts for line in text.split("\n")[:30]]
