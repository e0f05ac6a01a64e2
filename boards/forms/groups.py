"""Forms for groups and what they do with learning."""

from django import forms
from django.forms import inlineformset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.choices import AreaOfWork
from boards.fields import DateField
from boards.forms import HeldMixin, ScopedForm
from boards.forms.words import WelshMixin, lines
from boards.models import Board, Group, GroupFunction


class GroupForm(HeldMixin, WelshMixin, ScopedForm):
    """One group of a board."""

    name_en = forms.CharField(label=_("Name"), max_length=200)
    name_cy = forms.CharField(label=_("Welsh name"), max_length=200, required=False)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)
    purpose_en = forms.CharField(label=_("Purpose"), widget=lines(), required=False)
    purpose_cy = forms.CharField(
        label=_("Purpose in Welsh"), widget=lines(), required=False
    )
    parent = forms.ModelChoiceField(
        Group.objects.none(), label=_("Stands below"), required=False
    )
    reports_to = forms.ModelMultipleChoiceField(
        Group.objects.none(),
        label=_("Reports to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    strand = forms.ChoiceField(
        label=_("Works for"), choices=AreaOfWork, widget=forms.RadioSelect
    )
    meets_every_months = forms.IntegerField(
        label=_("Meets every so many months"),
        min_value=0,
        max_value=24,
        initial=0,
        help_text=_("0 if it has no fixed rhythm"),
    )
    shared_with = forms.ModelMultipleChoiceField(
        Board.objects.none(),
        label=_("Also serves these boards"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    restricted = forms.BooleanField(
        label=_("Restricted"),
        required=False,
        help_text=_("Only its own members know that it exists"),
    )

    def __init__(self, *args, group=None, **kwargs):
        self.group = group
        if group is not None:
            kwargs.setdefault("initial", {}).update(_values(group, self.base_fields))
        super().__init__(*args, **kwargs)
        self._narrow()

    def _narrow(self):
        groups = Group.objects.visible_to(self.user).filter(board=self.board)
        if self.group is not None:
            groups = groups.exclude(pk=self.group.pk)
        self.fields["parent"].queryset = groups
        self.fields["reports_to"].queryset = groups
        managed = Board.objects.visible_to(self.user).exclude(pk=self.board.pk)
        managed = managed.filter(pk__in=self.user.scope.boards_as_business_unit)
        self.fields["shared_with"].queryset = managed
        if not managed:
            del self.fields["shared_with"]
        if self.group is not None:
            self.hold("parent", self.group.parent)


def _values(record, fields) -> dict:
    """What a record holds now, as a form shows it."""
    many = {field.name for field in record._meta.many_to_many}
    return {
        name: list(getattr(record, name).all()) if name in many else _one(record, name)
        for name in fields
    }


def _one(record, name):
    return getattr(record, f"{name}_id", None) or getattr(record, name)


class FunctionForm(forms.ModelForm):
    """One function and when it is held."""

    class Meta:
        model = GroupFunction
        fields = ["function", "valid_from", "valid_to"]
        field_classes = {"valid_from": DateField, "valid_to": DateField}

    def clean(self):
        data = super().clean()
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and first > last:
            self.add_error("valid_to", _("The last day is before the first."))
        return data


class FunctionFormSet(forms.BaseInlineFormSet):
    """Functions of a group. The same one never stands twice at once."""

    def clean(self):
        rows = [
            form
            for form in self.forms
            if form.cleaned_data.get("function") and not form.cleaned_data.get("DELETE")
        ]
        for index, form in enumerate(rows):
            if any(_overlap(form, other) for other in rows[:index]):
                form.add_error(
                    "valid_from",
                    _("The group holds this function at that time already."),
                )


def _overlap(first, second) -> bool:
    one, two = first.cleaned_data, second.cleaned_data
    if one["function"] != two["function"]:
        return False
    ends = [(row.get("valid_from"), row.get("valid_to")) for row in (one, two)]
    (from_1, to_1), (from_2, to_2) = ends
    return not (
        (to_1 and from_2 and to_1 < from_2) or (to_2 and from_1 and to_2 < from_1)
    )


FunctionsOfAGroup = inlineformset_factory(
    Group, GroupFunction, form=FunctionForm, formset=FunctionFormSet, extra=2
)


class ReassignForm(ScopedForm):
    """Which group holds a function from a day on."""

    to = forms.ModelChoiceField(Group.objects.none(), label=_("Give it to"))
    on = DateField(label=_("From"), initial=timezone.localdate)

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        groups = Group.objects.visible_to(self.user).filter(board=group.board_id)
        self.fields["to"].queryset = groups.exclude(pk=group.pk)
