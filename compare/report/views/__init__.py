"""A frozen view per page: pure functions from findings to what a page shows, without a word of HTML."""
