"""What a base does and makes: Markdown records with a YAML head (plan 四.3, 四.4, 七.2)."""

from typing import Annotated

from pydantic import BeforeValidator

from .record import Record, key
from .types import Amount, Count, Day, FilePath, Id, Ids, Line, Lines, Prose, Ref, Refs, Sha256, Url, Word, Year, Yes, read_list

Purposes = Annotated[tuple[Annotated[str, Word("purpose")], ...], BeforeValidator(read_list)]
TrainingModes = Annotated[tuple[Annotated[str, Word("training_mode")], ...], BeforeValidator(read_list)]
Competencies = Annotated[tuple[Annotated[str, Word("competency")], ...], BeforeValidator(read_list)]
Audiences = Annotated[tuple[Annotated[str, Word("audience")], ...], BeforeValidator(read_list)]
Themes = Annotated[tuple[Annotated[str, Word("curriculum_theme")], ...], BeforeValidator(read_list)]
LearningModes = Annotated[tuple[Annotated[str, Word("learning_mode")], ...], BeforeValidator(read_list)]
Pledges = Annotated[tuple[Annotated[str, Word("pledge")], ...], BeforeValidator(read_list)]
Objects = Annotated[tuple[Annotated[str, Word("research_object")], ...], BeforeValidator(read_list)]


HELD = ("yijuban", "yiguidang")  # activity_status: it took place
SHOWN = ("yifabu", "xuxiuding")  # resource_status: it may be read


class Attachment(Record):
    """附件：``files/`` 里的文件，或放在别处的大视频（网址＋sha256）。"""

    file: FilePath | None = key("文件", "files/ 下的路径", None, example="2026/yici-hanshu-kejian.pptx")
    url: Url | None = key("网址", "大视频所在的网址", None)
    name: Line = key("名称", "给人看的中文名", example="一次函数课件")
    sha256: Sha256 | None = key("sha256", "网址所指文件的校验值", None)
    size: Line = key("大小", "网址所指文件的大小", "", example="356 MB")
    contact: Line = key("备用", "网址失效时找谁（写科室或岗位）", "")


class Participants(Record):
    """一个学校来了多少人。"""

    school: Id = key("学校", "学校编号")
    count: Count = key("人数", "到场的教师数")


class FollowUp(Record):
    """后续行动：谁、何时、做什么 (R-4.3.2.3)。"""

    who: Line = key("负责人", "负责人")
    due: Day = key("期限", "完成期限")
    what: Prose = key("事项", "做什么")
    done: Day | None = key("完成", "完成日期", None)


class Speaker(Record):
    """主讲、执教、点评等。"""

    name: Line = key("姓名", "姓名")
    role: Annotated[str, Word("participant_role")] = key("角色", "主讲/执教、点评……")
    school: Id | None = key("学校", "学校编号", None)
    topic: Line = key("题目", "讲的课或报告的题目", "")


class Activity(Record):
    """教研活动 ``activities/日期-名称.md``。"""

    title: Line = key("标题", "一句话说清做了什么", example="《一次函数》同课异构")
    type: Annotated[str, Word("activity_type")] = key("类型", "活动类型", example="同课异构", source="R-3.3.2")
    level: Annotated[str, Word("activity_level")] = key("级别", "谁组织、面向谁", example="市级", source="R-3.3.1")
    mode: Annotated[str, Word("mode")] = key("形式", "线下、线上或混合", example="线下")
    purpose: Purposes = key("目的", "课改实验、教研、培训、交流", example="教研", source="R-5.3.3")
    training: TrainingModes = key("研训方式", "专家引领、同伴互助、校际交流……", example="同伴互助、校际交流", source="R-1.3")
    day: Day = key("日期", "活动日期", example="2026-10-12")
    place: Line = key("地点", "地点", example="湖滨中学录播教室", source="R-2.1.3")
    host: Line = key("主持人", "主持人", example="李文静")
    participants: tuple[Participants, ...] = key("参加", "各学校到场人数；计划中的活动写 []", source="R-5.4.3")
    status: Annotated[str, Word("activity_status")] = key("状态", "计划、已举办、已归档、取消", "已举办")
    cancel_reason: Line = key("取消原因", "取消的原因", "")
    start: Line = key("开始", "开始时间", "", example="14:30")
    end: Line = key("结束", "结束时间", "", example="16:50")
    speakers: tuple[Speaker, ...] = key("主讲", "主讲、执教、点评的人", ())
    recorder: Line = key("记录人", "记录人", "", source="R-7.2.2")
    group: Line = key("工作组", "承办的工作小组", "", source="R-4.2.3")
    open_to_city: Yes = key("面向全市", "是否全市可报名", False, source="R-3.3.1")
    plan_items: Ids = key("计划项", "对应学年计划的任务号", (), example="P03", source="R-4.4.1.1")
    competencies: Competencies = key("核心素养", "指向的核心素养", (), source="R-4.3.1.1")
    objects: Objects = key("研究对象", "学生、课堂、素养措施", (), source="R-4.3.1.1")
    themes: Themes = key("课程主题", "大单元、跨学科……", (), source="R-3.1.3")
    helps_weak: Yes = key("帮扶薄弱", "是否帮扶薄弱学科或学校", False, source="R-5.4.2")
    helped: Ids = key("帮扶学校", "受帮扶学校的编号", ())
    products: Refs = key("产出", "产生的资源", (), example="resources/yici-hanshu")
    no_product: Line = key("无产出原因", "没有产出时写原因", "")
    follow_ups: tuple[FollowUp, ...] = key("后续", "后续行动", (), source="R-4.3.2.3")
    late_reason: Line = key("迟报原因", "活动 14 天后才提交的原因", "")
    files: tuple[Attachment, ...] = key("附件", "附件", ())


