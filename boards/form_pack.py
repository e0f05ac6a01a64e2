"""Turns a bound field into parameters of the GOV.UK Frontend macros."""

from functools import cache

from django import forms
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from boards.form_words import element_id, errors_as_html, optional
from boards.widgets import DateInput

PACKAGE = "govuk_frontend_jinja"
# Ours to decide, or harmful: maxlength cuts pasted text without a word.
OWN = {"id", "class", "required", "maxlength", "placeholder", "rows", "cols"}
PASSED = {"autocomplete", "inputmode", "spellcheck", "disabled"}


@cache
def _environment():
    loader = PrefixLoader({PACKAGE: PackageLoader(PACKAGE)})
    return Environment(loader=loader, autoescape=True)


def macro(component: str, params: dict) -> str:
    """The markup of one GOV.UK component, such as `date-input`."""
    name = f"{PACKAGE}/components/{component}/macro.html"
    module = _environment().get_template(name).module
    drawn = getattr(module, f"govuk{component.title().replace('-', '')}")(params)
    return mark_safe(str(drawn))  # Jinja's own safe text escapes what is put into it


def html(text) -> dict:
    """Text for a macro: escaped unless it was marked safe."""
    return {"html": Markup(str(conditional_escape(text)))}


def field(bound, **shown) -> str:
    """A whole form group. `shown` is what boards.crispy.Shown takes."""
    for kinds, draw in KINDS:
        if isinstance(bound.field.widget, kinds):
            return draw(bound, shown)
    return _anything(bound, shown)


def _frame(bound, shown) -> dict:
    """Hint and error, the same for every kind."""
    params = {"name": bound.html_name, "classes": _classes(bound, shown)}
    if hint := shown.get("hint", bound.help_text):
        params["hint"] = html(hint)
    if bound.errors:
        message = {"html": errors_as_html(bound)}
        params["errorMessage"] = message | {"visuallyHiddenText": _("Error")}
    return params


def _classes(bound, shown) -> str:
    width = shown.get("width", "")
    own = str(bound.field.widget.attrs.get("class", ""))
    if width:
        fluid = not str(width).isdecimal()
        own += f" govuk-!-width-{width}" if fluid else f" govuk-input--width-{width}"
    return own.strip()


def _label(bound, shown, part: str) -> dict:
    """A label, or a legend: bold among others, large as the page's heading."""
    heading = shown.get("heading", False)
    size = shown.get("size", "l" if heading else "s")
    text = format_html("{}{}", bound.label, optional(bound, shown))
    start = "govuk-label" if part == "label" else "govuk-fieldset__legend"
    classes = f"{start}--{size}" if size else ""
    return {**html(text), "classes": classes, "isPageHeading": heading}


def _one(bound, shown) -> dict:
    """A control with a single element."""
    attrs = bound.field.widget.attrs
    params = _frame(bound, shown) | {"id": element_id(bound)}
    params["label"] = _label(bound, shown, "label")
    params |= {key: attrs[key] for key in PASSED & attrs.keys()}
    if bound.field.disabled:
        params["disabled"] = True
    params["attributes"] = {
        name: {"value": value if value is True else str(value), "optional": True}
        for name, value in attrs.items()
        if name not in OWN | PASSED and value not in (None, False)
    }
    return params


def _value(bound) -> str:
    value = bound.field.widget.format_value(bound.value())
    return "" if value is None else str(value)


def _input(bound, shown):
    kind = bound.field.widget.input_type
    params = _one(bound, shown) | {"type": kind, "value": _value(bound)}
    if kind == "number":
        params |= {"type": "text", "spellcheck": False, "inputmode": _keys(bound.field)}
        params["attributes"].pop("step", None)
        params["attributes"].pop("min", None)
        params["attributes"].pop("max", None)
    if not params["classes"]:
        params["classes"] = _fitting_width(bound.field, kind)
    for side in ("prefix", "suffix"):
        if shown.get(side):
            params[side] = html(shown[side])
    return macro("input", params)


def _keys(number) -> str:
    whole = isinstance(number, forms.IntegerField)
    whole = whole and not isinstance(number, forms.FloatField | forms.DecimalField)
    return "numeric" if whole else "decimal"


def _fitting_width(field, kind) -> str:
    if kind in {"number", "date", "time"}:
        return "govuk-input--width-10"
    longest = getattr(field, "max_length", None) or 1000
    return "govuk-input--width-20" if longest <= 40 else ""


def _password(bound, shown):
    params = _one(bound, shown)
    # A password is never sent back, unless its widget was told to.
    params["value"] = _value(bound) if bound.field.widget.render_value else ""
    params["showPasswordText"] = _("Show")
    params["hidePasswordText"] = _("Hide")
    params["showPasswordAriaLabelText"] = _("Show password")
    params["hidePasswordAriaLabelText"] = _("Hide password")
    params["passwordShownAnnouncementText"] = _("Your password is visible")
    params["passwordHiddenAnnouncementText"] = _("Your password is hidden")
    return macro("password-input", params)


def _textarea(bound, shown):
    params = _one(bound, shown)
    params["rows"] = shown.get("rows", bound.field.widget.attrs.get("rows", 5))
    params["value"] = "\n" + _value(bound)  # a browser drops the first line end
    longest = shown.get("count", getattr(bound.field, "max_length", None))
    if not longest:
        return macro("textarea", params)
    params |= {"maxlength": longest, "threshold": 75, **_counting()}
    return macro("character-count", params)


def _counting() -> dict:
    """What a character count says, in the reader's language."""
    left = {
        "one": _("You have %{count} character remaining"),
        "other": _("You have %{count} characters remaining"),
    }
    over = {
        "one": _("You have %{count} character too many"),
        "other": _("You have %{count} characters too many"),
    }
    return {
        "textareaDescriptionText": _("You can enter up to %{count} characters"),
        "charactersUnderLimitText": left,
        "charactersAtLimitText": _("You have 0 characters remaining"),
        "charactersOverLimitText": over,
    }


