"""whosays: what several sources say about the same thing, and where they agree, differ and contradict each other."""

__version__ = "0.1.0"
