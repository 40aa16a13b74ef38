"""What is private is found however it is written, what only looks so is left alone, and nothing of it is repeated."""

from __future__ import annotations

import pytest
from bench.privacy.frames import FRAMES
from bench.privacy.lines import lines
from bench.privacy.measure import alarms, corpus, missed
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.check.privacy import sifted, tidy
from jidi.check.privacy.kinds import looked_at

SEEDS = st.integers(0, 10**9)
LOOK_ALIKES = (
    "科室电话：0375-2625000，办公时间 8:00—17:30",
    "圆周率 3.13800138000，光年 9460730472580800 米",
    "文号：平教体〔2026〕60号，编号 410402202610130012",  # a wrong check digit
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
    "150 2000 3000 4000 各是多少",
    "学校地址：湖滨中学，湖滨路12号3号楼302室办公室",
    "家住农村的学生，住在学校附近的学生",
    "阅读李白《望庐山瀑布》（8分），满分 120 分",
    "师德 10分，能力 20分，安全 5分，高中 30分，计算 20 分，单选 40分，文言文 19分",
    "时长 5 分 20 秒，全程 12 分钟，其中三分之一用来讨论",
    "小明考了95分，王老师讲了2分钟",
    "鲁迅，1881年9月25日出生于绍兴",
    "新中国1949年10月1日成立，学生1952年3月4日生产自救",
    "张老师执教，八年级 45 人，得分率 0.73",
    "sha256 6222021234567890123456789abcdef",
)


@settings(max_examples=6, deadline=None)
@given(SEEDS)
def test_of_every_kind_nineteen_of_twenty_lines_are_found(seed: int) -> None:
    made, lost = missed([seed])
    assert set(made.values()) == {100} and set(made) == set(FRAMES)
    for code in made:
        assert sum(line.code == code for line in lost) <= 5, [line.text for line in lost if line.code == code]


@settings(max_examples=3, deadline=None)
@given(SEEDS)
def test_no_number_is_ever_missed(seed: int) -> None:
    _, lost = missed([seed])
    assert [line for line in lost if line.code in {"YS01", "YS02", "YS03", "YS08"}] == []


@settings(max_examples=3, deadline=None)
@given(SEEDS)
def test_what_is_shown_is_never_the_whole(seed: int) -> None:
    for line in lines(seed):
        for kind, value in looked_at(line.text, sifted(line.text)):
            shown = kind.show(value)
            assert value not in shown and tidy(line.thing) not in shown
            assert len([one for one in shown if one.isalnum()]) <= max(2, len(value) // 2)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_private_is_left_alone(text: str) -> None:
    assert list(alarms(text)) == []


@pytest.mark.slow
def test_hardly_a_page_of_real_lessons_is_taken_for_private() -> None:
    """At most one page in a thousand, all kinds together."""
    pages = [bool(list(alarms(page))) for page in corpus()]
    assert len(pages) > 100 and sum(pages) <= len(pages) / 1000
