"""``jidi archive``: the archives of a school year, and the sites of years gone by (plan 四.4(2), 七.2)."""

from .checking import restore_command, verify_command
from .making import archive
from .sites import site_command, unpack_sites_command

for _command in (verify_command, restore_command, site_command, unpack_sites_command):
    archive.add_command(_command)

__all__ = ["archive"]
