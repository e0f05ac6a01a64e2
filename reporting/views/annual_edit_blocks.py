"""Blocks of an annual report: written, kept while typed, moved, taken out, traced."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.models import Agency
from boards.services.unsaved import forget_typed, keep_typed
from boards.views.unsaved import forgotten, keeps_typed, take_up
from dissemination.views.writing import form_written
from learning.views.versioned import wrote
from reporting.annual.drafting.people import member_agencies
from reporting.annual.guards import block_to_write, section_to_write
from reporting.annual.markdown import as_html
from reporting.annual.quoting import offered_words
from reporting.choices import BlockKind
from reporting.forms.annual_edit import BlockForm, NewBlockForm
from reporting.services.annual_blocks import (
    DOWN,
    UP,
    add_block,
    move_block,
    remove_block,
    write_block,
)
from reporting.services.annual_draft import take_back
from reporting.views.annual_edit import page_of


def _section_page(section) -> str:
    return page_of(section.report, "annual-section", section.pk)


@require_http_methods(["GET", "POST"])
def annual_block_edit(request, board, reference, pk):
    """The words of one block, kept while they are typed."""
    found = block_to_write(request, reference, pk)
    if found.kind == BlockKind.FIGURE:
        raise Http404  # figures come from records: they are moved or taken out
    form = _form(request, found)
    if request.method == "POST" and _saved(form, found, request.user):
        messages.success(request, _("Saved. Your words stay until you take them back."))
        return redirect(f"{_section_page(found.section)}#block-{found.pk}")
    context = {
        "form": form,
        "paragraph": found,
        "kept": take_up(form, found.unsaved, request.user),
        "report": found.section.report,
        "section_title": found.section.title,
        "back_url": _section_page(found.section),
        "preview": as_html(form["text_en"].value() or ""),
        "drawn": as_html(found.drawn.get("text_en", "")) if found.edited_at else "",
    }
    return render(request, "reporting/annual/block_edit.html", context)


def _form(request, block) -> BlockForm:
    # The form writes what is valid into its row: the page keeps its own.
    row = type(block).objects.visible_to(request.user).get(pk=block.pk)
    return BlockForm(
        request.POST or None, instance=row, board=request.board, user=request.user
    )


def _saved(form, block, by) -> bool:
    return wrote(
        form,
        lambda data: write_block(
            block=block, values=form.values, version=data["version"], by=by
        ),
    )


@keeps_typed
def annual_block_words(request, board, reference, pk):
    """Keep the fields of the form as they stand."""
    found = block_to_write(request, reference, pk)
    return keep_typed(found.unsaved, posted=request.POST, by=request.user)


@require_POST
def annual_block_forget(request, board, reference, pk):
    """Drop one's own unsaved words, on purpose."""
    found = block_to_write(request, reference, pk)
    forget_typed(found.unsaved, by=request.user)
    return forgotten(
        request, page_of(found.section.report, "annual-block-edit", found.pk)
    )


@require_POST
def annual_block_preview(request, board, reference, pk):
    """What the words typed so far will look like; changes nothing."""
    block_to_write(request, reference, pk)
    context = {"words": as_html(request.POST.get("text_en", ""))}
    return render(request, "reporting/annual/_preview.html", context)


@require_http_methods(["GET", "POST"])
def annual_block_add(request, board, reference, pk):
    """Words of one's own at the end of a section, or an agency's, quoted or summed
    up."""
    found = section_to_write(request, reference, pk)
    offered = offered_words(request.user, found.report, request.GET)
    places = member_agencies(request.user, request.board)
    form = NewBlockForm(
        request.POST or None,
        initial=offered.initial if offered else None,
        agencies=Agency.objects.visible_to(request.user).filter(
            pk__in=places.order_by().values("agency")
        ),
        board=request.board,
        user=request.user,
    )
    return form_written(
        request,
        form,
        lambda data: add_block(
            section=found,
            values=form.values,
            kind=data["kind"],
            agency=data["agency"],
            records=offered.records if offered else [],
            sent_once=data["sent_once"],
            by=request.user,
        ),
        heading=_("Add words to the section"),
        caption=found.title,
        back_url=_section_page(found),
        done=_("Added at the end of the section."),
    )


CHANGES = {
    "up": lambda block, by: move_block(block=block, way=UP, by=by),
    "down": lambda block, by: move_block(block=block, way=DOWN, by=by),
    "remove": lambda block, by: remove_block(block=block, removed=True, by=by),
    "restore": lambda block, by: remove_block(block=block, removed=False, by=by),
    "take_back": lambda block, by: take_back(block=block, by=by),
}


@require_POST
def annual_block_change(request, board, reference, pk):
    """Move a block, take it out, put it back, or let it say what the records say."""
    found = block_to_write(request, reference, pk)
    change = CHANGES.get(request.POST.get("change", ""))
    if change is None:
        raise Http404
    try:
        change(found, request.user)
    except ValidationError as problem:
        for words in problem.messages:
            messages.error(request, words)
    return redirect(f"{_section_page(found.section)}#block-{found.pk}")


@require_GET
def annual_block_history(request, board, reference, pk):
    """Every saved state of a block, newest first: who, when, the words."""
    found = block_to_write(request, reference, pk)
    rows = found.history.select_related("history_user").order_by("-history_id")
    states, last = [], None
    for row in reversed(list(rows)):
        said = (row.text_en, row.text_cy, str(row.figure), row.removed_at is None)
        if said != last:
            states.append(row)
            last = said
    context = {
        "paragraph": found,
        "states": states[::-1],
        "report": found.section.report,
        "section_title": found.section.title,
        "back_url": _section_page(found.section),
    }
    return render(request, "reporting/annual/block_history.html", context)
