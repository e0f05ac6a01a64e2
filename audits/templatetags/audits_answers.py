"""Tags of return pages."""

from django import template

from audits.choices import ReturnState
from audits.forms.returns import TAGS
from audits.views.places import step_url

register = template.Library()


@register.simple_tag
def question_url(agency_return, step, name="return-question"):
    """The address of one step of a return."""
    return step_url(agency_return, step, name)


@register.simple_tag
def message_url(agency_return, message):
    """The address of the thread a message belongs to."""
    return step_url(agency_return, message, "return-clarify")


@register.filter
def get(values, name):
    """A value by its name, empty where there is none."""
    return values.get(name, "")


@register.filter
def field_label(form, name):
    """The label of a form's field, empty for the form as a whole."""
    return form.fields[name].label if name in form.fields else ""


@register.filter
def tag_labels(tags):
    """Labels of a question's tags, for people."""
    return [label for tag, label in TAGS.items() if tag.value in tags]


@register.filter
def state_colour(agency_return):
    """The colour of a return's state tag. The tag says it in words too."""
    return {
        ReturnState.NOT_STARTED: "grey",
        ReturnState.IN_PROGRESS: "light-blue",
        ReturnState.WITH_EXECUTIVE: "purple",
        ReturnState.REOPENED: "orange",
    }.get(agency_return.state, "green")
