"""What one file says of another must be there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from ..model.base import Members
from ..model.city import City, Entry, PathKey
from ..model.finding import Place
from ..model.record import Record
from ..model.standards import Schools
from ..model.vocabulary import nearest
from ..model.work import Activity, Attachment, LessonStudy, Plan, Resource, Task
from .rule import Slip, rule

PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\(\s*<?(https?:[^)\s>]+)")
LINK = re.compile(r"!?\[[^\]\n]{0,300}\]\(\s*<?([^)\s>]+)")


def parts(record: Any, path: PathKey = ()) -> Iterator[tuple[PathKey, BaseModel]]:
    """Every model inside a record with its path in Chinese keys."""
    if isinstance(record, BaseModel):
        yield path, record
        for name, info in type(record).model_fields.items():
            yield from parts(getattr(record, name), (*path, info.alias or name))
    elif isinstance(record, tuple):
        for number, one in enumerate(record):
            yield from parts(one, (*path, number))


def attachments(entry: Entry[Record]) -> Iterator[tuple[PathKey, Attachment]]:
    """The attachments that a record names."""
    return ((path, part) for path, part in parts(entry.record) if isinstance(part, Attachment))


@rule("YY02", "学校编号在学校名册里", "R-3.3.6")
def schools_resolve(city: City) -> Iterator[Slip]:
    """人次、覆盖面和帮扶都按学校算到县区，写错一个字母就漏了一所学校。"""
    names = {school.id: school.name for entry in city.of(Schools) for school in entry.record.schools}
    if not names:
        return
    for entry in city.entries:
        for path, part in parts(entry.record):
            school = getattr(part, "school", None)
            if isinstance(school, str) and school not in names:
                near = nearest(school, list(names)) or next(iter(names))
                yield entry.at(*path, "学校"), f"学校名册里没有“{school}”", f"改成“{near}”（{names[near]}），或请办公室把学校加进名册"


@rule("YY03", "引用的材料要存在", "R-3.4.4")
def references_resolve(city: City) -> Iterator[Slip]:
    """产出、替代、课例的活动与材料都会变成链接；指向不存在的材料，读者点了会落空。"""
    ids = {entry.id for entry in city.entries} | {file.rsplit(".", 1)[0].removeprefix("bases/") for file in city.broken}
    for entry in city.entries:
        for path, ref in _refs(entry.record):
            full = ref if ref.count("/") == 2 else f"{entry.base}/{ref}"
            if full not in ids:
                near = nearest(full, [one for one in ids if one.startswith(entry.base)])
                yield entry.at(*path), f"没有“{ref}”这份材料", f"改成“{(near or full).removeprefix(entry.base + '/')}”，或先把材料放进来"


def _refs(record: Record) -> Iterator[tuple[PathKey, str]]:
    if isinstance(record, Activity):
        yield from ((("产出", number), ref) for number, ref in enumerate(record.products))
    if isinstance(record, Resource) and record.superseded_by:
        yield ("替代",), record.superseded_by
    if isinstance(record, LessonStudy):
        for number, step in enumerate(record.steps):
            yield from ((("过程", number, key), ref) for key, ref in (("活动", step.activity), ("资源", step.resource)) if ref)


@rule("YY04", "计划项在当年的学年计划里", "plan 四.4(1)")
def plan_items_resolve(city: City) -> Iterator[Slip]:
    """总结里的完成情况表是按计划项自动算的，号码对不上就不算完成。"""
    plans = {(entry.base, entry.record.year): {task.id for task in entry.record.tasks} for entry in city.of(Plan) if entry.record.year}
    entries: list[Entry[Activity] | Entry[Resource]] = [*city.of(Activity), *city.of(Resource)]
    for entry in entries:
        year = school_year(entry.record.day.year, entry.record.day.month)
        items = plans.get((entry.base, year))
        for item in entry.record.plan_items:
            if items is None:
                yield entry.at("计划项"), f"{year} 学年没有学年计划，“{item}”对不上", f"先写 plans/{year}.md，或删掉「计划项」"
            elif item not in items:
                yield entry.at("计划项"), f"{year} 学年计划里没有“{item}”", f"改成计划里有的：{'、'.join(sorted(items))}"


def school_year(year: int, month: int) -> str:
    """The school year that a month falls in (September to August, plan 六.2)."""
    first = year if month >= 9 else year - 1
    return f"{first}-{first + 1}"


@rule("YY05", "工作组写名册里的名称", "R-4.2.3")
def groups_resolve(city: City) -> Iterator[Slip]:
    """活动和资源会记到小组名下。"""
    groups = {entry.base: [group.name for group in entry.record.groups] for entry in city.of(Members)}
    entries: list[Entry[Activity] | Entry[Resource]] = [*city.of(Activity), *city.of(Resource)]
    for entry in entries:
        name, known = entry.record.group, groups.get(entry.base)
        if name and known is not None and name not in known:
            near = nearest(name, known)
            yield entry.at("工作组"), f"名册里没有“{name}”这个工作组", f"改成“{near}”" if near else "先在 members.yml 的「工作组」里写上"


@rule("YY06", "同一名册里编号不重复")
def ids_are_unique(city: City) -> Iterator[Slip]:
    """编号是别处引用它的依据，两处相同就不知道说的是哪一个。"""
    for entry in city.entries:
        seen: set[tuple[PathKey, str]] = set()
        for path, part in parts(entry.record):
            id = getattr(part, "id", None)
            if not isinstance(id, str) or not path or not isinstance(path[-1], int) or isinstance(part, Task):
                continue
            if (path[:-1], id) in seen:
                yield entry.at(*path, "编号"), f"编号“{id}”写了两次", "改成没有用过的编号"
            seen.add((path[:-1], id))


@rule("FJ03", "附件要在、要打得开、要是它说的类型", "R-3.2.6")
def attachments_are_sound(city: City) -> Iterator[Slip]:
    """老师下载后打不开，比没有更糟；宏和嵌入的程序会伤到别人的电脑。"""
    for entry in city.entries:
        for path, one in attachments(entry):
            if bool(one.file) == bool(one.url):
                yield entry.at(*path), f"附件“{one.name}”要写「文件」或「网址」，二者选一", "小文件放进 files/ 写「文件」；大视频写「网址」"
            elif one.url and not one.sha256:
                yield entry.at(*path), f"附件“{one.name}”放在别处，却没有校验值", "加一行 sha256，用 sha256sum 或 certutil 得到"
            elif one.file:
                facts = city.files.get(f"bases/{entry.base}/files/{one.file}")
                if facts is None:
                    yield entry.at(*path, "文件"), f"files/ 里没有“{one.file}”", _near_file(city, entry.base, one.file)
                elif facts.problem:
                    yield entry.at(*path, "文件"), f"附件“{one.file}”{facts.problem}", "换成完好的文件"


def _near_file(city: City, base: str, file: str) -> str:
    top = f"bases/{base}/files/"
    near = nearest(file, [path.removeprefix(top) for path in city.files if path.startswith(top)])
    return f"改成“{near}”，或把文件放进 files/" if near else "把文件放进 files/，或删掉这一项"


@rule("FJ04", "附件都有材料提到", level="warning")
def files_are_named(city: City) -> Iterator[Slip]:
    """没有材料提到的文件不会放到网上，老师看不到。"""
    named = {f"bases/{entry.base}/files/{one.file}" for entry in city.entries for _, one in attachments(entry) if one.file}
    broken = {file.split("/")[1] for file in city.broken if file.startswith("bases/")}
    for file in city.files:
        if file not in named and file.split("/")[1] not in broken:
            yield Place(file), "没有材料提到这个文件", "在一份材料的「附件」里写上它，或删掉"


@rule("FJ05", "附件的名字不只是大小写不同", "threats §11")
def file_names_differ(city: City) -> Iterator[Slip]:
    """Windows 和苹果电脑分不清大小写，两个文件会变成一个。"""
    seen: dict[str, str] = {}
    for file in city.files:
        if (first := seen.setdefault(file.casefold(), file)) != file:
            yield Place(file), f"和“{first.rsplit('/', 1)[1]}”只差大小写", "改一个不同的名字"


@rule("LJ03", "图片放进 files/，不引用别的网站", "本项目约定：不向别的网站发请求", level="warning")
def pictures_are_local(city: City) -> Iterator[Slip]:
    """别的网站的图片随时会失效，也会记下每个读者的行踪，所以网页上不显示。"""
    for entry in city.entries:
        for number, line in enumerate(entry.body.split("\n")):
            for address in PICTURE.findall(line):
                yield (
                    entry.at()._replace(line=entry.body_line + number),
                    f"图片“{address[:60]}”在别的网站上",
                    "下载后放进 files/，写成“![说明](../files/图.png)”",
                )


@rule("LJ02", "正文里的站内链接要通", "R-3.2.6")
def links_resolve(city: City) -> Iterator[Slip]:
    """相对链接指向仓库里的另一个文件；文件改了名，链接也要改。"""
    files = {entry.file for entry in city.entries} | set(city.files) | set(city.broken)
    for entry in city.entries:
        for number, line in enumerate(entry.body.split("\n")):
            for target in LINK.findall(line):
                if problem := _link_problem(target, entry.file, files):
                    yield entry.at()._replace(line=entry.body_line + number), problem, "改成 https:// 网址，或从本文件出发的相对路径，如 ../resources/x.md"


def _link_problem(target: str, file: str, files: set[str]) -> str:
    if re.match(r"(https?://|mailto:|#)", target):
        return ""
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/", target):
        return f"链接“{target[:60]}”不能用"
    full = posixpath.normpath(posixpath.join(posixpath.dirname(file), target.split("#")[0]))
    asset = full.startswith("content/guide/images/")
    return "" if full in files or asset else f"链接“{target[:60]}”指向的文件不存在"


CHECKS = (
    schools_resolve, references_resolve, plan_items_resolve, groups_resolve, ids_are_unique,
    attachments_are_sound, files_are_named, file_names_differ, pictures_are_local, links_resolve,
)  # fmt: skip
