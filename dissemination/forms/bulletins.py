"""Forms of bulletins: the list, the words, the pieces, whom they go to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.forms import ScopedForm
from boards.forms.days import DayField
from boards.forms.words import lines
from boards.widgets import Checkboxes
from dissemination.addressees import roles_to_send_to
from dissemination.audiences import channels_of
from dissemination.choices import BulletinKind, BulletinState
from dissemination.models import Bulletin, BulletinItem
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm
from learning.models import Theme

USUAL_CHANNELS = ("e_bulletin", "bulletin", "newsletter", "email", "e_mail")


class BulletinFilterForm(ScopedForm):
    """Narrow the list of bulletins."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *BulletinState.choices],
    )
    since = DayField(label=_("Sent since"), required=False)

    def apply(self, rows):
        """Those that match; a value nobody understands narrows nothing."""
        self.full_clean()
        asked = self.cleaned_data
        rows = rows.search(asked.get("q", ""))
        if asked.get("state"):
            rows = rows.filter(state=asked["state"])
        if asked.get("since"):
            rows = rows.filter(sent_at__date__gte=asked["since"])
        return rows


class BulletinForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """Title and introduction, and for which group it is sent."""

    class Meta:
        model = Bulletin
        fields = ["title", "introduction", "group"]
        widgets = {"introduction": lines(8)}
        help_texts = {
            "title": _("The subject of the e-mail. No names."),
            "introduction": _("What comes first in the bulletin. No names."),
        }

    def __init__(self, *args, groups, **kwargs):
        self.groups = groups
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups
        self.fields["group"].empty_label = _("Choose a group")
        if self.instance.pk is None and len(only := list(groups[:2])) == 1:
            self.initial["group"] = only[0].pk
        self.helper = form_helper(self)

    def _same(self):
        return {**super()._same(), "groups": self.groups}


class WordsForm(ScreenedForm, VersionedBoardForm):
    """A paragraph of one's own, or a link to something elsewhere."""

    screened = ("heading", "text")
    url = forms.URLField(
        label=_("Address"), required=False, max_length=500, assume_scheme="https"
    )

    class Meta:
        model = BulletinItem
        fields = ["heading", "text", "url"]
        widgets = {"text": lines(6)}

    def __init__(self, *args, kind, **kwargs):
        self.kind = kind
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["version"].required = False
        if kind == BulletinKind.LINK:
            self.fields["heading"].required = self.fields["url"].required = True
            self.fields["heading"].label = _("What it leads to")
            self.fields["url"].help_text = _("Begins with https://")
        else:
            del self.fields["url"]
            self.fields["text"].required = True
        self.helper = form_helper(self)

    def _same(self):
        return {**super()._same(), "kind": self.kind}


class PickForm(forms.Form):
    """Records to add at the end."""

    chosen = forms.MultipleChoiceField(
        label=_("Choose"),
        widget=Checkboxes,
        error_messages={"required": _("Choose at least one")},
    )

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = offered
        self.helper = form_helper(self)


class AddresseesForm(VersionedBoardForm):
    """Whom it goes to, and by which channel it is logged."""

    roles = forms.MultipleChoiceField(
        label=_("To people with these roles"),
        required=False,
        widget=Checkboxes,
        help_text=_("But for those who want no bulletins, or only their own themes."),
    )

    class Meta:
        model = Bulletin
        fields = ["roles", "themes", "method"]
        widgets = {"themes": Checkboxes}
        help_texts = {
            "themes": _(
                "What it is about. Whoever follows one of these themes gets it, "
                "whatever their role."
            ),
            "method": _("As it is kept in the log of sharing"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        themes = Theme.objects.visible_to(self.user).filter(board=self.board)
        channels = channels_of(self.board, self.user)
        self.fields["roles"].choices = roles_to_send_to()
        self.fields["themes"].queryset = themes.current()
        self.fields["method"].queryset = channels
        self.fields["method"].empty_label = _("None")
        if self.instance.method_id is None:
            self.initial["method"] = usual_channel(channels)
        self.helper = form_helper(self)


def usual_channel(channels):
    """The board's way of sending bulletins, where its framework has one."""
    known = {row.key: row.pk for row in channels}
    alike = [
        key for word in USUAL_CHANNELS for key in sorted(known, key=len) if word in key
    ]
    return known[alike[0]] if alike else None


class SendForm(forms.Form):
    """The version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
