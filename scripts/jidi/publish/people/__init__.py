"""People: their pages, and silence about who wishes it."""
