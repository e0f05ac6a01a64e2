"""From the button to the file: built once, tagged, kept, and fetched by its asker."""

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier

import pikepdf
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from audits.services import moderating
from boards.models import AccessRecord
from learning.models import Job
from learning.tasks import run_job
from reporting.models import BuiltDocument
from tests.audits.test_analysis import previous_round
from tests.reporting.built import asked, built, content, pdf_of, pdf_words
from tests.reporting.rounds import handed_in, rate

PACK = "development-day-pdf"


def ask_url(side, kind=PACK, reference=None):
    reference = reference or side.round.reference
    return reverse("reporting:document-ask", args=[side.board.slug, kind, reference])


def document_url(side, document, name="document"):
    return reverse(f"reporting:{name}", args=[side.board.slug, document.pk])


def elements_of(node):
    """Every structure element below a node, in order."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from elements_of(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements_of(node.K)


@pytest.mark.django_db(transaction=True)
@pytest.mark.requirement("CTM-46")
def test_officer_asks_and_fetches_a_pack(world, client_for):
    side = world.alpha
    client = client_for(side.officer)

    answer = client.post(ask_url(side))
    document = BuiltDocument.objects.get()
    waiting = client.get(answer.url).content.decode()
    run_job(document.job_id)
    ready = client.get(answer.url).content.decode()
    fetched = client.get(document_url(side, document, "document-download"))
    body = b"".join(fetched.streaming_content)

    document.refresh_from_db()
    assert answer.url == document_url(side, document)
    assert "Being built" in waiting and "Look again" in waiting
    assert "Download" in ready and document.sha256 in ready
    assert body.startswith(b"%PDF") and hashlib.sha256(body).hexdigest() == (
        document.sha256
    )
    assert fetched["Content-Disposition"].startswith("attachment")
    assert document.file_name not in document.file.name
    assert (document.version, document.size) == (1, len(body))
    noted = AccessRecord.objects.get(action="downloaded")
    assert noted.user_id == side.officer.pk and PACK in noted.reference


@pytest.mark.django_db
def test_pack_is_a_tagged_pdf(world):
    side = world.alpha
    previous_round(side, "amber")

    document = built(side, side.officer, PACK, side.round.reference)

    with pikepdf.open(BytesIO(content(document))) as file:
        root = file.Root
        elements = list(elements_of(root.StructTreeRoot.K))
        tags = [str(one.S) for one in elements]
        pictures = [str(one.Alt) for one in elements if one.S == "/Figure"]
        assert bool(root.MarkInfo.Marked) is True
        assert str(root.Lang) == "en-GB"
        assert bool(root.ViewerPreferences.DisplayDocTitle) is True
        assert "pdfuaid" in str(root.Metadata.read_bytes())
        assert "/EmbeddedFiles" not in root.get("/Names", {})
    assert tags.count("/H1") == 1
    assert {"/H2", "/Table", "/TH", "/TD", "/Caption", "/Figure"} <= set(tags)
    assert tags.index("/H1") < tags.index("/H2")
    assert ["1.1: Green 1, Not handed in 1" in one for one in pictures] == [True]
    reader = pdf_of(document)
    assert reader.metadata.title == f"Development day pack: {side.round}, 2026-27"
    assert reader.metadata.author == side.board.name


@pytest.mark.django_db
@pytest.mark.requirement("CTM-46")
@pytest.mark.requirement("HAR-26")
@pytest.mark.requirement("CTM-43")
def test_pack_says_where_agencies_stand_and_moved(world):
    side = world.alpha
    previous_round(side, "amber", text="Other words last year")
    side.received_answer.level = side.levels[0]
    side.received_answer.position = "Peer mentors in every team"
    side.received_answer.save()
    moderating.note_scrutiny(
        round=side.round, by=side.officer, kind="challenge", text="Show us more",
        agency=side.other_agency, question=None,
    )  # fmt: skip

    said = pdf_words(built(side, side.officer, PACK, side.round.reference))

    assert "1 of 2 agencies" in said
    assert "up from A" in said and "reworded" in said
    assert "Peer mentors in every team" in said.rpartition("Good practice")[2]
    assert "Not handed in" in said and str(side.agency) in said
    assert "Show us more" in said
    assert "Not released: business unit and moderators only" in said


@pytest.mark.django_db
@pytest.mark.requirement("CTM-43")
@pytest.mark.requirement("HAR-14")
def test_pack_lists_improvements_and_reports_voice_apart(world):
    side = world.alpha
    found = handed_in(
        side,
        ({"kind": "rating"}, {"improvement": "Train every duty officer"}),
        ({"tags": ["pre_verbal"]}, {"text": "We watch play with a therapist"}),
    )
    rate(found, 0, "red")

    said = pdf_words(built(side, side.officer, PACK, found.round.reference))

    improve, _, voice = said.rpartition("How agencies hear children and adults")
    assert "Train every duty officer" in improve
    assert "We watch play with a therapist" in voice
    assert "We watch play with a therapist" not in improve


@pytest.mark.django_db
def test_every_page_says_whose_and_which_version(world):
    side = world.alpha
    built(side, side.officer, PACK, side.round.reference)

    second = built(side, side.officer, PACK, side.round.reference)

    pages = [page.extract_text() for page in pdf_of(second).pages]
    assert second.version == 2
    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        flat = " ".join(text.split())
        assert f"for {side.officer}. Version 2." in flat
        assert f"{number} / {len(pages)}" in flat
        assert "Not released" in flat and side.board.name in flat


@pytest.mark.django_db
def test_welsh_reader_gets_a_welsh_document(world):
    side = world.alpha
    side.board.name_cy = "Bwrdd Diogelu Alffa"
    side.board.languages = ["en", "cy"]
    side.board.save()

    with translation.override("cy"):
        document = asked(side, side.officer, PACK, side.round.reference)
    run_job(document.job_id)
    document.refresh_from_db()

    with pikepdf.open(BytesIO(content(document))) as file:
        assert str(file.Root.Lang) == "cy"
    assert "Bwrdd Diogelu Alffa" in pdf_words(document)


@pytest.mark.django_db
def test_words_of_any_length_and_kind_reach_the_paper(world):
    side = world.alpha
    lines = [f"word{number} <script>&amp; {{{{ x }}}}" for number in range(3000)]
    side.received_answer.position = "\n".join(lines)
    side.received_answer.save()

    reference = side.received_return.reference
    said = pdf_words(built(side, side.officer, "return-pdf", reference))

    assert [n for n in range(3000) if f"word{n} <script>&amp; {{{{" not in said] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        '<img src="file:///etc/hostname">',
        '<link rel="attachment" href="file:///etc/hostname">',
        "<style>@import url(http://127.0.0.1:9/x.css)</style>",
    ],
)
def test_typed_words_fetch_nothing(world, words):
    side = world.alpha
    side.received_answer.position = words
    side.received_answer.save()

    document = built(side, side.officer, "return-pdf", side.received_return.reference)

    with pikepdf.open(BytesIO(content(document))) as file:
        assert len(file.attachments) == 0
    assert words.split()[0] in pdf_words(document)


@pytest.mark.django_db
def test_second_press_gives_the_running_job(world, client_for):
    side = world.alpha
    client = client_for(side.officer)

    first, second = client.post(ask_url(side)).url, client.post(ask_url(side)).url

    assert first == second
    assert (BuiltDocument.objects.count(), Job.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_presses_at_one_moment_ask_once(world):
    side, start = world.alpha, Barrier(4)

    def press(_number):
        try:
            start.wait()
            return asked(side, side.officer, PACK, side.round.reference).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(press, range(4)))

    assert len(set(got)) == 1
    assert Job.objects.filter(kind="reporting.document").count() == 1


@pytest.mark.django_db
def test_failure_is_said_plainly_and_can_be_asked_again(world, client_for):
    side = world.alpha
    client = client_for(side.officer)
    document = asked(side, side.officer, PACK, side.round.reference)
    document.job.state, document.job.problem = "failed", "KeyError: 'secret'"
    document.job.save()

    page = client.get(document_url(side, document)).content.decode()
    again = client.post(ask_url(side))

    assert "It could not be built." in page and "Ask again" in page
    assert "secret" not in page and "hx-get" not in page
    assert BuiltDocument.objects.get(version=2).job.state == "waiting"
    assert again.url != document_url(side, document)


@pytest.mark.django_db
def test_page_asks_again_by_itself_only_while_it_waits(world, client_for):
    side = world.alpha
    document = asked(side, side.officer, PACK, side.round.reference)
    client, address = client_for(side.officer), document_url(side, document)

    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    run_job(document.job_id)
    done = client.get(address, headers={"HX-Request": "true"}).content.decode()

    assert 'hx-trigger="every 2s"' in part and "<html" not in part
    assert "hx-trigger" not in done and "Download" in done


@pytest.mark.django_db
def test_list_filters_and_searches(world, client_for):
    side = world.alpha
    client = client_for(side.officer)
    address = reverse("reporting:documents", args=[side.board.slug])
    asked(side, side.officer, PACK, side.round.reference)
    asked(side, side.officer, "return-word", side.received_return.reference)

    def shown(query=""):
        page = client.get(f"{address}{query}").context["page"]
        return sorted(one.kind for one in page)

    assert shown() == [PACK, "return-word"]
    assert shown("?kind=return-word") == ["return-word"]
    assert shown("?state=ready") == []
    assert shown("?q=Hospital") == ["return-word"]
    assert shown("?sort=-title&q=nothing+like+it") == []


@pytest.mark.django_db
def test_list_costs_the_same_for_1_and_25(
    world, client_for, django_assert_max_num_queries
):
    side, client = world.alpha, client_for(world.alpha.officer)
    address = reverse("reporting:documents", args=[side.board.slug])
    client.get(address)  # the first request of a session writes it
    counts = []
    for more in (1, 24):
        for _ in range(more):
            document = asked(side, side.officer, PACK, side.round.reference)
            document.job.state = "done"
            document.job.save()
        with django_assert_max_num_queries(12) as found:
            client.get(address)
        counts.append(len(found))

    assert counts[0] == counts[1]


def test_pages_never_load_what_draws():
    """The web process knows every kind without the engines behind them."""
    program = (
        "import django, sys; django.setup(); "
        "from django.urls import get_resolver; get_resolver().url_patterns; "
        "import reporting.views.documents, reporting.views.exports; "
        "print([m for m in ('weasyprint', 'docx') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
