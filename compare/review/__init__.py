"""Floor 3: what editors decided, held against what the sources say now."""
