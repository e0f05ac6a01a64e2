"""An agency's part in a request: read, answer, hand in, pass on, confirm."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.forms.words import add_errors
from boards.views.forms import accepted, written
from dissemination.asking import (
    leads_for,
    part_for,
    part_or_404,
    signs_for,
    works_for,
)
from dissemination.choices import Confirmation
from dissemination.coverage import CONFIRMED, NOT_YET, answer_level
from dissemination.forms.parts import (
    CascadeForm,
    ConfirmForm,
    HandInForm,
    PartForm,
)
from dissemination.models import (
    Acknowledgement,
    AgencyPart,
    Briefing,
    Cascade,
    LearningPoint,
    PartConfirmation,
    PointAnswer,
    RecallAnswer,
    TeamLink,
)
from dissemination.recall import asked_on, with_recall
from dissemination.services import parts as services
from dissemination.views.requests import address
from learning.services.versions import StaleVersion
from learning.views.versioned import kept

SHOWN_ONCE = "team_link"
ASSERTED = {
    Confirmation.DISSEMINATED: gettext_lazy(
        "It has reached everybody in the agency it is for."
    ),
    Confirmation.EMBEDDED: gettext_lazy(
        "It is part of how the agency works from day to day."
    ),
    Confirmation.ASSURED: gettext_lazy(
        "The agency has tested that it is so, and it holds."
    ),
}


def part_url(part, name, *more) -> str:
    """A page of one agency's part."""
    return address(part.request, name, part.pk, *more)


@require_GET
def part(request, board, reference, pk):
    """What an agency says it does; its answers are its own until handed in."""
    found = part_or_404(request, reference, pk)
    own = works_for(request.user, found)
    user = request.user
    context = {
        "part": found,
        "own": own,
        "shows_answers": own or found.is_answered,
        "points": _points(request, found),
        "answer": answer_level(found),
        "confirmations": _confirmations(request, found),
        "cascades": Cascade.objects.visible_to(user)
        .filter(part=found)
        .select_related("method", "by"),
        "acknowledgements": Acknowledgement.objects.visible_to(user).filter(
            link__part=found
        ),
        "recalls": RecallAnswer.objects.visible_to(user).filter(link__part=found),
        "recall_on": _recall_on(request, found),
        "links": TeamLink.objects.visible_to(user).filter(part=found) if own else [],
        "briefing": Briefing.objects.visible_to(user)
        .filter(pk=found.request.briefing_id)
        .select_related("board")
        .first(),
        "may_sign": found.is_open and signs_for(user, found),
        "may_link": found.is_open and leads_for(user, found),
        "new_link": request.session.pop(SHOWN_ONCE, "") if own else "",
    }
    return render(request, "dissemination/part.html", context)


def _recall_on(request, found):
    """The day teams are to be asked what they remember, once it was passed on."""
    rows = AgencyPart.objects.visible_to(request.user).filter(pk=found.pk)
    return asked_on(with_recall(rows).get())


def _points(request, found):
    """Each point with what this agency says of it, as far as the person reads it."""
    rows = PointAnswer.objects.visible_to(request.user).filter(part=found)
    said = {row.point_id: row for row in rows}
    points = LearningPoint.objects.visible_to(request.user)
    points = list(points.filter(request=found.request_id))
    for point in points:
        point.said = said.get(point.pk)
    return points


def _confirmations(request, found) -> list[dict]:
    """The three, signed or not, with who signed."""
    rows = PartConfirmation.objects.visible_to(request.user).filter(part=found)
    signed = {row.kind: row for row in rows.select_related("by")}
    return [
        {
            "kind": kind,
            "asserted": ASSERTED[kind],
            "signed": signed.get(kind),
            "level": CONFIRMED[kind] if kind in signed else NOT_YET[kind],
        }
        for kind in Confirmation
    ]


def _form(request, found) -> PartForm:
    return PartForm(
        request.POST if request.method == "POST" else None,
        instance=found,
        user=request.user,
        points=_points(request, found),
    )


def _values(form) -> dict:
    """What could be read; a half-typed day keeps nothing else from being saved."""
    return {n: v for n, v in form.cleaned_data.items() if n in form._meta.fields}


