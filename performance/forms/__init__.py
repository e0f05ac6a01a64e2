"""Forms of the room of figures."""
