"""What is due on reviews: answers to requests, declarations of independence."""

import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.holders import people_of
from learning.deadlines import Chase, Due, chasing_provider, deadline_provider
from learning.models import LearningSource
from reviews import contacts
from reviews.choices import OPEN_REQUESTS, Declaration
from reviews.models import InformationRequest, PanelMember, Review

REQUEST_DUE = gettext_lazy("Request due")
DECLARATION_DUE = gettext_lazy("Declaration due")
DECLARE_WITHIN = datetime.timedelta(days=5)  # after the appointment


@deadline_provider
def requests_due(day, user=None, board=None):
    """To the agency's single point and its leads; never what the review is about."""
    rows = InformationRequest.objects.open().order_by("due_on", "pk")
    if board is not None:
        rows = rows.filter(board=board)
    if user is not None:
        rows = rows.of_own_agency(user)
    rows = list(rows.select_related("agency", "board", "review__source__lead_group"))
    for row, people in zip(rows, contacts.told(rows).values(), strict=True):
        for person in people:
            if user is None or person.pk == user.pk:
                yield _request_due(row, person)


def _request_due(row, person) -> Due:
    return Due(
        key=f"reviews.informationrequest:{row.pk}",
        board_id=row.board_id,
        user_id=person.pk,
        text=f"{row.title}, {row.agency}",
        url=row.get_absolute_url(),
        due_on=row.due_on,
        state=row.get_state_display(),
        plain=REQUEST_DUE,
        restricted=_is_hidden(row.review),
    )


def _is_hidden(review) -> bool:
    group = review.source.lead_group
    return bool(group and group.restricted)


@deadline_provider
def declarations_due(day, user=None, board=None):
    """To each person of a panel who has not said yet whether they are independent."""
    places = PanelMember.objects.live().filter(
        declaration=Declaration.AWAITED, review__source__closed_on__isnull=True
    )
    if user is not None:
        places = places.filter(user=user)
    if board is not None:
        places = places.filter(review__board=board)
    places = list(places.select_related("review__source__lead_group", "review__board"))
    there = people_of({place.review.board_id for place in places}, user)
    for place in places:
        if place.user_id in there.get(place.review.board_id, ()):
            yield _declaration_due(place)


def _declaration_due(place) -> Due:
    review = place.review
    return Due(
        key=f"reviews.panelmember:{place.pk}",
        board_id=review.board_id,
        user_id=place.user_id,
        text=_("Declare your independence: %s") % review.source.title,
        url=reverse(
            "reviews:panel-declare", args=[review.board.slug, review.reference]
        ),
        due_on=place.appointed_on + DECLARE_WITHIN,
        state=place.get_declaration_display(),
        plain=DECLARATION_DUE,
        restricted=_is_hidden(review),
    )


@chasing_provider
def requests_to_chase(day, user):
    """Late requests, review by review, and answers that wait to be judged."""
    scope = user.scope
    run = Q(board__in=scope.boards_as_business_unit) | Q(
        lead_group__in=scope.chaired_group_ids
    )
    sources = LearningSource.objects.worked_on_by(user).filter(run)
    late = Q(requests__state__in=OPEN_REQUESTS, requests__due_on__lt=day)
    found = Review.objects.filter(source__in=sources.values("pk")).annotate(
        late=Count("requests", filter=late),
        answered=Count("requests", filter=Q(requests__state="answered")),
    )
    found = found.filter(Q(late__gt=0) | Q(answered__gt=0))
    for review in found.select_related("source", "board").order_by("pk"):
        yield _chase(review, review.late, _("late requests: %s"), "late")
        yield _chase(review, review.answered, _("answers to read: %s"), "answered")


def _chase(review, count, words, state) -> Chase:
    place = [review.board.slug, review.reference]
    address = reverse("reviews:review-requests", args=place)
    return Chase(
        review.board_id, words % review.source.title, count, f"{address}?state={state}"
    )
