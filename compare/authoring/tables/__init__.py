"""Claims as a table that a spreadsheet reads, and back."""
