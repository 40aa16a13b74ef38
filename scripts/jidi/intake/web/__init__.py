"""Issue forms of a forge: made from the models, and read back as drafts."""
