"""The base itself: its card, its people, its registers (plan 二, 四.2, 五.4)."""

from typing import Annotated

from pydantic import BeforeValidator

from .record import Record, key
from .types import Amount, Day, Id, Line, Lines, Prose, Ref, Word, Year, Yes, read_list


class SchoolGroup(Record):
    """学校领导小组 (plan 五.4)."""

    leader: Line = key("组长", "校领导小组组长姓名", example="王明远")
    post: Line = key("职务", "组长的职务", example="校长")
    members: Lines = key("成员", "校领导小组成员", ())


class Guarantee(Record):
    """时间与经费保障 (plan 五.4, 七.3)."""

    time: Prose = key("时间", "固定的教研时间", example="每周四下午第 2、3 节不排课")
    money: Prose = key("经费", "经费的来源与用途", example="学校公用经费单列教研专项")
    conditions: Prose = key("条件", "场地、设备、网络等条件", "")


class Base(Record):
    """基地卡片 ``base.yml``：这个基地是谁、在哪、有什么特色。"""

    full_name: Line = key("全称", "基地的正式名称", example="平顶山市初中数学学科教研基地", source="R-0.4")
    short_name: Line = key("简称", "页面上用的短名", example="初中数学基地")
    stage: Annotated[str, Word("stage")] = key("学段", "小学、初中或普通高中", example="初中")
    subject: Annotated[str, Word("subject")] = key("学科", "国家课程的学科名", example="数学")
    school: Id = key("学校", "承办学校的编号，见学校名册", example="xh-hubin", source="R-2.1.1")
    group: Line = key("学科组", "所依托的学科组", example="数学教研组", source="R-2.1.1")
    school_group: SchoolGroup = key("校领导小组", "学校成立的领导小组", source="plan 五.4")
    researcher: Line = key("教研员", "负责指导的市教研员", example="陈立新", source="R-4.2.1")
    features: Prose = key("特色", "一两段话说清基地的特色", source="R-2.2.1")
    culture: Prose = key("教研文化", "教研组的风气与约定", "", source="R-1.5")
    question: Prose = key("本年研究问题", "今年集中研究的一个问题", "", source="R-2.2.1")
    guarantee: Guarantee | None = key("保障", "时间与经费保障", None, source="R-5.4.4")
    started: Day | None = key("建设起始", "开始建设的日期", None)
    map_place: Line = key("地点", "活动的常用地点", "", source="R-2.1.3")


class Honour(Record):
    """荣誉称号。"""

    name: Annotated[str, Word("honour")] = key("称号", "荣誉称号", example="市级学科带头人")
    year: Line = key("年份", "获得年份", "", example="2024")


class Member(Record):
    """基地成员。只写姓名、学校、角色、荣誉；不写电话和证件号。"""

    name: Line = key("姓名", "成员姓名", example="李文静")
    school: Id = key("学校", "所在学校或单位的编号", example="xh-hubin")
    role: Annotated[tuple[Annotated[str, Word("member_role")], ...], BeforeValidator(read_list)] = key(
        "角色", "在基地承担的角色，可写几个", example="学科教研组长、核心成员"
    )
    title: Annotated[str, Word("teacher_title")] | None = key("职称", "专业技术职称", None, example="高级教师")
    honours: tuple[Honour, ...] = key("荣誉", "荣誉称号", ())
    since: Day | None = key("加入", "聘任日期", None)
    until: Day | None = key("届满", "聘期截止", None)
    unnamed: Yes = key("不署名", "本人不愿公开姓名时写“是”：网站上每一处都写成“李老师”，也没有个人页", False)


class UnnamedPerson(Record):
    """一位不愿公开姓名、又不在成员名册里的人。"""

    name: Line = key("姓名", "材料里写的姓名", example="李文静")
    school: Id | None = key("学校", "学校编号；不写就是全市所有叫这个名字的人", None, example="xh-hubin")


class Unnamed(Record):
    """不署名的人 ``standards/unnamed.yml``：网站上每一处都写成“李老师”。这个文件不上网。"""

    people: tuple[UnnamedPerson, ...] = key("不署名", "不愿公开姓名的人；成员在名册里写“不署名: 是”就行")


class WorkingGroup(Record):
    """工作小组；方案四.2列举的四个是默认的，可以增加。"""

    name: Line = key("名称", "小组名称", example="学科专家组")
    leader: Line = key("组长", "组长姓名，须是成员", example="陈立新")
    members: Lines = key("成员", "组员姓名", ())
    duty: Prose = key("职责", "分工", "", source="R-4.2.4")


