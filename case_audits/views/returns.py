"""An agency's part: accept, write, hand in, take back, report later."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.views.forms import accepted
from case_audits import guards, rules
from case_audits.choices import STATE_COLOURS, AskState, VoiceOf
from case_audits.forms.audits import FollowUpForm
from case_audits.forms.returns import AnswerAskForm, HandInForm, ReturnForm
from case_audits.models import CaseAnswer, CaseVoice, Grade, ToolQuestion
from case_audits.services import audits as audit_services
from case_audits.services import returns as services
from case_audits.views.cases import page
from case_audits.views.writing import form_written, pressed
from learning.services.versions import StaleVersion
from learning.views.versioned import wrote


@require_http_methods(["GET", "POST"])
def ask_answer(request, board, reference, pk):
    """Accept, or say why not."""
    found = guards.ask_to_answer(request, reference, pk)
    if found.state != AskState.ASKED:
        return redirect(found.audit)
    form = AnswerAskForm(request.POST or None, user=request.user)
    return form_written(
        request,
        form,
        lambda said: services.answer_ask(
            ask=found,
            accept=said["to"] == "accept",
            reason=said["reason"] or "",
            by=request.user,
        ),
        heading=_("Take part in the audit"),
        caption=found.audit.source.title,
        hint=found.audit.scope,
        back_url=found.audit.get_absolute_url(),
        done=_("The group knows."),
    )


@require_GET
def case_return(request, board, reference, pk):
    """One agency's part of one case, to read."""
    found = guards.return_or_404(request, reference, pk)
    own = rules.writes_for(request.user, found)
    context = {
        "found": found,
        "audit": found.audit,
        "colour": STATE_COLOURS[found.state],
        "own": own,
        "may_write": own and not found.is_handed_in and not found.audit.is_over,
        "may_take_back": own and found.is_handed_in and found.audit.state == "asked",
        "questions": _questions(request, found),
        "voices": _voices(request, found),
    }
    return render(request, "case_audits/return.html", context)


def _questions(request, found):
    """Each question with what was answered."""
    rows = CaseAnswer.objects.visible_to(request.user).filter(of=found)
    said = {row.question_id: row for row in rows.select_related("grade")}
    asked = ToolQuestion.objects.visible_to(request.user)
    asked = list(asked.filter(edition=found.audit.edition_id))
    for question in asked:
        question.answer = said.get(question.pk)
    return asked


def _voices(request, found):
    rows = CaseVoice.objects.visible_to(request.user).filter(of=found)
    said = {row.voice: row for row in rows}
    return [(voice.label, said.get(voice)) for voice in VoiceOf]


def _form(request, found) -> ReturnForm:
    user, edition = request.user, found.audit.edition_id
    questions = ToolQuestion.objects.visible_to(user).filter(edition=edition)
    return ReturnForm(
        request.POST if request.method == "POST" else None,
        instance=found,
        user=user,
        questions=list(questions),
        grades=list(Grade.objects.visible_to(user).filter(edition=edition)),
    )


def _save(request, found, form):
    return services.save_return(
        case_return=found,
        values=form.values,
        answers=form.answers,
        voices=form.voices,
        version=form.cleaned_data.get("version"),
        by=request.user,
    )


@require_http_methods(["GET", "POST"])
def return_write(request, board, reference, pk):
    """Write the part; a draft only the agency reads, until it is handed in."""
    found = guards.return_to_write(request, reference, pk)
    closed = found.is_handed_in or found.audit.is_over
    if closed and request.method == "GET":
        return redirect(found)
    form = _form(request, found)
    if request.method == "POST" and wrote(form, lambda d: _save(request, found, form)):
        if request.POST.get("action") == "check":
            return redirect(page(found.audit, "return-hand-in", found.pk))
        messages.success(request, _("Saved at %s") % _clock())
        return redirect(page(found.audit, "return-write", found.pk))
    context = {"found": found, "audit": found.audit, "form": form}
    return render(request, "case_audits/return_write.html", context)


def _clock() -> str:
    return time_format(timezone.localtime(), "H:i")


@require_POST
def return_autosave(request, board, reference, pk):
    """Keep the words while they are typed; says so to the page."""
    found = guards.return_to_write(request, reference, pk)
    form = _form(request, found)
    form.is_valid()
    try:
        saved = _save(request, found, form)
    except StaleVersion as problem:
        last = problem.current.history.first()
        who = str((last and last.history_user) or "")
        return JsonResponse({"state": "conflict", "who": who, "url": ""})
    except ValidationError:
        return JsonResponse({"state": "closed", "url": found.get_absolute_url()})
    return JsonResponse({"state": "saved", "version": saved.version, "time": _clock()})


@require_http_methods(["GET", "POST"])
def return_hand_in(request, board, reference, pk):
    """Read it once more, then hand it in."""
    found = guards.return_to_write(request, reference, pk)
    if found.is_handed_in or found.audit.is_over:
        return redirect(found)
    questions, voices = _questions(request, found), _voices(request, found)
    form = HandInForm(
        request.POST or None,
        user=request.user,
        case_return=found,
        words=_words(found, questions, voices),
    )
    if request.method == "POST" and accepted(
        form,
        lambda said: services.hand_in(
            case_return=found, version=said["version"], by=request.user
        ),
    ):
        messages.success(request, _("Handed in. Those who run the audit read it now."))
        return redirect(found.audit)
    context = {
        "found": found,
        "audit": found.audit,
        "questions": questions,
        "voices": voices,
        "missing": services.missing(found),
        "form": form,
    }
    return render(request, "case_audits/return_hand_in.html", context)


def _words(found, questions, voices) -> str:
    said = [one.answer.words for one in questions if one.answer]
    for _label, row in voices:
        said += [row.heard, row.heard_by, row.acted_on, row.absent] if row else []
    said += [found.went_well, found.to_improve, found.impact]
    return "\n".join(filter(None, said))


@require_POST
def return_take_back(request, board, reference, pk):
    """Open it again to correct it."""
    found = guards.return_to_write(request, reference, pk)
    return pressed(
        request,
        lambda: services.take_back(case_return=found, by=request.user),
        to=found.get_absolute_url(),
        done=_("It is a draft again."),
    )


@require_http_methods(["GET", "POST"])
def follow_up(request, board, reference, pk):
    """Whether the gains lasted."""
    found = guards.follow_up_to_say(request, reference, pk)
    form = FollowUpForm(request.POST or None, instance=found, user=request.user)
    return form_written(
        request,
        form,
        lambda said: audit_services.say_follow_up(
            follow_up=found,
            values=form.values,
            version=said["version"],
            by=request.user,
        ),
        heading=_("Have the gains lasted?"),
        caption=found.audit.source.title,
        back_url=found.audit.get_absolute_url(),
        done=_("Saved. The group reads it."),
    )