def _options(bound) -> list[tuple[str, dict]]:
    """Choices in order, each with the name of its group."""
    widget = bound.field.widget
    chosen = widget.format_value(bound.value())
    groups = widget.optgroups(bound.html_name, chosen, {})
    return [(name or "", option) for name, options, _at in groups for option in options]


def _select(bound, shown):
    items = [
        {
            "value": str(option["value"]),
            "text": f"{group}: {option['label']}" if group else str(option["label"]),
            "selected": bool(option["selected"]),
        }
        for group, option in _options(bound)
    ]
    return macro("select", _one(bound, shown) | {"items": items})


def _several(component):
    """Radios or checkboxes: every choice may have a hint and reveal a field."""

    def draw(bound, shown):
        options = [option for _group, option in _options(bound)]
        shapes = ["inline"] if _fit_beside(bound, options, shown) else []
        shapes += ["small"] if shown.get("small") else []
        params = _frame(bound, shown) | {"idPrefix": element_id(bound)}
        params["fieldset"] = {"legend": _label(bound, shown, "legend")}
        params["classes"] = " ".join(f"govuk-{component}--{shape}" for shape in shapes)
        params["items"] = [_choice(bound, option) for option in options]
        return _with_revealed(macro(component, params), bound)

    return draw


def _fit_beside(bound, options, shown) -> bool:
    """Two short answers stand beside each other."""
    widget = bound.field.widget
    plain = not getattr(widget, "hints", None) and not getattr(widget, "reveals", None)
    short = all(len(str(option["label"])) < 12 for option in options)
    is_radio = not isinstance(
        widget, forms.SelectMultiple | forms.CheckboxSelectMultiple
    )
    return shown.get("inline", is_radio and plain and short and len(options) == 2)


def _choice(bound, option) -> dict:
    widget, value = bound.field.widget, option["value"]
    item = {"value": str(value), "checked": bool(option["selected"])}
    item |= html(option["label"])
    hints = getattr(widget, "hints", None) or {}
    if hint := hints(value) if callable(hints) else hints.get(str(value)):
        item["hint"] = html(hint)
    if names := getattr(widget, "revealed_by", lambda value: ())(value):
        item["conditional"] = {"html": _place(names)}
    if option["attrs"].get("disabled") or bound.field.disabled:
        item["disabled"] = True
    return item


def _place(names) -> str:
    return f"<!--reveals {' '.join(names)}-->"


def _with_revealed(drawn, bound) -> str:
    """Put revealed fields in afterwards: macros indent, which would change texts."""
    for names in bound.field.widget.all_revealed() if _reveals(bound) else ():
        present = [bound.form[name] for name in names if name in bound.form.fields]
        inner = "".join(field(one, revealed=True) for one in present)
        drawn = drawn.replace(_place(names), inner)
    return mark_safe(drawn)


def _reveals(bound) -> bool:
    return hasattr(bound.field.widget, "all_revealed")


def _checkbox(bound, shown):
    """One box to tick: its label is the question, its help text a hint below."""
    params = _frame(bound, shown) | {"idPrefix": element_id(bound), "classes": ""}
    item = {"value": "on", "checked": bool(bound.value()), **html(bound.label)}
    if hint := params.pop("hint", None):
        item["hint"] = hint
    if names := _reveals(bound) and bound.field.widget.revealed_by(True):
        item["conditional"] = {"html": _place(names)}
    params["items"] = [item]
    return _with_revealed(macro("checkboxes", params), bound)


def _file(bound, shown):
    params = _one(bound, shown)
    params["multiple"] = getattr(bound.field.widget, "allow_multiple_selected", False)
    params["attributes"].pop("multiple", None)
    return macro("file-upload", params)


def _date(bound, shown):
    widget, start = bound.field.widget, element_id(bound)
    bad = widget.parts_in_error(bound)
    words = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    items = [
        {
            "name": f"{bound.html_name}_{part}",
            "id": f"{start}_{part}",
            "label": words[part],
            "value": value or "",
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in bad else ""),
            "attributes": {"disabled": ""} if bound.field.disabled else {},
        }
        for part, value in zip(words, widget.typed(bound.value()), strict=True)
    ]
    shown = {"hint": bound.help_text or _("For example, 27 3 2026")} | shown
    params = _frame(bound, shown) | {"id": start, "items": items, "classes": ""}
    params["fieldset"] = {"legend": _label(bound, shown, "legend")}
    return macro("date-input", params)


def _anything(bound, shown):
    """A widget the pack does not know, as Django draws it, framed like the others."""
    hint = bound.help_text and macro("hint", html(bound.help_text))
    error = bound.errors and macro("error-message", {"html": errors_as_html(bound)})
    inner = Markup(f"{hint or ''}{error or ''}{bound.as_widget()}")
    legend = _label(bound, shown, "legend")
    drawn = macro("fieldset", {"legend": legend, "html": inner})
    state = " govuk-form-group--error" if bound.errors else ""
    return mark_safe(f'<div class="govuk-form-group{state}">{drawn}</div>')


KINDS = [
    (DateInput, _date),
    (forms.CheckboxSelectMultiple, _several("checkboxes")),
    (forms.RadioSelect, _several("radios")),
    (forms.SelectMultiple, _several("checkboxes")),
    (forms.Select, _select),
    (forms.CheckboxInput, _checkbox),
    (forms.FileInput, _file),
    (forms.Textarea, _textarea),
    (forms.PasswordInput, _password),
    (forms.widgets.Input, _input),
]
