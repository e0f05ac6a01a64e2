"""Forms of moderation, scrutiny and release."""

from django import forms
from django.utils.translation import gettext_lazy as _

from audits.choices import ScrutinyKind
from audits.models import Question, RatingLevel
from boards.crispy import form_helper
from boards.forms import ScopedForm
from boards.models import Agency, Group


class LevelChoiceField(forms.ModelChoiceField):
    """Levels of one scale, each with its written meaning."""

    def label_from_instance(self, level):
        return f"{level.letter} - {level.word}: {level.definition}"


class ModerationForm(ScopedForm):
    """A moderated or final rating with its reason."""

    level = LevelChoiceField(
        label=_("Rating"),
        queryset=RatingLevel.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    text = forms.CharField(
        label=_("Reason"),
        help_text=_("The agency reads this beside its own rating."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
    )
    final = forms.BooleanField(
        label=_("This is the final rating"),
        help_text=_("Tick when the agency has replied or has nothing to add."),
        required=False,
    )

    def __init__(self, *args, scale, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        levels = RatingLevel.objects.visible_to(user).filter(scale=scale)
        self.fields["level"].queryset = levels
        self.helper = form_helper(self)


class ReplyForm(ScopedForm):
    """The agency's words on a moderated rating."""

    text = forms.CharField(
        label=_("Your reply"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.helper = form_helper(self)


class ReleaseForm(ScopedForm):
    """Groups that may read a round's analysis besides the board's members."""

    groups = forms.ModelMultipleChoiceField(
        label=_("Groups that may read it"),
        help_text=_("Members of the board read it in any case."),
        queryset=Group.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, board, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        groups = Group.objects.visible_to(user)
        self.fields["groups"].queryset = groups.filter(board=board)
        self.helper = form_helper(self)


class ScrutinyForm(ScopedForm):
    """Scrutiny, challenge, support or a plan item."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=ScrutinyKind, widget=forms.RadioSelect
    )
    agency = forms.ModelChoiceField(
        label=_("Agency"), queryset=Agency.objects.none(), required=False,
        empty_label=_("All agencies"),
    )  # fmt: skip
    question = forms.ModelChoiceField(
        label=_("Standard"), queryset=Question.objects.none(), required=False,
        empty_label=_("The whole round"),
    )  # fmt: skip
    text = forms.CharField(
        label=_("What was said, asked or offered"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
    )

    def __init__(self, *args, round, user, **kwargs):
        agencies = Agency.objects.visible_to(user).filter(returns__round=round)
        super().__init__(*args, user=user, **kwargs)
        self.fields["agency"].queryset = agencies
        self.fields["question"].queryset = round.edition.questions.all()
        self.helper = form_helper(self)


class ResponseForm(ScopedForm):
    """The agency's response to a note."""

    text = forms.CharField(
        label=_("Your response"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.helper = form_helper(self)
