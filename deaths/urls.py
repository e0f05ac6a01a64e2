"""Addresses of this floor, below a board's own."""

from django.urls import path

from deaths.views import (
    home,
    importing,
    panels,
    referrals,
    releases,
    reports,
    suicide,
    years,
)

app_name = "deaths"
ROOM = "learning-from-deaths/"
PANEL = ROOM + "panels/<int:pk>/"
OPEN = PANEL + "reviews/"
YEAR = PANEL + "years/<int:year>/"
IMPORT = PANEL + "import/<int:batch>/"
RELEASED = ROOM + "released/"
RELEASE = RELEASED + "<slug:reference>/"
RECEIVED = ROOM + "received/"
REFERRALS = ROOM + "referrals/"
REFERRAL = REFERRALS + "<slug:reference>/"
SUICIDE = ROOM + "group/<int:pk>/"

urlpatterns = [
    path(ROOM, home.home, name="home"),
    path(PANEL, panels.panel, name="panel"),
    path(PANEL + "settings/", panels.settings, name="panel-settings"),
    path(PANEL + "trends/", years.trends, name="trends"),
    path(PANEL + "cut-over/", panels.cut_over, name="cut-over"),
    path(PANEL + "release/", releases.release_make, name="release-make"),
    path(PANEL + "refer/", referrals.refer, name="refer"),
    path(OPEN, panels.open_reviews, name="open-reviews"),
    path(OPEN + "begin/", panels.reviews_start, name="reviews-start"),
    path(OPEN + "hand-on/", panels.hand_over, name="hand-over"),
    path(OPEN + "<slug:reference>/finish/", panels.review_finish, name="review-finish"),
    path(OPEN + "handed/<slug:reference>/receipt/", panels.receipt, name="receipt"),
    path(PANEL + "years/open/", years.year_open, name="year-open"),
    path(YEAR, years.year, name="year"),
    path(YEAR + "counts/", years.counts, name="counts"),
    path(YEAR + "domains/<slug:key>/", years.domains, name="domains"),
    path(YEAR + "words/", years.commentary, name="commentary"),
    path(YEAR + "themes/add/", years.theme_add, name="theme-add"),
    path(YEAR + "themes/<int:theme>/", years.theme_edit, name="theme-edit"),
    path(PANEL + "import/", importing.import_file, name="import-file"),
    path(IMPORT, importing.import_preview, name="import-preview"),
    path(IMPORT + "columns/", importing.import_columns, name="import-columns"),
    path(IMPORT + "take/", importing.import_commit, name="import-commit"),
    path(IMPORT + "throw-away/", importing.import_discard, name="import-discard"),
    path(RELEASED, releases.releases, name="releases"),
    path(RELEASE, releases.release, name="release"),
    path(RELEASE + "approve/", releases.release_approve, name="release-approve"),
    path(RELEASE + "discard/", releases.release_discard, name="release-discard"),
    path(RELEASE + "follow-up/", releases.release_take, name="release-take"),
    path(RELEASE + "campaigns/add/", releases.campaign_add, name="campaign-add"),
    path(RELEASE + "campaigns/<int:pk>/", releases.campaign_edit, name="campaign-edit"),
    path(RECEIVED, reports.received, name="received"),
    path(RECEIVED + "add/", reports.received_add, name="received-add"),
    path(RECEIVED + "<slug:reference>/", reports.received_one, name="received-one"),
    path(REFERRALS, referrals.referrals, name="referrals"),
    path(REFERRAL, referrals.referral, name="referral"),
    path(REFERRAL + "decide/", referrals.referral_decide, name="referral-decide"),
    path(REFERRAL + "review/", referrals.referral_link, name="referral-link"),
    path(SUICIDE, suicide.suicide, name="suicide"),
    path(SUICIDE + "analyses/add/", suicide.analysis_add, name="analysis-add"),
    path(
        SUICIDE + "analyses/<int:analysis>/",
        suicide.analysis_edit,
        name="analysis-edit",
    ),
]
