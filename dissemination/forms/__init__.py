"""Forms of the dissemination floor."""
