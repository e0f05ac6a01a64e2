"""Importing questions in the browser: sent, looked at, put right, taken."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from audits.choices import ImportState
from audits.models import Edition, ImportBatch, Question, Questionnaire
from audits.services import importing
from learning import outbox
from learning.models import Document, Job
from tests.audits.workbooks import upload, workbook

pytestmark = pytest.mark.django_db
ROWS = [
    ["Theme", "No", "Standard", "Guidance", "Red", "Amber", "Green"],
    ["Leadership", "1.1", "Leaders listen", "All", "Never", "Often", "Always"],
    ["", "1.2", "Leaders act", "", "", "", ""],
]
NEW = {
    "makes": "new",
    "name": "Section 11 audit",
    "return_kind": "section_11",
    "strand": "child",
    "label": "2026-27",
    "rates": "found",
}


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def client(side, client_for):
    return client_for(side.officer)


def page(side):
    return reverse("audits:questionnaire-import", args=[side.board.slug])


def sent(client, side, file=None, **changes):
    """The preview's address after an upload."""
    file = file or workbook(("Audit", ROWS))
    response = client.post(page(side), NEW | changes | {"file": file})
    assert response.status_code == 302, response.context["form"].errors
    return response.url


@pytest.mark.requirement("CTM-44")
def test_a_workbook_becomes_a_draft_edition(client, side):
    url = sent(client, side)
    shown = client.get(url).content.decode()
    assert not Questionnaire.objects.filter(name_en="Section 11 audit").exists()

    done = client.post(f"{url}take/")

    edition = Edition.objects.get(questionnaire__name_en="Section 11 audit")
    assert done.url == edition.get_absolute_url()
    assert (edition.state, edition.label, edition.number) == ("draft", "2026-27", 1)
    assert "Leaders listen" in shown and "Audit!C2" in shown
    first, second = edition.questions.order_by("order")
    assert (first.number, first.text_en, first.kind) == (
        "1.1",
        "Leaders listen",
        "rating",
    )
    assert [row.text_en for row in first.descriptors.order_by("-level__value")] == [
        "Always",
        "Often",
        "Never",
    ]
    assert edition.questionnaire.return_kind == "section_11"
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.outcome["questions"]) == ("committed", 2)


def test_a_new_edition_keeps_keys_and_leaves_the_issued_one(client, side):
    rows = [
        ["Section", "Number", "Question", "BRAG rating"],
        ["Leadership", "1.1", side.rating.text_en, None],
        ["Leadership", "1.5", "Something new", None],
    ]

    url = sent(
        client,
        side,
        workbook(("Sheet1", rows)),
        makes="again",
        questionnaire=side.questionnaire.pk,
    )
    shown = client.get(url).content.decode()
    client.post(f"{url}take/")

    made = side.questionnaire.editions.get(number=2)
    assert made.follows == side.edition and made.state == "draft"
    keys = set(made.questions.values_list("key", flat=True))
    assert side.rating.key in keys and len(keys) == 2
    assert "1 question" in shown.replace("One question", "1 question")
    assert side.edition.questions.count() == 2


def test_every_problem_is_shown_and_nothing_is_made(client, side):
    rows = [["Question", "Kind of answer"], ["Is it safe?", "perhaps"]]
    url = sent(client, side, workbook(("Qs", rows)), rates="rag")

    shown = client.get(url).content.decode()
    refused = client.post(f"{url}take/", follow=True)

    assert "Qs!A2" in shown and "no kind of answer" in shown
    assert "Make a draft edition" not in shown
    assert "Mend the errors first" in refused.content.decode()
    assert not Questionnaire.objects.filter(name_en="Section 11 audit").exists()


