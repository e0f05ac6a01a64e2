"""How fast the portal is, as ratios to the barest page that could do the same."""
