"""A form that notices when somebody else saved first, and shows both texts."""

from django import forms
from django.utils.translation import gettext as _

from boards.fields import DateField
from boards.forms import ScopedModelForm


class VersionedForm(ScopedModelForm):
    """A model form that carries the version its reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.differences = []

    @property
    def values(self) -> dict:
        """What was chosen, without the version."""
        return {k: v for k, v in self.cleaned_data.items() if k in self._meta.fields}

    @property
    def compared(self) -> list[str]:
        """Names of what a conflict shows from both people."""
        return [name for name in self._meta.fields if name in self.fields]

    def show_conflict(self, current) -> None:
        """Keep what was typed, show what the other person left, ask again."""
        self.add_error(
            None,
            _(
                "Somebody else changed this while you were writing. Your words are "
                "still in the form. Read both below, then save again."
            ),
        )
        theirs = type(self)(instance=current, user=self.user, **self._same())
        for name in self.compared:
            left, mine = _said(theirs[name], theirs.initial), _typed(self[name])
            if left != mine:
                self.differences.append(
                    {"label": self[name].label, "theirs": left, "yours": mine}
                )
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = current.version

    def _same(self) -> dict:
        """What a second form of the same kind needs besides its row."""
        return {}


class VersionedBoardForm(VersionedForm):
    """A versioned form of something one board has."""

    def __init__(self, *args, board, **kwargs):
        self.board = board
        super().__init__(*args, **kwargs)

    def _same(self) -> dict:
        return {"board": self.board}


def _said(bound, initial) -> str:
    return _words(bound, bound.field.prepare_value(initial.get(bound.name)))


def _typed(bound) -> str:
    return _words(bound, bound.data)


def _words(bound, value) -> str:
    """A value as the person reads it: labels, not keys."""
    if isinstance(bound.field, DateField):
        return _day(bound.field, bound.field.widget.typed(value))
    choices = getattr(bound.field, "choices", None)
    values = value if isinstance(value, list | tuple) else [value]
    if choices is not None:
        labels = {str(key): str(label) for key, label in choices}
        chosen = {str(getattr(v, "pk", v)) for v in values if v not in (None, "")}
        return "\n".join(labels[key] for key in labels if key in chosen and key)
    if isinstance(bound.field, forms.BooleanField):
        return _("Yes") if value in (True, "on", "True", "true") else _("No")
    parts = [str(getattr(v, "pk", v)) for v in values if v not in (None, "")]
    return "\n".join(parts).replace("\r\n", "\n").strip()


def _day(field, parts) -> str:
    """A day written one way, whether typed 1 or 01; what is no day, as typed."""
    try:
        day = field.compress(parts)
    except forms.ValidationError:
        return " ".join(filter(None, parts))
    return f"{day.day} {day.month} {day.year}" if day else ""
