"""Addresses of words kept while they are typed into a form: the form's own, below."""

from django.urls import path

from learning.views import unsaved_forms

urlpatterns = [
    path(
        "unsaved/forget/<path:page>",
        unsaved_forms.unsaved_form_forget,
        name="unsaved-form-forget",
    ),
    path("unsaved/<path:page>", unsaved_forms.unsaved_form, name="unsaved-form"),
]
