"""Floor 0: the records every other part passes around, the table of problems, and discovery inside the package."""
