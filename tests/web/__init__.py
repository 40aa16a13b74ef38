"""The built site looked at with the web's own tools. ``MAIN``: the templates of the pages that most visits begin with."""

MAIN = ("home", "find", "resource")
