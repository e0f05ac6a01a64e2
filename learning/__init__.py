"""The learning spine: sources, the table of methods, documents, deadlines, jobs."""
