"""What the page of one action shows one person."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans import rules
from actionplans.choices import ActionStatus, UpdateKind
from actionplans.exceptions import exceptions_of
from actionplans.meanings import level_with_meaning
from actionplans.models import (
    Action,
    ActionEvidence,
    ActionLink,
    ActionOffer,
    ActionPlan,
    ActionUpdate,
    ImpactReview,
)
from actionplans.quarters import TOLD
from actionplans.rhythm import Quarter, rhythm_of
from learning.models import Evidence


@dataclass(frozen=True)
class Event:
    """An entry of the timeline, as components/timeline.html draws it."""

    title: str
    by: str
    at: object
    text: str


def countdown(action) -> str:
    """How long until the due date, or how long ago it was."""
    days = (action.due_on - timezone.localdate()).days
    if not action.is_open:
        return ""
    if days < 0:
        return ngettext("%d day late", "%d days late", -days) % -days
    if days == 0:
        return _("Due today")
    return ngettext("%d day left", "%d days left", days) % days


@dataclass
class ActionPage:
    """One action and everything around it that the person may know of."""

    action: Action
    user: object

    @property
    def level(self):
        return level_with_meaning(self.action.board, self.action.status)

    @property
    def countdown(self) -> str:
        return countdown(self.action)

    @property
    def reasons(self):
        stale = rhythm_of(self.action.board).stale_after_days
        return exceptions_of(self.action, stale)

    @cached_property
    def plan(self):
        """The plan, for those who may read it; others only carry an action."""
        plans = ActionPlan.objects.visible_to(self.user).select_related("board")
        return plans.filter(pk=self.action.plan_id).first()

    @cached_property
    def updates(self):
        rows = ActionUpdate.objects.visible_to(self.user).filter(action=self.action)
        return list(rows.select_related("by", "for_agency", "meeting"))

    @property
    def events(self) -> list[Event]:
        return [_event(row) for row in self.updates]

    @cached_property
    def evidence(self):
        """With the library's items this person may open."""
        rows = ActionEvidence.objects.visible_to(self.user).filter(action=self.action)
        rows = list(rows.select_related("by", "document", "item__document"))
        items = [row.item_id for row in rows if row.item_id]
        seen = Evidence.objects.visible_to(self.user).filter(pk__in=items)
        known = set(seen.values_list("pk", flat=True)) if items else set()
        for row in rows:
            row.shown_item = row.item if row.item_id in known else None
        return rows

    @property
    def feedback(self):
        return [row for row in self.evidence if row.feedback_from]

    @cached_property
    def looks(self):
        """Looks back at its impact, the last first."""
        rows = ImpactReview.objects.visible_to(self.user).filter(action=self.action)
        return list(rows.select_related("by"))

    @cached_property
    def links(self) -> list[tuple[str, Action]]:
        """Actions it takes from and feeds into, said from this one's side."""
        rows = ActionLink.objects.visible_to(self.user).filter(
            Q(action=self.action) | Q(other=self.action)
        )
        rows = rows.select_related("action__board", "other__board")
        return [_linked(row, self.action) for row in rows]

    @cached_property
    def lineage(self) -> list[tuple[str, Action]]:
        """What it was merged with and split from, as far as they may be seen."""
        own = self.action
        rule = Q(merged_into=own) | Q(split_from=own)
        rule |= Q(pk__in=[own.merged_into_id or 0, own.split_from_id or 0])
        rows = Action.objects.visible_to(self.user).filter(rule)
        rows = rows.select_related("board", "agency").order_by("pk")
        return [(_how(row, own), row) for row in rows]

    @property
    def was_split(self) -> bool:
        """Withdrawn only because others took its place."""
        return any(row.split_from_id == self.action.pk for _how, row in self.lineage)

    @cached_property
    def offers(self):
        rows = ActionOffer.objects.visible_to(self.user).filter(action=self.action)
        return list(rows.select_related("group", "taken_as__board"))

    @property
    def further(self) -> list[tuple[str, str]]:
        """What is known besides the eight fields, in words; nothing empty."""
        own = self.action
        facts = [
            (_("Owner"), own.owner),
            (_("Lead member"), own.lead_member),
            (_("Monitored by"), own.monitoring_group),
            (_("Priority of the board"), own.priority),
            (_("Where we start from"), own.baseline),
            (_("Evidence expected"), own.evidence_expected),
            (_("How strong it is"), own.get_strength_display()),
            (_("Look again on"), self._look_again()),
            (_("Should last at least until"), _day(own.sustained_by)),
        ]
        return [(label, str(value)) for label, value in facts if value]

    def _look_again(self) -> str:
        day, kind = self.action.review_on, self.action.get_review_kind_display()
        return f"{_day(day)} ({kind})" if day else ""

    @property
    def quarter_words(self) -> str:
        """Whether this quarter's progress is given, due or late (HAR-29)."""
        if not self.action.lead_member_id or not self.action.is_open:
            return ""
        now = Quarter.of(timezone.localdate())
        told = [timezone.localdate(u.at) for u in self.updates if u.kind in TOLD]
        if any(day >= now.first for day in told):
            return _("Given this quarter")
        begun = timezone.localdate(self.action.created_at)
        if begun < now.first and not any(day >= now.before.first for day in told):
            return _("Late: nothing was said last quarter")
        return _("Due by %s") % date_format(now.last, "j F Y")

    @property
    def may_update(self) -> bool:
        may = rules.may_update_action(self.user, self.action)
        return may and not self.action.is_settled and not self.action.merged_into_id

    @cached_property
    def may_edit(self) -> bool:
        may = rules.may_edit_action(self.user, self.action)
        return may and not self.action.merged_into_id

    @cached_property
    def may_review(self) -> bool:
        may = rules.may_review_impact(self.user, self.action)
        return may and not self.action.merged_into_id

    @property
    def may_look(self) -> bool:
        done = self.action.status in (ActionStatus.DONE, ActionStatus.BLUE)
        return self.may_review and done

    @property
    def may_reopen(self) -> bool:
        ended = not self.action.is_open and not self.was_split
        return self.may_edit and ended

    @property
    def may_own(self) -> bool:
        """Somebody of the agency that carries a group's action."""
        carries = rules.speaks_for(
            self.user, self.action.board_id, self.action.agency_id
        )
        return carries and not self.action.own_plan_of_id and self.action.is_open

    @property
    def may_offer(self) -> bool:
        return bool(self.action.own_plan_of_id) and self.may_edit


def _event(update) -> Event:
    title = str(UpdateKind(update.kind).label)
    if update.kind in (UpdateKind.PROGRESS, UpdateKind.REOPENED) and update.status:
        title = f"{title}: {update.get_status_display()}"
    said = [update.text]
    if update.new_due_on:
        words = {"old": _day(update.old_due_on), "new": _day(update.new_due_on)}
        said.insert(0, _("From %(old)s to %(new)s.") % words)
    by = f"{update.by}, {update.for_agency}" if update.for_agency_id else update.by
    return Event(title, str(by), update.at, "\n".join(filter(None, said)))


def _day(day) -> str:
    return date_format(day, "j F Y") if day else ""


def _linked(link, own) -> tuple[str, Action]:
    if link.action_id == own.pk:
        return str(link.get_direction_display()), link.other
    back = {
        "takes_from": _("Taken up by"),
        "feeds_into": _("Fed by"),
    }
    return back[link.direction], link.action


def _how(row, own) -> str:
    if row.pk == own.merged_into_id:
        return _("Merged into")
    if row.pk == own.split_from_id:
        return _("Split from")
    return _("Merged into this one") if row.merged_into_id else _("Split into")
