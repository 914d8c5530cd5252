"""From a page, a text or an address to a source record, its text and an empty claim file."""
