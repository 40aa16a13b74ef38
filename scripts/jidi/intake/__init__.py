"""What people hand in – a form, a table, a document, pasted words – becomes records of the material (plan 七.2, adoption rules 1–3).

Every way in makes :class:`Draft` values; one way leads on: read as the material is read, compared with what is there, written.
"""

from .draft import Draft, Incoming, Note, read_draft
from .filing.importing import Import, Planned, Write, plan_import
from .rules import INTAKE_RULES

__all__ = ["INTAKE_RULES", "Draft", "Import", "Incoming", "Note", "Planned", "Write", "plan_import", "read_draft"]