class Pair(Record):
    """师徒或帮带结对 (R-3.4.5)。"""

    mentor: Line = key("导师", "导师姓名")
    fellow: Line = key("学员", "青年教师或薄弱校教师")
    school: Id = key("学校", "学员所在学校的编号")
    since: Day = key("开始", "结对日期")
    goal: Prose = key("目标", "一两句话", "")


class Members(Record):
    """成员名册 ``members.yml``。"""

    members: tuple[Member, ...] = key("成员", "全部成员", source="R-4.2.2")
    groups: tuple[WorkingGroup, ...] = key("工作组", "工作小组", (), source="R-4.2.3")
    pairs: tuple[Pair, ...] = key("结对", "师徒与帮带", (), source="R-3.4.5")


class Project(Record):
    """课题。"""

    id: Id = key("编号", "在本基地内的编号", example="KT01")
    title: Line = key("名称", "课题名称")
    level: Annotated[str, Word("level")] = key("级别", "立项单位的级别", example="市级")
    status: Annotated[str, Word("project_status")] = key("状态", "进展", example="结题")
    leader: Line = key("主持人", "主持人")
    day: Day = key("日期", "到达这一状态的日期")
    number: Line = key("文号", "立项或结题证书编号", "")


class Achievement(Record):
    """成果：论文、案例、教学成果奖。"""

    id: Id = key("编号", "在本基地内的编号", example="CG01")
    title: Line = key("名称", "成果名称")
    kind: Annotated[str, Word("achievement_kind")] = key("类型", "成果的类型", example="论文")
    level: Annotated[str, Word("level")] = key("级别", "级别", example="省级")
    people: Lines = key("完成人", "完成人")
    day: Day = key("日期", "发表或获奖日期")
    resource: Ref | None = key("材料", "全文在资源库里的编号", None)


class Award(Record):
    """教师获奖。"""

    id: Id = key("编号", "在本基地内的编号", example="HJ01")
    event: Line = key("赛事", "赛事或评选的名称")
    level: Annotated[str, Word("level")] = key("级别", "级别")
    grade: Annotated[str, Word("award_grade")] = key("等次", "获奖等次", example="一等奖")
    people: Lines = key("获奖人", "获奖人；集体奖写几个人")
    day: Day = key("日期", "获奖日期")


class Outcomes(Record):
    """课题、成果与获奖 ``outcomes.yml``。"""

    projects: tuple[Project, ...] = key("课题", "课题", ())
    achievements: tuple[Achievement, ...] = key("成果", "成果", ())
    awards: tuple[Award, ...] = key("获奖", "教师获奖", ())


class Advice(Record):
    """一条指导意见：意见→回复→办结 (R-5.3.4)。"""

    id: Id = key("编号", "在本基地内的编号", example="ZD01")
    day: Day = key("日期", "提出日期")
    who: Line = key("教研员", "提出人")
    advice: Prose = key("意见", "指导意见")
    reply: Prose = key("回复", "基地的回复", "")
    replied: Day | None = key("回复日期", "回复日期", None)
    closed: Day | None = key("办结日期", "教研员认为办结的日期", None)


class Guidance(Record):
    """指导记录 ``guidance.yml``。"""

    entries: tuple[Advice, ...] = key("指导", "指导意见", ())


class Meeting(Record):
    """校领导小组会议 (plan 五.4)。"""

    day: Day = key("日期", "会议日期")
    subject: Line = key("议题", "研究的事项")
    decision: Prose = key("决定", "形成的决定")


class Meetings(Record):
    """校领导小组会议记录 ``meetings.yml``。"""

    entries: tuple[Meeting, ...] = key("会议", "会议", ())


class Outing(Record):
    """外出学习 (R-7.3.2)。"""

    day: Day = key("日期", "日期")
    who: Lines = key("人员", "参加人")
    what: Line = key("内容", "学习内容")
    where: Line = key("地点", "地点", "")
    takeaways: Prose = key("收获", "带回来分享的要点", "")


class Outings(Record):
    """外出学习 ``training.yml``。"""

    entries: tuple[Outing, ...] = key("外出学习", "外出学习", ())


class BudgetLine(Record):
    """一类经费。"""

    kind: Annotated[str, Word("budget_kind")] = key("类别", "经费类别", example="资料")
    planned: Amount = key("计划", "计划数，元")
    spent: Amount | None = key("支出", "实际支出，元；还不知道就不写", None)


class BudgetYear(Record):
    """一学年的经费汇总。"""

    year: Year = key("学年", "学年")
    lines: tuple[BudgetLine, ...] = key("明细", "按类别")


class Budgets(Record):
    """经费汇总 ``budget.yml`` (R-5.1.2)。"""

    years: tuple[BudgetYear, ...] = key("经费", "每学年一项", ())
