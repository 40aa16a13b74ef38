"""The many ways to write the same characters become one, so that a pattern need know only that."""

from __future__ import annotations

BLANKS = "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
DASHES = "‐‑‒–—―−﹣－ー"
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
GAP = rf"[ {BLANKS}{DASHES}{UNSEEN}-]"  # what people put between the groups of a number
_FULL = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN = str.maketrans(_FULL | dict.fromkeys(map(ord, BLANKS), " ") | dict.fromkeys(map(ord, DASHES), "-") | dict.fromkeys(map(ord, UNSEEN), ""))


def tidy(text: str) -> str:
    """Full-width letters, digits and signs as half-width ones, every blank a space, every dash a hyphen, nothing unseen."""
    return text.translate(_PLAIN)
