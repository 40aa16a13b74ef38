"""The wording of letters and drafts: only names that the program can put something for (plan 六.2)."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.city import City, Entry
from ..model.finding import Place
from ..model.reports import BOX_PLACES, PLACES, Letter, Letters, allowed, strangers
from ..model.vocabulary import nearest
from .rule import Slip, rule

_Text = tuple[Place, str, tuple[str, ...]]


@rule("WG01", "文稿里花括号的名称都认得", "本项目约定", whole=True)
def places_are_known(city: City) -> Iterator[Slip]:
    """通知、反馈意见书的话写在 reports.yml 里，{全称} 这样的地方印成内容。名称写错了，印出来的就是一个花括号。"""
    for entry in city.of(Letters):
        for place, text, names in _texts(entry):
            for found in strangers(text, names):
                near = nearest(found.strip("{}"), list(names))
                mend = f"改成“{{{near}}}”" if near and len(found) > 1 else "花括号成对地写，里面写名称"
                yield place, f"“{_short(text)}”里的“{found}”这份文稿不认识", f"{mend}（这里可以写：{'、'.join(names)}）"


@rule("WG02", "文稿的编号都认得，不重复", "本项目约定", whole=True)
def letters_are_known(city: City) -> Iterator[Slip]:
    """程序按编号找文稿：编号写错了，那一种文稿就印不出来；写了两份，不知道印哪一份。"""
    for entry in city.of(Letters):
        seen: set[str] = set()
        for number, one in enumerate(entry.record.letters):
            if one.id not in PLACES:
                near = nearest(one.id, list(PLACES))
                yield (
                    entry.at("文稿", number, "编号"),
                    f"没有编号是“{one.id}”的文稿",
                    f"{f'改成“{near}”' if near else '改正编号'}（可以写：{'、'.join(PLACES)}）",
                )
            elif one.id in seen:
                yield entry.at("文稿", number, "编号"), f"文稿“{one.id}”写了两份", "删掉一份"
            seen.add(one.id)


def _texts(entry: Entry[Letters]) -> Iterator[_Text]:
    for number, one in enumerate(entry.record.letters):
        if one.id in PLACES:
            yield from _of_letter(entry, number, one)
    for number, box in enumerate(entry.record.boxes):
        yield entry.at("意见栏", number, "文"), box.text, BOX_PLACES


def _of_letter(entry: Entry[Letters], at: int, one: Letter) -> Iterator[_Text]:
    """Every text of a letter with its line and the names that it may hold."""
    whole, row = allowed(one.id), allowed(one.id, line=True)
    singles = (("文号", one.number), ("标题", one.title), ("主送", one.to), ("落款", one.sign), ("草稿", one.draft), ("空", one.empty))
    yield from ((entry.at("文稿", at, key), text, whole) for key, text in singles)
    for key, texts in (("封面", one.cover), ("附件", one.attached)):
        yield from ((entry.at("文稿", at, key, number), text, whole) for number, text in enumerate(texts))
    for number, part in enumerate(one.parts):
        yield entry.at("文稿", at, "正文", number, "题"), part.heading, whole
        yield from ((entry.at("文稿", at, "正文", number, "段", line), text, whole) for line, text in enumerate(part.texts))
    yield entry.at("文稿", at, "行"), one.line, row
    yield from ((entry.at("文稿", at, "表", number, "文"), column.text, row) for number, column in enumerate(one.columns))


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}……"


CHECKS = (places_are_known, letters_are_known)
