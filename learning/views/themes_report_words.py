"""Writing what a themes report says; words are kept while they are typed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from learning.forms.themes_reports import ReportWordsForm
from learning.models import UnsavedThemesReport
from learning.services import themes_reports as service
from learning.theme_guards import report_to_write
from learning.theme_report import table_of
from learning.views.versioned import wrote


@require_http_methods(["GET", "POST"])
def themes_report_write(request, board, pk):
    """The commentary, with the figures below it."""
    found = report_to_write(request, pk)
    form = ReportWordsForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        service.change_report(
            report=found, values=form.values, version=data["version"], by=request.user
        )

    if request.method == "POST" and wrote(form, write):
        messages.success(request, _("Saved."))
        return redirect(found.get_absolute_url())
    context = {
        "report": found,
        "form": form,
        "kept": None if form.is_bound else _take_up(form, found, request.user),
        "table": table_of(found, request.user),
    }
    return render(request, "learning/themes_report_write.html", context)


def _take_up(form, report, user):
    mine = UnsavedThemesReport.objects.visible_to(user)
    kept = mine.filter(user=user, report=report).first()
    if kept:
        form.take_up(kept.posted)
    return kept


@login_not_required  # asked below: a page in the middle of typing must be told
@require_POST
def themes_report_words(request, board, pk):
    """Keep the form as it stands; answers in a few words of JSON."""
    if not request.user.is_authenticated:
        url = redirect_to_login(request.headers.get("referer", "/")).url
        answer = {"state": "signed-out", "url": url, "kept": False}
        return JsonResponse(answer, status=401)
    found = report_to_write(request, pk)
    kept = service.keep_report_words(report=found, posted=request.POST, by=request.user)
    at = time_format(timezone.localtime(kept.at), "H:i")
    return JsonResponse({"state": "draft", "time": at})


@require_POST
def themes_report_words_forget(request, board, pk):
    """Drop one's own unsaved words, on purpose."""
    found = report_to_write(request, pk)
    service.forget_report_words(report=found, by=request.user)
    messages.success(request, _("The words you had not saved are gone."))
    address = [request.board.slug, found.pk]
    return redirect(reverse("learning:themes-report-write", args=address))
