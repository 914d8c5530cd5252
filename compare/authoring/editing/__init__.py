"""Changes to our YAML files in which only the lines concerned change: tried first, written together or not at all."""
