"""Two people on one record: only the same field changed by both is a conflict."""

from django.db import transaction

from learning.services.versions import StaleVersion, save_version


@transaction.atomic
def merge_version(*, record, values: dict, version: int, by):
    """Save what the person changed since `version`, leaving what others changed.

    Raises StaleVersion, with `untouched` fields named, where both changed the same.
    """
    rows = type(record).objects.select_for_update(of=("self",))
    current = rows.get(pk=record.pk)
    base = current if current.version == version else _as_of(current, version)
    if base is None:
        raise _stale(current, set())
    mine = {n: v for n, v in values.items() if not same(v, getattr(base, n))}
    if any(_clash(name, mine[name], base, current) for name in mine):
        raise _stale(current, values.keys() - mine.keys())
    if not mine:
        return current
    return save_version(record=current, values=mine, version=current.version, by=by)


def _as_of(current, version):
    """The record as the person saw it, from its history."""
    rows = current.history.filter(version=version)
    return rows.order_by("-history_date", "-history_id").first()


def _clash(name, mine, base, current) -> bool:
    theirs = getattr(current, name)
    return not same(theirs, getattr(base, name)) and not same(theirs, mine)


def _stale(current, untouched):
    problem = StaleVersion(current)
    problem.untouched = untouched
    return problem


def same(one, other) -> bool:
    """Whether two values are the same to a reader: line ends do not count."""
    return _plain(one) == _plain(other)


def _plain(value):
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return value
