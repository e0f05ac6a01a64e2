"""Addresses of the work plan."""

from django.urls import path

from dissemination.views import work

urlpatterns = [
    path("sharing/work-plan/", work.work_plan, name="work-plan"),
    path("sharing/work-plan/add/", work.work_task_add, name="work-task-add"),
    path(
        "sharing/work-plan/<int:pk>/change/",
        work.work_task_edit,
        name="work-task-edit",
    ),
]
