"""What can be found, by which facets, and the page that finds (R-3.2.6)."""
