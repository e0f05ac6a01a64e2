"""What stands in each document. What draws PDFs and Word is for workers only."""
