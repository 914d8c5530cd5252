"""Floor 4: the findings in formats for machines, one format per file."""
