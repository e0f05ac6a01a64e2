"""Pages of the room of figures."""
