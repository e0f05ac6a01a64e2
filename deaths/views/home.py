"""The room's first page: panels the person knows of, what was released, referrals."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from deaths.choices import ReferralDecision, Subject
from deaths.facts import is_english
from deaths.models import Referral, Release
from deaths.rules import is_officer, own_panels, sees_the_room


@require_GET
def home(request, board):
    """What this person may know of learning from deaths. A Welsh board has no such
    page but for who sits on a group that keeps it, or was told by one."""
    user, english = request.user, is_english(request.board)
    releases = Release.objects.visible_to(user).on(request.board).standing()
    releases = releases.select_related("panel__group")
    if not sees_the_room(user, request.board) and not releases.exists():
        raise Http404
    panels = own_panels(user, request.board).select_related("group__board")
    waiting = Referral.objects.none()
    if english:
        waiting = Referral.objects.visible_to(user).filter(
            board=request.board, decision=ReferralDecision.AWAITED
        )
    context = {
        "panels": [one for one in panels if one.subject == Subject.CHILD_DEATH],
        "rooms": [one for one in panels if one.subject == Subject.SUICIDE],
        "releases": releases[:5],
        "english": english,
        "waiting": waiting.select_related("to_group", "board")[:10],
        "may_report": english and is_officer(user, request.board),
    }
    return render(request, "deaths/home.html", context)
