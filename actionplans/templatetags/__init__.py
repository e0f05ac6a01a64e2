"""Template tags of the actionplans floor."""
