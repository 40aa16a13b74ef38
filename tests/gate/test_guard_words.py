"""What the guard says, word by word: where, what, how to mend it. Who is refused must know why without asking."""

from __future__ import annotations

import pytest
from jidi.gate.changes import LINK, PROGRAM, SUBMODULE, Change, read_changes
from jidi.gate.guard import base_of, bases_of, judge, shown
from jidi.gate.quiet import LIMIT, cut, plain, quiet
from jidi.model.gate import Owners

OWNERS = Owners.model_validate(
    {
        "办公室": ["office"],
        "维护人": ["keeper"],
        "收表账号": ["robot[bot]"],
        "基地": [{"基地": "cz-shuxue", "账号": ["li", "zhao"]}, {"基地": "cz-wuli", "账号": ["li", "wang"]}, {"基地": "xx-yuwen", "账号": []}],
    }
)
SHUXUE, WULI, YUWEN, CITY = "bases/cz-shuxue/base.yml", "bases/cz-wuli/base.yml", "bases/xx-yuwen/base.yml", "content/standards/city.yml"
ADD_ME = "请登记的人提交，或请办公室把你的账号加进 owners.yml"
TAKE_BACK = "撤回对它的改动；觉得应当改的，请向办公室提出来"
UNSEEN = "改成英文字母、数字和减号"
Said = list[tuple[str, int, str, str, str]]


def said(*changes: Change | str, author: str = "office", owners: Owners | None = OWNERS) -> Said:
    """(file, line, code, message, mending) of all that is against a change."""
    made = judge([Change(one) if isinstance(one, str) else one for one in changes], owners, author)
    return [(*one.place[:2], one.code, one.message, one.fix) for one in made]


@pytest.mark.parametrize("author", ["office", "keeper", "OFFICE"])
def test_the_office_and_the_maintainers_change_anything(author: str) -> None:
    assert said(SHUXUE, WULI, author=author) == said(CITY, "run.py", author=author) == []


@pytest.mark.parametrize(
    ("author", "paths", "expected"),
    [
        ("li", [SHUXUE], []),
        ("Li", [WULI], []),
        ("robot[bot]", [YUWEN], []),
        ("li", [CITY], [(CITY, "TJ03", f"“{CITY}”由办公室或维护人改，账号“li”没有登记在那里", TAKE_BACK)]),
        ("robot[bot]", [CITY], [(CITY, "TJ03", f"“{CITY}”由办公室或维护人改，账号“robot[bot]”没有登记在那里", TAKE_BACK)]),
        ("wang", [SHUXUE], [(SHUXUE, "TJ02", "账号“wang”没有登记为基地“cz-shuxue”的提交人（登记的是：li、zhao）", ADD_ME)]),
        ("wang", [YUWEN], [(YUWEN, "TJ02", "账号“wang”没有登记为基地“xx-yuwen”的提交人（这个基地还没有登记账号）", ADD_ME)]),
        ("wang", ["bases/gz-new/a.md"], [("bases/gz-new/a.md", "TJ02", "账号“wang”没有登记为基地“gz-new”的提交人（这个基地还没有登记账号）", ADD_ME)]),
        ("", [SHUXUE], [(SHUXUE, "TJ02", "账号“”没有登记为基地“cz-shuxue”的提交人（登记的是：li、zhao）", ADD_ME)]),
        ("a\u202eb", [SHUXUE], [(SHUXUE, "TJ02", "账号“a?b”没有登记为基地“cz-shuxue”的提交人（登记的是：li、zhao）", ADD_ME)]),
        ("li", [SHUXUE, WULI], [(WULI, "TJ01", "这次提交改了 2 个基地：cz-shuxue、cz-wuli", "只留“cz-shuxue”的，别的撤回或另外提交")]),
        ("wang", [SHUXUE, WULI], [(SHUXUE, "TJ01", "这次提交改了 2 个基地：cz-shuxue、cz-wuli", "只留“cz-wuli”的，别的撤回或另外提交")]),
        ("robot[bot]", [SHUXUE, WULI], [(WULI, "TJ01", "这次提交改了 2 个基地：cz-shuxue、cz-wuli", "只留“cz-shuxue”的，别的撤回或另外提交")]),
    ],
)
def test_who_is_refused_reads_what_whose_and_how(author: str, paths: list[str], expected: list[tuple[str, str, str, str]]) -> None:
    assert said(*paths, author=author) == [(file, 1, *rest) for file, *rest in expected]


