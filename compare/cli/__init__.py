"""The commands: flags to pipeline to streams to exit code; the only importer of typer."""
