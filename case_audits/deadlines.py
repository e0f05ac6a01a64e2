"""What agencies owe to audits, and what those who run them have to chase."""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.holders import agency_people_of
from boards.querysets import on_own_agency
from boards.roles import RoleName
from case_audits.choices import AskState, AuditState, ReturnState
from case_audits.models import AgencyAsk, CaseAudit, CaseReturn, FollowUp, SingleAudit
from learning.deadlines import Chase, Due, chasing_provider, deadline_provider

AUDIT_DUE = gettext_lazy("Audit return due")
FOLLOW_UP_DUE = gettext_lazy("Audit follow-up due")
SINGLE_DUE = gettext_lazy("Agency audit due")
WRITERS = [RoleName.AGENCY_LEAD, RoleName.AGENCY_CONTRIBUTOR]
LEADS = [RoleName.AGENCY_LEAD]
OPEN = [AuditState.ASKED, AuditState.JOINT]


def _narrow(rows, user, board):
    if board is not None:
        rows = rows.filter(board=board)
    if user is not None:
        rows = rows.filter(on_own_agency(user.scope))
    return rows


def _told(rows, user, roles):
    """Each row with each person of its agency who may do it, once."""
    rows = list(rows)
    people = agency_people_of({row.agency_id for row in rows}, user)
    for row in rows:
        held = (people[row.board_id, row.agency_id, role] for role in roles)
        for pk in sorted(set().union(*held)):
            yield row, pk


def unfinished_asks():
    """Asks not answered, or accepted with a case not handed in, of open audits."""
    drafts = CaseReturn.objects.filter(
        audit=OuterRef("audit"), agency=OuterRef("agency"), state=ReturnState.DRAFT
    )
    rows = AgencyAsk.objects.filter(
        audit__state__in=OPEN,
        audit__due_on__isnull=False,
        audit__source__lead_group__restricted=False,
    ).annotate(writes=Exists(drafts))
    writing = Q(state=AskState.ACCEPTED, writes=True)
    return rows.filter(Q(state=AskState.ASKED) | writing)


@deadline_provider
def returns_due(day, user=None, board=None):
    """To the leads and contributors of each agency asked."""
    rows = _narrow(unfinished_asks(), user, board).order_by("audit__due_on", "pk")
    rows = rows.select_related("agency", "board", "audit__source", "audit__board")
    for row, pk in _told(rows, user, WRITERS):
        words = {"title": row.audit.source.title, "agency": row.agency}
        yield Due(
            key=f"case_audits.agencyask:{row.pk}",
            board_id=row.board_id,
            user_id=pk,
            text=_("Audit: %(title)s, %(agency)s") % words,
            url=row.audit.get_absolute_url(),
            due_on=row.audit.due_on,
            state=row.get_state_display(),
            plain=AUDIT_DUE,
        )


@deadline_provider
def follow_ups_due(day, user=None, board=None):
    """To the same people, so many months after an audit closed (SOL-9)."""
    rows = FollowUp.objects.filter(
        said_at__isnull=True, audit__source__lead_group__restricted=False
    )
    rows = _narrow(rows, user, board).order_by("due_on", "pk")
    rows = rows.select_related("agency", "board", "audit__source")
    for row, pk in _told(rows, user, WRITERS):
        words = {"title": row.audit.source.title, "agency": row.agency}
        yield Due(
            key=f"case_audits.followup:{row.pk}",
            board_id=row.board_id,
            user_id=pk,
            text=_("Have the gains lasted? %(title)s, %(agency)s") % words,
            url=row.get_absolute_url(),
            due_on=row.due_on,
            plain=FOLLOW_UP_DUE,
        )


@deadline_provider
def singles_due(day, user=None, board=None):
    """To the agency's leads: audits of its own, planned or asked for."""
    rows = SingleAudit.objects.outstanding().filter(group__restricted=False)
    rows = _narrow(rows, user, board).order_by("planned_on", "pk")
    for row, pk in _told(rows.select_related("agency", "board"), user, LEADS):
        yield Due(
            key=f"case_audits.singleaudit:{row.pk}",
            board_id=row.board_id,
            user_id=pk,
            text=_("Deposit the audit: %s") % row.title,
            url=row.get_absolute_url(),
            due_on=row.planned_on,
            state=row.get_state_display(),
            plain=SINGLE_DUE,
        )


@chasing_provider
def audits_to_chase(day, user):
    """Agencies that are late, audit by audit. One query."""
    late = unfinished_asks().filter(audit__due_on__lt=day)
    rows = CaseAudit.objects.filter(_run_by(user, "source__lead_group"))
    rows = rows.annotate(late=Count("asks", filter=Q(asks__in=late.values("pk"))))
    rows = rows.filter(late__gt=0).select_related("source", "board")
    for row in rows.order_by("due_on", "pk"):
        text = _("agencies late with the audit: %s") % row.source.title
        yield Chase(row.board_id, text, row.late, row.get_absolute_url() + "#agencies")


@chasing_provider
def singles_to_chase(day, user):
    """Agencies' own audits that are late, board by board. One query."""
    rows = SingleAudit.objects.late(day).filter(_run_by(user, "group"))
    found = rows.values("board", "board__slug").annotate(late=Count("pk"))
    for row in found.order_by("board"):
        page = reverse("case_audits:singles", args=[row["board__slug"]])
        yield Chase(
            row["board"], _("agencies' own audits are late"), row["late"],
            f"{page}?state=late",
        )  # fmt: skip


def _run_by(user, group) -> Q:
    scope = user.scope
    officer = Q(
        **{"board__in": scope.boards_as_business_unit, f"{group}__restricted": False}
    )
    return officer | Q(**{f"{group}__in": scope.chaired_group_ids})
