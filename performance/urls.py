"""Addresses of this floor, below a board's own."""

from django.urls import path

from performance.views import catalogue, figures, imports, places, returns, talk

app_name = "performance"
ONE = "figures/measures/<slug:key>/"
FILE = "figures/files/<int:pk>/"
urlpatterns = [
    path("figures/", figures.figures, name="figures"),
    path("figures/catalogue/", catalogue.catalogue, name="catalogue"),
    path("figures/catalogue/add/", catalogue.indicator_add, name="indicator-add"),
    path("figures/catalogue/parts/add/", catalogue.area_add, name="area-add"),
    path(ONE, figures.indicator, name="indicator"),
    path(ONE + "change/", catalogue.indicator_edit, name="indicator-edit"),
    path(ONE + "retire/", catalogue.indicator_retire, name="indicator-retire"),
    path(ONE + "agreed/", talk.reading_write, name="reading-agree"),
    path(ONE + "read-by/<int:agency>/", talk.reading_write, name="reading-write"),
    path("figures/asked/", talk.asks, name="asks"),
    path("figures/asked/add/", talk.ask_add, name="ask-add"),
    path("figures/asked/<int:pk>/", talk.ask, name="ask"),
    path("figures/asked/<int:pk>/reply/", talk.ask_reply, name="ask-reply"),
    path("figures/returns/", returns.returns, name="returns"),
    path("figures/returns/call/", returns.returns_call, name="returns-call"),
    path("figures/returns/<int:pk>/", returns.return_page, name="return"),
    path("figures/summaries/", talk.summaries, name="summaries"),
    path("figures/summaries/write/", talk.summary_write, name="summary-write"),
    path("figures/summaries/<int:pk>/", talk.summary_write, name="summary-edit"),
    path("figures/places/", places.places, name="places"),
    path("figures/places/<slug:key>/change/", places.place_edit, name="place-edit"),
    path(
        "figures/comparators/<slug:key>/change/",
        places.comparator_edit,
        name="comparator-edit",
    ),
    path("figures/files/", imports.imports_list, name="imports"),
    path("figures/files/add/", imports.import_add, name="import-add"),
    path(FILE, imports.import_page, name="import"),
    path(FILE + "sheet/", imports.import_sheet, name="import-sheet"),
    path(FILE + "columns/", imports.import_columns, name="import-columns"),
    path(FILE + "meanings/", imports.import_meanings, name="import-meanings"),
    path(FILE + "commit/", imports.import_commit, name="import-commit"),
    path(FILE + "discard/", imports.import_discard, name="import-discard"),
]
