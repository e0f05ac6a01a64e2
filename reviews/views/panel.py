"""Who carries one review: the panel, appointing, declaring, ending."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from boards.lists import Sorting, paginate
from boards.views.forms import accepted, form_page, written
from learning.process import review_type_of, said
from reviews import pool as pools
from reviews.choices import LEADING, Declaration, PanelRole
from reviews.forms.panel import AppointForm, DeclareForm, EndPlaceForm
from reviews.forms.pool import PoolFilterForm
from reviews.guards import review_to_manage, working_review_or_404
from reviews.independence import in_words, involved_in, ties
from reviews.models import PanelMember
from reviews.rules import may_manage
from reviews.services import panel as services
from reviews.views.pool import named
from reviews.views.work import address, page

HERE = "reviews:panel"
COLUMNS = {
    "load": ("load", "-room", "user__full_name"),
    "name": ("user__full_name",),
    "employer": ("employer__name_en", "user__full_name"),
}


def _places(request, review):
    places = PanelMember.objects.visible_to(request.user).filter(review=review)
    return places.select_related("user", "employer", "appointed_by")


@require_GET
def panel(request, board, reference):
    """Who leads and who sits on the panel, independent or not; who is still needed."""
    review = working_review_or_404(request, reference)
    places = list(_places(request, review))
    tied = ties(review, [one for one in places if one.is_live and one.leads])
    context = {
        "present": [(one, _tie(one, tied)) for one in places if not one.ended_on],
        "past": [one for one in places if one.ended_on],
        "own": next((o for o in places if o.user == request.user and o.is_live), None),
        "manages": may_manage(request.user, review),
        "needs": _needs(review, places, tied),
        "commissioned": review.decisions.first(),
        "kind": said(review_type_of(review.source).name),
    }
    return page(
        request,
        review,
        HERE,
        heading=_("Panel"),
        template="reviews/panel.html",
        **context,
    )


def _tie(member, tied) -> str:
    """Why somebody who leads is not independent by now."""
    if member.is_live and member.leads and member.user_id in tied:
        return in_words(tied[member.user_id])
    return ""


def _needs(review, places, tied) -> list[dict]:
    """How many of each the type asks for, and how many are independent so far."""
    asked = {
        PanelRole.CHAIR: 1,
        PanelRole.REVIEWER: review_type_of(review.source).reviewers,
    }
    free = [one for one in places if one.is_live and one.user_id not in tied]
    return [
        {
            "role": role.label,
            "number": number,
            "named": sum(one.role == role for one in free),
            "declared": sum(
                one.role == role and one.declaration == Declaration.INDEPENDENT
                for one in free
            ),
        }
        for role, number in asked.items()
    ]


@require_GET
def panel_appoint(request, board, reference):
    """The pool, those with the fewest reviews first."""
    review = review_to_manage(request, reference)
    form = PoolFilterForm(
        request.GET,
        user=request.user,
        skills=pools.skills(request.user, request.board),
        states=False,
    )
    seated = _places(request, review).filter(ended_on__isnull=True)
    found = pools.people(request.user, request.board).to_appoint()
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(found.exclude(user__in=seated.values("user"))))
    shown = paginate(request, found)
    tied = ties(review, shown.object_list)
    context = {
        "form": form,
        "page": shown,
        "rows": [
            (row, named(row.roles), tied.get(row.user_id)) for row in shown.object_list
        ],
        **sorting.context,
    }
    return page(
        request,
        review,
        HERE,
        heading=_("Appoint to the panel"),
        template="reviews/panel_appoint.html",
        above=[(_("Panel"), address(review, "panel"))],
        **context,
    )


@require_http_methods(["GET", "POST"])
def panel_appoint_person(request, board, reference, pk):
    """Name one person of the pool to the panel."""
    review = review_to_manage(request, reference)
    rows = pools.people(request.user, request.board).to_appoint()
    person = get_visible_or_404(rows, request.user, pk=pk)
    form = AppointForm(request.POST or None, user=request.user, person=person)
    tied = ties(review, [person]).get(person.user_id)
    leads = set(person.roles) & set(LEADING)
    return written(
        request,
        form,
        lambda data: services.appoint(
            review=review, person=person, by=request.user, **data
        ),
        back_url=address(review, "panel-appoint"),
        to=address(review, "panel"),
        done=_("%s is on the panel, and is asked to declare their independence.")
        % person,
        heading=_("Appoint %s") % person,
        caption=str(review.source.title),
        hint=in_words(tied) if tied and leads else _load(person),
        submit=_("Appoint"),
    )


def _load(person) -> str:
    words = {"load": person.load, "most": person.at_most}
    return _("Reviews now: %(load)s. They take on %(most)s at a time.") % words


@require_http_methods(["GET", "POST"])
def panel_declare(request, board, reference):
    """Say of oneself whether one is independent."""
    review = working_review_or_404(request, reference)
    own = _places(request, review).live()
    member = get_visible_or_404(own.filter(user=request.user), request.user)
    form = DeclareForm(request.POST or None, user=request.user, member=member)
    made = []
    if request.method == "POST" and _declared(form, member, request.user, made):
        if made[0].declaration == Declaration.CONFLICT:
            messages.success(
                request, _("Thank you. The review is closed to you from now on.")
            )
            return redirect("reviews:reviews", request.board.slug)
        messages.success(request, _("Your declaration is recorded."))
        return redirect(address(review, "panel"))
    return form_page(
        request,
        form,
        template="reviews/panel_declare.html",
        heading=_("Declare your independence"),
        caption=str(review.source.title),
        back_url=address(review, "panel"),
        submit=_("Record my declaration"),
        agencies=sorted(involved_in(review).values(), key=str),
        lead_agency=review.lead_agency,
        member=member,
    )


def _declared(form, member, user, made) -> bool:
    def write(data):
        made.append(services.declare(member=member, by=user, **data))

    return accepted(form, write)


@require_http_methods(["GET", "POST"])
def panel_end(request, board, reference, pk):
    """End somebody's place."""
    review = review_to_manage(request, reference)
    rows = _places(request, review).filter(ended_on__isnull=True)
    member = get_visible_or_404(rows, request.user, pk=pk)
    form = EndPlaceForm(request.POST or None, user=request.user)
    return written(
        request,
        form,
        lambda data: services.end_place(member=member, by=request.user, **data),
        back_url=address(review, "panel"),
        done=_("The place of %s has ended.") % member.user,
        heading=_("End the place of %s") % member.user,
        caption=str(review.source.title),
        hint=_("The review closes to them. What they wrote stays."),
        submit=_("End the place"),
    )
