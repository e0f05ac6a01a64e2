"""What every test may use: fixtures by subject, a browser, the requirement record."""

import gc
from importlib.util import find_spec

# Models, forms and templates stay for the whole run: looking through them again and
# again for rubbish takes a tenth of it.
gc.set_threshold(100_000, 20, 100)

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
