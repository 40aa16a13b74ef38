"""Where a record goes, how its file is written, what is there already."""
