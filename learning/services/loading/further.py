"""Tables of a pack that floors above load: each adds its own when it is ready."""

from learning.services.loading.merge import Table

FURTHER: list[Table] = []


def add_table(table: Table) -> None:
    """Called by modules that AppConfig.ready imports; loaded after TABLES, in order."""
    if table.name not in {known.name for known in FURTHER}:
        FURTHER.append(table)
