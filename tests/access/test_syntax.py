"""Views, forms, tasks, tags and reporting fetch only what is visible."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = """boards learning reviews audits case_audits deaths
    performance voices actionplans dissemination
    reporting""".split()
GUARDED = ["views", "forms", "tasks.py", "templatetags"]
SAFE = {"visible_to", "none"}
WRITES = {"bulk_create", "bulk_update", "update", "raw"}


def guarded_files():
    for app in APPS:
        for part in GUARDED:
            path = ROOT / app / part
            yield from [path] if path.is_file() else path.rglob("*.py")
    yield from (
        path
        for path in (ROOT / "reporting").rglob("*.py")
        if not {"migrations", "models"} & set(path.parts)
    )


def source_files():
    for app in [*APPS, "frameworks", "lif_portal"]:
        yield from (
            p for p in (ROOT / app).rglob("*.py") if "migrations" not in p.parts
        )


def unscoped(tree):
    """Lines where a manager is followed by neither `visible_to` nor `none`."""
    allowed = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in SAFE
    }
    for node in ast.walk(tree):
        is_manager = isinstance(node, ast.Attribute) and node.attr in {
            "objects",
            "_default_manager",
        }
        if is_manager and id(node) not in allowed:
            yield node.lineno
        if isinstance(node, ast.Name) and node.id == "get_object_or_404":
            yield node.lineno


@pytest.mark.parametrize(
    "path", sorted(set(guarded_files())), ids=lambda p: str(p.relative_to(ROOT))
)
def test_fetches_only_what_is_visible(path):
    assert list(unscoped(ast.parse(path.read_text()))) == []


def test_the_check_sees_an_unscoped_query():
    tree = ast.parse("Round.objects.filter(pk=1)\nRound.objects.visible_to(user)")
    assert list(unscoped(tree)) == [1]


def bulk_writes(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in WRITES - {"update"}:
                yield node.lineno


@pytest.mark.parametrize(
    "path", sorted(set(guarded_files())), ids=lambda p: str(p.relative_to(ROOT))
)
def test_views_do_not_write_in_bulk(path):
    assert list(bulk_writes(ast.parse(path.read_text()))) == []
