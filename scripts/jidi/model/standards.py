"""The city's own records: its schools, words, books, policies and decisions (plan 四.1, 五, 六, 七)."""

from typing import Annotated

from pydantic import BeforeValidator

from .record import Record, key
from .types import (
    Amount,
    Count,
    Day,
    Id,
    Ids,
    Items,
    Line,
    Lines,
    MonthDay,
    Prose,
    Sha256,
    Url,
    Word,
    Year,
    Yes,
    read_mailbox,
    read_phrase,
    read_repository,
    read_store,
)


class School(Record):
    """学校或单位。"""

    id: Id = key("编号", "永久编号", example="xh-hubin")
    name: Line = key("名称", "学校全称")
    county: Annotated[str, Word("county")] = key("县区", "所在县（市、区）；市直学校写“市直学校”")
    kind: Annotated[str, Word("school_kind")] = key("类型", "学校、教研机构……", "学校")
    rural: Yes = key("乡村", "是否乡村学校", False)


class Schools(Record):
    """学校名册 ``standards/schools.yml``。"""

    schools: tuple[School, ...] = key("学校", "全部学校与单位")


class Comments(Record):
    """评论区：用 giscus 把评论存在一个 GitHub 仓库的讨论区里。"""

    repository: Annotated[str, BeforeValidator(read_repository)] = key("仓库", "公开的 GitHub 仓库，账号/仓库名", example="pds-jiaoyan/pinglun")
    repository_id: Line = key("仓库编号", "giscus 网页上给出的 data-repo-id", example="R_kgDOExample")
    category: Line = key("分类", "讨论区的分类", example="General")
    category_id: Line = key("分类编号", "giscus 网页上给出的 data-category-id", example="DIC_kwDOExample")


class FileStore(Record):
    """大附件放在别处：材料里只留一个指针，内容按校验值存放。"""

    address: Annotated[str, BeforeValidator(read_store)] = key("仓库", "放大附件的文件夹，或“s3://存储桶/前缀”", example="s3://jidi-fujian/2026")
    endpoint: Url | None = key("端点", "自建存储（如 MinIO）的网址；用公有云默认地址的不写", None, example="https://minio.example.cn")


class Settings(Record):
    """全市设置 ``standards/city.yml``：方案没有说死的，每个一个开关。"""

    city: Line = key("城市", "城市名")
    site_name: Line = key("网站名称", "网站名称")
    guiding: Prose = key("指导思想", "印在文件里的指导思想", source="R-1.0")
    sample: Yes = key("示例数据", "每页是否标明“示例数据”", False)
    checklist_no: Line = key("清单编号", "年度督查检查评比考核清单的编号 (Q1)", "")
    unique_by: Lines = key("唯一范围", "每学科只设一个：按哪些字段算 (Q2)", ("学段", "学科"), source="plan 四.1")
    year_start: MonthDay = key("学年开始", "学年第一天，月-日 (Q4)", "09-01")
    gap_breaks_chain: Yes = key("不定等次断开连续", "两次不合格之间的不定等次学年是否断开连续 (Q5)", True)
    counties_out: Lines = key("不参加的县区", "不参加的县（市、区） (Q6)", ())
    stages_out: Lines = key("不设的学科", "不设基地的学科，如“小学心理健康”", ())
    publish: Annotated[str, Word("publish_level")] = key("公布范围", "等次、定量得分、全部", "等次")
    small_cell: Count = key("最小样本", "少于这个数的汇总不许公布", 10)
    bulletins: Count = key("简报份数", "网页旁放简报文件的：每个基地最近几次活动；更早的用 jidi bulletin 写", 6)
    organiser: Line = key("主办单位", "网站主办单位 (Q10)", "")
    contact: Line = key("联系", "联系的科室", "")
    address: Url | None = key("网站地址", "网站公开后的网址，写了才有站点地图", None)
    repository: Url | None = key("仓库地址", "材料仓库的网址，用于“编辑此页”和提问、求资源的表单", None)
    mailbox: Annotated[str, BeforeValidator(read_mailbox)] = key(
        "邮箱", "办公室的公用邮箱；没有仓库地址时，提问和求资源写信到这里", "", example="jidi@example.cn"
    )
    comments: Comments | None = key("评论", "写了，资源页才有评论区；读者点了才载入", None)
    file_store: FileStore | None = key("文件", "大附件放在哪里；不写就都放在材料的 files/ 里", None)


