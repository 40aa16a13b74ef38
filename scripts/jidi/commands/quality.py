"""``jidi quality``: on the teacher's own machine a table of marks becomes a draft with sums, and nothing else is kept of it (R-3.3.4)."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

import click

from ..check.privacy import NUMBERS, tidy
from ..intake.outline import NUMERALS
from ..intake.schools import meant, remedy
from ..intake.sheets import headings
from ..intake.tables.book import Page, Unopened, open_pages
from ..load import load
from ..model.base import Base
from ..model.city import City
from ..model.kinds import KINDS
from ..model.quality import Headings, QualityRules
from ..model.standards import School
from ..model.vocabulary import Term
from ..quality import Asked, DraftHead, Head, Refused, Wrong, analyse, draft, head_of, lay_out, personal, read_marks, told, unlawful
from ..quality.layout import read_number
from .shared import Day, program, require_whole, stop
from .writing import replace

_MOST = 20  # so many wrong cells are named at once


def _numbers(context: click.Context, option: click.Parameter, value: str | None) -> tuple[Fraction, ...]:
    """Full marks between commas."""
    parts = [part for part in re.split(r"[,，、;；\s]+", value or "") if part]
    numbers = [read_number(part) for part in parts]
    if wrong := [part for part, number in zip(parts, numbers, strict=True) if not number]:
        raise click.BadParameter(f"“{wrong[0]}”不是满分。写阿拉伯数字，如 120；几个之间用逗号隔开。")
    return tuple(number for number in numbers if number)


@click.command("quality", help="从成绩表算出汇总，写一份质量分析的草稿。在自己的电脑上运行；成绩不离开这台电脑，也不留副本。")
@click.argument("table", metavar="成绩表", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--grade", required=True, metavar="年级", help="哪个年级，如 八年级。")
@click.option("--source", required=True, metavar="来源", help="数据从哪里来，如 作业分析。")
@click.option("--base", default="", metavar="编号", help="哪个基地的，如 cz-shuxue；--out 写在基地的文件夹里就不用写。")
@click.option("--day", type=Day(), metavar="日期", help="哪一天的作业或考试，如 2027-03-20；不写就是今天。")
@click.option("--full", callback=_numbers, metavar="满分", help="总分的满分，如 120；表里写了就不用写。")
@click.option("--items", callback=_numbers, metavar="满分…", help="各题的满分，照表里的次序，如 5,5,10；表里写了就不用写。")
@click.option("--column", default="", metavar="列名", help="得分在哪一列，如 数学；列名是“总分”就不用写。")
@click.option("--sheet", default="", metavar="表名", help="用哪一张表；只有一张像成绩表就不用写。")
@click.option("--drop", is_flag=True, help="姓名、学号、名次等列不读；不写就要先在表里删掉。")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="草稿", help="写到哪里，如 bases/cz-shuxue/quality/2027-yimo.md；不写就只显示。"
)
@click.pass_obj
def quality_command(
    root: Path, table: Path, grade: str, source: str, base: str, day: datetime.date | None, full: tuple[Fraction, ...],
    items: tuple[Fraction, ...], column: str, sheet: str, drop: bool, out: Path | None,
) -> None:  # fmt: skip
    _outside(root, table)
    _free(root, out)
    city, findings = load(root)
    require_whole(city, findings)
    rules, base, day = _rules(city), _base(city, root, base, out), day or city.today
    level, word = _term(city, "grade", grade), _term(city, "data_source", source)
    if why := unlawful(city, rules, level.name, word, base, day):
        stop(why)
    asked = Asked(next(iter(full), None), items, column, drop)
    try:
        page, head = _page(table, rules.headings, asked, sheet)
        layout = lay_out(page, personal(page, head, rules.headings, _look, drop), rules.headings, asked)
        marks = read_marks(layout, rules, lambda text: _school(city, base, text))
    except Refused as error:
        _refuse(error.wrongs)
    analysis = analyse(marks, rules, city.small_cell)
    reminders = [f"提醒：{one.reminder}（{one.basis}）。" for one in rules.lawful if one.source == word.name and one.reminder]
    click.echo("\n".join([*told(layout, marks, analysis), *reminders]))
    about = DraftHead(_title(city, base, level, word), day, city.school_year(day), level.name, word.name, str(word.facts.get("依据", "")), _titles(city))
    _finish(root, out, draft(about, marks, analysis, rules, city.small_cell))


def _outside(root: Path, table: Path) -> None:
    """Stop if there is no such table, or if the marks lie where they could be committed."""
    if not table.is_file():
        stop(f"没有“{table}”这个文件。改法：看看名字和文件夹，名字里有空格的用引号括起来。")
    top = next((one for one in (root, *root.parents) if (one / ".git").exists()), root)
    if table.resolve().is_relative_to(top.resolve()):
        stop(f"“{table}”在材料的文件夹里，成绩可能被提交出去。改法：移到外面，如桌面，再运行。")


def _free(root: Path, out: Path | None) -> None:
    """Stop if the draft would lie upon another file, or where no record of this kind lies."""
    if out is None:
        return
    if out.suffix != ".md" or not re.fullmatch(r"[A-Za-z0-9_-]+", out.stem):
        stop(f"草稿的名字“{out.name}”不能用。改法：只用英文字母、数字和 -，以 .md 结尾，如 2027-yimo.md。")
    if out.exists():
        stop(f"已经有了 {out}，没有动。改法：换一个名字，或先把它移走。")
    inside = out.resolve().relative_to(root.resolve()) if out.resolve().is_relative_to(root.resolve()) else None
    if inside and not inside.match(f"bases/*/{KINDS['quality'].path}"):
        stop(f"{inside} 不是放质量分析的地方。改法：写到 bases/基地编号/quality/ 里，或材料文件夹以外。")


def _rules(city: City) -> QualityRules:
    if found := next((entry.record for entry in city.of(QualityRules)), None):
        return found
    stop("没有 content/standards/quality.yml，或者它有错，不知道怎样算。改法：运行 check 看看，请办公室补上。")


def _base(city: City, root: Path, base: str, out: Path | None) -> str:
    """The base that is named, or in whose folder the draft is to lie; empty if neither."""
    if not base and out and out.resolve().is_relative_to(root.resolve()):
        base = out.resolve().relative_to(root.resolve()).parts[1]
    known = [entry.base for entry in city.of(Base)]
    if base and base not in known:
        stop(f"没有“{base}”这个基地。可以写：{'、'.join(known)}。")
    return base


def _term(city: City, kind: str, text: str) -> Term:
    if term := city.vocabulary.find(kind, text.strip()):
        return term
    stop(f"没有“{text}”这个{city.vocabulary.titles.get(kind, '词')}。可以写：{'、'.join(city.vocabulary.names(kind))}。")


def _page(table: Path, names: Headings, asked: Asked, sheet: str) -> tuple[Page, Head]:
    """The one sheet that has marks, with its head; it is read in memory, the workbook by a process of its own."""
    try:
        pages = [page for page in open_pages(table.name, table.read_bytes()) if not page.hidden and any(map(any, page.rows))]
    except Unopened as error:
        stop(f"“{table.name}”{error.message}。改法：{error.fix}。")
    except OSError as error:
        stop(f"“{table}”读不了（{error.strerror or error}）。改法：关掉正在打开它的 WPS 或 Excel，再运行。")
    if sheet and not (pages := [page for page in pages if page.name == sheet]):
        stop(f"“{table.name}”里没有“{sheet}”这张表，或者它是空的、隐藏的。")
    found = [(page, head) for page in pages if (head := head_of(page, names, asked))]
    if len(found) > 1:
        stop(f"有 {len(found)} 张表都像成绩表：{'、'.join(page.name for page, _ in found)}。改法：加 --sheet 说明用哪一张，如 --sheet {found[0][0].name}。")
    if not found:
        what = f"“{asked.column}”这一列" if asked.column else "总分或题目的列名"
        stop(f"“{table.name}”里没有找到{what}。改法：列名写“总分”“第1题(5分)”的样子，写在前 20 行里；得分的列叫别的，加 --column 列名。")
    return found[0]


def _look(text: str) -> str:
    """What private thing stands in a text."""
    return next((kind.what for kind in NUMBERS if any(kind.find(tidy(text)))), "")


def _school(city: City, base: str, text: str) -> School | tuple[str, str]:
    if not text:
        return "没有写学校", "补上"
    found = meant(city, base, text)
    return found[0] if len(found) == 1 else remedy(city, base, text)


def _refuse(wrongs: Sequence[Wrong]) -> NoReturn:
    """Every cell to mend, and nothing done."""
    for one in wrongs[:_MOST]:
        click.echo(str(one), err=True)
    more = f"这里列出前 {_MOST} 处。" if len(wrongs) > _MOST else ""
    click.echo(f"共 {len(wrongs)} 处要改，{more}什么也没有算。改好再运行。", err=True)
    sys.exit(1)


def _title(city: City, base: str, grade: Term, source: Term) -> str:
    subject = next((entry.record.subject for entry in city.of(Base, base)), "") if base else ""
    return f"{grade.name}{subject}{source.name}：质量分析"


def _titles(city: City) -> list[str]:
    return [f"{numeral}、{title}" for numeral, title in zip(NUMERALS, headings(city, KINDS["quality"]), strict=False)]


def _finish(root: Path, out: Path | None, text: str) -> None:
    if out is None:
        click.echo(f"下面是草稿，没有写入文件；加 --out bases/基地编号/quality/名字.md 就写好。\n\n{text}", nl=False)
        return
    replace(out, text.encode())
    click.echo(f"已写好 {out}：只有汇总，没有成绩。接着写“问题”“诊断”“建议”，写完运行 {program()} check。成绩表请自己收好，不要交来。")
