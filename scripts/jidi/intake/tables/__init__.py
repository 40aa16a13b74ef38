"""Tables in: workbooks of every kind become drafts; the register that people fill in."""
