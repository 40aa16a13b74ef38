"""Annual reports as they were released with a tag (plan 四.4): packed once, checked whenever they are read, published unchanged."""

from .bundle import Damaged, Issued, Released, bundle, opened
from .page import released_files

__all__ = ["Damaged", "Issued", "Released", "bundle", "opened", "released_files"]
