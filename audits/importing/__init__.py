"""From a board's own spreadsheets to rows: read, understood, shown, then taken."""
