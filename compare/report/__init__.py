"""Floor 4: the HTML report: a frozen view per page, one renderer, one publisher."""
