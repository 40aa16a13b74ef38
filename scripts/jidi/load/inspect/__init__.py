"""What an attachment really is: looked at inside, not by its suffix. Any bytes go in, what is wrong with them comes out; nothing raises, nothing hangs."""

from .fault import Fault
from .seen import MAX_FILE, PROGRAMS, fault_in, problem_of

__all__ = ["MAX_FILE", "PROGRAMS", "Fault", "fault_in", "problem_of"]
