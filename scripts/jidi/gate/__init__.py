"""What every pull request is held against: who may touch what, which pages would vanish, what it does to the points.

Nothing here reads a file or asks git: the commands hand in what they have read, so that the guard can be run from the target
branch's own code and treat a contributor's commits as data only. A forge without our workflows (on an intranet, say) needs
only two commands: ``jidi check`` and ``jidi guard``.
"""
