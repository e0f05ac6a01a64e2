"""The agency's library of evidence, and the one door its files leave by."""

import datetime
import io

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from boards.models import AccessRecord
from learning.choices import ScanState
from learning.models import Document, Evidence, Job
from learning.outbox import run
from learning.services.documents import keep_upload
from tests import factories as make
from tests.learning import files as made

TODAY = timezone.localdate
NOTHING = dict.fromkeys(
    [f"{day}_{part}" for day in ("effective_on", "expires_on")
     for part in ("day", "month", "year")], ""
)  # fmt: skip


def url(name, side, *args):
    return reverse(f"learning:evidence-{name}", args=[side.board.slug, *args])


@pytest.fixture
def as_lead(world, client_for):
    return client_for(world.alpha.lead)


def item(side, **values):
    return make.EvidenceFactory(
        agency=side.agency, added_by=side.lead, **{"link": "https://x.org/a"} | values
    )


def test_library_shows_own_agency_with_life_and_use(world, as_lead):
    side = world.alpha
    item(side, title="Old policy", expires_on=TODAY() - datetime.timedelta(1))
    make.EvidenceFactory(agency=side.other_agency, title="Not ours")
    used = side.evidence

    page = as_lead.get(url("library", side)).content.decode()

    assert "Old policy" in page and "Out of date" in page and "(x.org)" in page
    assert used.title in page and "question 1.1" in page
    assert "Not ours" not in page and "Not used yet" in page


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?q=gadael", ["Policy gadael"]),
        ("?life=expired", ["Minutes"]),
        ("?life=in_force", ["Audit", "Policy gadael"]),
        ("?life=soon", ["Policy gadael"]),
        ("?kind=link", ["Audit", "Minutes", "Policy gadael"]),
        ("?kind=file", []),
        ("?kind=nonsense&life=nonsense", ["Audit", "Minutes", "Policy gadael"]),
        ("?sort=-title", ["Policy gadael", "Minutes", "Audit"]),
        ("?sort=expires", ["Minutes", "Policy gadael", "Audit"]),
    ],
)
def test_library_filters_searches_and_sorts(world, as_lead, query, titles):
    day = datetime.timedelta(1)
    item(world.alpha, title="Policy gadael", expires_on=TODAY() + 30 * day)
    item(world.alpha, title="Minutes", expires_on=TODAY() - day)
    item(world.alpha, title="Audit")

    page = as_lead.get(url("library", world.alpha) + query)

    assert [one.title for one, _uses in page.context["rows"]] == titles


def test_library_pages_and_costs_the_same_for_many(
    world, as_lead, django_assert_max_num_queries
):
    for number in range(30):
        item(world.alpha, title=f"Policy {number:02d}")

    with django_assert_max_num_queries(12):
        page = as_lead.get(url("library", world.alpha) + "?page=2")

    assert [one.title for one, _uses in page.context["rows"]] == [
        f"Policy {number:02d}" for number in range(25, 30)
    ]


def test_export_holds_what_is_shown(world, as_lead):
    item(world.alpha, title="=1+1", expires_on=TODAY())
    item(world.alpha, title="Other")

    sent = as_lead.get(url("library", world.alpha) + "?life=soon&as=xlsx")
    rows = list(load_workbook(io.BytesIO(sent.content)).active.values)

    assert rows[0][:3] == ("Agency", "Title", "File or link")
    assert [row[1] for row in rows[1:]] == ["=1+1"]


def test_several_files_are_added_at_once(world, as_lead):
    files = [
        made.upload("Policy.docx", made.docx()),
        made.upload("Audit.xlsx", made.xlsx()),
    ]
    sent = {**NOTHING, "files": files, "title": "ignored for several"}
    sent |= {"effective_on_day": "1", "effective_on_month": "4"}
    sent |= {"effective_on_year": "2026", "link": ""}

    done = as_lead.post(url("add", world.alpha), sent)

    assert done.status_code == 302, done.context["form"].errors
    kept = Evidence.objects.filter(agency=world.alpha.agency).order_by("title")
    assert [(one.title, str(one.effective_on)) for one in kept] == [
        ("Audit.xlsx", "2026-04-01"),
        ("Policy.docx", "2026-04-01"),
    ]
    document = kept[0].document
    assert (document.scan_state, document.board) == (ScanState.CLEAN, world.alpha.board)
    assert "Audit" not in document.file.name and len(document.sha256) == 64


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({}, "files", "Choose a file or give a link"),
        ({"link": "javascript:alert(1)", "title": "x"}, "link", "Enter a link"),
        ({"link": "ftp://x.org/a", "title": "x"}, "link", "Enter a"),
        ({"link": "https://x.org"}, "title", "Give the link a title"),
        (
            {"link": "https://x.org", "title": "Kept words", "expires_on_day": "31"},
            "expires_on",
            "must include a month and year",
        ),
    ],
)
def test_add_names_the_field_and_keeps_what_was_typed(
    world, as_lead, sent, field, words
):
    page = as_lead.post(
        url("add", world.alpha), NOTHING | {"link": "", "title": ""} | sent
    )

    assert words in str(page.context["form"].errors[field])
    assert all(value in page.content.decode() for value in sent.values())
    assert not Evidence.objects.exists()


