"""Writing a briefing: its words, kept while they are typed; the board's headings."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boards.access import require
from boards.forms.words import add_errors
from boards.roles import Permission
from boards.services.unsaved import forget_typed, keep_typed
from boards.views.forms import form_page
from boards.views.unsaved import forgotten, keeps_typed, take_up
from dissemination.briefing_fit import fits_of
from dissemination.briefing_headings import TEMPLATES, template_of
from dissemination.briefing_reading import WELSH_STATES, welsh_state
from dissemination.briefing_rules import briefing_to_write
from dissemination.choices import BriefingKind, BriefingState
from dissemination.forms.briefing_words import BriefingForm, HeadingsForm
from dissemination.services.briefings import (
    set_headings,
    write_briefing,
)
from dissemination.views.briefings import crumbs
from learning.services.versions import StaleVersion


def address(briefing, name: str) -> str:
    """The address of one of a briefing's pages."""
    where = [briefing.board.slug, briefing.reference]
    return reverse(f"dissemination:{name}", args=where)


@require_http_methods(["GET", "POST"])
def briefing_edit(request, board, reference):
    """Every box in one form; both languages beside each other."""
    found = briefing_to_write(request, reference)
    form = _form(request, found)
    if request.method == "POST" and _saved(form, found, request.user):
        messages.success(request, _("Saved."))
        return redirect(found.get_absolute_url())
    sections = form.typed_sections() if form.is_bound else found.sections
    context = {
        "briefing": found,
        "form": form,
        "kept": take_up(form, found.unsaved, request.user),
        "was_public": found.state == BriefingState.PUBLIC,
        "welsh": WELSH_STATES.get(welsh_state(found)),
        "fits": fits_of(sections, welsh=found.is_bilingual),
        "heading": _("Write the briefing"),
        "crumbs": crumbs(
            request, (found.title, found.get_absolute_url()), (_("Write"), "")
        ),
    }
    return render(request, "dissemination/briefing_edit.html", context)


def _form(request, briefing):
    # The form writes what is valid into its row: the page keeps its own.
    row = type(briefing).objects.visible_to(request.user)
    row = row.select_related("board").get(pk=briefing.pk)
    return BriefingForm(
        request.POST or None, instance=row, board=request.board, user=request.user
    )


def _saved(form, briefing, by) -> bool:
    """Write a posted form; both texts stand in it where somebody was first."""
    if not form.is_valid():
        return False
    try:
        write_briefing(
            briefing=briefing,
            titles=form.titles,
            texts=form.texts,
            current=form.cleaned_data.get("welsh_current", False),
            version=form.cleaned_data["version"],
            by=by,
        )
    except StaleVersion as problem:
        form.show_conflict(problem.current)
        return False
    return True


@keeps_typed
def briefing_words(request, board, reference):
    """Keep the fields of the form as they stand."""
    found = briefing_to_write(request, reference)
    return keep_typed(found.unsaved, posted=request.POST, by=request.user)


@require_POST
def briefing_words_forget(request, board, reference):
    """Drop one's own unsaved words, on purpose."""
    found = briefing_to_write(request, reference)
    forget_typed(found.unsaved, by=request.user)
    return forgotten(request, address(found, "briefing-edit"))


@require_POST
def briefing_meter(request, board, reference):
    """How much of the page the words typed so far take; changes nothing."""
    found = briefing_to_write(request, reference)
    sections = _form(request, found).typed_sections()
    context = {"fits": fits_of(sections, welsh=found.is_bilingual)}
    return render(request, "dissemination/_briefing_meter.html", context)


@require_http_methods(["GET", "POST"])
def briefing_headings(request, board, kind):
    """The board's own headings of one kind; briefings begun before keep theirs."""
    if kind not in TEMPLATES:
        raise Http404
    require(request.user, Permission.EDIT_LEARNING_TABLE, request.board)
    template = template_of(request.board, request.user, kind)
    form = HeadingsForm(
        request.POST or None, instance=template, board=request.board,
        user=request.user, kind=kind,
    )  # fmt: skip
    if request.method == "POST" and _headings_kept(form, template, request):
        messages.success(request, _("Saved. New briefings have these headings."))
        return redirect("dissemination:briefings", request.board.slug)
    name = template.name if template else BriefingKind(kind).label
    return form_page(
        request,
        form,
        heading=_("Headings"),
        caption=name,
        back_url=reverse("dissemination:briefings", args=[request.board.slug]),
        template="dissemination/briefing_headings.html",
    )


def _headings_kept(form, template, request) -> bool:
    if not form.is_valid():
        return False
    try:
        set_headings(
            board=request.board, kind=form.kind, template=template,
            sections=form.sections, version=form.cleaned_data["version"],
            by=request.user,
        )  # fmt: skip
    except StaleVersion as problem:
        form.show_conflict(problem.current)
        return False
    except ValidationError as problem:
        add_errors(form, problem)
        return False
    return True
