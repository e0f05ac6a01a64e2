"""Questionnaires to practitioners: the list, one of them, and the page of a link."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Sum
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.access import get_visible_or_404
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from boards.views.forms import accepted
from case_audits import guards, rules
from case_audits.choices import STATE_COLOURS, SurveyState
from case_audits.collating import collated
from case_audits.forms.surveys import AnswerForm, SurveyFilterForm, SurveyForm
from case_audits.models import Survey, SurveyInvited
from case_audits.services import surveys as services
from case_audits.views.writing import address, form_written, pressed

COLUMNS = {
    "created": ("-created_at",),
    "title": ("title",),
    "closes": ("-closes_on", "title"),
    "state": ("state", "-created_at"),
}
SHOWN_ONCE = "survey_link"


@require_GET
def surveys(request, board):
    """Questionnaires the person knows of; filter, search, sort, page, export."""
    rows = Survey.objects.visible_to(request.user).filter(board=request.board)
    rows = rows.select_related("board", "group").annotate(
        asked=Sum("invited__number"), agencies=Count("invited")
    )
    form = SurveyFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(rows))
    if kind := asked_kind(request):
        lines = [
            [one.title, one.group, one.get_state_display(), one.closes_on, one.asked]
            for one in found
        ]
        headings = [_("Title"), _("Group"), _("State"), _("Open until"), _("Asked")]
        return download(kind, f"questionnaires-{request.board.slug}", headings, lines)
    page = paginate(request, found)
    for row in page:
        row.colour = STATE_COLOURS[row.state]
    context = {
        "form": form,
        "page": page,
        "runs": rules.runs_audits(request.user, request.board),
        **sorting.context,
    }
    return render(request, "case_audits/surveys.html", context)


@require_GET
def survey(request, board, pk):
    """One questionnaire: its links while it runs, what was collated once it is over."""
    found = guards.survey_or_404(request, pk)
    runs = rules.may_run(request.user, found)
    over = found.state == SurveyState.CLOSED
    # While it runs, nobody watches answers come in: the next one would stand out.
    result = collated(found) if over else None
    if result and (kind := asked_kind(request)):
        return _file(kind, found, result)
    rows = SurveyInvited.objects.visible_to(request.user).filter(survey=found)
    rows = list(rows.select_related("agency"))
    for row in rows:
        row.board_id = found.board_id
        row.links = runs or rules.writes_for(request.user, row)
    shown = request.session.get(SHOWN_ONCE) or {}
    link = ""
    if shown.get("survey") == found.pk:
        link = request.session.pop(SHOWN_ONCE)["link"]
    context = {
        "survey": found,
        "colour": STATE_COLOURS[found.state],
        "questions": found.questions.all(),
        "result": result,
        "invited": rows,
        "runs": runs,
        "new_link": link,
    }
    return render(request, "case_audits/survey.html", context)


def _file(kind, found, result):
    """Everything that may be shown; words without an agency where few answered."""
    headings = [_("Question"), _("Answer"), _("All")]
    parts = [
        ", ".join(str(row.agency) for row in part.agencies) for part in result.parts
    ]
    rows = []
    for one in result.questions:
        rows += [[one.text, label, every, *each] for label, every, each in one.choices]
        rows += [[one.text, words, "", said_by] for words, said_by in one.words]
    return download(kind, f"questionnaire-{found.pk}", headings + parts, rows)


@require_http_methods(["GET", "POST"])
def survey_new(request, board):
    """Write a questionnaire."""
    rules.require_rule(
        rules.runs_audits(request.user, request.board), Permission.MANAGE_REVIEW
    )
    form = _form(request, Survey(board=request.board))
    return form_written(
        request,
        form,
        lambda said: services.write_survey(
            board=request.board,
            values=_values(form),
            questions=said["asked"],
            numbers=form.numbers,
            sent_once=said["sent_once"],
            by=request.user,
        ),
        heading=_("Ask practitioners"),
        hint=_("They answer by a link, without an account and without a name."),
        back_url=address("surveys", request.board),
        done=_("Saved. Read it, then open it."),
        to=lambda made: made.get_absolute_url(),
    )


def _form(request, instance):
    return SurveyForm(
        request.POST or None, instance=instance, board=request.board, user=request.user
    )


def _values(form) -> dict:
    return {n: v for n, v in form.cleaned_data.items() if n in form._meta.fields}


@require_http_methods(["GET", "POST"])
def survey_edit(request, board, pk):
    """Change a draft."""
    found = guards.survey_to_run(request, pk)
    if found.state != SurveyState.DRAFT:
        return redirect(found)
    form = _form(request, found)
    return form_written(
        request,
        form,
        lambda said: services.save_survey(
            survey=found,
            values=_values(form),
            questions=said["asked"],
            numbers=form.numbers,
            version=said["version"],
            by=request.user,
        ),
        heading=_("Change the questionnaire"),
        back_url=found.get_absolute_url(),
        done=_("Saved."),
    )


@require_POST
def survey_open(request, board, pk):
    """Open it to practitioners."""
    found = guards.survey_to_run(request, pk)
    return pressed(
        request,
        lambda: services.open_survey(survey=found, by=request.user),
        to=found.get_absolute_url(),
        done=_("Open. Make a link for each agency and pass it on."),
    )


@require_POST
def survey_close(request, board, pk):
    """Close it; what was said is put together."""
    found = guards.survey_to_run(request, pk)
    return pressed(
        request,
        lambda: services.close_survey(survey=found, by=request.user),
        to=found.get_absolute_url(),
        done=_("Closed. The board reads what was put together."),
    )


@require_POST
def survey_link(request, board, pk, invited):
    """A link for one agency's people; shown once."""
    found = guards.survey_or_404(request, pk)
    rows = SurveyInvited.objects.visible_to(request.user).select_related("agency")
    row = get_visible_or_404(rows, request.user, survey=found, pk=invited)
    row.board_id = found.board_id
    mine = rules.may_run(request.user, found) or rules.writes_for(request.user, row)
    rules.require_rule(mine, Permission.ANSWER_REQUEST)
    try:
        token = services.new_link(invited=row, by=request.user)
        link = settings.SITE_ADDRESS + reverse("survey-page", args=[token])
        request.session[SHOWN_ONCE] = {"survey": found.pk, "link": link}
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect(found)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def survey_page(request, token):
    """Public: the questions of one link. Links that open nothing look alike."""
    invited = services.open_link(token)
    if invited is None:
        page = render(request, "case_audits/survey_closed.html", status=404)
        return _kept_secret(page)
    found = invited.survey
    form = AnswerForm(
        request.POST or None, user=request.user, questions=list(found.questions.all())
    )

    def write(said):
        services.answer_survey(
            invited=invited, answers=form.answers, sent_once=said["sent_once"]
        )

    if request.method == "POST" and accepted(form, write):
        return _kept_secret(redirect(f"{request.path}?sent=1"))
    context = {
        "survey": found,
        "form": form,
        "sent": "sent" in request.GET and not form.is_bound,
    }
    return _kept_secret(render(request, "case_audits/survey_page.html", context))


def _kept_secret(response):
    """No search engine keeps it, no page learns the address, and it is not logged."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response._has_been_logged = True
    return response
