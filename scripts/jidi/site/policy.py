"""What a page may load and run, told to the browser by the page itself: hosts such as GitHub Pages let nobody set headers."""

from __future__ import annotations

# Inline scripts of our own: none, so no hash is needed and whatever stands in a page itself does not run.
# 'self' is the site. "file:" is for a site opened from a folder, where Firefox takes 'self' for nothing; a page from a server may not load
# files whatever its policy says. Icons in the style sheet are data:. Cells of a table are aligned by a style of their own, which nh3 lets through alone.
_SELF = "'self' file:"
COMMENTS = "https://giscus.app"  # comments.js fetches a script from there; it adds a style sheet and a frame


def policy(comments: bool = False) -> str:
    """The value of Content-Security-Policy: never made from what is in a page. ``comments``: the page offers those of another host."""
    known = f"{_SELF} {COMMENTS}" if comments else _SELF  # its script is one of the page's then: more directives would keep it from nothing
    return f"default-src {known};img-src {_SELF} data:;style-src-attr 'unsafe-inline';object-src 'none';base-uri 'none';form-action {_SELF}"
