"""Tags of the template pack: a field, the summary of a form's errors."""

from django import template
from django.utils.translation import gettext as _
from markupsafe import Markup

from boards import form_pack, form_words

register = template.Library()


@register.simple_tag(takes_context=True)
def govuk_field(context, field):
    """A bound field as a GOV.UK form group; nothing for one another field reveals."""
    if field.name in form_words.revealed_names(field.form):
        return ""
    return form_pack.field(field, **(context.get("shown") or {}))


@register.simple_tag
def error_summary(*forms):
    """Every problem with a link to its field; once a page, wherever it comes first."""
    new = [form for form in forms if form and not hasattr(form, "summary_shown")]
    items = [item for form in new for item in _problems(form)]
    if not items:
        return ""
    for item in items:
        item["html"] = Markup(str(item["html"]))
    params = {"titleText": _("There is a problem"), "errorList": items}
    return form_pack.macro("error-summary", params)


def _problems(form) -> list[dict]:
    for one in [form, *getattr(form, "forms", [])]:
        one.summary_shown = True
    return form_words.summary_of(form) if form.is_bound else []


@register.filter
def form_legend(form, number):
    """The name of one form of several."""
    return form_words.legend_of(form, number)
