"""Whether people are independent of the organisations a review looks at (WOL-8)."""

from collections import defaultdict

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from boards.models import Agency, Membership


def involved_in(review) -> dict[int, Agency]:
    """Agencies the review looks at, and the one that refers or leads it."""
    agencies = {agency.pk: agency for agency in review.agencies.all()}
    if review.lead_agency_id:
        agencies[review.lead_agency_id] = review.lead_agency
    return agencies


def ties(review, people) -> dict[int, list[Agency]]:
    """User id -> involved agencies that employ the person or that they speak for.

    `people` have `user_id` and `employer_id`: places on a panel, or people of the pool.
    """
    involved, people = involved_in(review), list(people)
    held = Membership.objects.live().filter(
        agency__in=involved, user__in=[one.user_id for one in people]
    )
    found = defaultdict(set)
    for user_id, agency_id in held.values_list("user_id", "agency_id"):
        found[user_id].add(agency_id)
    for one in people:
        found[one.user_id] |= {one.employer_id} & involved.keys()
    return {
        user_id: sorted((involved[pk] for pk in pks), key=str)
        for user_id, pks in found.items()
        if pks
    }


def in_words(agencies) -> str:
    """Why somebody of these agencies cannot lead a review."""
    names = get_text_list([str(agency) for agency in agencies], _("and"))
    return (
        _(
            "They work for %s, which this review looks at. A chair or reviewer must be "
            "independent of every organisation reviewed; a panel member need not be."
        )
        % names
    )
