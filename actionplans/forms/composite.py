"""Narrowing the composite plan, and keeping a view of it."""

from functools import cached_property

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans.choices import OPEN_STATUSES, ActionStatus, Strength
from actionplans.due import SPANS, span_of
from actionplans.exceptions import EXCEPTIONS, rule_of
from actionplans.models import ActionPlan, SavedView
from actionplans.themes import of_theme
from boards.forms import ScopedForm
from boards.forms.days import DayField
from learning.models import LearningSource

OPEN, ANY, MINE = "open", "any", "mine"


class CompositeFilterForm(ScopedForm):
    """What is asked of the composite plan. A value nobody knows narrows nothing."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    exception = forms.ChoiceField(label=_("Look first at"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    owner = forms.ChoiceField(
        label=_("Owner"),
        required=False,
        choices=[("", _("Everybody's actions")), (MINE, _("Mine"))],
    )
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    group = forms.ChoiceField(label=_("Monitored by"), required=False)
    plan = forms.ChoiceField(label=_("Plan"), required=False)
    source_type = forms.ChoiceField(label=_("Source of learning"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    due = forms.ChoiceField(label=_("Due"), required=False)
    due_from = DayField(label=_("Due from"), required=False)
    due_to = DayField(label=_("Due until"), required=False)
    strength = forms.ChoiceField(label=_("Strength"), required=False)
    priority = forms.ChoiceField(label=_("Priority of the board"), required=False)

    def __init__(self, *args, held, stale_after, **kwargs):
        super().__init__(*args, **kwargs)
        self.stale_after = stale_after
        reasons = [(one.key, one.label) for one in EXCEPTIONS.values()]
        self._offer("exception", _("Everything"), [(ANY, _("All of these")), *reasons])
        statuses = [(OPEN, _("All open")), *ActionStatus.choices]
        self._offer("status", _("Every status"), statuses)
        self._offer("due", _("At any time"), SPANS)
        self._offer("strength", _("Any strength"), Strength.choices)
        for name, (path, everything) in HELD.items():
            self._offer(name, everything, held.get(path, []))

    def _offer(self, name, everything, choices):
        self.fields[name].choices = [("", everything), *choices]

    @cached_property
    def asked(self) -> dict:
        """What was asked for and understood; a page asks several times."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def shown(self) -> list:
        """Filters that could narrow anything, and those in use."""
        return [one for one in self if self._is_useful(one)]

    def _is_useful(self, one) -> bool:
        if one.name not in HELD or one.value():
            return True
        return len(one.field.choices) > 1

    def apply(self, actions):
        """Only what was asked for."""
        asked = self.asked
        if reason := asked.get("exception"):
            actions = actions.filter(rule_of(reason, self.stale_after))
        for name in RULES.keys() & asked.keys():
            actions = actions.filter(RULES[name](self.user, asked[name]))
        return actions.search(asked.get("q", ""))

    @property
    def words(self) -> list[tuple[str, str]]:
        """What was asked for, as people say it: label and choice."""
        said = []
        for name, value in self.asked.items():
            known = dict(getattr(self.fields[name], "choices", []))
            said.append((str(self.fields[name].label), str(known.get(value, value))))
        return said


HELD = {
    "agency": ("agency", _("All agencies")),
    "group": ("monitoring_group", _("All groups")),
    "plan": ("plan", _("All plans")),
    "source_type": ("source_type", _("All sources")),
    "theme": ("theme", _("All themes")),
    "priority": ("priority", _("All priorities")),
}


def _of_status(user, value):
    return Q(status__in=OPEN_STATUSES) if value == OPEN else Q(status=value)


def _of_span(user, value):
    first, last = span_of(value, timezone.localdate())
    rule = Q(due_on__lte=last) & Q(status__in=OPEN_STATUSES)
    return rule & Q(due_on__gte=first) if first else rule


def _of_source_type(user, value):
    """Of sources the person may know of: a kind says much of an unpublished review."""
    sources = LearningSource.objects.visible_to(user).filter(source_type=value)
    return Q(source__in=sources.values("pk"))


def _of_plan(user, value):
    plans = ActionPlan.objects.visible_to(user).filter(reference=value)
    return Q(plan__in=plans.values("pk"))


RULES = {
    "status": _of_status,
    "owner": lambda user, value: Q(owner=user) | Q(lead_member=user),
    "agency": lambda user, value: Q(agency=value),
    "group": lambda user, value: Q(monitoring_group=value),
    "plan": _of_plan,
    "source_type": _of_source_type,
    "theme": of_theme,
    "due": _of_span,
    "due_from": lambda user, value: Q(due_on__gte=value),
    "due_to": lambda user, value: Q(due_on__lte=value),
    "strength": lambda user, value: Q(strength=value),
    "priority": lambda user, value: Q(priority=value),
}


class ViewForm(ScopedForm):
    """A name for the filters in use."""

    name = forms.CharField(
        label=_("Name of the view"),
        max_length=80,
        help_text=_("For example: late actions of the police"),
    )

    def __init__(self, *args, board, view=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.board, self.view = board, view

    def clean_name(self):
        """One view of a name each; saving it again needs another name."""
        name = self.cleaned_data["name"].strip()
        mine = SavedView.objects.visible_to(self.user).filter(board=self.board)
        same = mine.filter(name__iexact=name)
        if same.exclude(pk=self.view.pk if self.view else None).exists():
            raise forms.ValidationError(
                _("You have a view of this name. Give it another name.")
            )
        return name
