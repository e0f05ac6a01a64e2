"""What a board asks of its agencies, what they answer, and how they compare."""
