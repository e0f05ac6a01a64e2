"""Addresses of reading, signing and publishing an annual report."""

from django.urls import path

from reporting.views import (
    annual_public,
    annual_publish,
    annual_read,
    annual_read_comments,
    annual_signoff,
    inspection,
)

PACK = "inspection-pack/"
P = "public/annual-reports/"
R = "annual-reports/<slug:reference>/"
S = f"{R}sign-off/"
E = f"{R}editions/"
urlpatterns = [
    path(PACK, inspection.inspection_pack, name="inspection-pack"),
    path(
        f"{PACK}<slug:reference>/",
        inspection.inspection_pack_files,
        name="inspection-pack-files",
    ),
    path(P, annual_public.public_annual_reports, name="public-annual-reports"),
    path(
        f"{P}<slug:reference>/",
        annual_public.public_annual_report,
        name="public-annual-report",
    ),
    path(
        f"{P}<slug:reference>/<slug:language>/<slug:format>/",
        annual_public.public_annual_file,
        name="public-annual-file",
    ),
    path(f"{R}read/", annual_read.annual_read, name="annual-read"),
    path(
        f"{R}read/finished/",
        annual_read.annual_read_finished,
        name="annual-read-finished",
    ),
    path(
        f"{R}comments/",
        annual_read_comments.annual_comments,
        name="annual-comments",
    ),
    path(
        f"{R}comments/<int:pk>/",
        annual_read_comments.annual_comment_answer,
        name="annual-comment-answer",
    ),
    path(f"{R}progress/", annual_signoff.annual_progress, name="annual-progress"),
    path(f"{R}circulate/", annual_signoff.annual_circulate, name="annual-circulate"),
    path(f"{R}take-back/", annual_signoff.annual_take_back, name="annual-take-back"),
    path(S, annual_signoff.annual_sign_off, name="annual-sign-off"),
    path(f"{S}ask/", annual_signoff.annual_sign_off_ask, name="annual-sign-off-ask"),
    path(f"{S}<int:pk>/", annual_signoff.annual_sign, name="annual-sign"),
    path(f"{R}agree/", annual_signoff.annual_agree, name="annual-agree"),
    path(E, annual_publish.annual_editions, name="annual-editions"),
    path(
        f"{E}build/", annual_publish.annual_edition_build, name="annual-edition-build"
    ),
    path(
        f"{E}<int:pk>/file/",
        annual_publish.annual_edition_file,
        name="annual-edition-file",
    ),
    path(
        f"{E}<int:pk>/again/",
        annual_publish.annual_edition_again,
        name="annual-edition-again",
    ),
    path(f"{R}publish/", annual_publish.annual_publish, name="annual-publish"),
    path(f"{R}withdraw/", annual_publish.annual_withdraw, name="annual-withdraw"),
]
