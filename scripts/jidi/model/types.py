"""Field types: text from a file becomes a value, forgiving where the meaning is certain.

Every scalar arrives as text (or as an already made value in tests). What cannot be read raises
``PydanticCustomError`` whose type is the finding's code and whose context has ``fix``.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, NoReturn

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_FORBIDDEN = re.compile("[<>\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SEPARATORS = re.compile(r"[、，,；;]\s*")


def wrong(code: str, message: str, fix: str) -> PydanticCustomError:
    """An error that the loader turns into a finding."""
    return PydanticCustomError(code, "{message}", {"message": message, "fix": fix})


def half_width(text: str) -> str:
    """Full-width digits, letters and signs become half-width; Chinese stays (NFKC)."""
    return unicodedata.normalize("NFKC", text).strip()


def read_line(value: Any) -> Any:
    """One line of text without markup or control characters."""
    if not isinstance(value, str):
        raise wrong("ZD05", f"这里要写一行文字，现在是{_shape(value)}", "改成一行文字")
    text = unicodedata.normalize("NFC", value.replace("\ufeff", "")).strip()  # a mark that pasting leaves, and nobody sees
    if bad := _FORBIDDEN.search(text):
        mend = {"<": "改成全角“＜”", ">": "改成全角“＞”"}.get(bad[0], "删掉这个看不见的控制字符")
        raise wrong("AQ01", f"文字“{text[:30]}”里有不许用的字符 {bad[0]!r}", mend)
    return " ".join(filter(None, map(str.strip, text.split("\n")))) if "\n" in text else text


def read_prose(value: Any) -> Any:
    """Several lines of plain text; same characters as :func:`read_line`."""
    if not isinstance(value, str):
        raise wrong("ZD05", f"这里要写文字，现在是{_shape(value)}", "改成文字")
    return "\n".join(read_line(line) for line in value.strip().splitlines())


def read_day(value: Any) -> Any:
    """A date, as ``2026-10-12``, ``2026.10.12``, ``2026/10/12`` or ``2026年10月12日``."""
    if isinstance(value, datetime.date):
        return value
    text = half_width(value) if isinstance(value, str) else ""
    match = re.fullmatch(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?", text)
    if not match:
        raise wrong("ZD04", f"“{_quote(value)}”不是日期", "写成“2026-10-12”的样子（年-月-日）")
    if not 1900 <= int(match[1]) < 3000:
        raise wrong("ZD04", f"“{_quote(value)}”的年份不对", "年份写四位数，如 2026")
    try:
        return datetime.date(*map(int, match.groups()))
    except ValueError:
        raise wrong("ZD04", f"“{_quote(value)}”这一天不存在", "对照日历改正月和日") from None


def read_year(value: Any) -> Any:
    """A school year such as ``2026-2027`` (plan 六.2)."""
    text = half_width(value) if isinstance(value, str) else ""
    match = re.fullmatch(r"(\d{4})\s*[-—–~至]+\s*(\d{4})\s*(学年)?度?", text)
    if not match or int(match[2]) != int(match[1]) + 1:
        raise wrong("ZD06", f"“{_quote(value)}”不是学年", "写成“2026-2027”的样子，后一年比前一年大 1")
    return f"{match[1]}-{match[2]}"


def read_month_day(value: Any) -> Any:
    """A day that comes every year, as ``09-15`` or ``9月15日``; kept as ``09-15``."""
    text = half_width(value) if isinstance(value, str) else ""
    match = re.fullmatch(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?", text)
    try:
        return datetime.date(2001, int(match[1]), int(match[2])).strftime("%m-%d") if match else _no_month_day(value)
    except ValueError:
        return _no_month_day(value)


def _no_month_day(value: Any) -> NoReturn:
    raise wrong("ZD04", f"“{_quote(value)}”不是月-日", "写成“09-15”的样子（月-日）")


def read_count(value: Any) -> Any:
    """A whole number, 0 or more; ``42人`` is 42."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = half_width(value) if isinstance(value, str) else ""
    match = re.fullmatch(r"(\d{1,6})\s*[人次节篇份个页课时]*", text)
    if not match:
        raise wrong("ZD07", f"“{_quote(value)}”不是整数", "写成阿拉伯数字，如 42；不知道就删掉这一行，不要写 0")
    return int(match[1])