class Certificates(Record):
    """开证明的约定 ``standards/certificates.yml`` (R-5.5.1)。这个文件不上网。"""

    phrase: Annotated[str, BeforeValidator(read_phrase)] = key(
        "防伪短语", "证明编号从它算出来：定下以后不要改，改了旧证明就核对不到；不要告诉别人", example="k3v9q0x7m2c8w5t1"
    )
    issuer: Line = key("盖章单位", "印在证明落款处；不写就是举办活动的基地", "")


class Outline(Record):
    """一种材料的正文怎样分段 (plan 四.3, 四.4)。"""

    kind: Id = key("材料", "材料的种类", example="activities")
    type: Line = key("类型", "只用于「类型」是这个词的；不写就是都用", "", example="三年规划")
    headings: Items = key("提纲", "正文的小标题，不写“一、二、”，程序会编")


class FormColumns(Record):
    """登记表里的一张表列哪些选填的字段；必填的都列。"""

    sheet: Line = key("表", "登记表里表的名字", example="活动")
    listed: Lines = key("列", "选填的字段，按先后", ())


class Called(Record):
    """一个字段别的叫法：别处的表格里写成什么。"""

    field: Line = key("字段", "字段的名字，或正文的小标题", example="标题")
    names: Lines = key("又叫", "别的叫法", example="活动名称、活动主题")
    sheet: Line = key("表", "只用于登记表里这张表；不写就是都用", "", example="活动")


class Forms(Record):
    """填写的样子 ``standards/forms.yml``：正文的提纲、登记表的列、别处表格的叫法 (R-3.2.4, R-4.3.2.4)。"""

    outlines: tuple[Outline, ...] = key("提纲", "各种材料正文的提纲", ())
    columns: tuple[FormColumns, ...] = key("登记表", "登记表各张表另外列出的字段", ())
    called: tuple[Called, ...] = key("叫法", "字段别的叫法", ())


class Body(Record):
    """一级的领导小组与工作组 (R-7.1.1)。"""

    level: Annotated[str, Word("governance_level")] = key("层级", "市、县区")
    county: Annotated[str, Word("county")] | None = key("县区", "县区一级必填", None)
    kind: Annotated[str, Word("governance_kind")] = key("类型", "领导小组、工作组、指导小组")
    name: Line = key("名称", "全称")
    aliases: Lines = key("别名", "方案里的其他叫法", ())
    posts: Lines = key("组成", "按职务写，不写个人电话", ())
    office: Line = key("办公室", "办公室设在哪里", "")


class Governance(Record):
    """组织机构 ``standards/governance.yml``。"""

    bodies: tuple[Body, ...] = key("机构", "各级机构", source="R-7.1.1")


class Policy(Record):
    """政策文件 ``policies/*.md`` (R-0.1, R-0.2)。"""

    title: Line = key("标题", "文件标题")
    number: Line = key("文号", "发文字号", "", example="豫教基〔2020〕155号")
    day: Day | None = key("日期", "成文日期", None)
    issuer: Line = key("发文机关", "发文机关")
    url: Url | None = key("网址", "官方网址", None)
    feeds: Lines = key("支撑", "它支撑了哪些本地规定", ())
    reliability: Line = key("来源", "文本从哪里来", "")


class GuidePage(Record):
    """指南的一页。"""

    title: Line = key("标题", "标题")
    order: Count = key("顺序", "在目录里的顺序", 99)
    audience: Line = key("读者", "写给谁", "")


