"""Fuzz one target, led by coverage: `python -m fuzz.run TARGET SECONDS`. Finds go to tests/trust/finds."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).parent.parent
FINDS = ROOT / "tests" / "trust" / "finds"
LONGEST = 400  # bytes of an input; what is slow because it is long has tests of its own

sys.path.insert(0, str(ROOT))
with atheris.instrument_imports(include=["compare"]):
    from compare.kinds import registered
    from fuzz.targets import SEEDS, TARGETS

    registered()  # finds and imports the kinds, so that they are watched too


def main() -> None:
    """Run the target until the time is over, or until it finds something."""
    name, seconds = sys.argv[1], int(sys.argv[2])
    corpus = Path(tempfile.mkdtemp(prefix=f"whosays-fuzz-{name}-"))
    for at, seed in enumerate(SEEDS[name]):
        (corpus / f"seed-{at}").write_bytes(seed.encode())
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=20", "-print_final_stats=1", "-verbosity=1"]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={FINDS}/{name}-", str(corpus)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
