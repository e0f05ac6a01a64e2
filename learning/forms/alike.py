"""A form that shows, while its words are typed, what was said before."""

from django.forms.utils import ErrorDict
from django.urls import reverse

LOOK = "look"  # the name of the button that works without JavaScript


class AlikeForm:
    """Put before the form class: posts the words of `alike_field` as they are typed.

    The page includes `learning/alike_region.html`, and its view calls `looking(...)`
    before it judges the form. Needs `board` on the form, the `leave_out` of a row of
    its own is the instance's.
    """

    alike_field = "text"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.alike_field in self.fields:
            self.fields[self.alike_field].widget.attrs.update(self._htmx())

    def _htmx(self):
        return {
            "hx-post": reverse("learning:alike", args=[self.board.slug]),
            "hx-trigger": "input changed delay:700ms",
            "hx-target": "#alike",
            "hx-params": f"{self.add_prefix(self.alike_field)},csrfmiddlewaretoken",
            "hx-sync": "this:replace",
        }

    @property
    def beside(self) -> bool:
        """Whether what was said before stands beside the fields (form.html)."""
        return self.alike_field in self.fields

    @property
    def typed(self) -> str:
        """The words to compare: as typed, else as they were saved."""
        if self.alike_field not in self.fields:
            return ""
        return str(self[self.alike_field].value() or "")


def looking(request, form) -> bool:
    """Whether the person only asks what was said before. The form then keeps every
    word and is not judged yet."""
    if request.method != "POST" or LOOK not in request.POST:
        return False
    form._errors, form.cleaned_data = ErrorDict(), {}
    return True
