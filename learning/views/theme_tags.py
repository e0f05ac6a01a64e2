"""Themes of one source: what was suggested, what a person confirmed or declined."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from boards.access import get_visible_or_404
from boards.views.forms import accepted
from learning.choices import ThemeTagState
from learning.filters import paginate
from learning.forms.tagging import TagForm
from learning.models import Finding, ThemeTag
from learning.rules import may_write_findings, require_findings
from learning.services import tagging
from learning.suggesting import suggestions_for
from learning.theme_places import places
from learning.views.of_source import (
    framed,
    opens_themes,
    source_or_404,
    source_to_write,
)

DECISIONS = {"confirm": ThemeTagState.CONFIRMED, "decline": ThemeTagState.DECLINED}


@require_http_methods(["GET", "POST"])
def source_themes(request, board, reference):
    """Themes of a source and its findings; who writes these confirms or declines."""
    source = source_or_404(request, reference)
    writes = may_write_findings(request.user, source)
    rows = Finding.objects.visible_to(request.user).filter(source=source)
    page = paginate(request, rows)
    shown = places(request.user, source, page.object_list, offer=writes)
    form = _form(request, page) if writes else None
    of_passage = None
    if request.method == "POST" and "suggest" in request.POST:
        require_findings(request.user, source)
        of_passage = _of_passage(request, form)
    elif request.method == "POST":
        require_findings(request.user, source)
        if _decided(request, source, shown) or _tagged(request, source, form):
            return redirect(request.get_full_path())
    context = {
        **framed(request, source, "learning:findings"),
        "places": shown,
        "page": page,
        "offered": sum(len(place.offered) for place in shown),
        "writes": writes,
        "opens": opens_themes(request),
        "form": form,
        "of_passage": of_passage,
        "query": "",
    }
    return render(request, "learning/theme_tags.html", context)


def _form(request, page):
    posted = request.POST if "theme" in request.POST else None
    return TagForm(
        posted, board=request.board, findings=page.object_list, user=request.user
    )


def _of_passage(request, form):
    """Themes the words of a pasted passage suggest; nothing is kept yet."""
    passage = request.POST.get("passage", "")
    found = suggestions_for(request.user, request.board, passage)
    form.offer(found)
    return found


def _decided(request, source, shown) -> bool:
    """What was ticked among the suggestions; ticks of what is settled do nothing."""
    state = DECISIONS.get(request.POST.get("decide", ""))
    if state is None:
        return False
    ticked = set(request.POST.getlist("pick"))
    picks = [
        (place.finding, one)
        for place in shown
        for one in place.offered
        if f"{place.key}-{one.theme.pk}" in ticked
    ]
    number = tagging.decide(source=source, picks=picks, state=state, by=request.user)
    if number:
        messages.success(request, _said(state, number))
    else:
        messages.error(request, _("Tick at least one suggestion."))
    return True


def _said(state, number) -> str:
    if state == ThemeTagState.CONFIRMED:
        words = ngettext("%(n)s theme confirmed.", "%(n)s themes confirmed.", number)
    else:
        words = ngettext(
            "%(n)s suggestion will not be offered again.",
            "%(n)s suggestions will not be offered again.",
            number,
        )
    return words % {"n": number}


def _tagged(request, source, form) -> bool:
    if not form.is_bound or not accepted(form, lambda d: _tag(request, source, d)):
        return False
    messages.success(request, _("The theme is noted."))
    return True


def _tag(request, source, data):
    return tagging.tag(
        source=source,
        theme=data["theme"],
        finding=data["place"],
        passage=data["passage"],
        by=request.user,
    )


@require_POST
def theme_untag(request, board, reference, pk):
    """Take a theme off a source, a passage or a finding."""
    source = source_to_write(request, reference)
    rows = ThemeTag.objects.visible_to(request.user).confirmed().filter(source=source)
    found = get_visible_or_404(rows, request.user, pk=pk)
    tagging.untag(tag=found, by=request.user)
    messages.success(request, _("The theme is taken off."))
    return redirect(themes_url(source))


def themes_url(source) -> str:
    """Where the themes of a source stand."""
    return reverse("learning:source-themes", args=[source.board.slug, source.reference])
