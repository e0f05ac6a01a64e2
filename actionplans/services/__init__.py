"""Services of the actionplans floor."""
