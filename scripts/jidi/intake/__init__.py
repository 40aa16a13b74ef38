"""What people hand in – a form, a table, a document, pasted words – becomes records of the material (plan 七.2, adoption rules 1–3).

Every way in makes :class:`Draft` values; one way leads on: read as the material is read, compared with what is there, written.
"""

from .draft import Draft, Incoming, read_draft

__all__ = ["Draft", "Incoming", "read_draft"]
