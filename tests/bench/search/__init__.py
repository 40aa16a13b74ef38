"""Searching measured in a real browser: ours beside Material's own, Pagefind and MiniSearch, all in one run."""
