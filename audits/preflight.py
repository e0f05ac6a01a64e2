"""What an officer should know before a round goes out. Reads only."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from audits.choices import RepeatChoices
from audits.models import Round, RoundItem
from audits.periods import read_period
from audits.services import blocks
from audits.steps import count_steps
from boards.calendars import working_calendar
from boards.models import Agency, Membership
from boards.roles import RoleName

LONG_AGO = timedelta(days=31)  # a month: further back it is likely a slip


@dataclass(frozen=True)
class Preflight:
    """A draft round, checked. `problems` stop it, `warnings` do not."""

    round: Round
    moderated: bool  # by a group the officer may know of

    @cached_property
    def agencies(self) -> list[Agency]:
        """Those asked that still serve the board, in order."""
        present = Agency.objects.serving(self.round.board)
        asked = self.round.asked.values("pk")
        return list(present.filter(pk__in=asked).order_by("name_en"))

    def _without(self, role) -> list[Agency]:
        held = Membership.objects.live().filter(
            board=self.round.board_id, role=role, user__is_active=True
        )
        covered = set(held.values_list("agency_id", flat=True))
        return [agency for agency in self.agencies if agency.pk not in covered]

    @cached_property
    def without_lead(self) -> list[Agency]:
        """Agencies in which nobody can submit."""
        return self._without(RoleName.AGENCY_LEAD)

    @cached_property
    def without_executive(self) -> list[Agency]:
        """Agencies in which nobody can sign off, where somebody must."""
        needed = self.round.executive_sign_off
        return self._without(RoleName.AGENCY_EXECUTIVE) if needed else []

    @cached_property
    def priorities(self) -> list[RoundItem]:
        """Listed inside a question."""
        return [item for item in self._put if not item.review_reference]

    @cached_property
    def reviews(self) -> list[RoundItem]:
        """Published in the period: one block of questions each."""
        return [item for item in self._put if item.review_reference]

    @cached_property
    def by_hand(self) -> list[RoundItem]:
        """Reviews an officer added."""
        found = {item.review_reference: item for item in self.round.items.all()}
        return list(found.values())

    @cached_property
    def _put(self):
        return blocks.blocks_to_put(self.round)

    @cached_property
    def asks_priorities(self) -> bool:
        inside = RepeatChoices.PRIORITIES_INSIDE
        return blocks.repeated(self.round, inside).exists()

    @cached_property
    def asks_reviews(self) -> bool:
        each = RepeatChoices.PER_PUBLISHED_REVIEW
        return blocks.repeated(self.round, each).exists()

    @cached_property
    def questions(self) -> int:
        """How many answers each agency will be asked for."""
        return count_steps(self.round) + len(self.reviews)

    @property
    def problems(self) -> list[str]:
        """What must be mended first."""
        found = []
        if not self.agencies:
            found.append(_("No agency is chosen."))
        if not self.questions:
            found.append(_("The questionnaire asks nothing yet."))
        return found

    @property
    def warnings(self) -> list[str]:
        """What may be right, and should be known."""
        return [*self._of_days(), *self._of_agreement(), *self._of_blocks()]

    def _of_days(self):
        calendar = working_calendar()
        for name, day in (
            (_("The day it opens"), self.round.opens_on),
            (_("The due date"), self.round.due_on),
            (_("The day of the event"), self.round.event_on),
        ):
            if day and (why := _day_off(calendar, day)):
                yield _("%(name)s, %(day)s, is %(why)s.") % {
                    "name": name,
                    "day": day.strftime("%-d %B %Y"),
                    "why": why,
                }
        if self.round.opens_on < timezone.localdate() - LONG_AGO:
            text = _("The day it opens, %s, is long past. Is the year right?")
            yield text % self.round.opens_on.strftime("%-d %B %Y")
        if self.round.due_on < timezone.localdate():
            yield _("The due date is past: every return will be late at once.")
        if self.round.event_on is None:
            yield _("No day is set for the event the returns are for.")

    def _of_agreement(self):
        edition = self.round.edition
        if not edition.approved_on:
            yield _("No group has been recorded as agreeing this edition.")
        questionnaire = edition.questionnaire
        if questionnaire.consulted_with and not questionnaire.consulted_on:
            text = _("It is not recorded when %s was consulted.")
            yield text % questionnaire.consulted_with
        if edition.scales.filter(unverified=True).exists():
            yield _("The board has still to confirm what its ratings mean.")
        if not self.moderated:
            yield _("No group moderates the returns; only the business unit will.")

    def _of_blocks(self):
        if not (self.asks_priorities or self.asks_reviews):
            return
        if read_period(self.round.period) is None:
            yield _("The period names no year, so nothing of that year is put in.")
        if self.asks_priorities and not self.priorities:
            yield _("The board has no priorities for this year to list.")
        if self.asks_reviews and not (self.reviews or self.by_hand):
            yield _("No review was published in the period, so none is asked about.")


def _day_off(calendar, day: date) -> str:
    if day.weekday() >= 5:
        return _("at a weekend")
    if day in calendar.holidays:
        return _("a bank holiday")
    if calendar.warns_past(day):
        return _("later than the bank holidays are known")
    return ""
