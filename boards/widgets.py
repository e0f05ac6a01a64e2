"""Controls Django lacks: choices that reveal fields, dates in three parts."""

from django import forms

PARTS = ("day", "month", "year")


class Revealing:
    """Choices with a hint each, some of which open other fields of the form.

    `hints` is {value: text} or a function of a choice's value; `reveals` is
    {value: field name, or several names}.
    """

    def __init__(self, *args, hints=None, reveals=None, **kwargs):
        self.hints = hints or {}
        self.reveals = {
            str(value): (names,) if isinstance(names, str) else tuple(names)
            for value, names in (reveals or {}).items()
        }
        super().__init__(*args, **kwargs)

    def revealed_by(self, value) -> tuple[str, ...]:
        return self.reveals.get(str(value), ())

    def all_revealed(self) -> list[tuple[str, ...]]:
        return list(self.reveals.values())


class Radios(Revealing, forms.RadioSelect):
    """One of several answers."""


class Checkboxes(Revealing, forms.CheckboxSelectMultiple):
    """Any of several answers."""


class Checkbox(Revealing, forms.CheckboxInput):
    """One box to tick; `reveals` names the fields a tick opens."""

    def __init__(self, *args, reveals=None, **kwargs):
        super().__init__(*args, reveals={True: reveals} if reveals else {}, **kwargs)


class DateInput(forms.MultiWidget):
    """Day, month and year in three boxes, as people write dates."""

    def __init__(self, attrs=None):
        super().__init__({part: forms.TextInput for part in PARTS}, attrs)

    def decompress(self, value):
        if value in (None, ""):
            return ["", "", ""]
        if isinstance(value, str):
            value = forms.DateField().to_python(value)
        return [str(value.day), str(value.month), str(value.year)]

    def typed(self, value) -> list:
        """The three parts: what was typed, even when it is no date."""
        return (
            list(value) if isinstance(value, list | tuple) else self.decompress(value)
        )

    def parts_in_error(self, bound) -> list[str]:
        """The boxes to mend; all three when the whole date is wrong."""
        errors = bound.errors.as_data()
        named = [part for e in errors for part in (e.params or {}).get("parts", ())]
        return [p for p in PARTS if p in named] or (list(PARTS) if errors else [])
