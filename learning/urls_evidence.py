"""Addresses of the agency's evidence library and of evidence files."""

from django.urls import path

from learning.views import evidence, evidence_file

ONE = "evidence/<int:pk>/"
urlpatterns = [
    path("evidence/", evidence.evidence_library, name="evidence-library"),
    path("evidence/add/", evidence.evidence_add, name="evidence-add"),
    path(ONE + "edit/", evidence.evidence_edit, name="evidence-edit"),
    path(ONE + "retire/", evidence.evidence_retire, name="evidence-retire"),
    path(ONE + "file/", evidence_file.evidence_file, name="evidence-file"),
]
