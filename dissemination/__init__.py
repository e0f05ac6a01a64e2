"""How learning reaches people: summaries, plans, briefings, requests, confirmations."""
