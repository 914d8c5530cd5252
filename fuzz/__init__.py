"""Fuzzing led by coverage: `make fuzz`."""
