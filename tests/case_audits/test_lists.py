"""Lists of audits: as many queries for three rows as for three hundred, and exports."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from case_audits.models import AuditProposal, CaseAudit, SingleAudit, Survey
from learning.models import LearningSource
from tests.case_audits.auditing import in_days, url

MOST = 12


@pytest.fixture
def side(world):
    return world.alpha


def _audits(side, number):
    sources = LearningSource.objects.bulk_create(
        LearningSource(
            board=side.board, kind="multi_agency_audit", title=f"Audit {n}",
            strand="child", lead_group=side.group, stage="asked",
        )
        for n in range(number)
    )  # fmt: skip
    tool = side.audit_tool
    CaseAudit.objects.bulk_create(
        CaseAudit(source=one, board=side.board, edition=tool, scope="S", state="asked")
        for one in sources
    )


def _proposals(side, number):
    AuditProposal.objects.bulk_create(
        AuditProposal(
            board=side.board, group=side.group, agency=side.agency, title=f"T {n}",
            concern="C", created_by=side.lead,
        )
        for n in range(number)
    )  # fmt: skip


def _singles(side, number):
    SingleAudit.objects.bulk_create(
        SingleAudit(
            board=side.board, group=side.group, agency=side.agency, title=f"T {n}",
            planned_on=in_days(n), created_by=side.lead, state="deposited",
        )
        for n in range(number)
    )  # fmt: skip


def _surveys(side, number):
    Survey.objects.bulk_create(
        Survey(
            board=side.board, group=side.group, title=f"T {n}", closes_on=in_days(n),
            created_by=side.officer,
        )
        for n in range(number)
    )  # fmt: skip


LISTS = {
    "audits": _audits,
    "programme": _proposals,
    "singles": _singles,
    "surveys": _surveys,
}


@pytest.mark.parametrize("name", LISTS)
def test_queries_do_not_grow_with_rows(name, side, client_for):
    client, found = client_for(side.officer), []
    client.get(url(name))
    for number in (3, 297):
        LISTS[name](side, number)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(url(name))
        found.append(len(asked))
    assert page.context["page"].paginator.count == 300
    assert found[0] == found[1] <= MOST, found
    rows = client.get(url(name) + "?as=csv&q=7&sort=-title").content.decode()
    assert rows.count("\n") > 50
    assert client.get(url(name) + "?as=xlsx").content[:2] == b"PK"
