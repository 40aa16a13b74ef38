"""Words in: forms, lesson plans, a folder of files and pasted messages become drafts."""
