"""Addresses of the reporting floor, below a board's own."""

from django.urls import path

from reporting import urls_annual, urls_annual_read
from reporting.views import agency, documents, exports

app_name = "reporting"
urlpatterns = [
    path("our-agency/", agency.my_agency, name="my-agency"),
    path("our-agency/<int:pk>/", agency.agency, name="agency"),
    path("documents/", documents.documents, name="documents"),
    path(
        "documents/new/<slug:kind>/<slug:reference>/",
        documents.document_ask,
        name="document-ask",
    ),
    path("documents/<int:pk>/", documents.document, name="document"),
    path(
        "documents/<int:pk>/download/",
        documents.document_download,
        name="document-download",
    ),
    path("rounds/<slug:reference>/export/", exports.round_export, name="round-export"),
]
urlpatterns += urls_annual.urlpatterns
urlpatterns += urls_annual_read.urlpatterns
