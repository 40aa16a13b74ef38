"""Who may hand in what, and where pages went: what every pull request is held against (plan 七.1)."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from .record import Record, key
from .types import Id, Prose, Word, half_width, read_list, wrong

_LOGIN = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}(?:\[bot\])?")
_ADDRESS = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_.-]+)*\.html")


def read_login(value: Any) -> Any:
    """The name of an account of the forge, without its ``@``."""
    text = half_width(value).removeprefix("@") if isinstance(value, str) else ""
    if not _LOGIN.fullmatch(text):
        raise wrong("ZD05", f"“{str(value)[:60]}”不是账号", "写登录时用的账号名，只有英文字母、数字和 -")
    return text


def read_address(value: Any) -> Any:
    """A page below the site, such as ``bases/cz-shuxue/resources/x.html``."""
    text = half_width(value).lstrip("/") if isinstance(value, str) else ""
    if not _ADDRESS.fullmatch(text) or ".." in text:
        raise wrong("LJ01", f"“{str(value)[:80]}”不是本站的网址", "从网站名后面写起，如 bases/cz-shuxue/resources/yici-hanshu.html")
    return text


Login = Annotated[str, BeforeValidator(read_login)]
Logins = Annotated[tuple[Login, ...], BeforeValidator(read_list)]
Address = Annotated[str, BeforeValidator(read_address)]


class BaseOwner(Record):
    """一个基地由谁提交材料。"""

    base: Id = key("基地", "基地编号", example="cz-shuxue")
    logins: Logins = key("账号", "信息采编员等的账号，可以几个", example="wenjing-li、haifeng-zhao")


class CountyReviewer(Record):
    """一个县（市、区）由谁审阅。"""

    county: Annotated[str, Word("county")] = key("县区", "县（市、区）", source="plan 七.1")
    logins: Logins = key("账号", "县（区）教研室的账号，可以几个")


class Owners(Record):
    """负责人账号 ``standards/owners.yml``：谁能提交什么，谁来审阅。不上网。"""

    office: Logins = key("办公室", "市学科基地建设办公室的账号，能改全市的决定与标准", (), source="plan 五.1")
    maintainers: Logins = key("维护人", "维护程序的账号", ())
    bots: Logins = key("收表账号", "替老师把填好的表单变成提交的账号，一次只能动一个基地", (), example="github-actions[bot]")
    counties: tuple[CountyReviewer, ...] = key("县区", "各县（市、区）的审阅人", (), source="plan 七.1")
    bases: tuple[BaseOwner, ...] = key("基地", "各基地的提交人", ())

    @property
    def empty(self) -> bool:
        """Whether nobody is registered who could hand in anything."""
        return not (self.office or self.maintainers or self.bases)


class Move(Record):
    """一个发布过、现在不在原处的网页。"""

    old: Address = key("旧网址", "原来的网址，从网站名后面写起", example="bases/cz-shuxue/resources/yici-hanshu.html")
    new: Address | None = key("新网址", "现在的网址", None, example="bases/cz-shuxue/resources/yici-hanshu-2026.html")
    reason: Prose = key("原因", "没有新网址时，写为什么撤下", "", example="有版权争议，已撤下")


class Moves(Record):
    """网址变更：基地的写在 ``moved.yml``，全市的写在 ``standards/moved.yml``；旧网址仍能打开。"""

    moves: tuple[Move, ...] = key("变更", "每个旧网址一条", ())
