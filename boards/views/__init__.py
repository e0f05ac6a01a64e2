"""Pages of the boards floor."""