class Person(Record):
    """作者或审核人 (R-2.2.3)。"""

    name: Line = key("姓名", "姓名")
    role: Annotated[str, Word("author_role")] = key("分工", "执笔、协作、审核……；作者不写就是执笔，审核人不写就是审核")
    school: Id | None = key("学校", "学校编号", None)


class Use(Record):
    """外校使用。"""

    school: Id = key("学校", "使用学校的编号")
    day: Day = key("日期", "使用日期")
    note: Prose = key("反馈", "怎么用的、效果如何", "")


def _named(role: str) -> BeforeValidator:
    """Bare names are accepted; ``role`` is what they did if nothing else is said."""

    def read(value: object) -> object:
        value = read_list(value)
        if not isinstance(value, list | tuple):
            return value
        people = [{"姓名": one} if isinstance(one, str) else one for one in value]
        return [{"分工": role, **one} if isinstance(one, dict) and "role" not in one else one for one in people]

    return BeforeValidator(read)


People = Annotated[tuple[Person, ...], _named("执笔")]
Reviewers = Annotated[tuple[Person, ...], _named("审核")]


class Resource(Record):
    """教学资源 ``resources/名称.md``。"""

    title: Line = key("标题", "资源的名称", example="《一次函数的图象》教学设计")
    type: Annotated[str, Word("resource_type")] = key("类型", "资源类型", example="教学设计")
    day: Day = key("日期", "完成日期", example="2026-09-20")
    grade: Annotated[str, Word("grade")] = key("年级", "年级；不限年级写“不限”", example="八年级")
    volume: Annotated[str, Word("volume")] = key("册次", "教材册次；不限写“不限”", example="上册")
    edition: Annotated[str, Word("edition")] = key("教材版本", "教材版本；无关写“不限”", example="人教版")
    generation: Annotated[str, Word("generation")] | None = key("课标代", "教材依据的课标；义务教育必填", None, example="2022课标版")
    authors: People = key("作者", "作者", example="李文静、赵海峰", source="R-2.2.3")
    licence: Annotated[str, Word("licence")] = key("许可", "别人可以怎么用", example="署名-非商业")
    unit: Line = key("单元", "单元", "", example="第二十三章 一次函数")
    lesson: Line = key("课题", "课题，照教材目录写", "", example="23.2 一次函数的图象和性质")
    lesson_type: Annotated[str, Word("lesson_type")] | None = key("课型", "新授、复习……", None)
    course_level: Annotated[str, Word("course_level")] = key("课程层级", "国家、地方、校本", "国家", source="R-3.2.1")
    difficulty: Annotated[str, Word("difficulty")] | None = key("难度", "基础、提高、拓展", None, source="R-3.2.3")
    audience: Audiences = key("对象", "教师、学生、公开", ("教师",), source="R-4.3.4")
    competencies: Competencies = key("核心素养", "核心素养", (), source="R-4.3.1.1")
    themes: Themes = key("课程主题", "大单元、跨学科……", (), source="R-3.1.3")
    learning: LearningModes = key("学习方式", "自主、合作、探究", (), source="R-3.0.3")
    hours: Count | None = key("课时", "课时数", None)
    group: Line = key("工作组", "承办的工作小组", "")
    origin: Annotated[str, Word("rights")] = key("来源", "原创、改编、引用", "原创")
    origin_note: Line = key("出处", "改编或引用时写明原作", "")
    pledge: Pledges = key("承诺", "原创、不含学生个人信息……", ())
    map_number: Line = key("审图号", "有地图时必填", "")
    reviewers: Reviewers = key("审核", "审核人", (), source="R-2.2.3")
    status: Annotated[str, Word("resource_status")] = key("状态", "草稿、待审、已发布……", "待审")
    quality: Annotated[str, Word("quality")] | None = key("推荐级别", "哪一级推荐", None)
    plan_items: Ids = key("计划项", "对应学年计划的任务号", ())
    superseded_by: Ref | None = key("替代", "新版的编号", None)
    embargo: Day | None = key("公开日期", "试卷在这一天之前不公开", None)
    uses: tuple[Use, ...] = key("使用", "外校使用记录", ())
    files: tuple[Attachment, ...] = key("附件", "附件", ())
    corpus_id: Id | None = key("语料编号", "压力测试语料的编号；平时不用", None)


