"""The one table of record kinds: where a kind lives, which model reads it, what people call it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .record import Record


@cache  # as many as there are kinds
def _model(named: str) -> type[Record]:
    """A model by its module here and its name."""
    module, _, name = named.partition(".")
    found: type[Record] = getattr(import_module(f".{module}", __package__), name)
    return found


@dataclass(frozen=True)
class Kind:
    """A kind of record: a single file, or (``path`` with ``*``) a folder of them.

    ``form``: the module and the name of its model, which is imported when it is asked for: whoever finds all as it was reads no record.
    ``body``: Markdown follows the head. ``centre``: which of the plan's four centres (plan 三) it belongs to.
    ``public``: whether it may be published at all. ``page``: where a record without a body is read, if it is on a page that is not its base's.
    """

    id: str
    name: str
    form: str
    path: str
    body: bool = True
    centre: str = ""
    public: bool = True
    page: str = ""

    @property
    def model(self) -> type[Record]:
        """What reads it."""
        return _model(self.form)

    @cached_property
    def shape(self) -> str:
        """The name of the model."""
        return self.form.rpartition(".")[2]


BASE_KINDS = (
    Kind("base", "基地卡片", "base.Base", "base.yml", body=False),
    Kind("members", "成员名册", "base.Members", "members.yml", body=False, centre="fazhan"),
    Kind("outcomes", "课题成果获奖", "base.Outcomes", "outcomes.yml", body=False, centre="fazhan"),
    Kind("guidance", "指导记录", "base.Guidance", "guidance.yml", body=False),
    Kind("meetings", "校领导小组会议", "base.Meetings", "meetings.yml", body=False),
    Kind("training", "外出学习", "base.Outings", "training.yml", body=False, centre="fazhan"),
    Kind("budget", "经费汇总", "base.Budgets", "budget.yml", body=False, public=False),
    Kind("application", "申报报告", "work.Application", "application.md"),
    Kind("environment", "教学环境", "work.Environment", "environment.md", centre="gaige"),
    Kind("activities", "教研活动", "work.Activity", "activities/*.md", centre="jiaoliu"),
    Kind("resources", "教学资源", "work.Resource", "resources/*.md", centre="ziyuan"),
    Kind("rules", "制度", "work.Rulebook", "rules/*.md"),
    Kind("plans", "计划", "work.Plan", "plans/*.md"),
    Kind("selfs", "自评", "work.SelfAssessment", "self/*.yml", body=False, public=False),
    Kind("summaries", "学年总结", "work.Summary", "summaries/*.md"),
    Kind("lessons", "课例研究", "work.LessonStudy", "lessons/*.md", centre="jiaoliu"),
    Kind("experiments", "课改实验", "work.Experiment", "experiments/*.md", centre="gaige"),
    Kind("experience", "经验", "work.Experience", "experience/*.md", centre="fazhan"),
    Kind("surveys", "学科调研", "work.Survey", "surveys/*.md", centre="jiaoliu"),
    Kind("quality", "质量分析", "work.QualityReport", "quality/*.md", centre="jiaoliu"),
    Kind("moved", "网址变更", "gate.Moves", "moved.yml", body=False, public=False),
)

CITY_KINDS = (
    Kind("settings", "全市设置", "standards.Settings", "standards/city.yml", body=False),
    Kind("owners", "负责人账号", "gate.Owners", "standards/owners.yml", body=False, public=False),
    Kind("moves", "全市的网址变更", "gate.Moves", "standards/moved.yml", body=False, public=False),
    Kind("schools", "学校名册", "standards.Schools", "standards/schools.yml", body=False),
    Kind("governance", "组织机构", "standards.Governance", "standards/governance.yml", body=False, page="governance.html"),
    Kind("lifecycle", "资格的一生", "lifecycle.Lifecycle", "standards/lifecycle.yml", body=False),
    Kind("textbooks", "教材目录", "textbooks.Textbooks", "standards/textbooks/*.yml", body=False, page="books/*.html"),
    Kind("policies", "政策文件", "standards.Policy", "policies/*.md"),
    Kind("guide", "使用指南", "standards.GuidePage", "guide/*.md"),
    Kind("decisions", "决定", "standards.Decision", "decisions/*.yml", body=False, page="decisions.html#*"),
    Kind("reviews", "专家审核", "standards.Review", "reviews/*.yml", body=False, public=False),
    Kind("rubrics", "评价标准", "rubric.Rubric", "standards/rubric-*.yml", body=False),
    Kind("analysis", "质量分析的算法", "quality.QualityRules", "standards/quality.yml", body=False),
    Kind("facts", "供专家参考的事实", "facts.ShownFacts", "standards/facts.yml", body=False, public=False),
    Kind("forms", "填写的样子", "standards.Forms", "standards/forms.yml", body=False),
    Kind("reports", "文稿的话", "reports.Letters", "standards/reports.yml", body=False),
    Kind("arrivals", "移交台账", "standards.Arrivals", "standards/arrivals.yml", body=False),
    Kind("unnamed", "不署名的人", "base.Unnamed", "standards/unnamed.yml", body=False, public=False),
    Kind("certificates", "证明", "standards.Certificates", "standards/certificates.yml", body=False, public=False),
    Kind("panels", "评议汇总", "standards.Panel", "rounds/*-panel.yml", body=False, public=False),
    Kind("rounds", "考核轮次", "standards.Round", "rounds/*.yml", body=False, public=False),
)

KINDS = {kind.id: kind for kind in BASE_KINDS + CITY_KINDS}
