"""What the site says to machines."""
