"""What is due of actions and plans, and from whom."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.choices import ActionStatus, PlanState
from actionplans.exceptions import DEBT, LATE, rule_of
from actionplans.models import Action, ProgressReport
from boards.holders import agency_people_of, chairs_of, members_of
from boards.roles import RoleName
from learning.deadlines import Chase, Due, chasing_provider, deadline_provider

ACTION_DUE = gettext_lazy("Action due")
REVISIT_DUE = gettext_lazy("Time to look again at an action")
REPORT_DUE = gettext_lazy("Progress report due")


def _narrowed(rows, board):
    rows = rows.filter(agreed=True).select_related("board", "agency")
    return rows if board is None else rows.filter(board=board)


@deadline_provider
def actions_due(day, user=None, board=None):
    """To its owner; without one to the leads of the agency that carries it."""
    rows = _narrowed(Action.objects.open(), board).order_by("due_on", "pk")
    if user is not None:
        rows = rows.filter(Q(owner=user) | Q(agency__in=user.scope.agency_ids))
    rows = list(rows)
    people = agency_people_of({row.agency_id for row in rows}, user)
    inside = members_of({row.confined_to_id for row in rows}, user)
    for row in rows:
        for pk in sorted(_carriers(row, people, inside, user)):
            yield _action_due(row, pk)


def _carriers(row, people, inside, user):
    leads = people[row.board_id, row.agency_id, RoleName.AGENCY_LEAD]
    told = {row.owner_id} if row.owner_id else leads
    if row.confined_to_id:
        told = told & inside[row.confined_to_id]
    elif row.owner_id and row.agency_id:
        # Somebody who left: whoever leads for the agency now.
        held = [people[row.board_id, row.agency_id, r] for r in AGENCY_ROLES]
        told = told if row.owner_id in set().union(*held) else leads
    return told if user is None else told & {user.pk}


AGENCY_ROLES = [
    RoleName.AGENCY_LEAD,
    RoleName.AGENCY_EXECUTIVE,
    RoleName.AGENCY_CONTRIBUTOR,
]


def _action_due(row, user_id) -> Due:
    return Due(
        key=f"actionplans.action:{row.pk}",
        board_id=row.board_id,
        user_id=user_id,
        text=row.text[:150],
        url=row.get_absolute_url(),
        due_on=row.due_on,
        state=row.get_status_display(),
        plain=ACTION_DUE,
        restricted=row.confined_to_id is not None,
    )


@deadline_provider
def revisits_due(day, user=None, board=None):
    """To the chair of the monitoring group: done is not embedded (CTM-51)."""
    rows = Action.objects.filter(
        status=ActionStatus.DONE, review_on__isnull=False, merged_into__isnull=True
    )
    rows = _narrowed(rows, board).order_by("review_on", "pk")
    if user is not None:
        rows = rows.filter(monitoring_group__in=user.scope.chaired_group_ids)
    rows = list(rows)
    chairs = chairs_of({row.monitoring_group_id for row in rows}, user)
    for row in rows:
        for pk in sorted(chairs[row.monitoring_group_id]):
            yield _revisit(row, pk)


def _revisit(row, user_id) -> Due:
    return _action_due(row, user_id)._replace(
        key=f"actionplans.action:{row.pk}:revisit",
        text=_("%(kind)s: %(action)s")
        % {"kind": row.get_review_kind_display(), "action": row.text[:130]},
        due_on=row.review_on,
        plain=REVISIT_DUE,
    )


@deadline_provider
def progress_reports_due(day, user=None, board=None):
    """To the lead member who gives it (HAR-43). Of a plan confined to a restricted
    group: as long as they are in the group."""
    rows = ProgressReport.objects.filter(given_on__isnull=True, lead__is_active=True)
    rows = rows.exclude(plan__state=PlanState.DRAFT)
    rows = rows.select_related("plan__board")
    if board is not None:
        rows = rows.filter(board=board)
    if user is not None:
        rows = rows.filter(lead=user)
    rows = list(rows.order_by("due_on", "pk"))
    inside = members_of({row.plan.confined_to_id for row in rows}, user)
    for row in rows:
        group = row.plan.confined_to_id
        if group is None or row.lead_id in inside[group]:
            yield _report_due(row)


def _report_due(row) -> Due:
    return Due(
        key=f"actionplans.progressreport:{row.pk}",
        board_id=row.board_id,
        user_id=row.lead_id,
        text=_("Progress report: %s") % row.plan,
        url=row.plan.get_absolute_url(),
        due_on=row.due_on,
        plain=REPORT_DUE,
        restricted=row.plan.confined_to_id is not None,
    )


@chasing_provider
def to_chase(day, user):
    """Late actions, and those done without a sign of impact, board by board."""
    boards = user.scope.boards_as_business_unit
    rows = Action.objects.visible_to(user).filter(board__in=boards).composite()
    rules = {key: rule_of(key, 0, day) for key in CHASED}
    counted = rows.filter(rules[LATE] | rules[DEBT]).order_by()
    counted = counted.values("board", "board__slug").annotate(
        **{key: Count("pk", filter=rule) for key, rule in rules.items()}
    )
    for row in counted:
        address = reverse("actionplans:composite", args=[row["board__slug"]])
        for key, words in CHASED.items():
            url = f"{address}?exception={key}"
            yield Chase(row["board"], str(words), row[key], url)


CHASED = {
    LATE: gettext_lazy("actions are late"),
    DEBT: gettext_lazy("actions are done with no impact shown"),
}
