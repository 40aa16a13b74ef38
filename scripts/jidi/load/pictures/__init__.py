"""Pictures as they are published: what is seen of them, and nothing that tells where, when, by whom and with what they were taken."""

from .bare import NoPicture, bare, is_picture, published
from .places import places_in

__all__ = ["NoPicture", "bare", "is_picture", "places_in", "published"]
