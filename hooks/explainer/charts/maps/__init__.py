"""Charts that are maps: ground, names, routes."""
