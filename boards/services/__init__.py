"""Services of the boards floor."""
