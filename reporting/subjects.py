"""What a document can be about: how it is found, and who may read all of it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from actionplans.composite import CompositePlan
from actionplans.models import ActionPlan
from actionplans.papers import filters_of
from audits.models import AgencyReturn, Edition, Round
from audits.rules import speaks_for_agency
from boards.access import allowed, get_visible_or_404
from boards.models import BoardAgency
from boards.roles import Permission
from dissemination.models import Briefing, DisseminationPlan, LearningSummary
from reporting.annual.inspection_asked import find_pack

LONGEST_NUMBER = 4  # digits of an edition's number


@dataclass(frozen=True)
class Subject:
    """`find(user, board, reference)` raises Http404 outside the audience;
    `may_read(user, record)` says whether its words may leave with this person."""

    find: Callable
    may_read: Callable
    title: Callable


def find_return(user, board, reference) -> AgencyReturn:
    """A return the person may know of."""
    found = AgencyReturn.objects.visible_to(user).select_related(
        "board",
        "agency",
        "submitted_by",
        "round__board",
        "round__source",
        "round__edition__questionnaire",
    )
    return get_visible_or_404(found, user, board=board, reference=reference)


def may_read_return(user, agency_return) -> bool:
    """A draft is its own agency's; a return handed in, whoever may know of it."""
    return speaks_for_agency(user, agency_return) or agency_return.is_received


def find_round(user, board, reference) -> Round:
    """A round the person may know of."""
    found = Round.objects.visible_to(user).select_related(
        "board", "source", "edition__questionnaire", "previous__edition", "moderator"
    )
    return get_visible_or_404(found, user, board=board, source__reference=reference)


def may_read_analysis(user, round) -> bool:
    """Whether agencies may be compared by this person now."""
    readable = Round.objects.visible_to(user).analysed_by(user)
    return readable.filter(pk=round.pk).exists()


def find_edition(user, board, reference) -> Edition:
    """An edition by its questionnaire's key and its number, as in `section_11-2`."""
    key, _, number = reference.rpartition("-")
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        raise Http404
    found = Edition.objects.visible_to(user).select_related("questionnaire__board")
    return get_visible_or_404(
        found,
        user,
        questionnaire__board=board,
        questionnaire__key=key,
        number=int(number),
    )


def find_agency(user, board, reference) -> BoardAgency:
    """An agency of the board by its number."""
    if not reference.isdecimal():
        raise Http404
    found = BoardAgency.objects.visible_to(user).select_related("board", "agency")
    return get_visible_or_404(found, user, board=board, agency=int(reference))


def may_read_agency(user, link) -> bool:
    """What an agency owes: its own people and the business unit."""
    own = link.agency_id in user.scope.agencies.get(link.board_id, ())
    return own or allowed(user, Permission.CHASE, link.board)


def find_plan(user, board, reference):
    """An action plan the person may know of."""
    found = ActionPlan.objects.visible_to(user).select_related(
        "board", "source", "monitoring_group", "agency"
    )
    return get_visible_or_404(found, user, board=board, reference=reference)


def find_summary(user, board, reference) -> LearningSummary:
    """A summary of learning the person may know of."""
    found = LearningSummary.objects.visible_to(user).select_related("board", "group")
    return get_visible_or_404(found, user, board=board, reference=reference)


def find_dissemination(user, board, reference) -> DisseminationPlan:
    """A dissemination plan the person may know of."""
    found = DisseminationPlan.objects.visible_to(user).select_related("board", "group")
    return get_visible_or_404(found, user, board=board, reference=reference)


def find_composite(user, board, reference) -> CompositePlan:
    """The board's composite plan as the person sees it, under the filters named."""
    return CompositePlan(board, user, filters_of(reference))


def composite_name(plan) -> str:
    """What it is, and what it was narrowed to."""
    words = ", ".join(f"{label} {value}" for label, value in plan.form.words)
    title = _("Composite action plan")
    return f"{title} ({words})" if words else title


def round_name(round) -> str:
    """Its title, with the year where the title does not say it."""
    title = round.source.title
    return title if round.period in title else f"{title}, {round.period}"


def find_briefing(user, board, reference) -> Briefing:
    """A briefing the person may know of."""
    rows = Briefing.objects.visible_to(user).select_related("board", "group")
    return get_visible_or_404(rows, user, board=board, reference=reference)


def find_welsh_briefing(user, board, reference) -> Briefing:
    """The same, where there is Welsh to read."""
    found = find_briefing(user, board, reference)
    if not found.has_welsh:
        raise Http404
    return found


RETURN = Subject(
    find=find_return,
    may_read=may_read_return,
    title=lambda one: f"{one.agency}: {round_name(one.round)}",
)
ROUND = Subject(
    find=find_round,
    may_read=may_read_analysis,
    title=round_name,
)
AGENCY = Subject(
    find=find_agency,
    may_read=may_read_agency,
    title=lambda link: str(link.agency),
)
PLAN = Subject(
    find=find_plan, may_read=lambda user, one: True, title=lambda one: one.title
)
SUMMARY = Subject(
    find=find_summary,
    may_read=lambda user, one: True,
    title=lambda one: one.activity_type,
)
DISSEMINATION = Subject(
    find=find_dissemination,
    may_read=lambda user, one: True,
    title=lambda one: one.title,
)
COMPOSITE = Subject(
    find=find_composite,
    may_read=lambda user, one: one.board_id in user.scope.board_ids,
    title=composite_name,
)
EDITION = Subject(
    find=find_edition, may_read=lambda user, one: True, title=lambda one: str(one)
)
BRIEFING = Subject(
    find=find_briefing, may_read=lambda user, one: True, title=lambda one: one.title_en
)
WELSH_BRIEFING = Subject(
    find=find_welsh_briefing,
    may_read=lambda user, one: True,
    title=lambda one: one.title_cy,
)
INSPECTION = Subject(
    find=find_pack,
    may_read=lambda user, one: one.board_id in user.scope.board_ids,
    title=lambda one: one.title,
)
