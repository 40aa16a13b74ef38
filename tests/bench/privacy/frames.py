"""Sentences in which private things stand, as teachers write them: twenty of each kind. ``{}``: the thing; ``{name}``: who it is about."""

from __future__ import annotations

_NUMBER = (
    "{}", "{label}：{}", "{label}:{}", "{name}，{label}{}", "{name}的{label}是{}。", "{label}（{}）", "- {name} {}", "1. {name}，女，{}，湖滨中学", "| {name} | {} | 八（3）班 |",
    "请核对{label}：{}，有误的告诉班主任", "报名信息：{name}、{}、湖滨中学", "{name}/{}/已交", "（{label}：{}）", "附：{name}{label} {} 复印件一份", "“{}”是{name}的{label}",
    "> {label} {}", "**{label}**：{}", "见[{name}]({})", "填表人{name},{label}:{};审核人陈立新", "如有问题找{name}（{}），谢谢！",
)  # fmt: skip
_MARKS = (
    "{name} {}分", "{name}：{}分", "{name}，{}分", "{name}（{}分）", "- {name} {}分", "1. {name} {}分", "{name}同学考了{}分", "{name}这次数学考了{}分，进步很大。", "{name}得了{}分",
    "其中{name}{}分", "学生{name}期中数学成绩为{}分", "{name}同学的语文成绩是{}分", "第一名：{name}，{}分；第二名空缺", "全班最高分{name}{}分", "表扬：{name}（数学{}分）", "| {name} | {}分 |",
    "{name}从70分提高到{}分", "期末，{name}总分{}分，排在前面", "班长{name}拿了{}分", "进步学生：{name} 数学 {}分",
)  # fmt: skip
_BIRTHDAYS = (
    "{name}，{}出生", "{name}，女，{}生", "{name}（{}出生）", "{name}，男，汉族，{}出生", "{name}，出生日期：{}", "{name} 出生日期 {}", "{name}的生日是{}", "{name}同学生日：{}", "{name}生于{}",
    "学生{name}，{}生，八年级", "姓名：{name}，出生日期：{}", "姓名：{name} 性别：女 出生日期：{}", "- {name}，{}出生，湖滨中学学生", "1. {name}，生日{}", "班长{name}，{}出生", "其中{name}，{}生",
    "{name}同学，{}出生，左撇子", "{name}（生日{}）", "{name}，出生年月日：{}", "{name}，女，出生于{}",
)  # fmt: skip
_HOMES = (
    "家庭住址：{}", "家庭住址:{}", "家庭地址：{}", "住址：{}", "现住址：{}", "{name}家住{}", "{name}住在{}", "{name}，家庭住址{}", "| {name} | 家庭住址：{} |", "收货地址：{}，放在门口",
    "{name}的家庭住址是{}。", "（住址：{}）", "- 家庭住址：{}", "户籍地址：{}", "家访：{name}，{}", "家访记录（{}）", "{}，{name}家", "请把作业送到{}", "地址：{}，联系人{name}", "{name}同学现住{}",
)  # fmt: skip
FRAMES = {"YS01": _NUMBER, "YS02": _NUMBER, "YS03": _NUMBER, "YS08": _NUMBER, "YS09": _HOMES, "YS11": _BIRTHDAYS, "YS12": _MARKS}
LABELS = {"YS01": "身份证号", "YS02": "家长电话", "YS03": "学籍号", "YS08": "银行卡号", "YS09": "", "YS11": "", "YS12": ""}
