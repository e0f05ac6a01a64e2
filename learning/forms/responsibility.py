"""Who is responsible for learning and how it is shared: boxes two forms have."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.models import Group
from learning.forms.versions import VersionedBoardForm
from learning.models import SharingMethod


class ResponsibilityForm(VersionedBoardForm):
    """A versioned form that offers groups and methods of sharing of one board."""

    responsibility = forms.ModelMultipleChoiceField(
        Group.objects.none(),
        label=_("Responsibility"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sharing = forms.ModelMultipleChoiceField(
        SharingMethod.objects.none(),
        label=_("Methods of sharing"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        methods = SharingMethod.objects.visible_to(self.user).filter(board=self.board)
        self.fields["responsibility"].queryset = self.groups
        self.fields["sharing"].queryset = methods

    @property
    def groups(self):
        """Groups of the board that the person may see."""
        return Group.objects.visible_to(self.user).of(self.board)
