"""Addresses of the boards floor, below a board's own."""

from django.urls import path

from boards.views import (
    agencies,
    groups,
    invitations,
    overview,
    people,
    public,
    public_inside,
    records,
    seats,
    structure,
    unsaved_forms,
)

app_name = "boards"
GROUP, AGENCY, SEAT = "groups/<int:pk>/", "agencies/<int:pk>/", "seats/<int:pk>/"
INVITATION = "people/invitations/<int:pk>/"
HOLIDAYS = "bank-holidays/"

urlpatterns = [
    path("", overview.board, name="board"),
    path("public/", public.home, name="public-home"),
    path("public/structure/", public.structure, name="public-structure"),
    path("public/search/", public.search, name="public-search"),
    path("public/about/", public.about, name="public-about"),
    path("public-pages/", public_inside.public_pages, name="public-pages"),
    path("public-pages/counts/", public_inside.public_counts, name="public-counts"),
    path("structure/", structure.structure, name="structure"),
    path(
        "unsaved/forget/<path:page>",
        unsaved_forms.unsaved_form_forget,
        name="unsaved-form-forget",
    ),
    path("unsaved/<path:page>", unsaved_forms.unsaved_form, name="unsaved-form"),
    path("roles/", overview.roles, name="roles"),
    path("groups/", groups.groups, name="groups"),
    path("groups/add/", groups.group_add, name="group-add"),
    path(GROUP, groups.group, name="group"),
    path(GROUP + "edit/", groups.group_edit, name="group-edit"),
    path(GROUP + "functions/", groups.group_functions, name="group-functions"),
    path(GROUP + "seats/add/", seats.seat_add, name="seat-add"),
    path(
        "functions/<int:pk>/reassign/",
        groups.function_reassign,
        name="function-reassign",
    ),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/add/", agencies.agency_add, name="agency-add"),
    path(AGENCY, agencies.agency, name="agency"),
    path(AGENCY + "edit/", agencies.agency_edit, name="agency-edit"),
    path("seats/", seats.seats, name="seats"),
    path(SEAT + "edit/", seats.seat_edit, name="seat-edit"),
    path(SEAT + "nominate/", seats.seat_nominate, name="seat-nominate"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/invite/", invitations.person_invite, name="person-invite"),
    path("people/invitations/", invitations.invitations, name="invitations"),
    path(
        INVITATION + "resend/",
        invitations.invitation_resend,
        name="invitation-resend",
    ),
    path(
        INVITATION + "withdraw/",
        invitations.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path("people/roles/<int:pk>/end/", people.membership_end, name="membership-end"),
    path("access-records/", records.access_records, name="access-records"),
    path(HOLIDAYS, records.bank_holidays, name="bank-holidays"),
    path(
        HOLIDAYS + "<str:day>/remove/",
        records.bank_holiday_remove,
        name="bank-holiday-remove",
    ),
]
