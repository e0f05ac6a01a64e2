"""Every route of the site, and the matrix rows that say who may use it."""

import tomllib
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

MATRIX = Path(__file__).parent / "matrix"
# allauth's own pages are tested by allauth; ours of it are walked in test_public.
FOREIGN = ("accounts/",)


@cache
def routes() -> dict[str, str]:
    """URL name -> pattern, for every route of our own."""
    return dict(_walk(get_resolver().url_patterns, "", ""))


def is_public(name: str) -> bool:
    """Whether the route is part of a board's public site."""
    return routes().get(name, "").startswith("<slug:board>/public/")


def _walk(patterns, prefix, namespace):
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if address.startswith(FOREIGN):
            continue
        if isinstance(pattern, URLResolver):
            inner = pattern.namespace or ""
            joined = ":".join(filter(None, [namespace, inner]))
            yield from _walk(pattern.url_patterns, address, joined)
        elif isinstance(pattern, URLPattern):
            yield ":".join(filter(None, [namespace, pattern.name])), address


@cache
def matrix() -> dict[str, dict]:
    """URL name -> row, from every file in the matrix folder."""
    rows = {}
    for path in sorted(MATRIX.glob("*.toml")):
        for name, row in tomllib.loads(path.read_text()).items():
            assert name not in rows, f"{name} stands twice in the matrix"
            rows[name] = row
    return rows
