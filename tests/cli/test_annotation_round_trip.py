"""What `export --what annotations` writes, `import` reads back into a casebook without claims."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.cli.conftest import FILES, whosays, write

if TYPE_CHECKING:
    from pathlib import Path

LEDGER = """\
source: ledger
claims:
  - {id: owner, subject: mill/owner, value: town, quote: "The mill's owner is the town", stance: denies, hedge: reported}
  - {id: day, subject: mill/burned-on, value: 2024-05-02, quote: On 2 May the mill burned down}
"""
KEPT = ("source", "subject", "stance", "hedge")


def claims(book: Path) -> list[dict[str, Any]]:
    assert whosays("build", book).exit_code == 0
    found = json.loads((book / "reports" / "findings.json").read_text(encoding="utf-8"))["claims"]
    said = [
        {**{key: each[key] for key in KEPT}, "value": each["value"]["written"], "quote": each["quote"]["text"]}
        for each in found
    ]
    return sorted(said, key=lambda each: (each["source"], each["subject"]))


def test_every_claim_comes_back_as_it_was(book: Path, tmp_path: Path) -> None:
    write(book, {"claims/ledger.yaml": LEDGER})
    notes, other = tmp_path / "notes.jsonld", tmp_path / "other"
    assert whosays("export", notes, "--what", "annotations", "-C", book).exit_code == 0
    write(other, {name: text for name, text in FILES.items() if not name.startswith("claims/") or "vocabulary" in name})
    result = whosays("import", notes, "-C", other)
    assert result.exit_code == 0, result.output
    assert claims(other) == claims(book)
    again = whosays("import", notes, "-C", other)
    assert (again.exit_code, claims(other)) == (0, claims(book))
