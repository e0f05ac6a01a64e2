"""Builds the styles, scripts and images pages link to, into build/static.

Runs before any Python package is installed: python3 lif_portal/local/assets.py
"""

import re
import shutil

from steps import PROJECT, Failed, files_under, fingerprint, once_for, quietly, run_main

MODULES = PROJECT / "node_modules"
TARGET = PROJECT / "build" / "static"
STYLES = PROJECT / "static" / "scss" / "app.scss"
GOVUK = MODULES / "govuk-frontend" / "dist" / "govuk"
MOJ = MODULES / "@ministryofjustice" / "frontend" / "moj"
SCRIPTS = [
    GOVUK / "govuk-frontend.min.js",
    MODULES / "htmx.org" / "dist" / "htmx.min.js",
]
# The maps are not copied, and a manifest of static files refuses a dead link.
MAP_LINK = re.compile(r"//# sourceMappingURL=\S+\s*$")


def build_assets():
    """Build what is missing or out of date. Returns False when nothing was."""
    inputs = [PROJECT / "package-lock.json", *files_under("static/scss")]
    value = fingerprint([*inputs, PROJECT / "lif_portal" / "local" / "assets.py"])
    with once_for(PROJECT / "build" / "assets.sha256", value) as needed:
        if needed:
            _build()
    return needed


def _build():
    if not STYLES.exists():
        raise Failed(f"{STYLES.relative_to(PROJECT)} is missing")
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    _compile()
    for script in SCRIPTS:
        (TARGET / script.name).write_text(MAP_LINK.sub("", script.read_text()))
    for source in (GOVUK, MOJ):
        # Without fonts: GDS Transport is licensed for gov.uk addresses only.
        _copy_tree(source / "assets", TARGET / "assets")


def _compile():
    sass = ["node", MODULES / "sass" / "sass.js", "--quiet", "--style=compressed"]
    sass += ["--no-source-map", "--load-path=.", STYLES, TARGET / "app.css"]
    quietly(sass)


def _copy_tree(source, target):
    ignored = shutil.ignore_patterns("fonts")
    shutil.copytree(source, target, ignore=ignored, dirs_exist_ok=True)


if __name__ == "__main__":
    run_main(lambda arguments: print("built" if build_assets() else "up to date"))
