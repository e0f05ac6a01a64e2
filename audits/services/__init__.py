"""Services of the audits floor."""
