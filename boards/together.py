"""Many steps of a migration taken as one.

Django draws every model anew before each step of a migration. With some three hundred
models that makes an empty database take minutes; one step that makes all the tables
of a floor draws them once.
"""

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Steps of which none needs what another did: each sees the tables as they were
    before all of them, or as they are after."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return (self.__class__.__qualname__, [self.operations], {})

    def describe(self):
        return "; ".join(step.describe() for step in self.operations)

    def state_forwards(self, app_label, state):
        # Drawn again when next asked for, all at once.
        state.__dict__.pop("apps", None)
        for step in self.operations:
            step.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for step in self.operations:
            step.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for step in reversed(self.operations):
            step.database_backwards(app_label, schema_editor, from_state, to_state)
