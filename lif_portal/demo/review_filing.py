"""What an agency filed of itself, and a turn on the rota that is still to come."""

from datetime import timedelta

from learning.choices import SourceAudience
from reviews.rota import members_in_turn
from reviews.services.filing import report_progress
from reviews.services.rota import assign_turn


def filed_by_its_agency(seeding) -> None:
    """The agency's own review: read by one group, told how it goes on."""
    review, source = seeding.review, seeding.review.source
    staff = seeding.people.by_agency.get(review.lead_agency_id)
    if staff is None or source.lead_group is None:
        return
    source.owner_agency, source.audience = review.lead_agency, SourceAudience.GROUP
    source.methodology = "Twenty records, read by two managers."
    source._history_user = staff["agency_lead"]
    source.save()
    source.shared_with.set([source.lead_group])
    report_progress(
        review=review,
        group=source.lead_group,
        text="Every team has talked it through. The new form starts next month.",
        by=staff["agency_lead"],
    )


def turn_to_come(seeding, owner) -> None:
    """Whoever's turn it is presents at the next meeting."""
    members = members_in_turn(seeding.review.source.lead_group)
    if members:
        assign_turn(
            review=seeding.review,
            presenter=members[0].person,
            meeting_on=seeding.today + timedelta(18),
            by=owner,
        )
