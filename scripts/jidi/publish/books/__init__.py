"""The textbooks with what their lessons have and lack."""
