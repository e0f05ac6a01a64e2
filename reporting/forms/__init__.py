"""Forms of the reporting floor."""
