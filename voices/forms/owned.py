"""What every record of this floor says of itself: title, agency, group, readers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.choices import AreaOfWork
from boards.models import Agency, Group
from boards.widgets import Radios
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm
from voices.choices import Readers
from voices.rules import agencies_to_name, is_officer, open_groups

NO_NAMES = _("A group, a role, a service: never a name and no initials.")


class OwnedForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """A detail row together with what is said of it on its source."""

    of_source: tuple[str, ...] = (
        "title", "strand", "owner_agency", "lead_group", "audience",
    )  # fmt: skip

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("A few words. No names.")
    )
    owner_agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("Which agency"),
        required=False,
        empty_label=_("The board itself"),
    )
    strand = forms.ChoiceField(label=_("For whom"), choices=AreaOfWork.choices)
    lead_group = forms.ModelChoiceField(
        Group.objects.none(), label=_("Which group owns it"), empty_label=_("Choose")
    )
    audience = forms.ChoiceField(
        label=_("Who may read it"), choices=Readers.choices, widget=Radios
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer()
        if self.instance.pk:
            for name in self.of_source:
                self.initial[name] = self.said_of_source(name)

    def offer(self):
        """Fill the choices; drop what leaves none."""
        fields = self.fields
        if "lead_group" in fields:
            fields["lead_group"].queryset = open_groups(self.user, self.board)
        if "audience" in fields:
            self.initial.setdefault("audience", Readers.BOARD)
        if "strand" in fields and self.board.strand != AreaOfWork.BOTH:
            del fields["strand"]
        if "owner_agency" in fields:
            self.offer_agencies()

    def offer_agencies(self):
        """Officers name any agency; others their own, and the board where they sit."""
        field, agencies = self.fields["owner_agency"], self.agencies
        field.queryset = agencies
        if not is_officer(self.user, self.board.pk) and self.user_has_agency:
            field.required = True
            if len(own := list(agencies[:2])) == 1:
                self.initial["owner_agency"] = own[0].pk

    @property
    def agencies(self):
        """Those to choose from; the one already named stays among them."""
        rows = agencies_to_name(self.user, self.board)
        if self.instance.pk and self.instance.source.owner_agency_id:
            named = Agency.objects.visible_to(self.user)
            return rows | named.filter(pk=self.instance.source.owner_agency_id)
        return rows

    @property
    def user_has_agency(self) -> bool:
        return bool(self.user.scope.agencies.get(self.board.pk))

    def said_of_source(self, name):
        value = getattr(self.instance.source, name)
        return value.all() if name == "shared_with" else value

    @property
    def values(self) -> dict:
        """Of the row and of its source."""
        names = {*self._meta.fields, *self.of_source, *self.others}
        said = {k: v for k, v in self.cleaned_data.items() if k in names}
        if "strand" in self.of_source and "strand" not in self.fields:
            said["strand"] = self.board.strand
        return said

    others: tuple[str, ...] = ()

    @property
    def compared(self) -> list[str]:
        names = [*self.of_source, *self._meta.fields, *self.others]
        return [name for name in names if name in self.fields]
