"""The commands, one file each: a few lines that join the rooms."""
