"""Saving a versioned form: two people at once see both texts."""

from boards.views.forms import accepted
from learning.services.versions import StaleVersion, save_version


def save_form(form, write=None) -> bool:
    """Write a posted form; what a service refuses, or a colleague saved, stands in it.

    Without `write` the form's own row is saved under its version.
    """
    write = write or (lambda said: _save_row(form, said))
    if not form.is_valid():
        return False
    conflicts = []

    def attempt(said):
        try:
            write(said)
        except StaleVersion as problem:
            conflicts.append(problem.current)

    if not accepted(form, attempt):
        return False
    if conflicts:
        form.show_conflict(conflicts[0])
    return not conflicts


def _save_row(form, said):
    save_version(
        record=form.instance,
        values=form.values,
        version=said["version"],
        by=form.user,
    )
