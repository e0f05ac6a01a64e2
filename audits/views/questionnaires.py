"""What a board asks its agencies: the list, the facts, and changing them."""

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audits.choices import EditionState
from audits.forms.questionnaires import QuestionnaireFilterForm, QuestionnaireForm
from audits.models import Edition, Questionnaire, Round
from audits.services.facts import edit_questionnaire
from audits.services.wording import StaleWords
from boards.access import allowed, can_view, get_visible_or_404, require
from boards.choices import SectorChoices
from boards.lists import Sorting, paginate
from boards.roles import Permission
from boards.views.forms import accepted, form_page
from learning.exports import asked_kind, download

PREPARE = Permission.PREPARE_QUESTIONNAIRE
COLUMNS = {
    "name": ("name_en",),
    "kind": ("return_kind", "name_en"),
    "basis": ("legal_basis", "name_en"),
    "cycle": ("cycle_months", "name_en"),
    "edition": ("newest_label", "name_en"),
}


def with_newest(questionnaires, user):
    """Questionnaires with number, label and state of the newest edition they see."""
    newest = Edition.objects.visible_to(user).filter(questionnaire=OuterRef("pk"))
    newest = newest.order_by("-number")
    return questionnaires.annotate(
        newest_number=Subquery(newest.values("number")[:1]),
        newest_label=Subquery(newest.values("label")[:1]),
        newest_state=Subquery(newest.values("state")[:1]),
    )


def questionnaire_or_404(request, key):
    """A questionnaire of the board in the address."""
    rows = Questionnaire.objects.visible_to(request.user).select_related(
        "board", "approver", "moderator", "source_type"
    )
    return get_visible_or_404(rows, request.user, board=request.board, key=key)


@require_GET
def questionnaires(request, board):
    """Questionnaires of the board; filter, search, sort, page, export."""
    rows = Questionnaire.objects.visible_to(request.user).filter(board=request.board)
    form = QuestionnaireFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(with_newest(rows, request.user)))
    if kind := asked_kind(request):
        return _file(request, kind, found)
    context = {
        "form": form,
        "page": paginate(request, found),
        **sorting.context,
        "may_prepare": allowed(request.user, PREPARE, request.board),
    }
    return render(request, "audits/questionnaires.html", context)


def _file(request, kind, found):
    headings = [
        _("Questionnaire"),
        _("Kind"),
        _("Legal basis"),
        _("Months between rounds"),
        _("Cycle"),
        _("Consulted with"),
        _("Consulted on"),
        _("Newest edition"),
        _("State"),
    ]
    states = dict(EditionState.choices)
    lines = [
        [
            row.name,
            row.get_return_kind_display(),
            row.legal_basis,
            row.cycle_months,
            _("Unverified") if row.cycle_unverified else _("Verified"),
            row.consulted_with,
            row.consulted_on,
            row.newest_label,
            states.get(row.newest_state, ""),
        ]
        for row in found
    ]
    return download(kind, f"questionnaires-{request.board.slug}", headings, lines)


@require_GET
def questionnaire(request, board, questionnaire):
    """Facts of one questionnaire, its editions and its rounds."""
    row = questionnaire_or_404(request, questionnaire)
    user = request.user
    editions = row.editions.visible_to(user).order_by("-number")
    rounds = Round.objects.visible_to(user).filter(edition__questionnaire=row)
    sectors = dict(SectorChoices.choices)
    context = {
        "questionnaire": row,
        "approver": known_group(user, row.approver),
        "moderator": known_group(user, row.moderator),
        "sectors": [sectors.get(key, key) for key in row.sectors],
        "editions": editions.select_related("approved_by_group", "follows"),
        "rounds": rounds.select_related("source", "edition").order_by("-due_on"),
        "may_prepare": allowed(user, PREPARE, row),
    }
    return render(request, "audits/questionnaire.html", context)


def known_group(user, group):
    """A group the reader may know of; a restricted one is never named."""
    if group is None or not group.restricted or can_view(user, group):
        return group
    return None


@require_http_methods(["GET", "POST"])
def questionnaire_edit(request, board, questionnaire):
    """Keep who is consulted, who agrees and moderates, and how often it is asked."""
    row = questionnaire_or_404(request, questionnaire)
    require(request.user, PREPARE, row)
    name = str(row)
    form = QuestionnaireForm(
        request.POST or None, instance=row, board=request.board, user=request.user
    )

    def write(data):
        seen = data["seen"]
        try:
            edit_questionnaire(
                questionnaire=row, values=form.values, seen=seen, by=request.user
            )
        except StaleWords as problem:
            form.show_conflict(problem, form.against(problem.current))

    if request.method == "POST" and accepted(form, write) and form.is_valid():
        messages.success(request, _("Saved."))
        return redirect(row)
    heading = _("Change %(name)s") % {"name": name}
    return form_page(
        request,
        form,
        heading=heading,
        back_url=row.get_absolute_url(),
        template="audits/wording_form.html",
    )
