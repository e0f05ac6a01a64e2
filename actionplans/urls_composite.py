"""Addresses of the composite plan, and of changing many actions at once."""

from django.urls import path

from actionplans.views import bringing, bulk, composite, pasting, saved

urlpatterns = [
    path("actions/", composite.composite, name="composite"),
    path("actions/views/", saved.views, name="views"),
    path("actions/views/new/", saved.view_save, name="view-save"),
    path("actions/views/<int:pk>/rename/", saved.view_rename, name="view-rename"),
    path("actions/views/<int:pk>/delete/", saved.view_delete, name="view-delete"),
    path("actions/bulk/", bulk.bulk_choose, name="bulk-choose"),
    path("actions/bulk/<int:pk>/", bulk.bulk, name="bulk"),
    path("actions/bulk/<int:pk>/check/", bulk.bulk_preview, name="bulk-preview"),
    path("actions/workbook/", bringing.workbook, name="workbook"),
    path("actions/workbook/back/", bringing.workbook_upload, name="workbook-upload"),
    path(
        "actions/workbook/<int:pk>/check/",
        bringing.workbook_preview,
        name="workbook-preview",
    ),
    path("actions/brought/<int:pk>/", bulk.brought, name="brought"),
    path(
        "actions/brought/<int:pk>/discard/",
        bulk.brought_discard,
        name="brought-discard",
    ),
    path("plans/<slug:reference>/paste/", pasting.plan_paste, name="plan-paste"),
    path("actions/pasted/<int:pk>/", pasting.paste_preview, name="paste-preview"),
]
