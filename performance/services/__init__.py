"""Writing in the room of figures."""
