"""The small casebook in two versions, and what must be so of its report whatever a build came to."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.cli.conftest import FILES, contents, whosays, write

if TYPE_CHECKING:
    from pathlib import Path

OLD = FILES
NEW = {**FILES, "claims/ledger.yaml": FILES["claims/ledger.yaml"].replace("2024-05-02", "2024-05-03")}
Report = dict[str, bytes] | None
MINE = {"baseline.json": b'{"mine": 1}\n', "s/mill/notes.txt": b"mine too"}
"""What stands in the folder of the old report and is not of it."""


class Book:
    """A casebook with a finished report of its old version, or none, and the bytes of a report on either version."""

    def __init__(self, folder: Path) -> None:
        self.root, self._kept = folder / "book", folder / "kept"
        self.new = self._built(folder / "new", NEW)
        self.old = {**self._built(folder / "old", OLD), **MINE}
        shutil.copytree(folder / "old" / "reports", self._kept)
        for name, data in MINE.items():
            (self._kept / name).write_bytes(data)
        write(self.root, NEW)

    @staticmethod
    def _built(book: Path, files: dict[str, str]) -> dict[str, bytes]:
        write(book, files)
        made = whosays("build", book)
        assert made.exit_code == 0, made.output
        return contents(book / "reports")

    @property
    def report(self) -> Path:
        return self.root / "reports"

    def begin(self, *, again: bool) -> None:
        """Only the casebook, and the old report where the build is to be one over it."""
        for left in (self.report, self.root / ".reports.new", self.root / ".reports.old"):
            shutil.rmtree(left, ignore_errors=True)
        (self.root / ".reports.lock").unlink(missing_ok=True)
        if again:
            shutil.copytree(self._kept, self.report)

    def expected(self, *, again: bool) -> dict[str, bytes]:
        """The bytes of the folder after a build that nothing disturbs."""
        return {**self.new, **MINE} if again else self.new

    def check_whole(self, *, again: bool) -> Report:
        """The old report or the new one is there, whole, and the casebook as it was; which of them, as bytes."""
        checked = whosays("verify", self.report)
        there = contents(self.report) if self.report.exists() else None
        assert there in (self.old if again else None, self.expected(again=again))
        if there is None:
            assert checked.exit_code == 2, checked.output
        else:
            assert set(contents(self.report)) >= set(MINE if again else ()), "what is not ours is lost"
            mine = ["s/mill/notes.txt is no part of the report"] if again else []
            assert checked.stdout.splitlines()[:-1] == mine, checked.stdout
            assert checked.exit_code == bool(mine)
        ours = {name: data.decode() for name, data in contents(self.root).items() if name in NEW}
        assert ours == NEW
        return there

    def check_healed(self, *, again: bool) -> None:
        """The next build is a cold one in every byte, and nothing is left of what went before."""
        built = whosays("build", self.root)
        assert built.exit_code == 0, built.output
        assert contents(self.report) == self.expected(again=again)
        assert sorted(each.name for each in self.root.iterdir()) == [".reports.lock", "claims", "reports", "seeds"]
