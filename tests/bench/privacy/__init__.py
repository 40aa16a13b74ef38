"""How much of what is private is found, and how often something else is taken for it: ``python -m bench.privacy`` in ``tests``."""
