"""The reports of a school year (domain e.5, e.6): the city's, the counties', the bases', and the one before a title is renewed.

Every figure is counted once, in :mod:`.done` and :mod:`.facts`; sentences, tables and drawings only say it.
"""
