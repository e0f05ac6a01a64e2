"""The form of what a person wants to hear of one board."""

from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import RevealingForm
from boards.forms import ScopedModelForm
from boards.widgets import Checkboxes, Radios
from dissemination.choices import Wants
from dissemination.models import Subscription
from learning.models import Theme


class SubscriptionForm(RevealingForm, ScopedModelForm):
    """All bulletins, only those on chosen themes, or none."""

    class Meta:
        model = Subscription
        fields = ["wants", "themes"]
        widgets = {
            "wants": Radios(reveals={Wants.THEMES.value: "themes"}),
            "themes": Checkboxes,
        }

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        themes = Theme.objects.visible_to(self.user).filter(board=board).current()
        self.fields["wants"].choices = Wants.choices
        self.fields["themes"].queryset = themes
        self.fields["themes"].required = False
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean() or self.cleaned_data
        none = "themes" not in self.errors and not data.get("themes")
        if data.get("wants") == Wants.THEMES and none:
            self.add_error("themes", _("Choose at least one theme"))
        return data
