"""Floor 7: the report served on this machine alone, with forms on which an editor decides."""
