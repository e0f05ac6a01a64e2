"""Views of the reviews floor."""