@require_http_methods(["GET", "POST"])
def part_answer(request, board, reference, pk):
    """Write the answers; kept as a draft only the agency sees, until handed in."""
    found = part_for(request, reference, pk)
    closed = found.is_answered or not found.is_open
    if closed and request.method == "GET":
        return redirect(found)
    form = _form(request, found)

    def write(data):
        services.save_answers(
            part=found,
            values=_values(form),
            answers=form.answers,
            version=data["version"],
            by=request.user,
        )

    if request.method == "POST" and form.is_valid() and _wrote(form, write):
        return _go_on(request, found)
    context = {"part": found, "form": form}
    return render(request, "dissemination/part_answer.html", context)


def _wrote(form, write) -> bool:
    try:
        return kept(form, write)
    except ValidationError as problem:
        add_errors(form, problem)
        return False


def _go_on(request, found):
    if request.POST.get("action") == "check":
        return redirect(part_url(found, "part-hand-in"))
    messages.success(request, _("Saved at %s") % _clock())
    return redirect(part_url(found, "part-answer"))


def _clock() -> str:
    return time_format(timezone.localtime(), "H:i")


@require_POST
def part_autosave(request, board, reference, pk):
    """Keep the words while they are typed; says so to the page."""
    found = part_for(request, reference, pk)
    form = _form(request, found)
    form.is_valid()
    try:
        saved = services.save_answers(
            part=found,
            values=_values(form),
            answers=form.answers,
            version=form.cleaned_data.get("version"),
            by=request.user,
        )
    except StaleVersion as problem:
        last = problem.current.history.first()
        who = str((last and last.history_user) or "")
        return JsonResponse({"state": "conflict", "who": who, "url": ""})
    except ValidationError:
        return JsonResponse({"state": "closed", "url": found.get_absolute_url()})
    return JsonResponse({"state": "saved", "version": saved.version, "time": _clock()})


@require_http_methods(["GET", "POST"])
def part_hand_in(request, board, reference, pk):
    """Read the answers once more, then hand them in."""
    found = part_for(request, reference, pk)
    if found.is_answered or not found.is_open:
        return redirect(found)
    points = _points(request, found)
    form = HandInForm(
        request.POST or None, user=request.user, part=found, words=_words(found, points)
    )
    if request.method == "POST":
        if accepted(
            form, lambda d: services.hand_in(part=found, by=request.user, **_version(d))
        ):
            messages.success(request, _("Handed in. The asking group reads it now."))
            return redirect(found)
        form.data = form.data.copy()  # the page shows the newest words
        form.data["version"] = found.version
    context = {
        "part": found,
        "points": points,
        "missing": services.missing(found),
        "form": form,
    }
    return render(request, "dissemination/part_hand_in.html", context)


def _version(said) -> dict:
    return {"version": said["version"]}


def _words(found, points) -> str:
    said = [point.said.action for point in points if point.said]
    return "\n".join([*said, found.where_embedded, found.mechanism, found.evaluation])


@require_POST
def part_take_back(request, board, reference, pk):
    """Open the answers again to correct them."""
    found = part_for(request, reference, pk)
    try:
        services.take_back(part=found, by=request.user)
        return redirect(part_url(found, "part-answer"))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect(found)


@require_http_methods(["GET", "POST"])
def part_cascade(request, board, reference, pk):
    """Note how learning was passed on."""
    found = part_for(request, reference, pk)
    form = CascadeForm(request.POST or None, user=request.user, board=request.board)
    return written(
        request,
        form,
        lambda said: services.pass_on(
            part=found, values=form.values, sent_once=said["sent_once"], by=request.user
        ),
        back_url=found.get_absolute_url(),
        heading=_("How was it passed on?"),
        caption=found.request.title,
        hint=_("What is noted here stays: it cannot be changed afterwards."),
    )


@require_http_methods(["GET", "POST"])
def part_confirm(request, board, reference, pk, kind):
    """Sign one of the three confirmations."""
    if kind not in Confirmation.values:
        raise Http404
    found, kind = part_for(request, reference, pk, signs_for), Confirmation(kind)
    form = ConfirmForm(request.POST or None, user=request.user)
    return written(
        request,
        form,
        lambda said: services.confirm(
            part=found, kind=kind, evidence=said["evidence"], by=request.user
        ),
        back_url=found.get_absolute_url(),
        heading=_("Confirm: %s") % kind.label,
        caption=found.request.title,
        hint=ASSERTED[kind],
        submit=_("Sign"),
    )
