"""A recommendation as it came about: written, issued, answered, each on its day."""

from datetime import timedelta

from boards.models import Agency
from learning.choices import ResponseState
from learning.models import Recommendation
from lif_portal.demo.handing_in import evening

REFUSED = "Already in place since the spring; evidence offered."


def recommend(seeding, day, owner, number, row, made) -> None:
    """Ask one agency; most accept, one in ten does not, the latest still think."""
    agency = _addressee(seeding, number)
    asked = Recommendation(
        board=seeding.board,
        source=seeding.review.source,
        number=number,
        text=seeding.said(row["text"]),
        rationale=row["rationale"],
        addressee_agency=agency,
        response_due_on=day + timedelta(28),
        created_by=owner,
    )
    _keep(asked, day - timedelta(2), owner)
    if row["finding"] in made:
        asked.findings.add(made[row["finding"]])
    asked.issued_at, asked.issued_by = evening(day), owner
    _keep(asked, day, owner)
    staff = seeding.people.by_agency.get(agency.pk)
    if staff and day + timedelta(30) < seeding.today:
        _answer(asked, day + timedelta(24), staff["agency_lead"], seeding.writer)


def _addressee(seeding, number) -> Agency:
    agencies = list(seeding.review.agencies.all()) or [
        Agency.objects.get(pk=next(iter(seeding.people.by_agency)))
    ]
    return agencies[number % len(agencies)]


def _answer(asked, day, lead, writer) -> None:
    refused = writer.chance(0.1)
    asked.response = ResponseState.REFUSED if refused else ResponseState.ACCEPTED
    asked.response_reason = REFUSED if refused else ""
    asked.responded_at, asked.responded_by = evening(day), lead
    _keep(asked, day, lead)


def _keep(asked, day, by) -> None:
    """Its page tells from the history what happened when."""
    asked._history_user, asked._history_date = by, evening(day)
    asked.save()