def test_columns_the_officer_names_are_kept(client, side):
    rows = [["Aaa", "Bbb"], ["Leaders listen", "All"], ["Leaders act", "x"]]
    url = sent(client, side, workbook(("Qs", rows)), rates="written")
    told = {"use_0": "on", "row_0": "1", "column_0_0": "question"}

    wrong = client.post(f"{url}columns/", told | {"row_0": "99"})
    right = client.post(f"{url}columns/", told | {"column_0_1": "guidance"})
    kept = client.get(f"{url}columns/").context["form"]
    shown = client.get(url).content.decode()

    assert wrong.status_code == 200
    assert 'value="99"' in wrong.content.decode()
    assert right.url == url
    assert kept["column_0_1"].value() == "guidance"
    assert "Leaders listen" in shown and "Make a draft edition" in shown


def test_the_scale_may_be_changed_and_questions_left_out(client, side):
    url = sent(client, side)

    client.post(f"{url}choose/", {"rates": "score_0_3", "leave_out": "Audit!C3"})
    shown = client.get(url)
    client.post(f"{url}choose/", {"rates": "score_0_3", "bring_back": "1"})
    back = client.get(url)

    [asked] = shown.context["reading"].questions
    assert (asked.text.en, asked.scale) == ("Leaders listen", "score_0_3")
    assert len(back.context["reading"].questions) == 2


def test_a_refused_file_keeps_everything_else_typed(client, side):
    bad = SimpleUploadedFile("macro.xlsx", b"not a workbook at all")

    shown = client.post(page(side), NEW | {"name": "My audit", "file": bad})

    assert shown.status_code == 200
    assert "file" in shown.context["form"].errors
    assert 'value="My audit"' in shown.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_name_is_needed_only_for_a_new_questionnaire(client, side):
    file = workbook(("Audit", ROWS))

    shown = client.post(page(side), NEW | {"name": "", "file": file})

    assert list(shown.context["form"].errors) == ["name"]


def test_throwing_away_leaves_no_words(client, side):
    url = sent(client, side)

    client.post(f"{url}discard/")
    again = client.post(f"{url}take/", follow=True)

    batch = ImportBatch.objects.get()
    assert (batch.state, batch.rows) == ("discarded", [])
    assert "already" in again.content.decode()
    assert Question.objects.filter(text_en="Leaders listen").count() == 0


def test_template_is_a_workbook_with_a_guide(client, side):
    url = reverse("audits:questionnaire-template", args=[side.board.slug])

    book = load_workbook(BytesIO(client.get(url).content))

    assert len(book.sheetnames) == 2
    assert [cell.value for cell in book.worksheets[0][1]][:3] == [
        "Section",
        "Number",
        "Question",
    ]


def test_a_large_file_is_read_by_a_worker(client, side, monkeypatch):
    monkeypatch.setitem(importing.READ_LATER_FROM, "questionnaire", 100)

    url = sent(client, side)
    waiting = client.get(url).content.decode()
    outbox.run(Job.objects.get().pk)
    shown = client.get(url).content.decode()

    assert "is being read" in waiting
    assert "Leaders listen" in shown
    assert not Document.objects.exists()


def test_a_large_file_that_cannot_be_read_says_so(client, side, monkeypatch):
    monkeypatch.setitem(importing.READ_LATER_FROM, "questionnaire", 100)
    lines = "\n".join(["Question,RAG", *[f"Question {n}?," for n in range(6000)]])

    url = sent(client, side, upload(lines.encode(), "long.csv"))
    outbox.run(Job.objects.get().pk)
    shown = client.get(url).content.decode()

    assert "more than 5000 filled rows" in shown
    assert ImportBatch.objects.get().state == ImportState.REFUSED
    assert not Document.objects.exists()


def test_only_officers_of_the_board_import(world, side, client, client_for):
    url = sent(client, side)

    people = ["chair", "member", "lead", "practitioner"]
    got = [client_for(getattr(side, who)).get(page(side)).status_code for who in people]
    seen = [client_for(getattr(side, who)).get(url).status_code for who in people]

    assert (got, seen) == ([403] * 4, [404] * 4)
    assert client_for(world.beta.officer).get(url).status_code == 404
    assert client_for(world.beta.officer).post(f"{url}take/").status_code == 404
