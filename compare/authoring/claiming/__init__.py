"""Claims, dismissals, attestations and vocabulary as commands write them."""
