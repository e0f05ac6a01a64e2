"""Writing what a themes report says; words are kept while they are typed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boards.services.unsaved import forget_typed, keep_typed
from boards.views.unsaved import forgotten, keeps_typed, take_up
from learning.forms.themes_reports import ReportWordsForm
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
        "kept": take_up(form, found.unsaved, request.user),
        "table": table_of(found, request.user),
    }
    return render(request, "learning/themes_report_write.html", context)


@keeps_typed
def themes_report_words(request, board, pk):
    """Keep the form as it stands."""
    found = report_to_write(request, pk)
    return keep_typed(found.unsaved, posted=request.POST, by=request.user)


@require_POST
def themes_report_words_forget(request, board, pk):
    """Drop one's own unsaved words, on purpose."""
    found = report_to_write(request, pk)
    forget_typed(found.unsaved, by=request.user)
    address = [request.board.slug, found.pk]
    return forgotten(request, reverse("learning:themes-report-write", args=address))
