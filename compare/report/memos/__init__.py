"""The packet of one subject to paste: what its page says, as Markdown or as a Word document."""
