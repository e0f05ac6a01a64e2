"""What agencies were asked for reviews under way, and what runs beside them."""

from datetime import timedelta

from lif_portal.demo.handing_in import evening
from reviews.models import InformationRequest, ParallelProcess, RequestEvent

ASKED = (
    "Please describe how your service worked with this household or person in the "
    "period of the review: what went well, what got in the way, and why.\n\n"
    "Roles and teams only. No names."
)
ANSWER = (
    "Two teams were involved. Contact was regular and recorded; what was learnt in one "
    "team did not reach the other, because referrals between them had stopped being "
    "discussed. Supervision looked at dates. Since then both teams meet each week."
)
# How the requests of one review stand, in turn.
STATES = ["accepted", "answered", "sent", "late", "returned"]


def ask_agencies(seeding, day, owner) -> None:
    """One pack to every agency involved, through its single point."""
    points = {p.agency_id: p.user for p in seeding.board.single_points.all()}
    for number, agency in enumerate(seeding.review.agencies.all()):
        state = STATES[number % len(STATES)]
        _ask(seeding, agency, points.get(agency.pk), state, day, owner)


def _ask(seeding, agency, point, state, day, owner) -> None:
    due = seeding.today + timedelta(-6 if state == "late" else 14)
    row = InformationRequest(
        review=seeding.review,
        board=seeding.board,
        agency=agency,
        reference=InformationRequest.new_reference(),
        title="Information for a learning review",
        asked=ASKED,
        due_on=due,
        state="sent" if state == "late" else state,
        sent_to=point,
        sent_at=evening(day),
        sent_by=owner,
    )
    if state in ("accepted", "answered", "returned"):
        staff = seeding.people.by_agency[agency.pk]
        row.answer, row.staff_level = ANSWER, "all"
        row.knowledge_transfer = "Discussed in both team meetings this month."
        row.answered_at = evening(seeding.today - timedelta(4))
        row.answered_by = staff["agency_lead"]
    if state == "accepted":
        row.quality, row.quality_note = "full", "Says why, not only what."
    if state == "returned":
        row.quality, row.quality_note = "partial", "Please say what supervision asked."
    row._history_user = owner
    row.save()
    _steps(row, owner, evening(seeding.today - timedelta(2)))


def _steps(row, owner, judged_at):
    """What happened to a request, as its own history says it."""
    told = {"request": row, "due_on": row.due_on}
    steps = [RequestEvent(step="sent", by=owner, at=row.sent_at, **told)]
    if row.answered_at:
        steps.append(
            RequestEvent(
                step="answered", by=row.answered_by, at=row.answered_at, **told
            )
        )
    if row.quality:
        said = {"quality": row.quality, "note": row.quality_note}
        steps.append(
            RequestEvent(step=row.state, by=owner, at=judged_at, **said, **told)
        )
    RequestEvent.objects.bulk_create(steps)


def run_beside(seeding, owner) -> None:
    """A trial the review waits for, an inquest that waits for nobody."""
    ParallelProcess.objects.create(
        review=seeding.review,
        kind="criminal",
        body="Police and Crown Prosecution Service",
        waits="review",
        expected_on=seeding.today + timedelta(120),
        note="Family are met after the hearing.",
        by=owner,
    )
    ParallelProcess.objects.create(
        review=seeding.review,
        kind="inquest",
        body="Coroner",
        waits="neither",
        by=owner,
    )
