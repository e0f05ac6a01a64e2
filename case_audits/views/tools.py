"""Audit tools: the list, one edition, writing, putting to use, the next edition."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from case_audits import guards, rules
from case_audits.choices import STATE_COLOURS
from case_audits.forms.tools import ToolForm, written_grades, written_questions
from case_audits.models import ToolEdition
from case_audits.pack_tools import offered, tool_named
from case_audits.services import tools as services
from case_audits.views.writing import address, form_written, pressed

COLUMNS = {
    "name": ("name", "-number"),
    "state": ("state", "name"),
}


@require_GET
def tools(request, board):
    """Tools of the board, newest edition first; search, sort, page, export."""
    rows = ToolEdition.objects.visible_to(request.user).filter(board=request.board)
    words = request.GET.get("q", "").strip()[:100]
    if words:
        rows = rows.filter(name__icontains=words)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(rows.select_related("board"))
    if kind := asked_kind(request):
        lines = [[one.name, one.number, one.get_state_display()] for one in found]
        headings = [_("Tool"), _("Edition"), _("State")]
        return download(kind, f"audit-tools-{request.board.slug}", headings, lines)
    page = paginate(request, found)
    for row in page:
        row.colour = STATE_COLOURS[row.state]
    runs = rules.runs_audits(request.user, request.board)
    context = {
        "page": page,
        "words": words,
        "runs": runs,
        "offered": offered(request.board) if runs else [],
        **sorting.context,
    }
    return render(request, "case_audits/tools.html", context)


@require_GET
def tool(request, board, pk):
    """One edition as agencies read it."""
    found = guards.tool_or_404(request, pk)
    context = {
        "tool": found,
        "colour": STATE_COLOURS[found.state],
        "questions": found.questions.all(),
        "grades": found.grades.all(),
        "runs": rules.runs_audits(request.user, request.board),
        "next": found.followed_by.first(),
    }
    return render(request, "case_audits/tool.html", context)


@require_http_methods(["GET", "POST"])
def tool_new(request, board):
    """Write a tool, from nothing or from one the board's pack offers."""
    rules.require_rule(
        rules.runs_audits(request.user, request.board), Permission.MANAGE_REVIEW
    )
    begun = tool_named(request.board, request.GET.get("from", ""))
    form = _form(request, ToolEdition(board=request.board), _begun_with(begun))
    if begun:
        form.looks = {one["word"]: (one["colour"], one["shape"]) for one in begun.scale}
    return form_written(
        request,
        form,
        lambda said: services.write_tool(
            board=request.board,
            values=form.values,
            questions=said["asked"],
            grades=said["scale"],
            sent_once=said["sent_once"],
            by=request.user,
        ),
        heading=_("Write an audit tool"),
        hint=_("It is a draft until you put it to use. Then its words stay."),
        back_url=address("tools", request.board),
        done=_("Saved. Read it, then put it to use."),
        to=lambda made: made.get_absolute_url(),
    )


def _begun_with(begun) -> dict:
    if begun is None:
        return {}
    return {
        "name": begun.name,
        "asked": written_questions(begun.rows),
        "scale": written_grades(begun.grades),
    }


def _form(request, instance, initial=None):
    return ToolForm(
        request.POST or None,
        instance=instance,
        board=request.board,
        user=request.user,
        initial=initial or {},
    )


@require_http_methods(["GET", "POST"])
def tool_edit(request, board, pk):
    """Change a draft."""
    found = guards.tool_to_write(request, pk)
    if found.is_issued:
        return redirect(found)
    form = _form(request, found)
    return form_written(
        request,
        form,
        lambda said: services.save_tool(
            edition=found,
            values=form.values,
            questions=said["asked"],
            grades=said["scale"],
            version=said["version"],
            by=request.user,
        ),
        heading=_("Change the tool"),
        caption=str(found),
        back_url=found.get_absolute_url(),
        done=_("Saved."),
    )


@require_POST
def tool_issue(request, board, pk):
    """Put a tool to use."""
    found = guards.tool_to_write(request, pk)
    return pressed(
        request,
        lambda: services.issue_tool(edition=found, by=request.user),
        to=found.get_absolute_url(),
        done=_("In use. Its words stay as they are."),
    )


@require_POST
def tool_next(request, board, pk):
    """Begin the next edition with the same words."""
    found = guards.tool_to_write(request, pk)
    return pressed(
        request,
        lambda: services.next_edition(edition=found, by=request.user),
        to=address("tools", request.board),
        done=_("The next edition is a draft. Open it to change it."),
    )
