"""Views of the actionplans floor."""
