"""Turns keys of a pack into rows of the board, and rows into keys."""

from datetime import date
from decimal import Decimal

from django.db import models

from boards.models import Agency, Area, Board, Group
from learning.models import SharingMethod, SourceType


class Links:
    """Rows of one board by the key its pack knows them by."""

    def __init__(self, merge):
        self.merge = merge
        self._rows: dict[type, dict[str, models.Model]] = {}
        self._keys: dict[type, dict[int, str]] = {}

    def add(self, model, key: str, row) -> None:
        """From now on the key means this row."""
        if model in (Agency, Area, Group, SharingMethod, SourceType):
            self._of(model)[key] = row
            self._keys[model][row.pk] = key

    def find(self, model, key: str):
        """The row a key means, or None."""
        return self._of(model).get(key)

    def key_of(self, model, pk: int) -> str:
        self._of(model)
        return self._keys[model].get(pk, f"#{pk}")

    def _of(self, model) -> dict:
        if model not in self._rows:
            found = self._known(model)
            self._rows[model] = found
            self._keys[model] = {row.pk: key for key, row in found.items()}
        return self._rows[model]

    def _known(self, model) -> dict:
        if model is Agency:
            return {}  # agencies are known once their own table is applied
        if model is Board:
            return {board.slug: board for board in Board.objects.all()}
        rows = model.objects.filter(board=self.merge.board)
        return {row.key: row for row in rows}

    def record(self, row, name: str, value):
        """The Python value of a field from its JSON value."""
        field = row._meta.get_field(name)
        if field.is_relation:
            return self.find(field.related_model, value) if value else None
        if isinstance(field, models.DateField) and value:
            return date.fromisoformat(value)
        return value

    def records(self, row, name: str, keys) -> list:
        model = row._meta.get_field(name).related_model
        return [found for key in keys if (found := self.find(model, key))]

    def value(self, row, name: str):
        """The JSON value of a field as it stands in the database."""
        field = row._meta.get_field(name)
        if field.many_to_many:
            keys = [
                self.key_of(field.related_model, r.pk) for r in getattr(row, name).all()
            ]
            return sorted(keys)
        if field.is_relation:
            pk = getattr(row, field.attname)
            return self.key_of(field.related_model, pk) if pk else ""
        value = getattr(row, name)
        if isinstance(value, Decimal):
            return float(value)  # as JSON keeps what the pack said
        return value.isoformat() if isinstance(value, date) else value
