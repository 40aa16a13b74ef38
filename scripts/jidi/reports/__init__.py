"""A school year becomes papers for offices: annual reports, letters, drafts of decisions (plan 四.4, 六.2, 七.1; domain e). Nothing is written here."""

from .kinds import KINDS, Kind
from .report import Gap, Report
from .year import Year, year_of

__all__ = ["KINDS", "Gap", "Kind", "Report", "Year", "year_of"]