def test_a_stranger_in_two_bases_reads_both_reasons() -> None:
    assert [(file, code) for file, _, code, *_ in said(SHUXUE, WULI, author="x")] == [(SHUXUE, "TJ02"), (WULI, "TJ01")]


def test_of_many_bases_ten_are_named() -> None:
    many = [f"bases/cz-a{number:02}/a.md" for number in range(12)]
    named = "、".join(f"cz-a{number:02}" for number in range(10))
    assert said(*many, author="li")[1][3] == f"这次提交改了 12 个基地：{named}"


def test_material_and_anything_else_are_apart_for_everybody() -> None:
    mend = "分成两次提交：一次只有这个基地的材料，一次是别的"
    assert said(SHUXUE, WULI, CITY) == [(CITY, 1, "TJ04", f"这次提交改了基地“cz-shuxue”的材料，又改了“{CITY}”", mend)]
    assert said(SHUXUE, "a\u202eb") == [
        ("a?b", 1, "TJ04", "这次提交改了基地“cz-shuxue”的材料，又改了“a?b”", mend),
        ("a?b", 1, "TJ06", "文件名“a?b”里有看不见的字符，或别的电脑认不出的字节", UNSEEN),
    ]


def test_a_register_that_is_broken_or_empty_is_told_at_its_file() -> None:
    file = "content/standards/owners.yml"
    broken = (file, 1, "TJ08", "目标分支上负责人的登记读不懂，不知道谁能改什么", "请办公室先改好这个文件")
    assert said(SHUXUE, owners=None) == [broken]
    empty = (file, 1, "TJ07", "还没有登记谁负责，这次没有核对提交的人", "办公室在这个文件里登记账号以后，这里会核对")
    assert said(SHUXUE, WULI, owners=Owners(), author="x") == [empty]


@pytest.mark.parametrize("sign", ["\\", '"', "\n", "\t", "\u202e", "\u200b", "\ud800", "\ufffd", "\ue000", "\u2028"])
def test_a_name_that_hides_something_is_refused(sign: str) -> None:
    path = f"bases/cz-shuxue/files/a{sign}b.txt"
    told = path if sign in '\\"�' else path.replace(sign, "?")
    assert said(path) == [(told, 1, "TJ06", f"文件名“{told}”里有看不见的字符，或别的电脑认不出的字节", UNSEEN)]


@pytest.mark.parametrize("folder", ["bases/cz-shuxue", "content/guide"])
def test_dot_files_are_refused_in_material_only(folder: str) -> None:
    for path, part in ((f"{folder}/.git/config", ".git"), (f"{folder}/files/.gitattributes", ".gitattributes"), (f"{folder}/.gitkeep/.x", ".x")):
        assert said(path) == [(path, 1, "TJ06", f"“{part}”以点开头，材料里不放这样的文件", "删掉它")]
    assert said(f"{folder}/files/.gitkeep") == said(".github/a.yml", ".gitattributes") == []
    assert said(f"{folder}/a.b/c.d.txt", f"{folder}/XYZ 甲（1）.txt") == []


def test_links_submodules_and_programs() -> None:
    path = "bases/cz-shuxue/files/a.txt"
    sub = (path, 1, "TJ05", f"“{path}”是另一个仓库（子模块），不是文件", "把真正的文件放进来，去掉子模块")
    link = (path, 1, "TJ05", f"“{path}”是符号链接，不是文件", "把真正的文件放到这里")
    program = (path, 1, "TJ05", f"“{path}”标成了能运行的程序", f"运行 git update-index --chmod=-x {path} 再提交")
    for mode, told in ((SUBMODULE, sub), (LINK, link), (PROGRAM, program)):
        assert said(Change(path, status="A", mode=mode)) == [told]
        assert said(Change(path, status="D", mode=mode)) == []
        assert said(Change(path, status="A", mode=mode), author="li") == [told]
    assert said(Change("run.py", mode=PROGRAM)) == []
    assert [code for *_, code, _, _ in said(Change("run.py", mode=LINK), Change("lib", mode=SUBMODULE))] == ["TJ05", "TJ05"]


def test_a_name_that_hides_something_is_refused_and_a_link_of_that_name_too() -> None:
    assert [code for *_, code, _, _ in said(Change("bases/cz-shuxue/a\nb", mode=LINK))] == ["TJ05", "TJ06"]
    assert [one[0] for one in said(Change("a", mode=LINK), Change("b", status="D"), Change("c", mode=LINK))] == ["a", "c"]


