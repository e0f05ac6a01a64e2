"""Addresses of the work inside a review."""

from django.urls import path

from reviews.views import (
    deciding,
    involvement,
    outputs,
    parallel,
    principles,
    screening,
    unsaved,
    writing,
)

R = "reviews/<slug:reference>/"
urlpatterns = [
    path(f"{R}screening/", screening.screening, name="screening"),
    path(f"{R}decision/", deciding.decision, name="decision"),
    path(f"{R}scope/", writing.scope, name="scope"),
    path(f"{R}report/", writing.report, name="report"),
    path(f"{R}learning-event/", writing.learning_event, name="learning-event"),
    path(f"{R}principles/", principles.principles, name="principles"),
    path(f"{R}involvement/", involvement.involvement, name="involvement"),
    path(
        f"{R}involvement/add/<slug:kind>/",
        involvement.involvement_add,
        name="involvement-add",
    ),
    path(
        f"{R}involvement/<int:pk>/",
        involvement.involvement_edit,
        name="involvement-edit",
    ),
    path(f"{R}parallel/", parallel.parallel, name="parallel"),
    path(f"{R}parallel/add/", parallel.parallel_add, name="parallel-add"),
    path(f"{R}parallel/<int:pk>/", parallel.parallel_edit, name="parallel-edit"),
    path(f"{R}outputs/", outputs.outputs, name="outputs"),
    path(f"{R}outputs/<int:number>/", outputs.output, name="output"),
    path(f"{R}outputs/<int:number>/undo/", outputs.output_undo, name="output-undo"),
    path(f"{R}unsaved/<slug:page>/", unsaved.unsaved_words, name="unsaved-words"),
    path(
        f"{R}unsaved/<slug:page>/forget/",
        unsaved.unsaved_words_forget,
        name="unsaved-words-forget",
    ),
]
