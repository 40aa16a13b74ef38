"""Activities: their pages, the calendar, what phones subscribe to."""
