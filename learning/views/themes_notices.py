"""Themes that came back after actions were closed: the list, one, its answer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.views.forms import form_page
from learning.exports import asked_kind, download
from learning.filters import Sorting, paginate
from learning.forms.themes_responses import NoticeAnswerForm, NoticeFilterForm
from learning.models import RecurrenceNotice, ThemeResponse
from learning.services.themes_recurrence import answer_notice
from learning.theme_guards import may_respond, notice_or_404, require_rule
from learning.views.versioned import wrote

COLUMNS = {
    "newest": ("-raised_at",),
    "theme": ("theme__name_en",),
    "source": ("tag__source__title",),
    "actions": ("closed_actions",),
    "state": ("answered_at",),
}


@require_GET
def theme_notices(request, board):
    """Notices for the officers and chairs; filter, search, sort, page, export."""
    require_rule(may_respond, request.user, request.board)
    seen = RecurrenceNotice.objects.visible_to(request.user)
    form = NoticeFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    rows = sorting.apply(form.apply(seen.filter(board=request.board)))
    rows = rows.select_related("theme__board", "tag__source", "tag__finding", "board")
    if kind := asked_kind(request):
        return _file(request, kind, rows)
    context = {
        "page": paginate(request, rows),
        "form": form,
        "may_respond": True,
        **sorting.context,
    }
    return render(request, "learning/theme_notices.html", context)


def _file(request, kind, rows):
    headings = [
        _("Theme"), _("Noticed on"), _("Source"), _("Reference"), _("Finding"),
        _("Actions closed before"), _("Last of them closed on"), _("Answered on"),
        _("What the board does about it"),
    ]  # fmt: skip
    table = [
        [
            row.theme.name, row.raised_at.date(), row.tag.source.title,
            row.tag.source.reference, row.tag.finding or "", row.closed_actions,
            row.last_closed_on, row.answered_at and row.answered_at.date(), row.answer,
        ]
        for row in rows
    ]  # fmt: skip
    return download(kind, f"themes-returned-{request.board.slug}", headings, table)


@require_GET
def theme_notice(request, board, pk):
    """One notice: where the theme came back, what was closed, what follows."""
    found = notice_or_404(request, pk)
    rows = ThemeResponse.objects.visible_to(request.user).filter(notice=found)
    context = {
        "notice": found,
        "responses": rows.select_related("board", "group", "theme__board"),
        "raised_before": found.tag.source.opened_on < found.last_closed_on,
    }
    return render(request, "learning/theme_notice.html", context)


@require_http_methods(["GET", "POST"])
def theme_notice_answer(request, board, pk):
    """Say what the board does about it, and perhaps raise something from it."""
    found = notice_or_404(request, pk)
    form = NoticeAnswerForm(request.POST or None, instance=found, user=request.user)

    def write(data):
        answer_notice(
            notice=found, answer=data["answer"], version=data["version"],
            by=request.user,
        )  # fmt: skip

    if request.method == "POST" and wrote(form, write):
        messages.success(request, _("Answered."))
        return redirect(_next(found, form.cleaned_data["then"]))
    return form_page(
        request,
        form,
        heading=_("What does the board do about it?"),
        caption=found.theme.name,
        back_url=found.get_absolute_url(),
        template="learning/source_form.html",
    )


def _next(notice, kind) -> str:
    if not kind:
        return notice.get_absolute_url()
    address = [notice.board.slug, notice.theme_id]
    page = reverse("learning:theme-response-raise", args=address)
    return f"{page}?notice={notice.pk}&kind={kind}"