def read_places(value: Any) -> Any:
    """How many decimal places: 0 to 6."""
    places = read_count(value)
    if places > 6:
        raise wrong("ZD07", f"“{_quote(value)}”位小数太多", "写 0 到 6 之间的数")
    return places


def read_amount(value: Any) -> Any:
    """An amount or a ratio as a decimal."""
    if isinstance(value, Decimal):
        return value
    text = half_width(value).rstrip("元%") if isinstance(value, str) else ""
    try:
        amount = Decimal(text.replace(",", ""))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or (amount and not -8 <= amount.adjusted() <= 11) or amount.as_tuple().exponent < -12:  # type: ignore[operator]
        raise wrong("ZD07", f"“{_quote(value)}”不是能用的数", "写成阿拉伯数字，如 1200 或 86.5；不要太大，小数不要太长")
    return amount


def read_yes(value: Any) -> Any:
    """是/否, yes/no, true/false."""
    if isinstance(value, bool):
        return value
    text = half_width(value).lower() if isinstance(value, str) else ""
    if text in {"是", "有", "yes", "y", "true", "on", "对"}:
        return True
    if text in {"否", "无", "no", "n", "false", "off", "不"}:
        return False
    raise wrong("ZD08", f"“{_quote(value)}”既不是“是”也不是“否”", "写“是”或“否”")


def read_list(value: Any) -> Any:
    """A list; one line of 、-separated names is a list too."""
    if isinstance(value, str):
        return [part for part in _SEPARATORS.split(value.strip()) if part]
    return value


def read_items(value: Any) -> Any:
    """A list of sentences; a text of several lines is one sentence a line. Commas never split it."""
    if isinstance(value, str):
        return [line.strip() for line in value.splitlines() if line.strip()]
    return value


def read_path(value: Any) -> Any:
    """A path below the base's ``files/``: ASCII, forward slashes, nothing hidden, never upward."""
    text = half_width(value).replace("\\", "/").removeprefix("./") if isinstance(value, str) else ""
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*", text) or ".." in text:
        raise wrong("FJ01", f"附件路径“{_quote(value)}”不能用", "只用英文字母、数字、- 和 _，如 2026/kejian.pptx；中文名写在「名称」里")
    return text


def read_ref(value: Any) -> Any:
    """The id of a record: ``resources/x`` in the same base, ``cz-wuli/resources/x`` in another."""
    text = half_width(value).removesuffix(".md").strip("/") if isinstance(value, str) else ""
    if not re.fullmatch(r"([a-z]{2}-[a-z0-9-]+/)?[a-z]+/[A-Za-z0-9_-]+", text):
        raise wrong("YY01", f"“{_quote(value)}”不是材料的编号", "写成“resources/yici-hanshu”的样子：文件夹/文件名，不带 .md")
    return text


def read_url(value: Any) -> Any:
    """An http or https address without blanks or markup."""
    text = value.strip() if isinstance(value, str) else ""
    if not re.fullmatch(r"https?://[^\s<>\"'`\\]{3,500}", text):
        raise wrong("LJ01", f"“{_quote(value)}”不是网址", "写完整的网址，以 https:// 开头")
    return text


def read_mailbox(value: Any) -> Any:
    """A mail address in its plain form; nothing else that a ``mailto:`` could carry."""
    text = half_width(value) if isinstance(value, str) else ""
    if text and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text):
        raise wrong("ZD05", f"“{_quote(value)}”不是邮箱", "写成“jidi@example.cn”的样子；写办公室公用的邮箱，不写个人的")
    return text


def read_repository(value: Any) -> Any:
    """A repository as ``owner/name``."""
    text = half_width(value).removeprefix("https://github.com/").strip("/") if isinstance(value, str) else ""
    if not re.fullmatch(r"[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}", text):
        raise wrong("ZD05", f"“{_quote(value)}”不是仓库", "写成“账号/仓库名”的样子")
    return text


