"""``jidi files``: large attachments lie elsewhere, by their content; the material keeps a pointer."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from ..load.attachments import CACHE, SETTINGS, Attachments, Pointer, kept_at, pointer_at
from ..load.city import walk
from ..load.stores import Bucket, Store, Unheld, digest_of, laid
from .shared import stop
from .writing import replace

T = TypeVar("T")
_NO_STORE = f"""还没有说大附件放到哪里。改法：在 {SETTINGS} 里加上
文件:
  仓库: s3://存储桶/前缀
（或一个大家都能打开的文件夹，如 ../jidi-fujian），再运行一次。"""


@click.group("files", help="大附件：移到文件仓库（材料里留指针），取到本机，核对少没少、变没变。")
def files() -> None:
    pass


class Size(click.ParamType[int]):
    """Bytes on the command line, as ``20MB``."""

    name = "大小"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> int:
        match = re.fullmatch(r"(\d{1,9})\s*([KMG]?)B?", str(value).strip(), re.I)
        if not match:
            self.fail(f"“{value}”不是大小，写成 20MB 的样子", param, context)
        return int(match[1]) << {"": 0, "K": 10, "M": 20, "G": 30}[match[2].upper()]


@files.command("store", help="把大的附件移到文件仓库，材料里留下指针；先给看，加 --write 才移。")
@click.option("--above", type=Size(), default="20MB", show_default=True, metavar="大小", help="超过多大的移走。")
@click.option("--write", is_flag=True, help="真的移。")
@click.pass_obj
def store_command(root: Path, above: int, write: bool) -> None:
    store = _store(Attachments(root))
    large = [file for file in _attached(root) if (root / file).stat().st_size > above and not pointer_at(root / file)]
    failed = 0
    for file in _shown(large) if write else large:
        size = _size((root / file).stat().st_size)
        if not write:
            click.echo(f"{file}（{size}）")
        elif said := _told(partial(_move, root, file, store)):
            click.echo(f"{file}（{size}）没有移：{said}", err=True)
            failed += 1
        else:
            click.echo(f"{file}（{size}）已放进 {store.address}，材料里留下指针。")
    if write:
        click.echo(f"已移 {len(large) - failed} 份。" + ("请把改成指针的文件提交到 git。" if len(large) > failed else ""))
    else:
        click.echo(f"可移 {len(large)} 份。" + ("确认后加 --write 移走。" if large else ""))
    sys.exit(1 if failed else 0)


def _move(root: Path, file: str, store: Store) -> None:
    """In this order, so that a kill at any moment leaves the file or a pointer to bytes that were read back and found right.

    :raises Unheld: and the file is as it was
    """
    path = root / file
    sha256 = digest_of(path)
    pointer = Pointer(sha256, path.stat().st_size)
    if not _lies(store, sha256):
        store.put(path, sha256)
        if not _lies(store, sha256):
            raise Unheld(f"放进 {store.address} 以后读回来不一样", "再运行一次；还是这样，请管存储的人看看")
    if isinstance(store, Bucket):
        laid(kept_at(sha256), lambda beside: shutil.copyfile(path, beside))  # here already: it need not be fetched again
    if digest_of(path) != sha256:
        raise Unheld("放的时候文件变了", "关掉正在编辑它的程序，再运行一次")
    replace(path, bytes(pointer))


def _lies(store: Store, sha256: str) -> bool:
    try:
        return store.digest(sha256) == sha256
    except FileNotFoundError:
        return False


@files.command("fetch", help="把指针指的附件都取到本机的缓存，断网也能检查和生成网站。")
@click.pass_obj
def fetch_command(root: Path) -> None:
    attachments = Attachments(root)

    def fault(pointer: Pointer) -> str:
        attachments.held(pointer)
        return ""

    _report(root, fault, "在本机")


@files.command("verify", help="核对每个指针：内容在不在、对不对，文件仓库里的也从头读一遍；什么也不改。")
@click.pass_obj
def verify_command(root: Path) -> None:
    attachments = Attachments(root)
    _report(root, lambda pointer: "；".join(_faults(attachments, pointer)), "完好")


def _report(root: Path, fault: Callable[[Pointer], str], good: str) -> None:
    """Say of every pointer what ``fault`` finds; ends with 1 if it finds anything."""
    pointers = [(file, pointer) for file in _attached(root) if (pointer := pointer_at(root / file))]
    failed = 0
    for file, pointer in _shown(pointers):
        if said := _told(partial(fault, pointer)):
            click.echo(f"{file}：{said}", err=True)
            failed += 1
    click.echo(f"共 {len(pointers)} 份附件是指针：{len(pointers) - failed} 份{good}" + (f"，{failed} 份有问题。" if failed else "。"))
    sys.exit(1 if failed else 0)


def _faults(attachments: Attachments, pointer: Pointer) -> Iterator[str]:
    """What is wrong with each place where the bytes lie; nowhere is a fault too. :raises Unheld: if the store does not answer"""
    found = {name: digest_of(path) for name, path in attachments.places(pointer) if path.is_file()}
    store = attachments.store
    if store and store.address not in found:
        try:
            found[store.address] = store.digest(pointer.sha256)
        except FileNotFoundError:
            yield f"{store.address} 里没有 sha256 {pointer.sha256}。改法：把原件放回这里，再运行 files store --write"
    for name, digest in found.items():
        if digest != pointer.sha256:
            yield f"{name}里的那一份坏了或被换过（应是 sha256 {pointer.sha256}，现在是 {digest}）。改法：{_mend(name, attachments)}"
    if not found and not store:
        attachments.held(pointer)


def _told(do: Callable[[], str | None]) -> str:
    """What is wrong, with how to mend it; empty if nothing is."""
    try:
        return do() or ""
    except Unheld as error:
        return f"{error.problem}{f'（{error.why}）' if error.why else ''}。改法：{error.mend}"
    except OSError as error:
        return f"打不开（{error.strerror}）。改法：关掉正在用它的程序，看看文件夹的权限和剩余的空间"


def _mend(name: str, attachments: Attachments) -> str:
    if attachments.store and name == attachments.store.address:
        return "把原件放回这里，再运行 files store --write"
    return "运行 files fetch，会换成好的" if name == CACHE and attachments.store else "删掉那一份，再运行 git lfs pull"


def _store(attachments: Attachments) -> Store:
    """The store; stops if none is named or what reads it is not installed."""
    try:
        return attachments.store or stop(_NO_STORE)
    except Unheld as error:
        stop(f"{error.problem}。改法：{error.mend}。")


def _attached(root: Path) -> list[str]:
    return [file for file in walk(root, []) if file.startswith("bases/") and file.split("/")[2] == "files"]


def _shown(rows: list[T]) -> Iterator[T]:
    """One by one, with a bar on a terminal."""
    if not sys.stderr.isatty():
        yield from rows
        return
    with click.progressbar(rows, label="附件", file=sys.stderr) as bar:
        yield from bar


def _size(size: int) -> str:
    return f"{size / 1048576:.1f} MB" if size >= 1048576 else f"{max(1, size >> 10)} KB"
