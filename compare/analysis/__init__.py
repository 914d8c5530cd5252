"""Floor 2: the one engine. Claims are lined up, grouped into positions, related, and come to a standing."""
