"""Every condition a pack may name has its function; whatever registers is imported."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from frameworks.vocabulary import Condition
from learning.conditions import CONDITIONS

ROOT = Path(__file__).resolve().parents[2]
APPS = """boards learning reviews audits case_audits deaths performance
    voices actionplans dissemination reporting""".split()
# Functions and decorators by which a floor hangs itself into a lower one.
REGISTERS = {
    "add_branch",
    "add_entry",
    "add_follow_up",
    "add_frame",
    "add_next_step",
    "add_outcomes",
    "add_panel",
    "add_plan_states",
    "add_reader",
    "add_refusal",
    "add_standards",
    "add_start",
    "add_use",
    "add_writer",
    "chasing_provider",
    "condition",
    "deadline_provider",
    "open_to_reviewers",
    "register",
}


def test_each_condition_has_its_function():
    assert set(CONDITIONS) == set(Condition)


def registering():
    """Modules that register something as soon as they are imported."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if not {"templatetags", "migrations"} & set(path.parts):
                if REGISTERS & set(_called_at_once(ast.parse(path.read_text()))):
                    yield ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _called_at_once(tree):
    for node in tree.body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield _name(node.value)
        for each in getattr(node, "decorator_list", ()):
            yield _name(each)


def _name(node):
    node = node.func if isinstance(node, ast.Call) else node
    return getattr(node, "id", getattr(node, "attr", ""))


@pytest.fixture(scope="module")
def started():
    """Modules a process has when its apps are ready, before the first request."""
    said = "import django, sys; django.setup(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", said],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_whatever_registers_is_imported_when_apps_are_ready(started):
    found = set(registering())
    assert {"reviews.conditions", "actionplans.deadlines", "audits.jobs"} <= found
    assert found - started == set()
