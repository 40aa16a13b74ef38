"""``jidi forms``: the forge's own forms; ``jidi intake-issue``: a filled one becomes files and the words of a pull request."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from ..check import check
from ..gate.quiet import plain, quiet
from ..intake import Import, plan_import
from ..intake.web.issue import Filled, read_issue
from ..intake.web.issueform import BASE, base_names, form_files
from ..load import load
from ..load.rules import WORD
from ..model.city import City
from ..model.finding import Finding
from .owners import settle
from .shared import require_whole, stop
from .writing import hold, replace, replace_all


@click.command("forms", help="照字段说明和词表写出网页表单（.github/ISSUE_TEMPLATE/），老师不用 git 也能交材料。")
@click.option("--write", is_flag=True, help="真的写；不写就只看是不是最新的。")
@click.pass_obj
def forms_command(root: Path, write: bool) -> None:
    city, findings = load(root)
    require_whole(city, findings)
    settle(root, form_files(city), write, "forms")


@click.command("intake-issue", help="把一份填好的网页表单变成材料和一段给审阅人看的话；EVENT 是平台给的事件文件。")
@click.argument("event", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--write", is_flag=True, help="把材料真的写进去。")
@click.option("--out", "folder", type=click.Path(path_type=Path, file_okay=False), help="branch、title、pull.md、reply.md 写到哪里。")
@click.pass_obj
def intake_issue_command(root: Path, event: Path, write: bool, folder: Path | None) -> None:
    number, title, text = _issue(event)
    if write:
        hold(root)
    city, findings = load(root)
    require_whole(city, findings)
    filled = read_issue(city, number, text)
    if filled is None:
        click.echo("这不是材料的表单，不用处理。")
        return
    made, wrong = _made(city, filled)
    words = {"reply.md": _reply(made, wrong)}
    if made.writes and not any(one.level == "error" for one in wrong):
        words |= {"branch": f"issue-{number}\n", "title": f"{plain(title)[:120] or filled.draft.kind.name}\n", "pull.md": _pull(filled, made, wrong)}
        if write:
            replace_all((root / path, content) for path, content in made.writes)
    for name, said in words.items() if folder else ():
        replace(folder / name, said.encode())  # type: ignore[operator]
    click.echo(words.get("pull.md") or words["reply.md"], nl=False)


def _issue(path: Path) -> tuple[int, str, str]:
    """Number, title and text of the issue in a forge's event; everything in it was written by somebody else."""
    try:
        issue: Any = json.loads(path.read_bytes())["issue"]
        return int(issue["number"]), str(issue["title"] or ""), str(issue["body"] or "")
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        stop(f"“{path.name}”不是平台的事件文件，里面没有 issue。")


def _made(city: City, filled: Filled) -> tuple[Import, list[Finding]]:
    """What it becomes, and everything that is against it, the rules over the whole city included."""
    if not filled.draft.base:
        return Import(), [WORD.at(filled.draft.at(BASE), "没有选是哪个基地", f"选一个：{'、'.join(base_names(city))}")]
    made = plan_import(city, [filled.draft])
    after = made.at_cells(check(made.after)) if made.after else []
    return made, sorted({*made.findings, *after})


def _reply(made: Import, wrong: list[Finding]) -> str:
    """What the one who filled it in is told."""
    lines = [f"- {quiet(one.place.cell or one.place.file)}：{quiet(one.message)}。改法：{quiet(one.fix)}" for one in wrong]
    notes = [f"- {quiet(one.text)}" for one in made.notes]
    if any(one.level == "error" for one in wrong):
        return "\n".join(["谢谢！有几处还读不懂，请点右上角的“编辑”改一改，保存以后会再读一次：", "", *lines]) + "\n"
    if not made.writes:
        return "\n".join(["谢谢！这份材料已经有了，没有再写一遍。", "", *notes]) + "\n"
    return "\n".join(["谢谢！已经变成一份待审的材料，基地的老师看过以后就会出现在网站上。", *(["", "审阅时会留意：", *lines] if lines else [])]) + "\n"


def _pull(filled: Filled, made: Import, wrong: list[Finding]) -> str:
    """What the reviewer reads: what came, what to look at, a list to tick. The mark lets the same issue be found again."""
    checks = ["内容属实，和我们基地有关", "没有学生的姓名、照片、成绩，没有手机号和身份证号", "日期、地点、学校和人数核对过"]
    checks += ["下面的检查没有自己跑的话，点“关闭”，再点“重新打开”"]
    checks += [f"附件“{quiet(name)}”取下来看过，放进 files/，写进「附件」：<{address}>" for name, address in filled.files if address]
    seen = [quiet(text) for text in (*(f"{one.message}。改法：{one.fix}" for one in wrong), *(note.text for note in made.notes))]
    parts = [
        f"<!-- jidi-issue: {filled.number} -->",
        f"来自 #{filled.number}，由填表的老师写，程序只改了写法。",
        _list("写了这些", [path for path, _ in made.writes]),
        _list("程序看到的", seen) if seen else "",
        _list("请人看过再合并", [f"[ ] {one}" for one in checks]),
        f"Closes #{filled.number}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _list(title: str, lines: list[str]) -> str:
    return "\n".join([f"**{title}**", "", *(f"- {line}" for line in lines)])
