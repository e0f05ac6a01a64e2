"""Real boards from their packs, a real worker beside the live server."""

from dataclasses import dataclass
from io import BytesIO

import pytest
from celery import current_app
from celery.contrib.testing.worker import start_worker
from django.core.management import call_command

from boards.models import Agency, Board
from boards.services.public_site import set_public_site
from tests import factories as make
from tests.journeys.steps import Steps

ROLES = ("agency_lead", "agency_executive", "agency_contributor")


@dataclass
class Scene:
    """A board, its officer, and agencies with the people who answer for them."""

    board: Board
    officer: object
    agencies: list
    people: dict

    def person(self, agency, role):
        return self.people[agency.pk, role]


@pytest.fixture
def scene(live_server):
    """A function that loads a board's pack and gives some agencies people."""

    def build(slug, names=(), sectors=()):
        call_command("load_framework", slug, yes=True, verbosity=0)
        board = Board.objects.get(slug=slug)
        officer = person(board, "business_unit")
        set_public_site(board=board, shown=True, contact="", by=officer)
        found = Agency.objects.serving(board).order_by("name_en")
        agencies = [found.get(name_en=name) for name in names]
        agencies += [agency for agency in found if agency.sector in sectors]
        people = {
            (agency.pk, role): person(board, role, agency)
            for agency in agencies
            for role in ROLES
        }
        return Scene(board, officer, agencies, people)

    return build


def person(board, role, agency=None):
    member = make.MembershipFactory(board=board, role=role, agency=agency)
    return member.user


@pytest.fixture
def worker(live_server):
    """A Celery worker on the real queue, in a thread of its own."""
    with start_worker(current_app, perform_ping_check=False, shutdown_timeout=30):
        yield


@pytest.fixture
def steps(open_page, axe):
    """What people do on pages; each page they see is checked for accessibility."""
    return Steps(open_page, axe)


@pytest.fixture
def tagged():
    """A function that refuses a PDF a screen reader could not read."""
    pikepdf = pytest.importorskip("pikepdf")

    def check(content):
        with pikepdf.open(BytesIO(content)) as pdf:
            root = pdf.Root
            assert root.MarkInfo.Marked
            assert "/StructTreeRoot" in root
            assert str(root.Lang).startswith("en")
            assert pdf.docinfo.get("/Title") or pdf.open_metadata().get("dc:title")
            return len(pdf.pages)

    return check
