"""What a form says of itself: errors in words, where to go to mend them, optional."""

from django import forms
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from boards.widgets import DateInput

REQUIRED = forms.Field.default_error_messages["required"]


def element_id(bound) -> str:
    """The id of a field's first control, or the start of its parts' ids."""
    own = bound.field.widget.attrs.get("id")
    return own or bound.auto_id or bound.html_name


def focus_id(bound) -> str:
    """The id of the control to go to: the part in error, the first choice."""
    start, widget = element_id(bound), bound.field.widget
    if isinstance(widget, DateInput):
        return f"{start}_{(widget.parts_in_error(bound) or ['day'])[0]}"
    if isinstance(widget, forms.MultiWidget):
        return f"{start}{widget.widgets_names[0]}".replace("__", "_")
    if isinstance(widget, forms.SelectDateWidget):
        return f"{start}_day"
    return start


def is_choice(bound) -> bool:
    """Whether the person chooses instead of typing."""
    return isinstance(bound.field.widget, forms.widgets.ChoiceWidget)


def errors_in_words(bound) -> list:
    """Messages of a field; Django's "This field is required" said plainly."""
    said = []
    for error in bound.errors.as_data():
        plain = error.code == "required" and error.message == REQUIRED
        said += [_missing(bound)] if plain else error.messages
    return said


def _missing(bound) -> str:
    widget = bound.field.widget
    if is_choice(bound):
        return _("Choose an answer")
    if isinstance(widget, DateInput):
        return _("Enter a date")
    if isinstance(widget, forms.FileInput):
        return _("Choose a file")
    return _("Tick the box") if _is_box(widget) else _("Fill this in")


def _is_box(widget) -> bool:
    return isinstance(widget, forms.CheckboxInput)


def errors_as_html(bound) -> str:
    """Messages of a field, one to a line."""
    lines = ((message,) for message in errors_in_words(bound))
    return format_html_join(mark_safe("<br>"), "{}", lines)


def optional(bound, shown) -> str:
    """The word "(optional)", where leaving the field empty is always fine."""
    wanted = shown.get("optional", getattr(bound.form, "mark_optional", True))
    if bound.field.required or not wanted or shown.get("revealed"):
        return ""
    return format_html(' <span class="optional">({})</span>', _("optional"))


def revealed_names(form) -> set[str]:
    """Fields shown inside a choice of another field, not by themselves."""
    found = set()
    for one in form.fields.values():
        for names in getattr(one.widget, "all_revealed", list)():
            found.update(names)
    return found


def summary_of(form) -> list[dict]:
    """Every problem of a form or formset: text, and where to go for it."""
    if hasattr(form, "management_form"):
        return _summary_of_set(form)
    first = next((bound for bound in form.visible_fields()), None)
    start = f"#{focus_id(first)}" if first else ""
    items = [_item(message, start) for message in form.non_field_errors()]
    for bound in form:
        for message in errors_in_words(bound):
            text = format_html("{}: {}", bound.label, message)
            href = start if bound.is_hidden else f"#{focus_id(bound)}"
            items.append(_item(text, href))
    return items


def _summary_of_set(formset) -> list[dict]:
    first = next(iter(formset.forms), None)
    bound = next(iter(first.visible_fields()), None) if first else None
    start = f"#{focus_id(bound)}" if bound else ""
    items = [_item(message, start) for message in formset.non_form_errors()]
    for number, form in enumerate(formset.forms, 1):
        name = legend_of(form, number)
        items += [
            _item(format_html("{}: {}", name, one["html"]), one["href"])
            for one in summary_of(form)
        ]
    return items


def _item(text, href) -> dict:
    return {"html": conditional_escape(text), "href": href}


def legend_of(form, number: int) -> str:
    """A form of a formset by its own `legend`, or by number."""
    return getattr(form, "legend", "") or _("Item %(number)d") % {"number": number}
