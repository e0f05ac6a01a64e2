"""What a source teaches: its findings and recommendations, good practice of anybody."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import allowed, get_visible_or_404
from boards.roles import Permission
from boards.views.forms import accepted, form_page, written
from learning.follow_up import next_steps, with_action_flag
from learning.forms.findings import FindingForm, GoodPracticeForm
from learning.models import Finding, Recommendation
from learning.removed import removed_of
from learning.rules import may_file_good_practice, may_write_findings
from learning.services.findings import add_finding, file_good_practice
from learning.standards import named
from learning.theme_places import themes_of, with_themes
from learning.views.of_source import (
    framed,
    opens_themes,
    source_or_404,
    source_to_write,
)
from learning.views.versioned import saved

OF_FINDING = ("strand", "filed_for", "sent_once")


@require_GET
def findings(request, board, reference):
    """Findings and recommendations of one source."""
    source = source_or_404(request, reference)
    rows = Finding.objects.visible_to(request.user).filter(source=source)
    rows = with_themes(with_action_flag(rows, request.user), request.user)
    rows = list(rows.select_related("agency"))
    asked = Recommendation.objects.visible_to(request.user).filter(source=source)
    found = Finding.objects.visible_to(request.user)
    asked = asked.select_related("addressee_agency", "board").prefetch_related(
        Prefetch("findings", queryset=found)
    )
    asked = list(asked)
    writes = may_write_findings(request.user, source)
    for row in rows:
        row.confirmed_themes = themes_of(row, source.board)
    context = {
        **framed(request, source, "learning:findings"),
        "findings": rows,
        "opens": opens_themes(request),
        "recommendations": asked,
        "standards": named(request.user, request.board, [r.standard for r in rows]),
        "writes": writes,
        "removed": removed_of(source) if writes else [],
        "to_issue": [row for row in asked if not row.is_issued] if writes else [],
        "steps": next_steps(request.user, source) if rows or asked else [],
    }
    return render(request, "learning/findings.html", context)


@require_http_methods(["GET", "POST"])
def finding_add(request, board, reference):
    """Another finding; "Save and add another" opens the next."""
    source = source_to_write(request, reference)
    new = Finding(source=source, board=source.board)
    given = {"kind": request.GET.get("kind", "")}
    form = FindingForm(
        request.POST or None,
        instance=new,
        board=request.board,
        user=request.user,
        initial=given,
    )

    def write(data):
        sent_once = data["sent_once"]
        add_finding(
            source=source, values=form.values, by=request.user, sent_once=sent_once
        )

    back = findings_url(source)
    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("Finding added."))
        return redirect(request.path if "another" in request.POST else back)
    heading = _("Add a finding")
    more = {"template": "learning/source_form.html", "another": True}
    return form_page(
        request, form, heading=heading, back_url=back, caption=source.title, **more
    )


@require_http_methods(["GET", "POST"])
def finding_edit(request, board, reference, pk):
    """Correct a finding; two people at once see both texts."""
    source = source_to_write(request, reference)
    rows = Finding.objects.visible_to(request.user).filter(source=source)
    found = get_visible_or_404(rows.select_related("agency"), request.user, pk=pk)
    form = FindingForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )
    back = findings_url(source)
    if request.method == "POST" and form.is_valid() and saved(form, request.user):
        messages.success(request, _("Saved."))
        return redirect(back)
    words = {"caption": source.title, "template": "learning/source_form.html"}
    return form_page(
        request, form, heading=_("Change the finding"), back_url=back, **words
    )


def findings_url(source) -> str:
    """Where the findings of a source stand."""
    return reverse("learning:findings", args=[source.board.slug, source.reference])


@require_http_methods(["GET", "POST"])
def good_practice(request, board):
    """Anybody with a part in the board tells what works (WOL-1)."""
    user = request.user
    if not may_file_good_practice(user, request.board):
        raise PermissionDenied(Permission.RAISE_LEARNING.value)
    form = GoodPracticeForm(
        request.POST or None,
        board=request.board,
        for_board=allowed(user, Permission.RAISE_LEARNING, request.board),
        user=user,
    )
    return written(
        request,
        form,
        lambda data: _file(request, data),
        heading=_("Share good practice"),
        back_url=reverse("learning:all-findings", args=[request.board.slug]),
        submit=_("Share it"),
        done=_("Thank you. It stands beside the board's other findings."),
        hint=_(
            "What works is learning too: it is listed, searched and reported like any "
            "other finding."
        ),
    )


def _file(request, data):
    return file_good_practice(
        board=request.board,
        owner=data["filed_for"],
        strand=data["strand"],
        values={name: v for name, v in data.items() if name not in OF_FINDING},
        sent_once=data["sent_once"],
        by=request.user,
    )
