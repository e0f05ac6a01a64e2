"""The sample, cases side by side, the joint meeting, the moderated grade."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.models import Agency
from case_audits import guards, rules
from case_audits.choices import AskState, AuditState
from case_audits.comparing import side_by_side
from case_audits.forms.audits import FrameForm, LeaveOutForm
from case_audits.forms.returns import GradeForm, JointForm, MeetingForm
from case_audits.models import AuditCase, Exclusion, JointMeeting, Participants
from case_audits.sampling import place_of
from case_audits.services import joint as joint_services
from case_audits.services import samples as services
from case_audits.views.writing import address, form_written, pressed


def page(audit, name, *more) -> str:
    """A page of one audit."""
    return address(name, audit.board, audit.source.reference, *more)


@require_GET
def sample(request, board, reference):
    """How cases were chosen, with the proof that the seed gives the same again."""
    found = guards.audit_to_run(request, reference)
    cases = list(AuditCase.objects.visible_to(request.user).filter(audit=found))
    lines = services.lines_of(found) if found.seed else []
    context = {
        "audit": found,
        "cases": cases,
        "proof": [(line, place_of(found.seed, line)[:16]) for line in lines],
        "same": set(lines) == {case.line for case in cases},
        "excluded": Exclusion.objects.visible_to(request.user).filter(audit=found),
        "open": found.state == AuditState.PLANNING,
    }
    return render(request, "case_audits/sample.html", context)


@require_http_methods(["GET", "POST"])
def sample_frame(request, board, reference):
    """Which cases could be chosen, how, and how many."""
    found = guards.audit_to_run(request, reference)
    if found.state != AuditState.PLANNING:
        return redirect(page(found, "sample"))
    form = FrameForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )
    return form_written(
        request,
        form,
        lambda said: services.set_frame(
            audit=found, values=form.values, version=said["version"], by=request.user
        ),
        heading=_("Which cases could be chosen"),
        caption=found.source.title,
        back_url=page(found, "sample"),
        done=_("Saved."),
    )


@require_POST
def sample_draw(request, board, reference):
    """Draw the sample."""
    found = guards.audit_to_run(request, reference)
    return pressed(
        request,
        lambda: services.draw(audit=found, by=request.user),
        to=page(found, "sample"),
        done=_("Drawn. The seed is kept with the audit."),
    )


@require_http_methods(["GET", "POST"])
def sample_leave_out(request, board, reference):
    """Leave a line out, with the reason."""
    found = guards.audit_to_run(request, reference)
    form = LeaveOutForm(request.POST or None, user=request.user)
    return form_written(
        request,
        form,
        lambda said: services.leave_out(
            audit=found, line=said["line"], reason=said["reason"], by=request.user
        ),
        heading=_("Leave a line out"),
        caption=found.source.title,
        hint=_("The next line of the seed takes its place; the others stay."),
        back_url=page(found, "sample"),
        done=_("Left out."),
    )


@require_GET
def case(request, board, reference, pk):
    """One case: every agency beside the others, where they disagree marked."""
    found = guards.case_or_404(request, reference, pk)
    runs = rules.may_run(request.user, found.audit)
    joint = found.audit.state == AuditState.JOINT
    context = {
        "case": found,
        "audit": found.audit,
        "beside": side_by_side(request.user, found),
        "runs": runs,
        "may_moderate": runs and joint and not found.is_final,
        "may_reopen": runs and joint and found.is_final,
        "silent": joint_services.silent(found) if runs and joint else [],
        "shows_joint": runs or found.audit.is_together,
    }
    return render(request, "case_audits/case.html", context)


@require_http_methods(["GET", "POST"])
def meeting(request, board, reference):
    """When people met, and how many of which role."""
    found = guards.audit_to_run(request, reference)
    if found.state != AuditState.JOINT:
        return redirect(found)
    user = request.user
    rows = JointMeeting.objects.visible_to(user).filter(audit=found)
    asked = found.asks.filter(state=AskState.ACCEPTED).values("agency")
    people = Participants.objects.visible_to(user).filter(audit=found)
    form = MeetingForm(
        request.POST or None,
        instance=rows.select_related("audit").first() or JointMeeting(audit=found),
        user=user,
        agencies=list(Agency.objects.visible_to(user).filter(pk__in=asked)),
        people=list(people),
    )
    return form_written(
        request,
        form,
        lambda said: joint_services.save_meeting(
            audit=found,
            values={name: said[name] for name in ("on", "notes")},
            people=form.present,
            version=said["version"],
            by=user,
        ),
        heading=_("The joint meeting"),
        caption=found.source.title,
        hint=_("Practitioners and managers of the cases, by role. No names."),
        back_url=found.get_absolute_url(),
        done=_("Saved."),
    )


@require_http_methods(["GET", "POST"])
def case_joint(request, board, reference, pk):
    """What the meeting says of a case."""
    found = guards.case_to_run(request, reference, pk)
    back = page(found.audit, "case", found.pk)
    if found.audit.state != AuditState.JOINT or found.is_final:
        return redirect(back)
    form = JointForm(request.POST or None, instance=found, user=request.user)
    kept = ("together", "impact", "learnt")
    return form_written(
        request,
        form,
        lambda said: joint_services.save_joint(
            case=found,
            values={name: said[name] for name in kept},
            voices=form.voices,
            version=said["version"],
            by=request.user,
        ),
        heading=_("What we say together"),
        caption=found.reference,
        back_url=back,
        done=_("Saved."),
    )


@require_http_methods(["GET", "POST"])
def case_grade(request, board, reference, pk):
    """The one moderated grade, and why."""
    found = guards.case_to_run(request, reference, pk)
    back = page(found.audit, "case", found.pk)
    if found.audit.state != AuditState.JOINT or found.is_final:
        return redirect(back)
    form = GradeForm(request.POST or None, case=found, user=request.user)
    return form_written(
        request,
        form,
        lambda said: joint_services.grade_case(
            case=found,
            grade=said["grade"],
            reason=said["grade_reason"],
            version=said["version"],
            by=request.user,
        ),
        heading=_("Moderated grade"),
        caption=found.reference,
        back_url=back,
        done=_("The grade is final."),
        submit=_("Make it final"),
    )


@require_POST
def case_reopen(request, board, reference, pk):
    """Open a final grade again."""
    found = guards.case_to_run(request, reference, pk)
    return pressed(
        request,
        lambda: joint_services.reopen_grade(case=found, by=request.user),
        to=page(found.audit, "case", found.pk),
        done=_("The grade is open again."),
    )
