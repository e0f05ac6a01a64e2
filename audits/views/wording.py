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


def _written(request, edition, form, write, *, heading, done=None, key=""):
    """Ask for words; once written, go to what they are of and say so."""
    made = []

    def attempt(data):
        made.append(write(data) or key)

    if request.method == "POST" and _saved(form, attempt):
        messages.success(request, done or _("Saved."))
        _warn_of_welsh(request, form)
        return redirect(_back(edition, made[-1]))
    return _page(request, form, edition, heading=heading, key=key)


def _warn_of_welsh(request, form):
    if left := form.welsh_left_behind:
        text = _("The English is newer than the Welsh: %s. Change the Welsh too.")
        messages.warning(request, text % ", ".join(map(str, left)))


def _change(request, edition, form, change, *, heading):
    """New words of a question or section; `change` is the service that puts them."""

    def write(data):
        change(
            edition=edition,
            key=form.key,
            values=form.values,
            seen=data["seen"],
            by=request.user,
        )

    return _written(request, edition, form, write, heading=heading, key=form.key)


def _addition(request, edition, form, add, **words):
    """Another question or section; `add` is the service that makes it."""

    def write(_data):
        return add(edition=edition, values=form.values, by=request.user)

    return _written(request, edition, form, write, **words)


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

    heading = _("Change the introduction")
    return _written(request, edition, form, write, heading=heading)


@on_a_draft
def question_edit(request, edition, question):
    """Change one question: words, place, rating levels, what an answer needs."""
    given = _given(request, edition)
    _refuse_unknown(question, given["content"].questions)
    form = QuestionForm(key=question, **given)
    heading = _("Change a question")
    return _change(request, edition, form, wording.edit_question, heading=heading)


@on_a_draft
def question_add(request, edition, section):
    """Ask another question in a section."""
    given = _given(request, edition)
    _refuse_unknown(section, given["content"].sections)
    return _addition(
        request,
        edition,
        QuestionForm(section=section, **given),
        wording.add_question,
        heading=_("Add a question"),
        done=_("The question was added."),
        key=section,
    )


@on_a_draft
def question_remove(request, edition, question):
    """Ask, then leave a question out of a draft edition."""
    return _removal(
        request,
        edition,
        edition.questions.filter(key=question).first(),
        heading=_("Leave this question out?"),
        remove=wording.remove_question,
    )


@on_a_draft
def section_edit(request, edition, section):
    """Change the title, guidance or place of a section."""
    given = _given(request, edition)
    _refuse_unknown(section, given["content"].sections)
    form = SectionForm(key=section, **given)
    heading = _("Change a section")
    return _change(request, edition, form, wording.edit_section, heading=heading)


@on_a_draft
def section_add(request, edition):
    """Another section of a draft edition."""
    return _addition(
        request,
        edition,
        SectionForm(**_given(request, edition)),
        wording.add_section,
        heading=_("Add a section"),
        done=_("The section was added. Add its questions."),
    )


@on_a_draft
def section_remove(request, edition, section):
    """Ask, then leave an empty section out of a draft edition."""
    return _removal(
        request,
        edition,
        edition.sections.filter(key=section).first(),
        heading=_("Leave this section out?"),
        remove=wording.remove_section,
    )


def _refuse_unknown(key, rows):
    if key not in rows:
        raise Http404


def _removal(request, edition, row, *, heading, remove):
    if row is None:
        raise Http404
    form = ScopedForm({} if request.method == "POST" else None, user=request.user)

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
