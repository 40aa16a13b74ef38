"""What ``run.py`` is made of: measuring, the engines, the table."""
