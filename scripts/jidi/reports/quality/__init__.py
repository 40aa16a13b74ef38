"""教学质量动态分析报告 (R-3.3.4, plan 三.3、四.3(3)): what may be told of a base's records, beside the years before."""

from .report import quality_reports

__all__ = ["quality_reports"]
