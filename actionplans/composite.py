"""The composite plan: every agreed action a person may know of, narrowed as asked."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Count,
    DateField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Subquery,
    Value,
)
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from actionplans.ageing import Ageing, Tally
from actionplans.choices import OPEN_STATUSES, UpdateKind
from actionplans.due import ages
from actionplans.facets import facets
from actionplans.forms.composite import CompositeFilterForm
from actionplans.models import Action, ActionPlan, ActionUpdate
from actionplans.models.plans import reads_all
from actionplans.rhythm import rhythm_of
from boards.models import Board, User

SAID = [
    UpdateKind.PROGRESS, UpdateKind.DONE, UpdateKind.IMPACT, UpdateKind.WITHDRAWN
]  # fmt: skip


@dataclass
class CompositePlan:
    """One person's view of a board's composite plan, under some filters."""

    board: Board
    user: User
    query: QueryDict

    @property
    def board_id(self) -> int:
        return self.board.pk

    @property
    def group_ids(self) -> set[int]:
        """Groups whose actions may stand in it."""
        return self.user.scope.group_ids

    def get_absolute_url(self):
        address = reverse("actionplans:composite", args=[self.board.slug])
        return f"{address}?{self.filters}" if self.filters else address

    @cached_property
    def seen(self):
        """Every action of the composite plan this person may know of."""
        return Action.objects.composite_visible_to(self.user, self.board)

    @cached_property
    def form(self) -> CompositeFilterForm:
        return self.form_for(self.query)

    def form_for(self, query) -> CompositeFilterForm:
        """The form as filled in by some filters, over the same choices."""
        return CompositeFilterForm(
            query, held=self._held, stale_after=self.stale_after, user=self.user
        )

    @cached_property
    def stale_after(self) -> int:
        """Days without progress after which the board calls an action stale."""
        return rhythm_of(self.board).stale_after_days

    @cached_property
    def _held(self) -> dict:
        return facets(self.user, self.board)

    @cached_property
    def rows(self):
        """The actions asked for, in no order yet."""
        return self.form.apply(self.seen)

    @cached_property
    def tally(self) -> Tally:
        """Counts by status and age, in one query."""
        steps = ages(timezone.localdate())
        counted = (
            self.rows.order_by()
            .values("status", step=_step(steps))
            .annotate(count=Count("*"))
        )
        return Tally([(*_aged(one, steps), one["count"]) for one in counted])

    def titles(self, actions) -> dict[int, str]:
        """Titles of the plans of rows of a page, as far as the person may know."""
        if reads_all(self.user, self.board):
            return {one.plan_id: one.plan_title for one in actions}
        return plan_titles(self.user, actions)

    @property
    def ageing(self) -> Ageing:
        return Ageing(self.tally, ages(timezone.localdate()))

    @property
    def filters(self) -> str:
        """The filters in use as an address carries them, in the form's order."""
        asked = self.form.asked
        return urlencode({name: self.query[name] for name in asked})


def _step(steps):
    """Which step of the picture a date is on, by its number: cheap on 50,000 rows."""
    edges = Value([one.first for one in steps[1:]], ArrayField(DateField()))
    number = IntegerField()
    return Func(F("due_on"), edges, function="width_bucket", output_field=number)


def _aged(one, steps) -> tuple[str, str]:
    """Status and age of one count; only what is open ages."""
    is_open = one["status"] in OPEN_STATUSES
    return one["status"], steps[one["step"]].key if is_open else ""


def rows_of_page(actions):
    """The actions of one page, already narrowed to whom they are shown, with what the
    list says of them: only their keys are sorted and counted off before."""
    rows = Action.objects.filter(pk__in=actions.values("pk"))
    rows = rows.annotate(plan_title=F("plan__title")).settled_last()
    return rows.select_related("agency", "owner")


def with_progress(actions):
    """Add what was last said of each action: `said` and `said_at`."""
    last = ActionUpdate.objects.filter(
        action=OuterRef("pk"), kind__in=SAID
    ).exclude(text="").order_by("-at", "-pk")  # fmt: skip
    return actions.annotate(
        said=Subquery(last.values("text")[:1]), said_at=Subquery(last.values("at")[:1])
    )


def progress_of(action) -> str:
    """The last thing said, with its day; status stands in a column of its own."""
    if not action.said:
        return ""
    on = timezone.localtime(action.said_at)
    return f"{date_format(on, 'j M Y')}: {action.said}"


def plan_titles(user, actions) -> dict[int, str]:
    """Titles of plans this person may know of; one who only carries an action may not
    know the review it came from."""
    wanted = {action.plan_id for action in actions}
    plans = ActionPlan.objects.visible_to(user).filter(pk__in=wanted)
    return dict(plans.values_list("pk", "title"))


def latest_first(field: str):
    """Sort downwards, rows without a value last."""
    return F(field).desc(nulls_last=True)
