"""Addresses of this floor, below a board's own."""

from django.urls import path

from case_audits.views import audits, cases, programme, returns, singles, surveys, tools

app_name = "case_audits"
ONE = "audits/one/<slug:reference>/"
CASE, RETURN = f"{ONE}cases/<int:pk>/", f"{ONE}returns/<int:pk>/"
SINGLE, SURVEY = "audits/agencies/<int:pk>/", "audits/questionnaires/<int:pk>/"
TOOL, PROPOSAL = "audits/tools/<int:pk>/", "audits/programme/<int:pk>/"

urlpatterns = [
    path("audits/", audits.audits, name="audits"),
    path("audits/new/", audits.audit_new, name="audit-new"),
    path("audits/rules/", programme.settings, name="settings"),
    path("audits/programme/", programme.programme, name="programme"),
    path("audits/programme/propose/", programme.proposal_new, name="proposal-new"),
    path(
        "audits/programme/years/<int:pk>/approve/",
        programme.programme_approve,
        name="programme-approve",
    ),
    path(PROPOSAL, programme.proposal, name="proposal"),
    path(f"{PROPOSAL}change/", programme.proposal_edit, name="proposal-edit"),
    path(f"{PROPOSAL}decide/", programme.proposal_decide, name="proposal-decide"),
    path("audits/tools/", tools.tools, name="tools"),
    path("audits/tools/new/", tools.tool_new, name="tool-new"),
    path(TOOL, tools.tool, name="tool"),
    path(f"{TOOL}change/", tools.tool_edit, name="tool-edit"),
    path(f"{TOOL}issue/", tools.tool_issue, name="tool-issue"),
    path(f"{TOOL}next/", tools.tool_next, name="tool-next"),
    path(ONE, audits.audit, name="audit"),
    path(f"{ONE}change/", audits.audit_edit, name="audit-edit"),
    path(f"{ONE}sample/", cases.sample, name="sample"),
    path(f"{ONE}sample/frame/", cases.sample_frame, name="sample-frame"),
    path(f"{ONE}sample/draw/", cases.sample_draw, name="sample-draw"),
    path(f"{ONE}sample/leave-out/", cases.sample_leave_out, name="sample-leave-out"),
    path(f"{ONE}ask/", audits.audit_ask, name="audit-ask"),
    path(f"{ONE}asks/<int:pk>/", returns.ask_answer, name="ask-answer"),
    path(f"{ONE}joint/", audits.audit_joint, name="audit-joint"),
    path(f"{ONE}meeting/", cases.meeting, name="meeting"),
    path(f"{ONE}receive/", audits.audit_receive, name="audit-receive"),
    path(f"{ONE}issues/new/", audits.issue_pass, name="issue-pass"),
    path(f"{ONE}issues/<int:pk>/", audits.issue_decide, name="issue-decide"),
    path(f"{ONE}close/", audits.audit_close, name="audit-close"),
    path(f"{ONE}movement/", audits.movement, name="movement"),
    path(f"{ONE}later/<int:pk>/", returns.follow_up, name="follow-up"),
    path(CASE, cases.case, name="case"),
    path(f"{CASE}together/", cases.case_joint, name="case-joint"),
    path(f"{CASE}grade/", cases.case_grade, name="case-grade"),
    path(f"{CASE}reopen/", cases.case_reopen, name="case-reopen"),
    path(RETURN, returns.case_return, name="return"),
    path(f"{RETURN}write/", returns.return_write, name="return-write"),
    path(f"{RETURN}autosave/", returns.return_autosave, name="return-autosave"),
    path(f"{RETURN}hand-in/", returns.return_hand_in, name="return-hand-in"),
    path(f"{RETURN}take-back/", returns.return_take_back, name="return-take-back"),
    path("audits/agencies/", singles.singles, name="singles"),
    path("audits/agencies/plan/", singles.single_new, name="single-new"),
    path("audits/agencies/ask/", singles.single_ask, name="single-ask"),
    path(SINGLE, singles.single, name="single"),
    path(f"{SINGLE}change/", singles.single_edit, name="single-edit"),
    path(f"{SINGLE}reply/", singles.single_reply, name="single-reply"),
    path(f"{SINGLE}deposit/", singles.single_deposit, name="single-deposit"),
    path(f"{SINGLE}present/", singles.single_present, name="single-present"),
    path(f"{SINGLE}keep/", singles.single_keep, name="single-keep"),
    path("audits/questionnaires/", surveys.surveys, name="surveys"),
    path("audits/questionnaires/new/", surveys.survey_new, name="survey-new"),
    path(SURVEY, surveys.survey, name="survey"),
    path(f"{SURVEY}change/", surveys.survey_edit, name="survey-edit"),
    path(f"{SURVEY}open/", surveys.survey_open, name="survey-open"),
    path(f"{SURVEY}close/", surveys.survey_close, name="survey-close"),
    path(f"{SURVEY}links/<int:invited>/", surveys.survey_link, name="survey-link"),
]
