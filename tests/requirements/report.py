"""Says how many requirements a passing test proves, by framework.

Reads the record the last test runs left (tests/plugins/requirements.py).
"""

import csv
import json
from collections import Counter
from pathlib import Path

REGISTER = Path(__file__).with_name("register.csv")
RECORD = Path(__file__).resolve().parents[2] / ".local" / "requirements.json"


def register() -> dict[str, str]:
    """The framework each requirement comes from."""
    with REGISTER.open(newline="") as file:
        return {row["id"]: row["framework"] for row in csv.DictReader(file)}


def outcomes() -> dict[str, set[str]]:
    """What the tests marked with each requirement came to: passed, failed, skipped."""
    found: dict[str, set[str]] = {}
    record = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    for test in record.values():
        for name in test["requirements"]:
            found.setdefault(name, set()).add(test["outcome"])
    return found


def main() -> None:
    """Print the table, then what is marked but not proved."""
    frameworks, found = register(), outcomes()
    proved = {name for name, seen in found.items() if seen == {"passed"}}
    for framework, total in Counter(frameworks.values()).items():
        count = sum(frameworks[name] == framework for name in proved)
        print(f"{framework:<20} {count:>4} of {total}")
    print(f"{'All':<20} {len(proved):>4} of {len(frameworks)}")
    if unproved := sorted(found.keys() - proved):
        print("Marked, but a test failed or was skipped: " + ", ".join(unproved))
    if not RECORD.exists():
        print("No tests have been run here yet: make test")


if __name__ == "__main__":
    main()
