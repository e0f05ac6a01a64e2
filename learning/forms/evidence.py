"""Forms of the evidence library."""

from dateutil.relativedelta import relativedelta
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.models import Agency
from learning.services.documents import judge_all
from learning.uploads import EVIDENCE
from learning.uploads.kinds import endings

MOST_FILES = 10  # judging each takes up to a second


def limits() -> str:
    """Kinds and size, in a line beside the button."""
    kinds = ", ".join(kind.label for kind in EVIDENCE)
    words = {"kinds": kinds, "size": filesizeformat(settings.UPLOAD_MAX_BYTES)}
    words["most"] = MOST_FILES
    said = _("%(kinds)s, up to %(size)s each, at most %(most)s at once.")
    return str(said) % words


def accepted_endings() -> str:
    return ",".join(f".{ending}" for ending in endings(EVIDENCE))


class SeveralFilesInput(forms.FileInput):
    """A file button that takes several."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files, each judged by what it holds."""

    widget = SeveralFilesInput

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = accepted_endings()
        self.help_text = self.help_text or lazy(limits, str)()

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        files = [one for one in files if one]
        if self.required and not files:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > MOST_FILES:
            said = _("Choose up to %(most)s files at a time.") % {"most": MOST_FILES}
            raise ValidationError(said, code="too_many")
        judge_all(files)
        return files


def link_field():
    return forms.URLField(
        label=_("Link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Starts with https://. People see which site it leads to."),
        error_messages={
            "invalid": _("Enter a link such as https://www.example.org/policy")
        },
    )


class LifeMixin:
    """An item's dates: the last is not before the first."""

    def clean(self):
        said = super().clean() or self.cleaned_data
        starts, ends = said.get("effective_on"), said.get("expires_on")
        if starts and ends and ends < starts:
            self.add_error("expires_on", _("The expiry date is before the start date."))
        return said


class EvidenceAddForm(LifeMixin, ScopedForm):
    """New items for the library: several files, or a link."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Agency"))
    files = SeveralFilesField(label=_("Files"), required=False)
    link = link_field()
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("A link needs one. Files without one keep their own names."),
    )
    effective_on = DateField(label=_("In force from"), required=False)
    expires_on = DateField(label=_("Expires on"), required=False)

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        own = self.user.scope.agencies.get(board.pk, ())
        seen = Agency.objects.visible_to(self.user).filter(pk__in=own)
        self.fields["agency"].queryset = seen
        self.only_agency = seen.get() if len(own) == 1 else None
        if self.only_agency:
            del self.fields["agency"]
        self.helper = form_helper(self)

    def clean(self):
        said = super().clean()
        if self.only_agency:
            said["agency"] = self.only_agency
        if not self.errors and not said.get("files") and not said.get("link"):
            self.add_error("files", _("Choose a file or give a link."))
        if said.get("link") and not said.get("title"):
            self.add_error("title", _("Give the link a title."))
        return said


class EvidenceEditForm(LifeMixin, ScopedForm):
    """An item's words and life. Its file never changes: a new file is a new item."""

    title = forms.CharField(label=_("Title"), max_length=200)
    link = link_field()
    effective_on = DateField(label=_("In force from"), required=False)
    expires_on = DateField(label=_("Expires on"), required=False)

    def __init__(self, *args, evidence, **kwargs):
        names = ("title", "link", "effective_on", "expires_on")
        kwargs["initial"] = {name: getattr(evidence, name) for name in names}
        super().__init__(*args, **kwargs)
        if evidence.document_id:
            del self.fields["link"]
        else:
            self.fields["link"].required = True
        self.helper = form_helper(self)


class EvidenceFilterForm(ScopedForm):
    """Narrow the library."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    life = forms.ChoiceField(
        label=_("Dates"),
        required=False,
        choices=[
            ("", _("All")),
            ("in_force", _("In force")),
            ("soon", _("Expires within 3 months")),
            ("expired", _("Out of date")),
        ],
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("All")), ("file", _("Files")), ("link", _("Links"))],
    )

    def apply(self, items):
        """Items that match; a value nobody understands narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        if words := said.get("q"):
            items = items.filter(
                Q(title__icontains=words)
                | Q(link__icontains=words)
                | Q(document__original_name__icontains=words)
            )
        if kind := said.get("kind"):
            items = items.filter(document__isnull=kind == "link")
        return items.filter(_living(said.get("life")))


def _living(asked) -> Q:
    today = timezone.localdate()
    if asked == "expired":
        return Q(expires_on__lt=today)
    if asked == "soon":
        soon = today + relativedelta(months=3)
        return Q(expires_on__range=(today, soon))
    if asked == "in_force":
        begun = Q(effective_on__isnull=True) | Q(effective_on__lte=today)
        return begun & (Q(expires_on__isnull=True) | Q(expires_on__gte=today))
    return Q()
