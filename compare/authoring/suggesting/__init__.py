"""What may have been missed or may be one thing: suggested, and decided by a person."""
