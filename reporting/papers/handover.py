"""What somebody needs who takes over an agency's work with the board."""

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.models import Action, ActionUpdate
from audits.choices import RECEIVED_STATES
from audits.models import AgencyReturn
from boards.models import Membership, Seat
from learning.models import Evidence, Recommendation
from reporting.agency import sections
from reporting.word import Paper


def as_word(link, document) -> bytes:
    """People and seats, what is owed, each action with its last word, what was
    promised and handed in, and what evidence runs out when."""
    user, board, agency = document.asked_by, document.board, link.agency
    word = Paper(document, _("Handover: %s") % agency, str(board), wide=True)
    _people(word, user, board, agency)
    word.heading(_("What is due"))
    for section in sections(user, board, agency):
        _owed(word, section)
    _actions(word, user, board, agency)
    _promises(word, user, board, agency)
    _returns(word, user, board, agency)
    _evidence(word, user, board, agency)
    return word.as_bytes()


def day(value) -> str:
    return date_format(value, "j F Y") if value else ""


def _people(word, user, board, agency):
    word.heading(_("Who holds what"))
    held = Membership.objects.visible_to(user).live()
    held = held.filter(board=board, agency=agency).select_related("user")
    word.bullets(f"{row.role_label}: {row.user}" for row in held)
    seats = Seat.objects.visible_to(user).live().with_holder()
    seats = seats.filter(agency=agency, group__board=board)
    word.heading(_("Seats on groups"), level=2)
    rows = [(s.group, s.post, s.holder or _("Vacant")) for s in seats]
    _table(word, [_("Group"), _("Post"), _("Holder")], rows)


def _table(word, headings, rows, widths=()):
    if rows:
        word.table(headings, rows, widths)
    else:
        word.words(_("None."))


def _owed(word, section):
    word.heading(section.heading, level=2)
    if not section.rows:
        word.words(section.nothing)
        return
    rows = [
        (row.what, day(row.due_on), row.when, row.state, row.whom)
        for row in section.rows
    ]
    headings = [_("What"), _("Due"), _("When"), _("State"), _("With")]
    word.table(headings, rows, (5, 2, 2, 2, 2))


def _actions(word, user, board, agency):
    """The last thing said of each open action, so that nobody starts from nothing."""
    word.heading(_("Where each action stands"))
    said = ActionUpdate.objects.visible_to(user).exclude(text="").select_related("by")
    rows = Action.objects.visible_to(user).open().filter(board=board, agency=agency)
    rows = (
        rows.filter(agreed=True)
        .select_related("plan")
        .prefetch_related(
            Prefetch("updates", queryset=said.order_by("-at", "-pk"), to_attr="said")
        )
    )
    _table(
        word,
        [_("Action"), _("From"), _("Intended Outcome"), _("Last said")],
        [
            (one.text, one.plan.title, one.intended_outcome, _last(one))
            for one in rows.order_by("due_on", "pk")
        ],
        (3, 2, 3, 3),
    )


def _last(action) -> str:
    if not action.said:
        return _("Nothing yet.")
    last = action.said[0]
    return f"{day(last.at)}, {last.by}: {last.text}"


def _promises(word, user, board, agency):
    word.heading(_("Recommendations the agency replied to"))
    rows = Recommendation.objects.visible_to(user).filter(
        board=board, addressee_agency=agency, responded_at__isnull=False
    )
    _table(
        word,
        [_("Recommendation"), _("Reply"), _("Reason"), _("On")],
        [
            (
                one.text,
                one.get_response_display(),
                one.response_reason,
                day(one.responded_at),
            )
            for one in rows.order_by("-responded_at")
        ],
        (5, 2, 3, 2),
    )


def _returns(word, user, board, agency):
    word.heading(_("Returns handed in"))
    rows = AgencyReturn.objects.visible_to(user).filter(
        board=board, agency=agency, state__in=RECEIVED_STATES
    )
    rows = rows.select_related("round__source", "submitted_by")
    _table(
        word,
        [_("Return"), _("Reference"), _("Handed in"), _("By")],
        [
            (one.round, one.reference, day(one.submitted_at), one.submitted_by)
            for one in rows.order_by("-submitted_at")
        ],
    )


def _evidence(word, user, board, agency):
    """Only the agency's own people carry its library on."""
    if agency.pk not in user.scope.agencies.get(board.pk, ()):
        return
    word.heading(_("Evidence library"))
    rows = Evidence.objects.visible_to(user).filter(agency=agency)
    _table(
        word,
        [_("Item"), _("In force from"), _("Expires on")],
        [
            (one.title, day(one.effective_on), day(one.expires_on))
            for one in rows.order_by("expires_on", "title")
        ],
    )
