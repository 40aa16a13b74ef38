"""jidi: a base's files become a checked, published site."""
