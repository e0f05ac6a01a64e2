"""The board's annual report: drafted from records, edited, signed off, built."""
