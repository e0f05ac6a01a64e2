"""What follows from learning: plans, actions, and whether they worked."""