def read_store(value: Any) -> Any:
    """A folder, or a bucket as ``s3://bucket/prefix``; no folder that is published or read as material."""
    text = unicodedata.normalize("NFC", value).strip() if isinstance(value, str) else ""
    scheme = re.match("[A-Za-z][A-Za-z0-9+.-]+:/", text)
    good = re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9_.-]+)*/?", text) if scheme else text and not _FORBIDDEN.search(text)
    if not good or "\n" in text:
        raise wrong("ZD05", f"“{_quote(value)}”不是放附件的地方", "写一个文件夹，或“s3://存储桶/前缀”的样子")
    if re.match(r"(\./)*(bases|content|site)(/|$)", text.replace("\\", "/")):
        raise wrong("ZD05", f"“{_quote(value)}”是材料或网站的文件夹", "写仓库外面的文件夹，如 ../jidi-fujian")
    return text


def read_phrase(value: Any) -> Any:
    """A secret of at least 16 letters and digits; what was written is not quoted."""
    text = half_width(value) if isinstance(value, str) else ""
    if not re.fullmatch(r"[A-Za-z0-9]{16,100}", text):
        raise wrong("ZD05", f"写的 {len(text)} 个字不能用", "随便敲 16 个以上的英文字母和数字，不要有规律；已经开过证明的，找回原来的")
    return text


def read_sha256(value: Any) -> Any:
    """64 hexadecimal digits."""
    text = half_width(value).lower() if isinstance(value, str) else ""
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise wrong("FJ02", f"“{_quote(value)}”不是 sha256 校验值", "写 64 位十六进制数，用 certutil -hashfile 文件 SHA256 或 sha256sum 得到")
    return text


def read_id(value: Any) -> Any:
    """An ASCII id of letters, digits and hyphens."""
    text = half_width(value) if isinstance(value, str) else ""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,60}", text):
        raise wrong("ZD09", f"编号“{_quote(value)}”不能用", "只用英文字母、数字和 -")
    return text


class Word:
    """A field whose value is a term of the vocabulary ``kind``; aliases become the official name."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def read(self, value: Any, info: Any) -> str:
        raw = value.strip() if isinstance(value, str) else ""
        vocabulary = (info.context or {}).get("vocabulary")
        if vocabulary is None:
            return half_width(raw)
        if term := vocabulary.find(self.kind, raw) or vocabulary.find(self.kind, text := half_width(raw)):  # nearly always as it was written
            return str(term.name)
        near, names = vocabulary.nearest(self.kind, text), vocabulary.names(self.kind)
        shown = "、".join(names[:40]) + ("……" if len(names) > 40 else "")
        raise wrong("ZD03", f"写的是“{_quote(value)}”，词表里没有这个词", (f"改成“{near}”" if near else "从词表里选一个") + f"（可选：{shown}）")

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.read, serialization=core_schema.to_string_ser_schema())

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "x-vocabulary": self.kind}


def _quote(value: Any) -> str:
    return str(value).replace("\n", " ")[:60] if isinstance(value, str | int | float) else _shape(value)


def _shape(value: Any) -> str:
    return {dict: "几个小项", list: "一个列表", type(None): "空的"}.get(type(value), f"“{str(value)[:30]}”")


Line = Annotated[str, BeforeValidator(read_line)]
Prose = Annotated[str, BeforeValidator(read_prose)]
Day = Annotated[datetime.date, BeforeValidator(read_day)]
MonthDay = Annotated[str, BeforeValidator(read_month_day)]
Year = Annotated[str, BeforeValidator(read_year)]
Count = Annotated[int, BeforeValidator(read_count)]
Places = Annotated[int, BeforeValidator(read_places)]
Amount = Annotated[Decimal, BeforeValidator(read_amount)]
Yes = Annotated[bool, BeforeValidator(read_yes)]
FilePath = Annotated[str, BeforeValidator(read_path)]
Ref = Annotated[str, BeforeValidator(read_ref)]
Url = Annotated[str, BeforeValidator(read_url)]
Sha256 = Annotated[str, BeforeValidator(read_sha256)]
Id = Annotated[str, BeforeValidator(read_id)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(read_list)]
Items = Annotated[tuple[Prose, ...], BeforeValidator(read_items)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(read_list)]
Refs = Annotated[tuple[Ref, ...], BeforeValidator(read_list)]
