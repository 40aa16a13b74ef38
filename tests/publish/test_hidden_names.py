"""A name that somebody does not want to see, written so that only a reader's eye would join it; and what is not for the public."""

from __future__ import annotations

import base64
import re
import zlib
from pathlib import Path

import pytest
from conftest import TODAY
from jidi.load import load
from jidi.publish import Output, Page, publish

RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"
HIDDEN = {"draft": ("草稿", ""), "waiting": ("待审", ""), "gone": ("已下架", ""), "later": ("已发布", "公开日期: 2027-01-01\n")}


def said(output: Output) -> str:
    """All words of an output; files of the index unpacked."""
    if isinstance(output.content, Page):
        own = [words for value in output.content.fields.values() if "World(" not in (words := repr(value))]  # what a template asks the world for is public
        return f"{output.content.title}{output.content.body}{output.content.head}{own}"
    if not isinstance(output.content, bytes):
        return "".join(one.name + (one.content.decode() if isinstance(one.content, bytes) else "") for one in getattr(output.content, "members", ()))
    text = output.content.decode("utf-8", "replace")
    packed = re.fullmatch(r'jidi\.put\("[\w-]+","\w+","([\w+/=]*)"\)\n', text)
    return zlib.decompress(base64.b64decode(packed[1]), -15).decode("utf-8", "replace") if packed else text


@pytest.mark.parametrize(
    "written", ["赵海峰", "赵 海 峰", "赵**海峰**", "**赵**海*峰*", "赵\u200b海\u2060峰", "赵\u00ad海\ufeff峰", "赵\u3000海\u200d峰", "赵&#x6D77;&#23792;"]
)
def test_however_it_is_spread(city: Path, written: str) -> None:
    path = city / RESOURCE
    path.write_text(path.read_text("utf-8") + f"\n本课由{written}执教。\n", "utf-8")
    (city / "content/standards/unnamed.yml").write_text("不署名:\n  - {姓名: 赵海峰}\n", "utf-8")
    bodies = {output.path: output.content.body for output in publish(*load(city, TODAY), ()) if isinstance(output.content, Page)}
    body = bodies[RESOURCE.replace(".md", ".html")]
    assert "赵老师" in body and "峰" not in body


def test_nothing_that_is_not_public_is_in_any_output(city: Path) -> None:
    """Pages' fields, the index, feeds, catalogue, data and packs; products of an activity that are not to be seen are only ids."""
    path = city / RESOURCE
    for name, (status, more) in HIDDEN.items():
        text = path.read_text("utf-8").replace("状态: 已发布", f"状态: {status}").replace("核心素养:", f"{more}单元: 绝密单元\n课题: 绝密课题\n核心素养:")
        path.with_name(f"{name}.md").write_text(text.replace("《一次函数的图象》", "绝密"), "utf-8")
    outputs = publish(*load(city, TODAY), ())
    assert [output.path for output in outputs if "绝密" in said(output)] == []
    assert len([output for output in outputs if "/resources/" in output.path and output.path.endswith(".html")]) == 1
