"""Forms of the audits floor."""
