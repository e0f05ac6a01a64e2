"""Layouts of forms. Nothing given to these is ever read as a template."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK, render_field
from django.template.loader import render_to_string


def form_helper(form, *layout) -> FormHelper:
    """All fields in order, or the layout given; the page draws form tag and buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.include_media = False
    helper.render_hidden_fields = True
    helper.layout = Layout(*(layout or form.fields))
    return helper


class Shown(LayoutObject):
    """A field with wishes on its looks.

    heading (the label is the page's heading), size (s, m, l, or "" for plain),
    width (2, 3, 4, 5, 10, 20 characters or "one-half" and the like), rows, count
    (characters), inline, small, prefix, suffix, hint, optional=False (never say so).
    """

    def __init__(self, name, **shown):
        self.name = name
        self.fields = [name]
        self.shown = shown

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        extra = {"shown": self.shown}
        return render_field(
            self.name, form, context, template_pack=template_pack, extra_context=extra
        )


class Group(LayoutObject):
    """Fields under one legend."""

    def __init__(self, legend, *fields, hint="", size="m"):
        self.fields = list(fields)
        self.words = {"legend": legend, "hint": hint, "size": size}

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        inner = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(
            f"{template_pack}/layout/group.html", self.words | {"fields": inner}
        )


class Words(LayoutObject):
    """A paragraph between fields."""

    def __init__(self, text):
        self.fields = []
        self.text = text

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_to_string(
            f"{template_pack}/layout/words.html", {"text": self.text}
        )
