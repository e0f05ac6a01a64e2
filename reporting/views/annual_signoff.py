"""The last steps of an annual report: circulate, sign, agree."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.models import Agency
from boards.views.forms import written
from reporting.annual import steps
from reporting.annual.guards import report_or_404, report_to_write
from reporting.annual.read_due import page_of
from reporting.annual.read_guards import (
    sign_off_to_sign,
)
from reporting.annual.read_rules import may_run, may_sign
from reporting.forms.annual_signoff import (
    AgreeForm,
    AskSignOffForm,
    CirculateForm,
    SignForm,
)
from reporting.models import AnnualSignOff
from reporting.services.annual_comments import circulate, take_back
from reporting.services.annual_signoff import agree, ask_sign_off, sign

STEP_FORM = "reporting/annual_read/step_form.html"
SETTLED = {steps.State.AGREED, steps.State.PUBLISHED, steps.State.WITHDRAWN}


@require_GET
def annual_progress(request, board, reference):
    """Where the report is, what each step waits for, and the way on."""
    report = report_to_write(request, reference)
    context = {
        "report": report,
        "steps": steps.steps_of(report, request.user),
        "edition": steps.latest_edition(report),
        "waiting": steps.waiting_comments(report),
        "read_by": report.readings.select_related("user").order_by("user__full_name"),
    }
    return render(request, "reporting/annual_read/progress.html", context)


@require_http_methods(["GET", "POST"])
def annual_circulate(request, board, reference):
    """Give the draft to the board's members."""
    report = report_to_write(request, reference)
    initial = {"until": report.comments_until}
    form = CirculateForm(request.POST or None, user=request.user, initial=initial)
    return written(
        request,
        form,
        lambda said: circulate(report=report, until=said["until"], by=request.user),
        heading=_("Give the draft to board members"),
        submit=_("Circulate the draft"),
        back_url=page_of(report, "annual-progress"),
        done=_("Board members can read it now. Your work and the digest tell them."),
        template=STEP_FORM,
        report=report,
        conditions=steps.to_circulate(report),
    )


@require_POST
def annual_take_back(request, board, reference):
    """Back to being written."""
    report = report_to_write(request, reference)
    said = _("It is being written again. Only the business unit reads it now.")
    try:
        take_back(report=report, by=request.user)
    except ValidationError as problem:
        said = " ".join(problem.messages)
    messages.success(request, said)
    return redirect(page_of(report, "annual-progress"))


@require_GET
def annual_sign_off(request, board, reference):
    """Every partner: asked, agreed or not, of which edition."""
    report = report_or_404(request, reference)
    rows = AnnualSignOff.objects.visible_to(request.user).filter(report=report)
    rows = list(rows.select_related("agency", "by"))
    latest = steps.latest_edition(report)
    # The final edition is built of the words that were agreed: nobody is asked again.
    settled = report.state in SETTLED
    for row in rows:
        row.report = report
        row.mine = report.state == steps.State.SIGN_OFF and may_sign(request.user, row)
        answered = row.agreed is not None and not settled
        row.is_old = answered and row.of_version != latest.number
    context = {
        "report": report,
        "rows": rows,
        "edition": latest,
        "runs": may_run(request.user, report),
    }
    return render(request, "reporting/annual_read/sign_off.html", context)


@require_http_methods(["GET", "POST"])
def annual_sign_off_ask(request, board, reference):
    """Choose the partners who sign, and by when."""
    report = report_to_write(request, reference)
    agencies = Agency.objects.visible_to(request.user).serving(request.board)
    form = AskSignOffForm(
        request.POST or None,
        user=request.user,
        agencies=agencies.order_by("name_en"),
        initial=_asked_before(report, agencies),
    )

    def write(said):
        return ask_sign_off(report=report, by=request.user, **said)

    return written(
        request,
        form,
        write,
        heading=_("Ask partners to sign the report"),
        submit=_("Ask for sign-off"),
        back_url=page_of(report, "annual-progress"),
        to=page_of(report, "annual-sign-off"),
        done=_("The partners are asked. Your work and the digest tell them."),
        template=STEP_FORM,
        report=report,
        conditions=steps.to_sign(report),
    )


def _asked_before(report, agencies) -> dict:
    """Those asked already; the first time, the statutory partners."""
    asked = list(report.sign_offs.values_list("agency", flat=True))
    links = report.board.agency_links.live().filter(statutory=True)
    return {
        "agencies": asked or list(links.values_list("agency", flat=True)),
        "signed_by": report.signed_by,
        "until": report.sign_off_until,
    }


@require_http_methods(["GET", "POST"])
def annual_sign(request, board, reference, pk):
    """A partner agrees the last edition, or says why not."""
    found = sign_off_to_sign(request, reference, pk)
    report, latest = found.report, steps.latest_edition(found.report)
    initial = {"words": found.words, "edition": latest.number if latest else 0}
    form = SignForm(request.POST or None, user=request.user, initial=initial)

    def write(said):
        return sign(
            sign_off=found, agreed=said["agreed"] == "yes", words=said["words"],
            edition=said["edition"], by=request.user,
        )  # fmt: skip

    return written(
        request,
        form,
        write,
        heading=_("Sign the annual report"),
        caption=str(found.agency),
        submit=_("Sign"),
        back_url=page_of(report, "annual-sign-off"),
        done=_("Your agency's answer is kept."),
        template="reporting/annual_read/sign.html",
        report=report,
        sign_off=found,
        edition=latest,
    )


@require_http_methods(["GET", "POST"])
def annual_agree(request, board, reference):
    """The board agrees the report; its final edition is built."""
    report = report_to_write(request, reference)
    initial = {"note": report.agreed_note}
    form = AgreeForm(request.POST or None, user=request.user, initial=initial)
    return written(
        request,
        form,
        lambda said: agree(report=report, note=said["note"], by=request.user),
        heading=_("Record that the board agreed the report"),
        submit=_("The board agreed it"),
        back_url=page_of(report, "annual-progress"),
        done=_("Agreed. The final edition is being built."),
        template=STEP_FORM,
        report=report,
        conditions=steps.to_agree(report),
        refusals=report.sign_offs.filter(agreed=False).select_related("agency"),
    )
