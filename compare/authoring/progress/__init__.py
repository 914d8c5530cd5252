"""What of an article is decided and what is open."""
