"""Pages of the voices floor."""
