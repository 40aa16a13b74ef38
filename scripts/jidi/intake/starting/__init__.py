"""A new file to write in, with every field at hand."""
