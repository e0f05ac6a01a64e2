"""Addresses of questionnaires and their editions."""

from django.urls import path

from audits.views import editions, questionnaires, wording

ONE = "questionnaires/<slug:questionnaire>/"
EDITION = ONE + "editions/<int:number>/"
SECTION = EDITION + "sections/<slug:section>/"
QUESTION = EDITION + "questions/<slug:question>/"

urlpatterns = [
    path("questionnaires/", questionnaires.questionnaires, name="questionnaires"),
    path(ONE, questionnaires.questionnaire, name="questionnaire"),
    path(ONE + "edit/", questionnaires.questionnaire_edit, name="questionnaire-edit"),
    path(EDITION, editions.edition, name="edition"),
    path(EDITION + "changes/", editions.edition_diff, name="edition-diff"),
    path(EDITION + "agreement/", editions.edition_approve, name="edition-approve"),
    path(EDITION + "next/", editions.edition_copy, name="edition-copy"),
    path(EDITION + "edit/", wording.edition_edit, name="edition-edit"),
    path(EDITION + "sections/add/", wording.section_add, name="section-add"),
    path(SECTION + "edit/", wording.section_edit, name="section-edit"),
    path(SECTION + "remove/", wording.section_remove, name="section-remove"),
    path(SECTION + "add/", wording.question_add, name="question-add"),
    path(QUESTION + "edit/", wording.question_edit, name="question-edit"),
    path(QUESTION + "remove/", wording.question_remove, name="question-remove"),
]
