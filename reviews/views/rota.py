"""The rota of a group: learning from elsewhere, whose turn, what they reported."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from boards.roles import Permission
from reviews import rota as rotas
from reviews.forms.rota import TurnForm, TurnReportForm
from reviews.guards import review_to_manage, working_review_or_404
from reviews.models import RotaTurn
from reviews.parts import is_from_elsewhere
from reviews.rules import may_manage
from reviews.services.rota import assign_turn, change_turn, report_turn
from reviews.views.work import Writing, address, gone_to, page

HERE = "reviews:turns"


@require_GET
def rota(request, board):
    """One group's rota: what waits, whose turn, meetings ahead, what was presented."""
    if not rotas.may_see_rota(request.user, request.board):
        raise Http404
    groups = list(rotas.rota_groups(request.user, request.board))
    asked = request.GET.get("group", "")
    group = next((g for g in groups if str(g.pk) == asked), next(iter(groups), None))
    context = {"groups": groups, "group": group}
    if group:
        context["rota"] = rotas.rota_of(request.user, group, timezone.localdate())
        context["runs"] = may_run_rota(request.user, group)
    return render(request, "reviews/rota.html", context)


def may_run_rota(user, group) -> bool:
    """The business unit and the group's chair."""
    officer = group.board_id in user.scope.boards_as_business_unit
    return officer or group.pk in user.scope.chaired_group_ids


def _elsewhere_or_404(found):
    if not is_from_elsewhere(found):
        raise Http404
    return found


def _turns(request, review):
    turns = RotaTurn.objects.visible_to(request.user).filter(review=review)
    return turns.select_related("presenter", "review__source")


@require_GET
def turns(request, board, reference):
    """The turns of one review, with what each presenter reported."""
    found = _elsewhere_or_404(working_review_or_404(request, reference))
    rows = list(_turns(request, found))
    waiting = any(turn.presented_on is None for turn in rows)
    runs = may_manage(request.user, found)
    return page(
        request,
        found,
        HERE,
        heading=_("Rota"),
        template="reviews/turns.html",
        turns=rows,
        runs=runs,
        assigns=runs and not waiting and found.source.closed_on is None,
    )


@require_http_methods(["GET", "POST"])
def turn_assign(request, board, reference):
    """Give the review to whoever presented longest ago, or to another member."""
    found = _elsewhere_or_404(review_to_manage(request, reference))
    form = _turn_form(request, found, RotaTurn(review=found))
    writing = Writing(request, found, form, "turn")
    back = address(found, "turns")

    def write(form):
        sent_once = form.cleaned_data["sent_once"]
        assign_turn(review=found, by=request.user, sent_once=sent_once, **form.values)

    if writing.saved(write):
        return gone_to(request, back, _("Assigned. The presenter is told what is due."))
    return _form(request, found, writing, _("Whose turn is it?"), _("Assign the turn"))


def _turn_form(request, review, turn):
    group = review.source.lead_group
    if group is None:
        raise Http404
    kept = turn if turn.pk else None
    return TurnForm(
        request.POST or None,
        instance=turn,
        members=rotas.members_in_turn(group, leaving_out=kept),
        meetings=rotas.meetings_ahead(request.user, group, timezone.localdate()),
        user=request.user,
    )


@require_http_methods(["GET", "POST"])
def turn_change(request, board, reference, pk):
    """Another presenter or another meeting, as long as it was not presented."""
    found = _elsewhere_or_404(review_to_manage(request, reference))
    turn = get_visible_or_404(_turns(request, found), request.user, pk=pk)
    if turn.presented_on:
        raise Http404
    form = _turn_form(request, found, turn)
    writing = Writing(request, found, form, f"turn-{turn.pk}")
    if writing.saved(lambda form: _change(form, turn, change_turn, request.user)):
        return gone_to(request, address(found, "turns"))
    return _form(request, found, writing, _("Change the turn"), _("Save"))


def _change(form, turn, service, by):
    version = form.cleaned_data["version"]
    service(turn=turn, values=form.values, version=version, by=by)


@require_http_methods(["GET", "POST"])
def turn_report(request, board, reference, pk):
    """The presenter's report and the day of it; the findings have their own page."""
    found = _elsewhere_or_404(working_review_or_404(request, reference))
    turn = get_visible_or_404(_turns(request, found), request.user, pk=pk)
    presents = turn.presenter_id == request.user.pk
    if not (presents or may_manage(request.user, found)):
        raise PermissionDenied(Permission.WRITE_FINDINGS.value)
    form = TurnReportForm(request.POST or None, instance=turn, user=request.user)
    writing = Writing(request, found, form, f"turn-report-{turn.pk}")
    if writing.saved(lambda form: _change(form, turn, report_turn, request.user)):
        return gone_to(request, address(found, "turns"))
    heading = _("What the group should know")
    return _form(request, found, writing, heading, _("Save the report"))


def _form(request, review, writing, heading, submit):
    back = address(review, "turns")
    return page(
        request,
        review,
        HERE,
        heading=heading,
        template="reviews/words.html",
        above=[(_("Rota"), back)],
        back_url=back,
        submit=submit,
        **writing.context,
    )
