"""The page of a resource."""
