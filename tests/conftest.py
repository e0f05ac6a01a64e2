"""What every test may use: fixtures by subject, a browser, the requirement record."""

from importlib.util import find_spec

FIXTURES = ["people", "browser", "axe"]

pytest_plugins = [
    "tests.plugins.requirements",
    *(
        f"tests.fixtures.{name}"
        for name in FIXTURES
        if find_spec(f"tests.fixtures.{name}")
    ),
    "tests.plugins.shared_world",
    "tests.plugins.quick_tables",
]
