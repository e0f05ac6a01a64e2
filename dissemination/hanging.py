"""What the pages of lower floors show of requests: an agency's, a source's."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.one_record import only_reviews
from boards.panels import AGENCY, Panel, add_panel
from boards.roles import ROLES, Permission
from dissemination.choices import RequestState
from dissemination.coverage import answer_level, confirmed_levels
from dissemination.models import AgencyPart
from learning.follow_up import NextStep, add_next_step

SHOWN = 5  # the newest; the map has them all


def parts_of_agency(user, link) -> dict | None:
    """The newest requests to an agency, as far as the person reads them. One query."""
    rows = AgencyPart.objects.visible_to(user).filter(
        board=link.board_id, agency=link.agency_id
    )
    rows = rows.exclude(request__state=RequestState.DRAFT).select_related("request")
    rows = list(rows.with_counts().order_by("-request__issued_at", "-pk")[:SHOWN])
    for row in rows:
        row.answer, row.levels = answer_level(row), confirmed_levels(row)
    return {"parts": rows} if rows else None


def ask_agencies(user, source) -> NextStep | None:
    """A request to agencies from what a source taught."""
    if source.lead_group and source.lead_group.restricted:
        return None
    # Asked of the scope alone: no query on a page that is asked for often.
    roles = user.scope.roles.get(source.board_id, ())
    officer = any(Permission.MANAGE_PLAN in ROLES[role].permissions for role in roles)
    if not officer and source.lead_group_id not in user.scope.chaired_group_ids:
        return None
    place = reverse("dissemination:request-new", args=[source.board.slug])
    return NextStep(_("Ask agencies"), f"{place}?source={source.reference}")


def see_impact(user, source) -> NextStep | None:
    """Before and after, lesson by lesson; not for who is there for one review only."""
    if only_reviews(user, source.board):
        return None
    place = [source.board.slug, source.reference]
    url = reverse("dissemination:source-measures", args=place)
    return NextStep(_("Impact of the lessons"), url)


add_panel(
    Panel(
        _("Learning to pass on"),
        "dissemination/_agency_parts.html",
        parts_of_agency,
        place=AGENCY,
        order=45,
    )
)
add_next_step(ask_agencies)
add_next_step(see_impact)
