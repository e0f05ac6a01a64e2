"""Forms of the learning floor."""
