"""Changing the words of a draft edition; issued ones say how to go on."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audits import differences
from audits.forms.questionnaires import IntroductionForm
from audits.forms.wording import QuestionForm, SectionForm
from audits.services import wording
from audits.services.contents import content_of
from audits.views.editions import edition_or_404
from audits.views.questionnaires import PREPARE
from boards.access import require
from boards.forms import ScopedForm
from boards.views.forms import accepted, form_page


def on_a_draft(view):
    """Hand the view a draft edition; an issued one is refused with the way on."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def checked(request, board, questionnaire, number, **kwargs):
        edition = edition_or_404(request, questionnaire, number)
        require(request.user, PREPARE, edition)
        if edition.is_frozen:
            return _frozen(request, edition, kwargs)
        return view(request, edition, **kwargs)

    return checked


def _frozen(request, edition, kwargs):
    """Why these words stay, and where the next ones are written."""
    drafts = edition.questionnaire.editions.visible_to(request.user)
    draft = drafts.filter(number__gt=edition.number, state="draft").first()
    context = {
        "edition": edition,
        "questionnaire": edition.questionnaire,
        "draft": draft,
        "draft_url": draft and _same_page(request, draft, kwargs),
    }
    return render(request, "audits/edition_frozen.html", context, status=409)


def _same_page(request, draft, kwargs):
    """The same page of the draft, where it still has the question or section."""
    rows = {"question": draft.questions, "section": draft.sections}
    for name, key in kwargs.items():
        if not rows[name].filter(key=key).exists():
            return draft.get_absolute_url()
    args = {"board": request.board.slug, "questionnaire": draft.questionnaire.key}
    name = f"audits:{request.resolver_match.url_name}"
    return reverse(name, kwargs=args | {"number": draft.number} | kwargs)


def _back(edition, key="") -> str:
    return edition.get_absolute_url() + (f"#{key}" if key else "")


def _saved(form, write, conflict=differences.conflicting):
    """Write a form; when somebody saved since, show both texts and ask again."""

    def attempt(data):
        try:
            write(data)
        except wording.StaleWords as problem:
            form.show_conflict(problem, conflict(problem.current, form.values))

    return accepted(form, attempt) and form.is_valid()


def _page(request, form, edition, *, heading, key="", **words):
    return form_page(
        request,
        form,
        heading=heading,
        caption=str(edition),
        back_url=_back(edition, key),
        template="audits/wording_form.html",
        **words,
    )


def _given(request, edition):
    """What every form of words needs."""
    return {
        "data": request.POST or None,
        "content": content_of(edition),
        "board": request.board,
        "user": request.user,
    }


@on_a_draft
def edition_edit(request, edition):
    """Name a draft edition and word its introduction."""
    form = IntroductionForm(
        request.POST or None, edition=edition, board=request.board, user=request.user
    )

    def write(data):
        wording.edit_introduction(
            edition=edition, values=form.values, seen=data["seen"], by=request.user
        )

    if request.method == "POST" and _saved(form, write):
        messages.success(request, _("Saved."))
        return redirect(edition)
    return _page(request, form, edition, heading=_("Change the introduction"))


@on_a_draft
def question_edit(request, edition, question):
    """Change one question: words, place, rating levels, what an answer needs."""
    given = _given(request, edition)
    if question not in given["content"].questions:
        raise Http404
    form = QuestionForm(key=question, **given)

    def write(data):
        wording.edit_question(
            edition=edition,
            key=question,
            values=form.values,
            seen=data["seen"],
            by=request.user,
        )

    if request.method == "POST" and _saved(form, write):
        messages.success(request, _("Saved."))
        return redirect(_back(edition, question))
    return _page(request, form, edition, heading=_("Change a question"), key=question)


@on_a_draft
def question_add(request, edition, section):
    """Ask another question in a section."""
    given = _given(request, edition)
    if section not in given["content"].sections:
        raise Http404
    form = QuestionForm(section=section, **given)
    made = []

    def write(_data):
        made.append(
            wording.add_question(edition=edition, values=form.values, by=request.user)
        )

    if request.method == "POST" and _saved(form, write):
        messages.success(request, _("The question was added."))
        return redirect(_back(edition, made[0]))
    return _page(request, form, edition, heading=_("Add a question"), key=section)


@on_a_draft
def question_remove(request, edition, question):
    """Ask, then leave a question out of a draft edition."""
    row = edition.questions.filter(key=question).first()
    return _removal(
        request,
        edition,
        row,
        heading=_("Leave this question out?"),
        remove=wording.remove_question,
    )


@on_a_draft
def section_add(request, edition):
    """Another section of a draft edition."""
    form = SectionForm(**_given(request, edition))
    made = []

    def write(_data):
        made.append(
            wording.add_section(edition=edition, values=form.values, by=request.user)
        )

    if request.method == "POST" and _saved(form, write):
        messages.success(request, _("The section was added. Add its questions."))
        return redirect(_back(edition, made[0]))
    return _page(request, form, edition, heading=_("Add a section"))


@on_a_draft
def section_edit(request, edition, section):
    """Change the title, guidance or place of a section."""
    given = _given(request, edition)
    if section not in given["content"].sections:
        raise Http404
    form = SectionForm(key=section, **given)

    def write(data):
        wording.edit_section(
            edition=edition,
            key=section,
            values=form.values,
            seen=data["seen"],
            by=request.user,
        )

    if request.method == "POST" and _saved(form, write):
        messages.success(request, _("Saved."))
        return redirect(_back(edition, section))
    return _page(request, form, edition, heading=_("Change a section"), key=section)


@on_a_draft
def section_remove(request, edition, section):
    """Ask, then leave an empty section out of a draft edition."""
    row = edition.sections.filter(key=section).first()
    return _removal(
        request,
        edition,
        row,
        heading=_("Leave this section out?"),
        remove=wording.remove_section,
    )


def _removal(request, edition, row, *, heading, remove):
    if row is None:
        raise Http404
    form = ScopedForm(request.POST or None, user=request.user)
    form = ScopedForm({}, user=request.user) if request.method == "POST" else form

    def write(_data):
        remove(edition=edition, key=row.key, by=request.user)

    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("It was left out."))
        return redirect(edition)
    return _page(
        request,
        form,
        edition,
        heading=heading,
        key=row.key,
        hint=str(row),
        submit=_("Leave it out"),
        dangerous=True,
    )
