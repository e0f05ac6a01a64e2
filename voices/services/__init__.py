"""Writes of the voices floor."""
