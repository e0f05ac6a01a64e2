"""What the list of reviews is narrowed by. It offers only what the list holds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.choices import AreaOfWork
from boards.forms import ScopedForm
from reviews.families import FAMILIES, OTHER
from reviews.holdings import CLOSED, late

LAW, PART = "law-", "part-"
STATES = [
    ("open", _("Open")),
    ("late", _("Open, with a limit overdue")),
    ("closed", _("Closed")),
]


class ReviewFilter(ScopedForm):
    """Search, kind in law or type, stage or part of the cycle, strand, group, state."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("Open or closed"), required=False)
    type = forms.ChoiceField(label=_("Type"), required=False)
    stage = forms.ChoiceField(label=_("Where it stands"), required=False)
    strand = forms.ChoiceField(label=_("Strand"), required=False)
    group = forms.ChoiceField(label=_("Led by"), required=False)

    def __init__(self, *args, holdings, **kwargs):
        super().__init__(*args, **kwargs)
        self.holdings = holdings
        self._offer("state", _("All"), STATES)
        self._offer("type", _("All types"), self._types())
        self._offer("stage", _("Anywhere"), self._stages())
        self._offer("strand", _("Children and adults"), AreaOfWork.choices)
        self._offer("group", _("All groups"), holdings.groups)

    def _types(self):
        families = [
            (f"{LAW}{key}", _("All: %s") % name) for key, name in self.holdings.families
        ]
        return [*families, *self.holdings.types]

    def _stages(self):
        words = _("Part of the cycle: %s")
        parts = [(f"{PART}{p.key}", words % p.name) for p in self.holdings.parts]
        return [*parts, *((name, name) for name in self.holdings.stages)]

    def _offer(self, name, everything, choices):
        self.fields[name].choices = [("", everything), *choices]

    def apply(self, reviews):
        """Only what was asked for; a value nobody understands narrows nothing."""
        self.full_clean()
        asked = getattr(self, "cleaned_data", {})
        reviews = self._by_state(reviews, asked.get("state"))
        reviews = self._by_type(reviews, asked.get("type"))
        reviews = self._by_stage(reviews, asked.get("stage"))
        if strand := asked.get("strand"):
            reviews = reviews.filter(source__strand__in=[strand, AreaOfWork.BOTH])
        if group := asked.get("group"):
            reviews = reviews.filter(source__lead_group=group)
        return reviews.search(asked.get("q") or "")

    def _by_state(self, reviews, state):
        if state == "late":
            return reviews.filter(late())
        if not state:
            return reviews
        return reviews.annotate(is_closed=CLOSED).filter(is_closed=state == "closed")

    def _by_type(self, reviews, value):
        value = value or ""
        if not value.startswith(LAW):
            return reviews.filter(source__review_type=value) if value else reviews
        known = {key: types for key, (_name, types) in FAMILIES.items()}
        if (family := value.removeprefix(LAW)) == OTHER:
            every = set().union(*known.values())
            return reviews.exclude(legal_type__in=every)
        return reviews.filter(legal_type__in=known[family])

    def _by_stage(self, reviews, value):
        parts = {f"{PART}{part.key}": part.rows for part in self.holdings.parts}
        found = (parts | self.holdings.stages).get(value or "")
        return reviews.filter(found) if found else reviews

    @property
    def narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields)
