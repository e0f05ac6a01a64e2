"""Workers, the clock and the queue are killed while they work."""
