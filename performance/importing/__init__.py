"""Reading files of figures: what they are, how they are laid out, what they say."""
