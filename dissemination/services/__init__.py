"""Services of the dissemination floor."""
