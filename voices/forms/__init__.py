"""Forms of the voices floor."""
