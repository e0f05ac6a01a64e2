"""Figures: indicators, their values, and what the board makes of them."""
