"""Services of the reviews floor."""
