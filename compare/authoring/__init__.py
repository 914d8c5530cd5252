"""What takes the typing out of annotation: sentences, new files, edits that keep every other line, suggestions, tables."""