class Decision(Record):
    """决定 ``decisions/*.yml``：只有它能改变基地的状态 (R-4.1.5)。"""

    title: Line = key("标题", "决定的标题")
    kind: Annotated[str, Word("decision_kind")] = key("类型", "通知、批复、认定决定……")
    base: Id = key("基地", "基地编号")
    event: Annotated[str, Word("event")] = key("事项", "发生了什么", example="确认并授牌")
    day: Day = key("日期", "日期")
    actor: Line = key("机关", "作出决定的机关")
    number: Line = key("文号", "文号", "")
    reason: Prose = key("理由", "理由", "")
    heard: Prose = key("陈述", "取消命名以前学校陈述了什么、哪天陈述的", "")
    year: Year | None = key("学年", "考核决定的学年", None)
    grade: Annotated[str, Word("assessment_grade")] | None = key("等次", "考核决定的等次", None)
    corrects: Line = key("更正", "更正的是哪个文件", "")
    cycle_start: Day | None = key("周期开始", "认定周期的第一天", None)
    feedback: Prose = key("反馈", "意见建议摘要", "")


class Review(Record):
    """专家审核或实地调研 ``reviews/*.yml`` (R-4.1.4)。不写专家姓名和个人打分。"""

    base: Id = key("基地", "基地编号")
    kind: Annotated[str, Word("review_kind")] = key("类型", "专家审核、实地调研")
    day: Day = key("日期", "日期")
    sheets: Count = key("份数", "审核表份数或签字人数")
    opinion: Prose = key("意见", "综合意见")
    conclusion: Annotated[str, Word("review_conclusion")] = key("结论", "推荐、补正、不推荐")


class RoundResult(Record):
    """一个基地一轮的结果。经验、问题、建议等就是给基地的反馈意见；办公室的每基地一页里印出来。"""

    base: Id = key("基地", "基地编号")
    grade: Annotated[str, Word("assessment_grade")] = key("等次", "等次")
    total: Amount | None = key("总分", "公布时的总分，只供复核，不公开", None)
    good: Prose = key("经验", "突出经验", "", source="R-6.2.4")
    problem: Prose = key("问题", "主要问题", "", source="R-6.2.4")
    advice: Items = key("建议", "意见建议，一条一行；下学年计划要逐条答复", (), source="R-6.2.4")
    remedy: Prose = key("整改要求", "整改要求；不合格的必填", "")
    remedy_due: Day | None = key("整改时限", "整改的期限", None)
    was: Annotated[str, Word("assessment_grade")] | None = key("原等次", "复核更正前的等次", None)
    why: Prose = key("更正理由", "为什么更正", "")


class Exemption(Record):
    """局里批准的豁免：改变得分，理由和决定文号必填。"""

    base: Id = key("基地", "基地编号")
    indicator: Line = key("指标", "指标编号", example="4.1")
    points: Amount | None = key("得分", "按多少分计；不写就是不适用，不进分母", None)
    reason: Prose = key("理由", "理由")
    number: Line = key("文号", "决定文号")


class RestrictionFound(Record):
    """办公室认定、领导小组决定的限制性情形。"""

    base: Id = key("基地", "基地编号")
    id: Id = key("情形", "评价标准里的编号", example="L3")
    finding: Prose = key("认定", "办公室的书面认定")
    number: Line = key("文号", "领导小组决定的文号")
    zero: Lines = key("记零指标", "这些指标不得分", ())
    ceiling: Annotated[str, Word("assessment_grade")] | None = key("最高", "比评价标准更严时写", None)


class BonusGiven(Record):
    """办公室认定的加分。"""

    base: Id = key("基地", "基地编号")
    item: Line = key("项目", "评价标准里的加分项")
    proof: Line = key("佐证", "文件、证书或材料编号")


class Objection(Record):
    """异议、申诉与答复。"""

    base: Id = key("基地", "基地编号")
    day: Day = key("日期", "收到日期")
    what: Prose = key("事项", "对什么有异议")
    reply: Prose = key("答复", "复核结果", "")
    replied: Day | None = key("答复日期", "答复日期", None)
    number: Line = key("文号", "更正决定的文号", "")


