"""Private servers and the demo, for one machine. Never imported in production."""
