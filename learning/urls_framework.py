"""Addresses of the learning table, sources of learning and the framework."""

from django.urls import path

from learning.views import framework, sources

TABLE = "learning/table"
urlpatterns = [
    path("learning/", sources.sources, name="sources"),
    path("learning/map/", sources.source_map, name="source-map"),
    path("learning/raise/", sources.source_raise, name="source-raise"),
    path(
        "learning/raise/<slug:key>/",
        sources.source_raise_details,
        name="source-raise-details",
    ),
    path(
        "learning/raised/<slug:reference>/",
        sources.source_raised,
        name="source-raised",
    ),
    path("learning/item/<slug:reference>/", sources.source, name="source"),
    path(
        "learning/item/<slug:reference>/edit/", sources.source_edit, name="source-edit"
    ),
    path(f"{TABLE}/", framework.learning_table, name="learning-table"),
    path(f"{TABLE}/add/", framework.source_type_add, name="source-type-add"),
    path(
        f"{TABLE}/<slug:key>/edit/", framework.source_type_edit, name="source-type-edit"
    ),
    path(
        f"{TABLE}/<slug:key>/retire/",
        framework.source_type_retire,
        name="source-type-retire",
    ),
    path("framework/", framework.framework_page, name="framework"),
    path("framework/edit/", framework.framework_edit, name="framework-edit"),
    path("framework/timetable/", framework.timetable, name="timetable"),
    path(
        "framework/timetable/<slug:key>/edit/",
        framework.timetable_edit,
        name="timetable-edit",
    ),
    path("framework/priorities/", framework.priorities, name="priorities"),
    path("framework/priorities/add/", framework.priority_add, name="priority-add"),
    path(
        "framework/priorities/copy/", framework.priorities_copy, name="priorities-copy"
    ),
    path(
        "framework/priorities/<int:pk>/edit/",
        framework.priority_edit,
        name="priority-edit",
    ),
]
