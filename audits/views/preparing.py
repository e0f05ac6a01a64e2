"""Preparing a round, checking it, and sending it out."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from audits.choices import RoundState
from audits.defaults import round_defaults
from audits.forms.rounds import (
    ONE_BY_ONE,
    SECTORS,
    QuestionnaireForm,
    ReviewBlockForm,
    RoundForm,
)
from audits.models import Questionnaire
from audits.preflight import Preflight
from audits.services import blocks
from audits.services import rounds as services
from audits.views.rounds import known_moderator, round_or_404
from boards.access import get_visible_or_404, require
from boards.roles import Permission
from boards.views.forms import accepted, form_page, written


@require_http_methods(["GET", "POST"])
def round_add(request, board):
    """Choose a questionnaire; then say when, and whom to ask."""
    require(request.user, Permission.ISSUE_ROUND, request.board)
    if "questionnaire" not in request.GET:
        return _choose(request)
    questionnaire = get_visible_or_404(
        Questionnaire,
        request.user,
        board=request.board,
        key=request.GET["questionnaire"],
    )
    start = round_defaults(questionnaire) | {"how": SECTORS}
    form = RoundForm(
        request.POST or None,
        initial=start,
        questionnaire=questionnaire,
        user=request.user,
    )
    made = []

    def write(_data):
        made.append(
            services.prepare_round(
                questionnaire=questionnaire, by=request.user, **form.values
            )
        )

    if request.method == "POST" and accepted(form, write):
        return redirect("audits:round-issue", request.board.slug, made[0].reference)
    return form_page(
        request,
        form,
        heading=_("Prepare a round"),
        caption=questionnaire.name,
        back_url=reverse("audits:round-add", args=[request.board.slug]),
        submit=_("Save and check"),
    )


def _choose(request):
    form = QuestionnaireForm(
        request.POST or None, board=request.board, user=request.user
    )
    here = reverse("audits:round-add", args=[request.board.slug])
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["questionnaire"].key
        return redirect(f"{here}?questionnaire={key}")
    return form_page(
        request,
        form,
        heading=_("Prepare a round"),
        back_url=reverse("audits:rounds", args=[request.board.slug]),
        submit=_("Continue"),
    )


@require_http_methods(["GET", "POST"])
def round_edit(request, board, reference):
    """Change a draft; of an issued round only what agencies were not told."""
    found = round_or_404(request, reference)
    require(request.user, Permission.ISSUE_ROUND, found)
    draft = found.state == RoundState.DRAFT
    form = RoundForm(
        request.POST or None,
        initial=_values(found),
        questionnaire=found.edition.questionnaire,
        issued=not draft,
        moderator=found.moderator,
        user=request.user,
    )

    def write(_data):
        services.update_round(round=found, values=form.values, by=request.user)

    issue = reverse("audits:round-issue", args=[board, reference])
    return written(
        request,
        form,
        write,
        heading=_("Change the round"),
        caption=str(found),
        back_url=issue if draft else found.get_absolute_url(),
    )


def _values(found):
    names = ["edition", "period", "opens_on", "due_on", "event_on", "moderator"]
    values = {name: getattr(found, name) for name in names}
    values |= {"title": found.source.title, "how": ONE_BY_ONE}
    values["executive_sign_off"] = found.executive_sign_off
    asked = list(found.asked.all())
    return values | {"agencies": asked, "sectors": {a.sector for a in asked}}


@require_http_methods(["GET", "POST"])
def round_issue(request, board, reference):
    """What an officer should know before agencies are asked; then ask them."""
    found = round_or_404(request, reference)
    require(request.user, Permission.ISSUE_ROUND, found)
    if found.state != RoundState.DRAFT:
        messages.info(request, _("This round was issued already."))
        return redirect(found)
    if request.method == "POST":
        return _issue(request, found)
    moderator = known_moderator(request.user, found)
    context = {
        "round": found,
        "check": Preflight(found, moderated=moderator is not None),
        "moderator": moderator,
    }
    return render(request, "audits/round_issue.html", context)


def _issue(request, found):
    try:
        issued = services.issue_round(round=found, by=request.user)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("audits:round-issue", request.board.slug, found.reference)
    number = issued.returns.count()
    words = ngettext(
        "The round is issued to %(number)s agency.",
        "The round is issued to %(number)s agencies.",
        number,
    )
    messages.success(request, words % {"number": number})
    return redirect(issued)


@require_http_methods(["GET", "POST"])
def round_review_add(request, board, reference):
    """Ask about a published review that the portal does not hold."""
    found = round_or_404(request, reference)
    require(request.user, Permission.ISSUE_ROUND, found)
    form = ReviewBlockForm(request.POST or None, user=request.user)

    def write(data):
        blocks.add_review_block(round=found, by=request.user, **data)

    return written(
        request,
        form,
        write,
        heading=_("Ask about another published review"),
        caption=str(found),
        back_url=reverse("audits:round-issue", args=[board, reference]),
        submit=_("Add the review"),
        done="",
    )


@require_POST
def round_review_drop(request, board, reference):
    """Take a review added by hand out again."""
    found = round_or_404(request, reference)
    require(request.user, Permission.ISSUE_ROUND, found)
    try:
        blocks.drop_review_block(
            round=found, reference=request.POST.get("review", ""), by=request.user
        )
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect("audits:round-issue", request.board.slug, found.reference)


@require_http_methods(["GET", "POST"])
def round_discard(request, board, reference):
    """Throw a draft away."""
    found = round_or_404(request, reference)
    require(request.user, Permission.ISSUE_ROUND, found)
    if request.method == "GET":
        return render(request, "audits/round_discard.html", {"round": found})
    try:
        services.discard_round(round=found, by=request.user)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect(found)
    messages.success(request, _("The draft is thrown away."))
    return redirect("audits:rounds", request.board.slug)
