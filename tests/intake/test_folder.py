"""A teacher's USB stick: every file ends in a resource or in a sentence."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import TODAY, Run, lay_city
from docx import Document
from jidi.intake import plan_import
from jidi.intake.papers.folder import read_folder, read_loose
from jidi.load import load
from jidi.model.city import City
from PIL import Image
from pptx import Presentation

SAID = {"许可": "署名-非商业", "教材版本": "人教版", "课标代": "2022课标版", "作者": "李文静", "年级": "八年级", "册次": "下册", "日期": "2026-11-02"}
Lay = Callable[[str, bytes], Path]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> City:
    city, findings = load(lay_city(tmp_path_factory.mktemp("small") / "city"), TODAY)
    assert not findings
    return city


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "李老师的U盘").mkdir()
    return tmp_path / "李老师的U盘"


@pytest.fixture
def lay(stick: Path) -> Lay:
    def put(name: str, content: bytes) -> Path:
        (stick / name).parent.mkdir(parents=True, exist_ok=True)
        (stick / name).write_bytes(content)
        return stick / name

    return put


def docx(text: str) -> bytes:
    document, made = Document(), io.BytesIO()
    document.add_heading(text)
    document.add_paragraph(f"这是{text}的正文，讲怎么上这一课。")
    document.save(made)
    return made.getvalue()


def pptx(text: str) -> bytes:
    slides, made = Presentation(), io.BytesIO()
    page = slides.slides.add_slide(slides.slide_layouts[0])
    page.shapes.title.text = text
    slides.save(made)
    return made.getvalue()


def picture(shade: int = 0, kind: str = "JPEG") -> bytes:
    made = io.BytesIO()
    Image.new("L", (40, 30), shade).save(made, kind)
    return made.getvalue()


def test_the_files_of_one_lesson_are_one_resource(small: City, stick: Path, lay: Lay) -> None:
    lay("一次函数/一次函数 教案（定稿）.docx", docx("一次函数的图象"))
    lay("一次函数/《一次函数》课件.pptx", pptx("一次函数"))
    lay("一次函数/一次函数学案.docx", docx("一次函数学案"))
    lay("一次函数/勾股定理 教案.docx", docx("勾股定理"))
    taken = read_folder(small, "cz-shuxue", stick, SAID)
    assert not taken.findings, taken.findings
    found = {one.values["标题"]: [file.name for file in one.files] for one in taken.drafts}
    assert found == {"勾股定理": ["勾股定理 教案.docx"], "一次函数的图象": ["一次函数 教案（定稿）.docx", "《一次函数》课件.pptx", "一次函数学案.docx"]}
    made = plan_import(small, taken.drafts)
    assert not made.findings and len([one for one in made.writes if one.path.endswith((".docx", ".pptx"))]) == 4


def test_slides_and_pictures_alone_are_resources_too(small: City, stick: Path, lay: Lay) -> None:
    lay("八下 勾股定理课件.pptx", pptx("勾股定理"))
    lay("板书照片/IMG_001.JPG", picture(1))
    lay("板书照片/IMG_002.JPG", picture(2))
    taken = read_folder(small, "cz-shuxue", stick, SAID | {"类型": "素材"})
    assert {one.values["标题"]: len(one.files) for one in taken.drafts} == {"八下 勾股定理课件": 1, "板书照片": 2}
    assert any("学生" in note.text for note in taken.notes)


def test_one_file_by_itself_is_a_resource_or_a_sentence(small: City, lay: Lay) -> None:
    taken = read_loose(small, "cz-shuxue", lay("八下 勾股定理课件.pptx", pptx("勾股定理")), SAID)
    assert [one.values["类型"] for one in taken.drafts] == ["课件"] and not plan_import(small, taken.drafts).findings
    [finding] = read_loose(small, "cz-shuxue", lay("课例.MOV", b"moov"), SAID).findings
    assert "网盘" in finding.fix and "sha256" in finding.fix


def test_slides_say_who_made_them(small: City, stick: Path, lay: Lay) -> None:
    lay("八下 勾股定理课件.pptx", pptx("勾股定理　授课人：孙雅婷"))
    said = {key: text for key, text in SAID.items() if key not in {"作者", "年级", "册次"}}
    [draft] = read_folder(small, "cz-shuxue", stick, said).drafts
    assert (draft.values["作者"], draft.values["年级"], draft.values["册次"]) == ("孙雅婷", "八年级", "下册")


def test_junk_is_passed_over_and_named(small: City, stick: Path, lay: Lay) -> None:
    for name in ("~$教案.docx", "Thumbs.db", ".DS_Store", "快捷方式.lnk", "._教案.docx", "desktop.ini", "装机.exe", "__MACOSX/._a.docx"):
        lay(name, b"x")
    lay("教案.docx", docx("勾股定理"))
    taken = read_folder(small, "cz-shuxue", stick, SAID | {"类型": "教学设计"})
    assert len(taken.drafts) == 1 and not taken.findings
    assert "跳过 7 个" in taken.notes[0].text and "Thumbs.db" in taken.notes[0].text


def test_a_big_video_is_sent_elsewhere_with_its_digest(small: City, stick: Path, lay: Lay) -> None:
    path = lay("课例.mp4", b"")
    with path.open("wb") as file:
        file.truncate(300_000_000)
    digest = hashlib.sha256(b"\0" * 300_000_000).hexdigest()
    [finding] = read_folder(small, "cz-shuxue", stick, SAID).findings
    assert finding.place.file == "李老师的U盘/课例.mp4" and "286 MB" in finding.message and "网盘" in finding.fix and f"sha256: {digest}" in finding.fix


def test_the_same_file_twice_is_taken_once(small: City, stick: Path, lay: Lay) -> None:
    lay("a/勾股定理教案.docx", docx("勾股定理"))
    lay("b/勾股定理教案 - 副本.docx", (stick / "a/勾股定理教案.docx").read_bytes())
    taken = read_folder(small, "cz-shuxue", stick, SAID)
    assert len(taken.drafts) == 1 and any("a/勾股定理教案.docx" in note.text and "一模一样" in note.text for note in taken.notes)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.docx", b"", "0 字节"),
        ("旧课件.ppt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900, "旧的格式"),
        ("照片.heic", b"ftypheic", "不收 .heic"),
        ("坏了.pptx", b"PK\x03\x04 broken", "打不开"),
        ("压缩.rar", b"Rar!", "不收 .rar"),
        ("没扩展名", b"x", "不收"),
    ],
)
def test_what_cannot_be_taken_is_named_with_the_way_out(
    small: City, stick: Path, lay: Lay, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, said: str
) -> None:
    monkeypatch.setenv("PATH", "")  # no LibreOffice
    lay(name, content)
    taken = read_folder(small, "cz-shuxue", stick, SAID | {"类型": "课件"})
    [finding] = taken.findings
    assert not taken.drafts and finding.place.file == f"李老师的U盘/{name}" and said in finding.message and finding.fix


def test_one_bad_file_does_not_stop_the_others(small: City, stick: Path, lay: Lay) -> None:
    lay("勾股定理教案.docx", docx("勾股定理"))
    lay("一次函数教案.docx", b"PK")
    lay("一次函数课件.pptx", pptx("一次函数"))
    taken = read_folder(small, "cz-shuxue", stick, SAID)
    assert any("一次函数课件.pptx" in note.text and "一起导入" in note.text for note in taken.notes)
    bad = {one.place.file for one in taken.findings}
    assert bad == {"李老师的U盘/一次函数教案.docx"} and [one.values["标题"] for one in taken.drafts] == ["勾股定理"]


def test_an_empty_folder_is_said(small: City, stick: Path) -> None:
    [finding] = read_folder(small, "cz-shuxue", stick, SAID).findings
    assert "没有能收的文件" in finding.message


def test_a_link_out_of_the_folder_is_not_followed(small: City, stick: Path, lay: Lay, tmp_path: Path) -> None:
    (tmp_path / "别处.docx").write_bytes(docx("别处"))
    (stick / "别处.docx").symlink_to(tmp_path / "别处.docx")
    assert not read_folder(small, "cz-shuxue", stick, SAID).drafts


@pytest.mark.slow
def test_the_command_takes_a_folder_once(city: Path, jidi: Run, stick: Path, lay: Lay) -> None:
    lay("勾股定理教案.docx", docx("勾股定理"))
    said = [part for key, text in SAID.items() for part in ("--set", f"{key}={text}")]
    written = jidi("--root", city, "import", stick, "--base", "cz-shuxue", "--write", *said)
    assert written.returncode == 0, written.stdout + written.stderr
    assert "没有问题" in jidi("--root", city, "check").stdout
    again = jidi("--root", city, "import", stick, "--base", "cz-shuxue", "--write", *said)
    assert "没有新的材料" in again.stdout and "一模一样" in again.stdout
