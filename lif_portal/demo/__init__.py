"""Synthetic data for the demo: rich, plausible, about nobody."""
