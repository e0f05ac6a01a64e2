"""Forms of the reviews floor."""
