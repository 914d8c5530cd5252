"""Decisions of editors as files: each a new one, beside those in whose place it stands."""
