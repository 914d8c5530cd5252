"""`make audit`: known vulnerabilities of every locked library, and the licences of what comes with whosays.

pip-audit ends with 0 and "no known vulnerabilities" where it can look nothing up. So what it skipped is counted here: what
could not be looked up is told in one line as left out, and never as passed. Exit codes: 0 nothing found, or left out and said
so; 1 a known vulnerability, or a licence that requirements/licences.toml does not allow.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.supply_chain import REQUIREMENTS, is_allowed, licence_of, licence_rules, shipped  # noqa: E402 - after its path

SECONDS = 120  # for one lock; where nothing answers, no other is tried
NO_ANSWER = f"no answer within {SECONDS} s"


def looked_up(tool: str, lock: Path) -> dict[str, list[str] | None] | str:
    """By library the ids of what is known against it, None where it was skipped; a text says why nothing was looked up."""
    command = [tool, "-r", str(lock), "--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return NO_ANSWER
    except OSError as fault:
        return f"{tool} cannot be run: {fault.strerror}"
    try:
        listed = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return f"{tool} ended with {done.returncode} and no result"
    return {each["name"]: [one["id"] for one in each["vulns"]] if "vulns" in each else None for each in listed}


def vulnerabilities(tool: str) -> bool:
    """Tell what is known against the locked libraries; whether anything is."""
    known: dict[str, list[str]] = {}
    left_out: list[str] = []
    looked = 0
    answer: dict[str, list[str] | None] | str = {}
    for lock in sorted(REQUIREMENTS.glob("*.txt")):
        answer = NO_ANSWER if answer == NO_ANSWER else looked_up(tool, lock)
        if isinstance(answer, str):
            left_out.append(f"{lock.name}: {answer}")
            continue
        asked = {name: ids for name, ids in answer.items() if ids is not None}
        looked += len(asked)
        known |= {f"{name} ({lock.name})": ids for name, ids in asked.items() if ids}
        if len(asked) < len(answer) or not answer:
            left_out.append(f"{lock.name}: {len(answer) - len(asked)} of {len(answer)} libraries could not be looked up")
    for name, ids in sorted(known.items()):
        print(f"known vulnerability: {name}: {', '.join(ids)}")
    if left_out:
        print(f"left out: known vulnerabilities; {'; '.join(left_out)}")
    if looked and not known:
        print(f"vulnerabilities: none known of {looked} locked libraries looked up")
    return bool(known)


def licences() -> bool:
    """Tell what licences are not allowed; whether there is one."""
    allowed, _ = licence_rules()
    found = {name: licence_of(name) for name in shipped()}
    wrong = {name: each for name, each in found.items() if each is not None and not is_allowed(each, allowed)}
    missing = [name for name, each in found.items() if each is None]
    for name, each in wrong.items():
        print(f"licence not in requirements/licences.toml: {name}: {each or 'none named'}")
    if missing:
        print(f"left out: licences of what is not installed here: {', '.join(missing)}")
    print(f"licences: {len(found) - len(missing) - len(wrong)} of {len(found)} libraries allowed")
    return bool(wrong)


def main(tool: str) -> int:
    """Both, whatever the first one finds."""
    return int(vulnerabilities(tool) | licences())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "pip-audit"))
