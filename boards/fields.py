"""Form fields Django lacks: a date in three parts, an upload that says its limits."""

import datetime
from pathlib import PurePath

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.widgets import PARTS, DateInput

FIRST_YEAR, LAST_YEAR = 1900, 2200  # beyond lie slips of the keyboard

MISSING = {
    ("day",): gettext_lazy("The date must include a day"),
    ("month",): gettext_lazy("The date must include a month"),
    ("year",): gettext_lazy("The date must include a year"),
    ("day", "month"): gettext_lazy("The date must include a day and month"),
    ("day", "year"): gettext_lazy("The date must include a day and year"),
    ("month", "year"): gettext_lazy("The date must include a month and year"),
}


class DateField(forms.MultiValueField):
    """A date typed as day, month and year. An error names the part to mend."""

    widget = DateInput

    def __init__(self, **kwargs):
        parts = [forms.CharField(required=False, max_length=20) for _part in PARTS]
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, parts):
        typed = dict(zip(PARTS, parts or ["", "", ""], strict=True))
        if not any(typed.values()):
            return None
        empty = tuple(part for part in PARTS if not typed[part])
        if empty:
            raise _wrong(MISSING[empty], empty)
        return _date(typed)


def _date(typed) -> datetime.date:
    numbers = {
        "day": _number(typed["day"], 1, 31),
        "month": _month(typed["month"]),
        "year": _year(typed["year"]),
    }
    unreadable = tuple(part for part, number in numbers.items() if number is None)
    if unreadable:
        raise _wrong(_("Enter a real date, such as 27 3 2026"), unreadable)
    try:
        return datetime.date(**numbers)
    except ValueError as problem:  # 31 February
        raise _wrong(
            _("Enter a real date: that month is shorter"), ("day",)
        ) from problem


def _number(text, lowest, highest):
    right = text.isascii() and text.isdecimal() and lowest <= int(text) <= highest
    return int(text) if right else None


def _month(text):
    """A number, or the month's name or its first letters."""
    names = {str(name).lower(): at for at, name in (MONTHS_3 | MONTHS).items()}
    names |= {str(name).lower(): at for at, name in MONTHS.items()}
    names |= {str(name).lower(): at for at, name in MONTHS_3.items()}
    return names.get(text.lower().rstrip(".")) or _number(text, 1, 12)


def _year(text):
    if len(text) == 2 and text.isdecimal():
        raise _wrong(_("The year must include 4 numbers"), ("year",))
    return _number(text, FIRST_YEAR, LAST_YEAR)


def _wrong(message, parts):
    return forms.ValidationError(message, code="invalid", params={"parts": parts})


class UploadField(forms.FileField):
    """A file of some kinds up to some size, both written beside the button.

    A quick answer for the person; whoever stores the file looks inside it.
    """

    def __init__(self, *, kinds, max_bytes=None, **kwargs):
        self.kinds = [kind.lower() for kind in kinds]
        self.max_bytes = max_bytes or settings.UPLOAD_MAX_BYTES
        accept = ",".join(f".{kind}" for kind in self.kinds)
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": accept}))
        super().__init__(**kwargs)
        self.help_text = self.help_text or self._limits()

    def _limits(self):
        kinds = ", ".join(kind.upper() for kind in self.kinds)
        words = {"kinds": kinds, "size": filesizeformat(self.max_bytes)}
        return _("%(kinds)s, up to %(size)s") % words

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if data and file.size > self.max_bytes:
            size = filesizeformat(self.max_bytes)
            message = _("The file must be smaller than %(size)s") % {"size": size}
            raise forms.ValidationError(message, code="too_large")
        if data and PurePath(file.name).suffix.lower().lstrip(".") not in self.kinds:
            kinds = ", ".join(kind.upper() for kind in self.kinds)
            message = _("Choose a file of one of these kinds: %(kinds)s") % {
                "kinds": kinds
            }
            raise forms.ValidationError(message, code="kind")
        return file


class RevealingForm:
    """Put before the form class: a field inside a choice counts only when chosen.

    Chosen, it must be filled in; not chosen, what was typed in it is dropped.
    """

    def clean(self):
        data = super().clean() or self.cleaned_data
        for name, one in self.fields.items():
            for value, names in getattr(one.widget, "reveals", {}).items():
                chosen = _is_chosen(value, data.get(name))
                for inner in set(names) & self.fields.keys():
                    self._keep_revealed(inner, chosen, data)
        return data

    def _keep_revealed(self, name, chosen, data):
        one = self.fields[name]
        if not chosen:
            self.errors.pop(name, None)
            data[name] = one.to_python(None) if not _is_many(one) else []
        elif name not in self.errors and data.get(name) in (None, "", []):
            message = one.error_messages["required"]
            self.add_error(name, forms.ValidationError(message, code="required"))


def _is_many(field) -> bool:
    return isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)


def _is_chosen(value, said) -> bool:
    answers = said if isinstance(said, list | tuple | set) else [said]
    return value in {str(getattr(answer, "pk", answer)) for answer in answers}
