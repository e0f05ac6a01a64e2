"""Forms of the actionplans floor."""