class Rulebook(Record):
    """制度 ``rules/*.md`` (R-4.2.5)。"""

    title: Line = key("标题", "制度名称")
    kind: Annotated[str, Word("rule_kind")] = key("类型", "制度类型", example="章程")
    day: Day = key("日期", "通过或修订日期")
    changes: Lines = key("修订说明", "历次修订说明", ())
    files: tuple[Attachment, ...] = key("附件", "附件", ())


class Task(Record):
    """学年计划的一项任务。"""

    id: Id = key("编号", "P01、P02……", example="P01")
    task: Line = key("任务", "做什么")
    type: Annotated[str, Word("activity_type")] | None = key("类型", "活动类型；做资源的不填", None)
    when: Line = key("时间", "大致时间", example="10 月")
    who: Line = key("负责", "责任人或小组")
    result: Line = key("预期成果", "预期成果", "")
    level: Annotated[str, Word("activity_level")] | None = key("级别", "级别", None)


class Answer(Record):
    """对上一轮考核一条建议的答复 (R-6.2.4)。"""

    year: Year = key("学年", "哪一学年考核的建议", example="2025-2026")
    number: Count = key("第几条", "第几条建议", example="1")
    answer: Prose = key("答复", "怎样改、做到什么程度")


class Plan(Record):
    """计划 ``plans/*.md``：三年规划、学年计划、教师发展规划。"""

    title: Line = key("标题", "计划名称")
    kind: Annotated[str, Word("plan_kind")] = key("类型", "三年规划、学年计划、教师发展规划", example="学年计划")
    day: Day = key("日期", "定稿日期")
    year: Year | None = key("学年", "学年计划必填", None)
    first: Year | None = key("起始学年", "规划的第一个学年", None)
    last: Year | None = key("终止学年", "规划的最后一个学年", None)
    updated: tuple[Day, ...] = key("更新", "历次更新的日期", ())
    tasks: tuple[Task, ...] = key("任务", "任务表，不超过 20 项", (), source="R-4.4.1.1")
    answers: tuple[Answer, ...] = key("整改答复", "逐条答复上一轮考核的建议", (), source="R-6.2.4")
    files: tuple[Attachment, ...] = key("附件", "附件", ())


class Summary(Record):
    """学年总结 ``summaries/*.md``。"""

    title: Line = key("标题", "总结名称")
    year: Year = key("学年", "总结的学年")
    day: Day = key("日期", "定稿日期")
    files: tuple[Attachment, ...] = key("附件", "附件", ())


class Step(Record):
    """课例的一个环节 (R-1.6)。"""

    step: Annotated[str, Word("lesson_step")] = key("环节", "初备、磨课、上课、评课、反思、定稿")
    day: Day = key("日期", "日期")
    who: Lines = key("人员", "参与的人")
    note: Prose = key("说明", "这一稿改了什么、为什么")
    activity: Ref | None = key("活动", "对应的活动", None)
    resource: Ref | None = key("资源", "这一稿的材料", None)


class LessonStudy(Record):
    """课例研究 ``lessons/*.md``：初备→磨课→上课→评课→反思→定稿。"""

    title: Line = key("标题", "课例名称")
    day: Day = key("日期", "开始日期")
    teacher: Line = key("执教", "执教人")
    grade: Annotated[str, Word("grade")] = key("年级", "年级")
    lesson: Line = key("课题", "课题")
    question: Prose = key("研究问题", "想解决什么")
    steps: tuple[Step, ...] = key("过程", "各环节")
    files: tuple[Attachment, ...] = key("附件", "附件", ())


