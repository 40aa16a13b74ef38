"""``python -m jidi``."""

from .cli import main

main(prog_name="jidi")
