"""Annotations that others made on the web (W3C Web Annotation, Hypothes.is), as drafts of claims."""
