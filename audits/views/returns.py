"""What an agency owes and handed in, and one return as a list of tasks."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audits import rules
from audits.forms.returns import TAGS, DelegateForm, ReturnsFilter, TaskFilter
from audits.how_far import how_far, how_far_headings
from audits.models import AgencyReturn
from audits.services.carrying import asked, carry_forward, previous_return
from audits.services.delegating import colleagues, delegate, take_back
from audits.steps import steps_of
from audits.task_list import Narrowing, task_list
from audits.views.places import return_or_404
from audits.wall import with_state_order
from boards.access import allowed, require
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission

COLUMNS = {
    "due": ("-due_on", "agency__name_en"),
    "title": ("round__source__title", "-due_on"),
    "agency": ("agency__name_en", "-due_on"),
    "answered": ("answered", "-due_on"),
    "state": ("state_order", "-due_on"),
}


@require_GET
def returns(request, board):
    """Returns of the person's own agencies here; filter, sort, page, export."""
    mine = AgencyReturn.objects.visible_to(request.user).filter(board=request.board)
    mine = mine.of_own_agency(request.user)
    periods = mine.order_by("-round__period").values_list("round__period", flat=True)
    form = ReturnsFilter(request.GET, periods=list(dict.fromkeys(periods)))
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(with_state_order(form.apply(mine))).select_related(
        "agency", "board", "round__source", "round__edition__questionnaire"
    )
    if kind := asked_kind(request):
        return _file(request, kind, found)
    context = {"form": form, "page": paginate(request, found), **sorting.context}
    return render(request, "audits/returns.html", context)


def _file(request, kind, found):
    headings = [_("Return"), _("Questionnaire"), _("Year or period"), _("Agency")]
    lines = [
        [
            row.round,
            row.round.edition.questionnaire.name,
            row.round.period,
            row.agency,
            *how_far(row),
        ]
        for row in found
    ]
    name = f"returns-{request.board.slug}"
    return download(kind, name, [*headings, *how_far_headings()], lines)


@require_GET
def agency_return(request, board, reference):
    """The agency's task list; to the board's side only how far it is."""
    found = return_or_404(request, reference)
    if allowed(request.user, Permission.ANSWER, found):
        return _tasks(request, found)
    require_any(request.user, found, Permission.MODERATE, Permission.CHASE)
    may = _may(request.user, found)
    context = {
        "agency_return": found,
        "submissions": list(found.submissions.select_related("submitted_by")),
        "extensions": list(found.extensions.all()),
        "threads": _threads(found),
        "may": may,
        "steps": steps_of(found.round) if may["moderate"] else [],
    }
    return render(request, "audits/return_status.html", context)


def require_any(user, record, *permissions):
    """Raise PermissionDenied unless one of the verbs is allowed."""
    if not any(allowed(user, permission, record) for permission in permissions):
        require(user, permissions[0], record)


def _threads(found):
    """Questions with messages, newest message last."""
    messages_of = {}
    for row in found.clarifications.select_related("question", "block", "by"):
        messages_of.setdefault((row.question_id, row.block_id), []).append(row)
    return list(messages_of.values())


def _may(user, found) -> dict:
    verbs = ["answer", "submit", "sign_off", "delegate", "reopen", "extend", "moderate"]
    return {verb: allowed(user, Permission(verb), found) for verb in verbs}


def _tasks(request, found):
    wanted = TaskFilter(request.GET)
    narrowing = Narrowing(**wanted.cleaned_data) if wanted.is_valid() else Narrowing()
    sections = task_list(found, request.user, narrowing)
    context = {
        "agency_return": found,
        "sections": sections,
        "filter": wanted,
        "tags": _tags(sections),
        "narrowed": any([narrowing.show, narrowing.words, narrowing.tag]),
        "may": _may(request.user, found),
        "editable": rules.is_editable(found),
        "can_carry": _can_carry(found, sections),
        "extension": found.extensions.first(),
        "request_back": _sent_back(found),
    }
    return render(request, "audits/return.html", context)


def _tags(sections):
    """Tags this questionnaire uses, for the filter (HAR-14)."""
    used = {
        tag for part in sections for t in part.tasks for tag in t.step.question.tags
    }
    return [(tag.value, label) for tag, label in TAGS.items() if tag.value in used]


def _can_carry(found, sections) -> bool:
    """Whether last round answered something that has no answer yet."""
    if not rules.is_editable(found):
        return False
    previous = previous_return(found)
    if previous is None:
        return False
    said = {
        (key, review or "")
        for key, review in previous.answers.values_list(
            "question__key", "block__review_reference"
        )
    }
    steps = [task.step for p in sections for task in p.tasks if task.answer is None]
    return any(asked(step.question, step.block) in said for step in steps)


def _sent_back(found):
    """The executive's note, while the return is back with those who answer."""
    if not rules.is_editable(found):
        return None
    return found.sign_off_requests.filter(sent_back_at__isnull=False).first()


@require_GET
def return_section(request, board, reference, section):
    """One section's questions with their state."""
    found = return_or_404(request, reference)
    require(request.user, Permission.ANSWER, found)
    parts = task_list(found, request.user)
    [part] = [one for one in parts if one.section.key == section] or [None]
    if part is None:
        raise Http404
    context = {"agency_return": found, "part": part, "may": _may(request.user, found)}
    return render(request, "audits/return_section.html", context)


@require_POST
def return_carry(request, board, reference):
    """Bring last round's answers forward, to be confirmed one by one."""
    found = return_or_404(request, reference)
    require(request.user, Permission.ANSWER, found)
    try:
        made = carry_forward(agency_return=found, by=request.user)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect(found)
    if made:
        text = _("%s answers were brought forward. Confirm each one.")
        messages.success(request, text % len(made))
    else:
        messages.info(request, _("There was nothing left to bring forward."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def return_delegate(request, board, reference, section):
    """Give a section to a colleague, or take it back."""
    found = return_or_404(request, reference)
    require(request.user, Permission.DELEGATE, found)
    part = found.round.edition.sections.filter(key=section).first()
    if part is None:
        raise Http404
    if request.POST.get("take_back"):
        take_back(agency_return=found, section=part, by=request.user)
        text = _("%(section)s is open again to everyone who answers.")
        messages.success(request, text % {"section": part})
        return redirect(found)
    form = DelegateForm(
        request.POST or None, user=request.user, colleagues=colleagues(found)
    )
    if request.method == "POST" and form.is_valid():
        delegate(
            agency_return=found, section=part, by=request.user, **form.cleaned_data
        )
        text = _("%(section)s is now with %(who)s.")
        told = {"section": part, "who": form.cleaned_data["to"]}
        messages.success(request, text % told)
        return redirect(found)
    given = found.delegations.filter(section=part).select_related("to").first()
    context = {"agency_return": found, "section": part, "form": form, "given": given}
    return render(request, "audits/return_delegate.html", context)
