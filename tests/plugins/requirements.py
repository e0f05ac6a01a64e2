"""Records which requirements the tests just run prove.

Mark a test with @pytest.mark.requirement("CTM-1", "HAR-4"). Every run updates the
record of the tests it ran; `make test` starts a new one; `make requirements` reads it.
"""

import json

import pytest

from tests.requirements.report import RECORD, register

PROPERTY = "requirement"


def pytest_collection_modifyitems(items):
    known = register()
    for item in items:
        for name in _marked(item):
            if name not in known:
                raise pytest.UsageError(f"{item.nodeid}: no requirement {name!r}")
            # Properties travel in the report, also from xdist's workers; marks do not.
            item.user_properties.append((PROPERTY, name))


def _marked(item) -> list[str]:
    return [name for mark in item.iter_markers("requirement") for name in mark.args]


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(), "requirement-recorder")


class Recorder:
    """Gathers outcomes in the first process and writes them once at the end."""

    def __init__(self):
        self.tests = {}

    def pytest_runtest_logreport(self, report):
        names = [value for key, value in report.user_properties if key == PROPERTY]
        if not names:
            return
        seen = self.tests.setdefault(
            report.nodeid, {"requirements": names, "outcome": "passed"}
        )
        if report.outcome != "passed":
            seen["outcome"] = report.outcome

    def pytest_sessionfinish(self):
        if not self.tests:
            return
        record = json.loads(RECORD.read_text()) if RECORD.exists() else {}
        RECORD.parent.mkdir(exist_ok=True)
        RECORD.write_text(json.dumps(record | self.tests, indent=1, sort_keys=True))