class Nominee(Record):
    """表彰推荐：不排名，只写事迹，系统附上核实的记录。"""

    prize: Line = key("类别", "评价标准里的表彰类别", example="优秀基地成员")
    name: Line = key("姓名", "姓名")
    base: Id = key("基地", "推荐的基地")
    deeds: Prose = key("事迹", "不超过 300 字")


class Round(Record):
    """考核轮次 ``rounds/<学年>.yml`` (R-6.2.1)。"""

    year: Year = key("学年", "学年")
    order: Line = key("部署文号", "教体局部署考核的文号", "")
    checklist_no: Line = key("清单编号", "年度督查检查评比考核清单的编号 (Q1)", "")
    rubric: Line = key("评价标准", "评价标准版本", "")
    rubric_sha256: Sha256 | None = key("标准校验值", "公布时评价标准文件的 sha256，公布后不许再改", None)
    status: Annotated[str, Word("round_status")] = key("状态", "筹备、进行中、已公布")
    commit: Line = key("快照", "材料的提交号", "")
    as_of: Day | None = key("计分日期", "按哪一天的材料计分", None)
    number: Line = key("决定文号", "公布结果的文号", "")
    publicity_start: Day | None = key("公示起", "公示第一天", None)
    publicity_end: Day | None = key("公示止", "公示最后一天", None)
    appeal: Prose = key("申诉途径", "对结果有异议找谁、多少天内", "")
    themes: Items = key("反馈主题", "全市共性的经验和问题，向社会公布", ())
    results: tuple[RoundResult, ...] = key("结果", "各基地的等次与反馈", ())
    bases: Ids = key("范围", "参加的基地", ())
    exemptions: tuple[Exemption, ...] = key("豁免", "批准的豁免", ())
    restrictions: tuple[RestrictionFound, ...] = key("限制", "认定的限制性情形", ())
    bonus: tuple[BonusGiven, ...] = key("加分", "认定的加分", ())
    objections: tuple[Objection, ...] = key("异议", "异议与复核", ())
    nominees: tuple[Nominee, ...] = key("表彰", "表彰推荐", ())


class PanelMark(Record):
    """一个基地一个评议指标的汇总；不写专家姓名和单个打分。"""

    base: Id = key("基地", "基地编号")
    indicator: Line = key("指标", "指标编号", example="5.3")
    mean: Amount = key("平均", "去掉高低分后的平均，未取整")
    n: Count = key("份数", "有效的份数")
    spread: Amount = key("极差", "最高与最低之差")
    before_mean: Amount | None = key("初评平均", "复议前的平均", None)
    before_spread: Amount | None = key("初评极差", "复议前的极差", None)


class Panel(Record):
    """专家评议汇总 ``rounds/<学年>-panel.yml``，由“收评分表”写出。"""

    year: Year = key("学年", "学年")
    rubric: Line = key("评价标准", "评价标准版本")
    marks: tuple[PanelMark, ...] = key("评议", "每个基地每个指标一条", ())
    sheets: tuple[Sha256, ...] = key("评分表", "每份评分表的 sha256，按字母排序，与专家无关", ())


class Arrival(Record):
    """一份材料当年交来的日期。"""

    file: Line = key("文件", "从仓库根算起的路径", example="bases/cz-shuxue/plans/2024-2025.md")
    day: Day = key("日期", "当年交来的日期")


class Arrivals(Record):
    """移交台账 ``standards/arrivals.yml``：启用本系统以前的材料，当年是哪天交来的。只对移交截止以前入库的文件有效。"""

    until: Day = key("移交截止", "移交旧材料的最后一天；这一天及以前入库的，按台账或按“日期不详”算")
    source: Line = key("依据", "台账的来源", example="教研室收文登记")
    files: tuple[Arrival, ...] = key("材料", "逐份列出；没列出的按日期不详算", ())
