"""From when on the panel is shown something as a fact: words in common, days far apart, much at the last moment (plan 六.1)."""

from typing import Annotated

from pydantic import Field

from .lifecycle import Number
from .record import Record, key
from .types import Ids


class SameWords(Record):
    """相同的文字：满多少才列出来。"""

    run: Number = key("连续字数", "连着多少个字（字母、数字）一样算一处；标点、空格、全角半角、繁简不管")
    long: Number = key("最长的一段", "最长的一处至少连着多少个字：只有零碎的短句一样，是常用的话")
    least: Number = key("最少字数", "两份一共至少有多少个字一样")
    share: Number = key("百分之几", "占较短的一份（不算套话）至少百分之几")
    owners: Number = key("套话基地数", "几个基地的材料里都有的话算套话，不算相同")
    phrase: Number = key("套话最长", "连着超过这么多字的不算套话，几个基地有都列出来")
    again: Ids = key("同一基地比往年", "同一个基地里，不同学年要互相比的材料（种类的编号）；别的只和别的基地比", example="summaries")


class Arrival(Record):
    """入库的日期：满多少才列出来。"""

    days: Number = key("补录天数", "材料写的日期比第一次入库早多少天以上列出来")
    last: Number = key("截止前天数", "材料截止以前几天里入库的算集中入库")
    many: Number = key("集中份数", "截止前几天里入库多少份以上列出来")


class ShownFacts(Record):
    """供专家参考的事实 ``standards/facts.yml``：只列出来，不计分，不下结论 (R-6.1.1)。"""

    words: Annotated[SameWords, Field(repr=False)] = key("相同的文字", "两份材料相同的文字")
    arrival: Annotated[Arrival, Field(repr=False)] = key("入库的日期", "从 git 里看出来的日期")
