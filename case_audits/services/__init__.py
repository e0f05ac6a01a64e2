"""What is written about audits of practice."""
