"""Where judging runs: here, in one process, or spread over a cluster; always the one engine, on buckets of whole subjects."""
