"""Any bytes in, findings out: never an exception, never a silent misread."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.load.records import known_keys, make
from jidi.load.text import Unreadable, decode, split
from jidi.load.tree import parse
from jidi.model.vocabulary import Term, Vocabulary
from jidi.model.work import Activity

WORDS = Vocabulary({"activity_level": (Term("shi", "市级", ("全市",)), Term("xiao", "校级")), "mode": (Term("x", "线下"),)})


def code_and_line(text: str) -> tuple[str, int]:
    with pytest.raises(Unreadable) as caught:
        parse(text, "a.yml")
    finding = caught.value.findings[0]
    return finding.code, finding.place.line


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("标题: 甲\n标题: 乙\n", "WJ04", 2),
        ("标题: !!python/object:os.system x\n", "WJ05", 1),
        ("标题: !mine x\n", "WJ05", 1),
        ("a: &x [1]\nb: *x\n", "WJ05", 1),
        ("a:\n\tb: 1\n", "WJ10", 2),
        ("a: 1\nb: 'x\n", "WJ02", 3),
        ("a: b: c\n", "WJ02", 1),
        ("a: " + "[" * 500 + "\n", "WJ06", 1),
        ("a:\n" + "[\n" * 5000, "WJ06", 202),
        ("- " * 3000 + "x\n", "WJ06", 1),
        ("<<: {a: 1}\n", "WJ05", 1),
        ("a: 1\n---\nb: 2\n", "WJ02", 2),
        ("a: " + "字" * 300_000, "WJ06", 1),
        ("\n".join(" " * i + f"k{i}:" for i in range(60)), "WJ06", 22),
    ],
)
def test_what_is_unsafe_or_unclear_is_refused_on_its_line(text: str, code: str, line: int) -> None:
    assert code_and_line(text) == (code, line)


def test_yaml_bomb_is_refused() -> None:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"] + [f"{b}: &{b} [{','.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    assert code_and_line("\n".join(lines))[0] == "WJ05"


def test_scalars_stay_text() -> None:
    tree = parse("学号: 0012\n时间: 12:30:45\n版本: 3.10\n是: no\n数: .nan\n空:\n", "a.yml")
    assert tree.value == {"学号": "0012", "时间": "12:30:45", "版本": "3.10", "是": "no", "数": ".nan", "空": None}


def test_full_width_colon_after_a_known_key_is_forgiven() -> None:
    assert parse("标题：同课异构\n日期：2026年10月12日\n", "a.yml", keys=known_keys(Activity)).value == {"标题": "同课异构", "日期": "2026年10月12日"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_are_certain_are_forgiven(encoding: str) -> None:
    assert decode("标题: 甲\r\n".encode(encoding), "a.yml") == "标题: 甲\n"


def test_gbk_is_named_with_its_line() -> None:
    with pytest.raises(Unreadable) as caught:
        decode("a: 1\n标题: 教研".encode("gbk"), "a.yml")
    finding = caught.value.findings[0]
    assert (finding.code, finding.place.line) == ("WJ01", 2)
    assert "GBK" in finding.message


def test_head_and_body_keep_their_lines() -> None:
    assert split("---\na: 1\n---\n\n正文\n", "a.md") == ("a: 1\n", "\n正文\n", 4)
    for text in ("正文", "---\na: 1\n", ""):
        with pytest.raises(Unreadable):
            split(text, "a.md")


def findings_of(text: str) -> dict[str, int]:
    tree = parse(text, "a.md", 2, known_keys(Activity))
    _, findings = make(Activity, tree, "a.md", WORDS, 1)
    return {f"{one.code} {one.message}": one.place.line for one in findings}


def test_all_findings_at_once_with_lines_and_near_values() -> None:
    found = findings_of("标提: x\n级别: 全镇\n日期: 2026-02-30\n参加:\n  - 学校: xh-hubin\n    人数: 许多\n主持人: a<b\n")
    by_code = {key[:4]: line for key, line in found.items()}
    assert by_code["ZD02"] == 2
    assert by_code["ZD03"] in (3, 2) and by_code["ZD04"] == 4 and by_code["ZD07"] == 7 and by_code["AQ01"] == 8
    assert any("没有「标提」这个字段" in key for key in found)
    assert any("缺少必填的「标题」" in key for key in found)


def test_english_keys_are_accepted_and_keep_their_lines() -> None:
    assert findings_of("title: 甲\nday: 昨天\n")["ZD04 「日期」“昨天”不是日期"] == 3


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(alphabet=" \n\t:-[]{}&*!|>'\"#%@`,?：标题a0\ufeff\u2028", max_size=120).map(str.encode)))
def test_any_bytes_end_in_a_value_or_findings(data: bytes) -> None:
    try:
        tree = parse(decode(data, "a.yml"), "a.yml", keys=known_keys(Activity))
    except Unreadable as error:
        assert error.findings and all(one.message and one.fix and one.place.line >= 1 for one in error.findings)
        return
    record, findings = make(Activity, tree, "a.yml", WORDS, 1)
    assert (record is None) == bool(findings)
