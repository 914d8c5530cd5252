"""Pictures of numbers, each with the table of the same numbers: plain rows in, shapes and cells out."""
