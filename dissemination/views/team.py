"""Links for teams without an account, and the page such a link opens."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from boards.access import get_visible_or_404, require
from boards.roles import Permission
from boards.views.forms import accepted, form_page
from dissemination.asking import leads_for, part_for
from dissemination.choices import BriefingState, LinkPurpose
from dissemination.forms.team import (
    AcknowledgeForm,
    LinkForm,
    RecallForm,
    RecallRuleForm,
)
from dissemination.models import RecallRule, TeamLink
from dissemination.services import team as services
from dissemination.views.parts import SHOWN_ONCE
from dissemination.views.writing import form_written

ANSWERED = ("team", "reach", "will_change", "asked", "recalled", "differently")


@require_http_methods(["GET", "POST"])
def team_link_new(request, board, reference, pk):
    """Make a link for teams; it is shown once, on the agency's page."""
    found = part_for(request, reference, pk, leads_for)
    words = {
        "heading": _("Make a link for teams"),
        "hint": _(
            "Whoever has the link reads the briefing and the learning points, and says "
            "how many people were reached. They need no account and see nothing else."
        ),
    }
    return _link_page(request, found, LinkPurpose.ACKNOWLEDGE, words)


@require_http_methods(["GET", "POST"])
def recall_new(request, board, reference, pk):
    """Make a link by which teams say, weeks later, what is still remembered."""
    found = part_for(request, reference, pk, leads_for)
    words = {
        "heading": _("Ask what is remembered"),
        "hint": _(
            "Pass the link to the teams that were reached. Each asks its people, "
            "without showing the points first, and says how many recalled them. They "
            "need no account, and nobody is named."
        ),
    }
    return _link_page(request, found, LinkPurpose.RECALL, words)


def _link_page(request, found, purpose, words):
    form = LinkForm(request.POST or None, user=request.user)

    def write(said):
        request.session[SHOWN_ONCE] = _address(
            services.make_link(
                part=found,
                purpose=purpose,
                label=said["label"],
                expires_on=said["expires_on"],
                by=request.user,
            )
        )

    if request.method == "POST" and accepted(form, write):
        return redirect(found)
    return form_page(
        request,
        form,
        caption=found.request.title,
        back_url=found.get_absolute_url(),
        submit=_("Make the link"),
        **words,
    )


def _address(token) -> str:
    return settings.SITE_ADDRESS + reverse("team-page", args=[token])


@require_POST
def team_link_close(request, board, reference, pk, link):
    """The link stops working at once."""
    found = part_for(request, reference, pk, leads_for)
    links = TeamLink.objects.visible_to(request.user).filter(part=found)
    closed = get_visible_or_404(links, request.user, pk=link)
    services.close_link(link=closed, by=request.user)
    messages.success(request, _("The link no longer works."))
    return redirect(found)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def team_page(request, token):
    """Public: what a team is asked to read, and what it says. Unknown, closed and
    ended links look alike."""
    link = services.open_link(token)
    if link is None:
        return kept_secret(
            render(request, "dissemination/team_closed.html", status=404)
        )
    recall = link.purpose == LinkPurpose.RECALL
    form = (RecallForm if recall else AcknowledgeForm)(
        request.POST or None, user=request.user
    )

    def write(said):
        values = {name: said[name] for name in said if name in ANSWERED}
        record = services.answer_recall if recall else services.acknowledge
        record(link=link, values=values, sent_once=said["sent_once"])

    if request.method == "POST" and accepted(form, write):
        return kept_secret(redirect(f"{request.path}?sent=1"))
    asked = link.part.request
    context = {
        "link": link,
        "asked": asked,
        "recall": recall,
        "points": list(asked.points.all()),
        "briefing": _shared(asked.briefing),
        "form": form,
        "sent": "sent" in request.GET and not form.is_bound,
    }
    return kept_secret(render(request, "dissemination/team_page.html", context))


@require_http_methods(["GET", "POST"])
def recall_rule(request, board):
    """After how many weeks the board asks what is remembered."""
    require(request.user, Permission.MANAGE_BOARD, request.board)
    rows = RecallRule.objects.visible_to(request.user).filter(board=request.board)
    form = RecallRuleForm(
        request.POST or None,
        instance=rows.first() or RecallRule(board=request.board),
        user=request.user,
    )
    return form_written(
        request,
        form,
        lambda said: services.set_recall_weeks(
            board=request.board,
            weeks=said["weeks"],
            version=said["version"],
            by=request.user,
        ),
        heading=_("When to ask what is remembered"),
        back_url=reverse("dissemination:coverage", args=[request.board.slug]),
        done=_("Saved."),
    )


def closed(request):
    """The same page for every link that opens nothing."""
    page = render(request, "dissemination/team_closed.html", status=404)
    return kept_secret(page)


def _shared(briefing):
    """A draft or a withdrawn briefing is shown to nobody outside."""
    open_states = (BriefingState.SHARED, BriefingState.PUBLIC)
    return briefing if briefing and briefing.state in open_states else None


def kept_secret(response):
    """No search engine keeps it, no page it links to learns the address, and Django
    does not log the address, which is secret."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response._has_been_logged = True
    return response
