"""Services of the reporting floor."""
