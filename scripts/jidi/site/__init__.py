"""Outputs become a folder of files: rendered beside the old one, then put in its place."""

from .building import build
from .place import Busy
from .serving import serve

__all__ = ["Busy", "build", "serve"]