class Adoption(Record):
    """推广与借鉴 (R-2.2.2, R-3.1.4)。"""

    school: Id = key("学校", "采用学校的编号")
    day: Day = key("日期", "采用日期")
    how: Prose = key("做法", "怎么用")
    result: Prose = key("效果", "效果", "")


class Experiment(Record):
    """课改实验 ``experiments/*.md`` (R-3.1.1)。"""

    title: Line = key("标题", "实验名称")
    day: Day = key("日期", "开始日期")
    until: Day | None = key("结束", "结束日期", None)
    question: Prose = key("问题", "要回答的问题")
    method: Prose = key("方法", "怎么做")
    status: Annotated[str, Word("experiment_status")] = key("状态", "进行中、已结束……")
    result: Prose = key("结果", "结果", "")
    leader: Line = key("负责人", "负责人")
    adoptions: tuple[Adoption, ...] = key("推广", "谁采用了", ())
    files: tuple[Attachment, ...] = key("附件", "附件", ())


class Experience(Record):
    """经验 ``experience/*.md`` (R-2.2.2, R-4.3.2.2)。"""

    title: Line = key("标题", "经验名称")
    day: Day = key("日期", "日期")
    topic: Annotated[str, Word("experience_topic")] = key("主题", "教研组建设、备课组建设……")
    authors: People = key("作者", "作者")
    roles: Annotated[tuple[Annotated[str, Word("effect")], ...], BeforeValidator(read_list)] = key("作用", "实验、示范、辐射、引领", (), source="R-1.4")
    adoptions: tuple[Adoption, ...] = key("推广", "谁采用了", ())
    files: tuple[Attachment, ...] = key("附件", "附件", ())


class Survey(Record):
    """学科调研 ``surveys/*.md`` (R-3.3.3)。只有汇总，没有学生个人信息。"""

    title: Line = key("标题", "调研名称")
    day: Day = key("日期", "日期")
    purpose: Prose = key("目的", "想弄清什么")
    sample: Line = key("样本", "多少学校、教师、班级")
    sample_size: Count | None = key("样本数", "样本数", None)
    instrument: Line = key("工具", "问卷、听课、作业分析……")
    suggestion: Prose = key("建议", "建议")
    files: tuple[Attachment, ...] = key("附件", "附件", ())


class Metric(Record):
    """一个汇总指标。"""

    name: Line = key("指标", "指标名", example="得分率")
    scope: Line = key("范围", "哪一部分", example="全部样本")
    n: Count = key("n", "样本数，不少于 10")
    value: Line = key("数值", "数值", example="0.73")


class QualityReport(Record):
    """教学质量动态分析 ``quality/*.md`` (R-3.3.4)。"""

    title: Line = key("标题", "报告名称")
    day: Day = key("日期", "日期")
    year: Year = key("学年", "学年")
    grade: Annotated[str, Word("grade")] = key("年级", "年级")
    data_source: Annotated[str, Word("data_source")] = key("数据来源", "数据从哪里来", example="课堂观察")
    legal_basis: Annotated[str, Word("legal_basis")] = key("依据", "可以这样做的依据", example="调研")
    question: Prose = key("问题", "要弄清的问题与范围")
    metrics: tuple[Metric, ...] = key("指标", "汇总指标", ())
    diagnosis: Prose = key("诊断", "按内容或素养的诊断")
    suggestion: Prose = key("建议", "教学建议")
    change: Prose = key("变化", "与上次相比", "")
    files: tuple[Attachment, ...] = key("附件", "附件", ())


class Application(Record):
    """申报报告 ``application.md`` (R-4.1.3)。"""

    title: Line = key("标题", "标题")
    day: Day = key("日期", "学校盖章日期")
    people: Count = key("学科组人数", "学科组人数")
    previous: Line = key("近三年", "近三年的课题与获奖概况", "")
    files: tuple[Attachment, ...] = key("附件", "附件", ())


class Environment(Record):
    """课程教学环境 ``environment.md`` (R-3.1.2)。"""

    title: Line = key("标题", "标题")
    day: Day = key("日期", "更新日期")
    files: tuple[Attachment, ...] = key("附件", "附件", ())


class SelfMark(Record):
    """一个指标的自评与说明；不影响得分。"""

    indicator: Line = key("指标", "指标编号", example="4.1")
    points: Amount | None = key("自评", "自己认为该得多少分", None)
    note: Prose = key("说明", "要让评议专家知道的情况；不改变得分", "")


class SelfAssessment(Record):
    """自评 ``self/<学年>.yml``：与考评并列给专家和办公室看，权重为 0，不上网。"""

    year: Year = key("学年", "学年")
    marks: tuple[SelfMark, ...] = key("自评", "按指标写，可以只写几条")
