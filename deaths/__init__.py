"""Anonymous learning from child deaths and suicides, kept to its panels."""
