"""Services of the learning floor."""
