"""Views of the dissemination floor."""