def test_one_bad_file_is_named_and_none_is_kept(world, as_lead):
    files = [
        made.upload("Good.docx", made.docx()),
        made.upload("Bad.docx", made.xlsx()),
        made.upload("Worse.pdf", b"%PDF-"),
    ]
    sent = {**NOTHING, "files": files, "title": "Typed", "link": ""}

    page = as_lead.post(url("add", world.alpha), sent)

    said = page.context["form"].errors["files"]
    assert [line.split(":")[0] for line in said] == [
        "Bad.docx",
        "Worse.pdf",
        "None of the files was added.",
    ]
    assert "Typed" in page.content.decode()
    assert not Document.objects.exists()


def test_edit_corrects_words_and_life(world, as_lead):
    kept = item(world.alpha, title="Polcy")
    sent = NOTHING | {"title": "Policy", "link": "https://y.org/b"}

    as_lead.post(url("edit", world.alpha, kept.pk), sent)

    kept.refresh_from_db()
    assert (kept.title, kept.link) == ("Policy", "https://y.org/b")
    assert kept.history.first().history_user == world.alpha.lead


def test_retire_ends_an_item_and_deletes_nothing(world, as_lead):
    kept = world.alpha.evidence
    page = as_lead.get(url("retire", world.alpha, kept.pk))
    assert "question 1.1" in page.content.decode()

    as_lead.post(url("retire", world.alpha, kept.pk))

    kept.refresh_from_db()
    assert kept.is_expired and kept.answer_links.count() == 1
    assert "Out of date" in as_lead.get(url("library", world.alpha)).content.decode()


def test_file_leaves_as_an_attachment_that_runs_nothing(world, as_lead):
    kept = world.alpha.evidence

    sent = as_lead.get(url("file", world.alpha, kept.pk))

    assert b"".join(sent.streaming_content) == kept.document.file.read()
    assert sent["Content-Disposition"].startswith("attachment; filename=")
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sent["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "no-store" in sent["Cache-Control"] and "private" in sent["Cache-Control"]
    [noted] = AccessRecord.objects.filter(action="download")
    assert (noted.user_id, noted.board_id) == (
        world.alpha.lead.pk,
        world.alpha.board.pk,
    )


@pytest.mark.parametrize("state", [ScanState.WAITING, ScanState.REFUSED])
def test_only_checked_files_leave(world, as_lead, state):
    kept = world.alpha.evidence
    Document.objects.filter(pk=kept.document_id).update(scan_state=state)

    held = as_lead.get(url("file", world.alpha, kept.pk))

    assert held.status_code == 403
    assert "virus" in held.content.decode()
    assert not AccessRecord.objects.filter(action="download").exists()
    assert (
        url("file", world.alpha, kept.pk)
        not in as_lead.get(url("library", world.alpha)).content.decode()
    )


def test_file_of_another_board_is_not_there(world, client_for):
    kept = world.alpha.evidence
    as_stranger = client_for(world.beta.lead)

    for board in (world.alpha, world.beta):
        assert as_stranger.get(url("file", board, kept.pk)).status_code == 404


def clean_scanner(file):
    assert file.read()
    return "clean"


def infected_scanner(file):
    return "infected"


def silent_scanner(file):
    return "OK"


def broken_scanner(file):
    raise ConnectionError("no answer")


@pytest.mark.parametrize(
    ("scanner", "state"),
    [
        ("clean_scanner", ScanState.CLEAN),
        ("infected_scanner", ScanState.REFUSED),
        ("silent_scanner", ScanState.WAITING),
        ("broken_scanner", ScanState.WAITING),
        ("no_such_scanner", ScanState.WAITING),
    ],
)
def test_scanner_decides_and_fails_closed(world, scanner, state):
    side = world.alpha
    with override_settings(UPLOAD_SCANNER=f"{__name__}.{scanner}"):
        kept = keep_upload(
            board=side.board,
            agency=side.agency,
            file=made.upload("a.docx", made.docx()),
            by=side.lead,
        )
        assert kept.scan_state == ScanState.WAITING
        run(Job.objects.get().pk)

    kept.refresh_from_db()
    assert kept.scan_state == state
    waiting = Job.objects.filter(state="waiting", not_before__gt=timezone.now())
    assert waiting.count() == (state == ScanState.WAITING)  # asked again, soon