def test_where_a_path_belongs() -> None:
    assert [base_of(path) for path in (SHUXUE, "bases/cz-shuxue/a\nb", "bases/cz-shuxue", "bases/cz-shuxue/", "x/bases/cz-shuxue/a", "bases/CZ-shuxue/a")] == [
        "cz-shuxue", "cz-shuxue", "", "", "", "",
    ]  # fmt: skip
    assert bases_of(OWNERS, "LI") == {"cz-shuxue", "cz-wuli"} and bases_of(OWNERS, "") == set()


def test_what_is_shown_is_short_and_can_be_seen() -> None:
    assert shown("a\u202e\nb") == "a??b" and shown("字" * 201) == "字" * 200


# --- the list of git


def raw(*words: str) -> bytes:
    return "".join(f"{word}\0" for word in words).encode("utf-8", "surrogateescape")


def test_git_is_read_with_both_sides_of_a_rename_and_the_modes() -> None:
    listed = raw(
        ":100644 100755 aa bb M", "c.md", ":000000 120000 00 bb A", "b\n.md", ":100644 100644 aa bb R087", "old.md", "new.md",
        ":100644 100644 aa bb C100", "from.md", "to.md", ":100644 000000 aa 00 D", "z.md",
    )  # fmt: skip
    assert read_changes(listed) == (
        Change("b\n.md", "", "A", LINK, "000000"),
        Change("c.md", "", "M", PROGRAM, "100644"),
        Change("new.md", "old.md", "R", "100644", "100644"),
        Change("to.md", "from.md", "C", "100644", "100644"),
        Change("z.md", "", "D", "000000", "100644"),
    )
    assert Change("a", "b").paths == ("a", "b") and Change("a").paths == ("a",)
    assert read_changes(b":1 2 a b M\0\xff.md\0") == (Change("\ufffd.md", "", "M", "2", "1"),)


def test_nothing_of_the_list_is_passed_over() -> None:
    """An empty word ends nothing, and a status that is none of the known ones has one name."""
    assert read_changes(raw("", ":1 2 a b M", "a.md", "", ":1 2 a b X", "b.md")) == (Change("a.md", "", "M", "2", "1"), Change("b.md", "", "X", "2", "1"))


@pytest.mark.parametrize("wrong", [":1  2 a b M", "100644 100644 aa bb M", ":100644 100644 aa M", ":100644 100644 aa bb M x", "::100644", "a.md"])
def test_a_list_of_another_shape_is_refused_with_what_it_says(wrong: str) -> None:
    with pytest.raises((ValueError, RuntimeError)) as raised:
        read_changes(raw(wrong, "a.md"))
    assert str(raised.value) == wrong


# --- words in a comment


def test_long_words_are_cut() -> None:
    assert cut("字" * LIMIT) == "字" * LIMIT and cut("字" * (LIMIT + 1)) == "字" * (LIMIT - 2) + "……"
    assert cut(7) == 7 and cut(None) is None and cut(("字" * 999,)) == ("字" * 999,)
    assert quiet("字" * 999) == "字" * (LIMIT - 2) + "……"


def test_words_are_one_line_of_what_can_be_seen() -> None:
    assert plain("  一\t二\u3000三\n\n四\u202e五\u200b\x07 ") == "一 二 三 四五"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("@li #1 <b> a&b", "＠li ＃1 ＜b＞ a＆b"),
        ("https://a.cn HTTP://b.cn", "https：//a\\.cn HTTP：//b\\.cn"),
        ("www.a.cn WWW.b.cn xwww.c", "www．a\\.cn WWW．b\\.cn xwww\\.c"),
        ("git+ssh://a mailto:a", "git\\+ssh：//a mailto\\:a"),
        ("GH-1 gh-22 GH-x aGH-1", "GH－1 GH－22 GH\\-x aGH\\-1"),
        (r"\ ` * _ { } [ ] ( ) + - . ! | ~ : = $ ^", r"\\ \` \* \_ \{ \} \[ \] \( \) \+ \- \. \! \| \~ \: \= \$ \^"),
        ("“一” 2、三", "“一” 2、三"),
    ],
)
def test_every_sign_that_calls_links_or_marks_is_made_plain(words: str, expected: str) -> None:
    assert quiet(words) == expected
