"""What themes led to: the list, one of them, raising, changing and finishing it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from boards.views.forms import form_page
from learning.choices import ThemeResponseKind
from learning.exports import asked_kind, download
from learning.filters import Sorting, paginate
from learning.forms.themes_responses import (
    ResponseDoneForm,
    ResponseFilterForm,
    ResponseForm,
)
from learning.models import LearningSource, RecurrenceNotice, ThemeResponse
from learning.services import themes_responses as service
from learning.theme_guards import (
    may_change_response,
    may_respond,
    response_or_404,
    response_to_change,
    theme_to_act_on,
)
from learning.theme_openings import openings
from learning.views.versioned import wrote

FORM = "learning/source_form.html"
COLUMNS = {
    "due": ("due_on",),
    "theme": ("theme__name_en",),
    "kind": ("kind", "due_on"),
    "group": ("group__name_en", "due_on"),
    "done": ("-done_on",),
}


@require_GET
def theme_responses(request, board):
    """What themes led to; filter, search, sort, page, export."""
    seen = ThemeResponse.objects.visible_to(request.user).filter(board=request.board)
    form = ResponseFilterForm(request.GET, board=request.board, user=request.user)
    sorting = Sorting(request, COLUMNS)
    rows = sorting.apply(form.apply(seen))
    rows = rows.select_related("theme__board", "group", "board")
    if kind := asked_kind(request):
        return _file(request, kind, rows)
    context = {
        "page": paginate(request, rows),
        "form": form,
        "may_respond": may_respond(request.user, request.board),
        **sorting.context,
    }
    return render(request, "learning/theme_responses.html", context)


def _file(request, kind, rows):
    headings = [
        _("Theme"), _("What it leads to"), _("Why"), _("Taken on by"), _("Due on"),
        _("Done on"), _("What came of it"),
    ]  # fmt: skip
    table = [
        [
            row.theme.name, row.get_kind_display(), row.reason, row.group or "",
            row.due_on, row.done_on, row.outcome,
        ]
        for row in rows
    ]  # fmt: skip
    return download(kind, f"themes-responses-{request.board.slug}", headings, table)


@require_GET
def theme_response(request, board, pk):
    """One of the four: why, who, by when, and what it led to."""
    found, user = response_or_404(request, pk), request.user
    may_change = may_change_response(user, found)
    forum = found.kind == ThemeResponseKind.THEMATIC_FORUM
    sources = LearningSource.objects.visible_to(user).select_related("board")
    notices = RecurrenceNotice.objects.visible_to(user).select_related("board")
    context = {
        "response": found,
        "source": sources.filter(pk=found.source_id).first(),
        "notice": notices.filter(pk=found.notice_id).first(),
        "may_change": may_change,
        "openings": openings(user, found) if forum and may_change else [],
    }
    return render(request, "learning/theme_response.html", context)


@require_http_methods(["GET", "POST"])
def theme_response_raise(request, board, pk):
    """Raise one of the four from a theme, or from a notice that it came back."""
    theme = theme_to_act_on(request, pk)
    notice = _notice(request, theme)
    form = ResponseForm(
        request.POST or None,
        instance=ThemeResponse(board=request.board, theme=theme),
        board=request.board,
        user=request.user,
        initial=_begin(request, notice),
    )
    made = []

    def write(data):
        made.append(
            service.raise_response(
                theme=theme, notice=notice, values=form.values, by=request.user,
                sent_once=data["sent_once"],
            )
        )  # fmt: skip

    if request.method == "POST" and wrote(form, write):
        messages.success(request, _("Raised. The group finds it on Your work."))
        return redirect(made[0].get_absolute_url())
    back = notice or theme
    return form_page(
        request, form, heading=_("What does the theme lead to?"), caption=theme.name,
        back_url=back.get_absolute_url(), submit=_("Raise it"), template=FORM,
    )  # fmt: skip


def _notice(request, theme) -> RecurrenceNotice | None:
    """The notice named in the address, where it is about this theme."""
    asked = request.GET.get("notice", "")
    if not asked:
        return None
    asked = int(asked) if asked.isdecimal() and len(asked) < 15 else 0
    rows = RecurrenceNotice.objects.visible_to(request.user).filter(theme=theme)
    rows = rows.select_related("theme__board", "board", "tag__source__lead_group")
    return get_visible_or_404(rows, request.user, pk=asked)


def _begin(request, notice) -> dict:
    kind = request.GET.get("kind", "")
    begun = {"kind": kind} if kind in ThemeResponseKind.values else {}
    if notice is None:
        return begun
    group = notice.tag.source.lead_group
    if group and group.restricted:
        begun["group"] = group.pk
    return {"reason": notice.answer, **begun}


@require_http_methods(["GET", "POST"])
def theme_response_edit(request, board, pk):
    """Change why, who takes it on, or by when; two people see both texts."""
    found = response_to_change(request, pk)
    form = ResponseForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        service.edit_response(
            response=found, values=form.values, version=data["version"],
            by=request.user,
        )  # fmt: skip

    return _changed(request, form, write, found, heading=_("Change it"))


@require_http_methods(["GET", "POST"])
def theme_response_done(request, board, pk):
    """What came of it."""
    found = response_to_change(request, pk)
    form = ResponseDoneForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        service.finish_response(
            response=found, version=data["version"], by=request.user, **form.values
        )

    return _changed(
        request, form, write, found, heading=_("What came of it?"),
        submit=_("Mark as done"),
    )  # fmt: skip


def _changed(request, form, write, found, **words):
    back = found.get_absolute_url()
    if request.method == "POST" and wrote(form, write):
        messages.success(request, _("Saved."))
        return redirect(back)
    caption = f"{found.get_kind_display()}: {found.theme.name}"
    words |= {"caption": caption, "back_url": back, "template": FORM}
    return form_page(request, form, **words)
