"""Links for teams without an account, and the page such a link opens."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from boards.access import get_visible_or_404
from boards.views.forms import accepted, form_page
from dissemination.asking import leads_for, part_for
from dissemination.choices import BriefingState
from dissemination.forms.team import AcknowledgeForm, LinkForm
from dissemination.models import TeamLink
from dissemination.services import team as services
from dissemination.views.parts import SHOWN_ONCE


@require_http_methods(["GET", "POST"])
def team_link_new(request, board, reference, pk):
    """Make a link for teams; it is shown once, on the agency's page."""
    found = part_for(request, reference, pk, leads_for)
    form = LinkForm(request.POST or None, user=request.user)

    def write(said):
        request.session[SHOWN_ONCE] = _address(
            services.make_link(
                part=found,
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
        heading=_("Make a link for teams"),
        caption=found.request.title,
        hint=_(
            "Whoever has the link reads the briefing and the learning points, and says "
            "how many people were reached. They need no account and see nothing else."
        ),
        back_url=found.get_absolute_url(),
        submit=_("Make the link"),
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
        return _said(render(request, "dissemination/team_closed.html", status=404))
    form = AcknowledgeForm(request.POST or None, user=request.user)

    def write(said):
        values = {name: said[name] for name in ("team", "reach", "will_change")}
        services.acknowledge(link=link, values=values, sent_once=said["sent_once"])

    if request.method == "POST" and accepted(form, write):
        return _said(redirect(f"{request.path}?sent=1"))
    asked = link.part.request
    context = {
        "link": link,
        "asked": asked,
        "points": list(asked.points.all()),
        "briefing": _shared(asked.briefing),
        "form": form,
        "sent": "sent" in request.GET and not form.is_bound,
    }
    return _said(render(request, "dissemination/team_page.html", context))


def _shared(briefing):
    """A draft or a withdrawn briefing is shown to nobody outside."""
    open_states = (BriefingState.SHARED, BriefingState.PUBLIC)
    return briefing if briefing and briefing.state in open_states else None


def _said(response):
    """No search engine keeps it, no page it links to learns the address, and Django
    does not log the address, which is secret."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response._has_been_logged = True
    return response
