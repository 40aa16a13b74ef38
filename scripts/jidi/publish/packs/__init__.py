"""What can be taken in one go."""
