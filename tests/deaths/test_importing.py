"""Counts come in from an extract whole or not at all, and no child comes with them."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from deaths.models import Count, CountImport, ImportMapping


@pytest.fixture
def side(world):
    assert world.alpha.panel
    return world.alpha


@pytest.fixture
def chair(side, client_for):
    return client_for(side.restricted_member)


def at(side, name, *args):
    return reverse(f"deaths:{name}", args=[side.board.slug, side.panel.pk, *args])


def sent(chair, side, text, name="counts.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile(name, data)
    return chair.post(at(side, "import-file"), {"file": file})


LONG = """Year,Category of death,Modifiable factors,Reviews
2023-24,8,No,14
2023-24,Infection,Yes,c
2023/24,3. Trauma,Yes,<5
"""


def test_what_its_sender_had_hidden_stays_hidden(side, chair):
    gone = sent(chair, side, LONG)
    batch = CountImport.objects.get()
    page = chair.get(gone.url).content.decode()
    assert "hidden by its sender" in page and "14" in page
    assert not Count.objects.exists()
    chair.post(at(side, "import-commit", batch.pk))
    numbers = dict(Count.objects.values_list("row", "number"))
    assert numbers == {"perinatal": 14, "infection": None, "trauma": None}
    year = side.panel.years.get()
    shown = chair.get(
        reverse("deaths:year", args=[side.board.slug, side.panel.pk, year.pk])
    ).content.decode()
    assert shown.count("hidden") > 3
    again = chair.post(at(side, "import-commit", batch.pk), follow=True)
    assert "decided on already" in again.content.decode()
    batch.refresh_from_db()
    assert batch.rows == []  # nothing of the file is left


def test_one_wrong_row_and_nothing_is_taken(side, chair):
    bad = LONG + "2023-24,Unheard of,Yes,3\n2023-24,8,No,15\n2023-24,9,Yes,-4\n"
    gone = sent(chair, side, bad)
    page = chair.get(gone.url).content.decode()
    assert "Unheard of" in page and "stands in row 2" in page and "no count" in page
    batch = CountImport.objects.get()
    told = chair.post(at(side, "import-commit", batch.pk), follow=True)
    assert "Nothing was taken" in told.content.decode()
    assert not Count.objects.exists() and not side.panel.years.exists()


def test_columns_are_said_once_for_all_files_of_that_layout(side, chair):
    file = "When,What,How many\n2023-24,8,14\n"
    gone = sent(chair, side, file)
    assert "Say which columns" in chair.get(gone.url).content.decode()
    first = CountImport.objects.get()
    address = at(side, "import-columns", first.pk)
    twice = chair.post(address, {"year": "1", "category": "1", "count": "3"})
    assert b"cannot hold two things" in twice.content
    chair.post(address, {"year": "1", "category": "2", "count": "3"})
    assert ImportMapping.objects.count() == 1
    gone = sent(chair, side, file.replace("14", "15"))
    page = chair.get(gone.url).content.decode()
    assert "Take all of it" in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Year,Child's name,Count\n2023-24,X,1\n", "about single children"),
        ("Year,Category,NHS number,Count\n2023-24,8,1,1\n", "about single children"),
        ("Year,Category,DOB,Count\n2023-24,8,x,1\n", "about single children"),
        ("Year,Category,Note,Count\n2023-24,8,12/03/2023,1\n", "looks like a date"),
        ("Year,Category,Note,Count\n2023-24,8,943 476 5919,1\n", "nhs number"),
        ("Year,Category,Note,Count\n2023-24,8,TS24 7QA home,1\n", "postcode"),
    ],
)
def test_files_about_children_are_refused_in_words(side, chair, text, said):
    answer = sent(chair, side, text)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not CountImport.objects.exists()


def test_excel_with_domains_and_forms_kept_apart(side, chair):
    book = Workbook()
    for row in (
        ["Year", "Domain", "Form", "Score", "Number"],
        ["2018-19", "A", "Form C", "3", 9],
        ["2018-19", "A", "Analysis form", "2", 7],
        ["2018-19", "B", "", "1*", 8],
    ):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    gone = sent(chair, side, out.getvalue(), "domains.xlsx")
    batch = CountImport.objects.get()
    assert "Take all of it" in chair.get(gone.url).content.decode()
    chair.post(at(side, "import-commit", batch.pk))
    rows = set(Count.objects.values_list("form", "row", "column", "number"))
    assert rows == {
        ("form_c", "a", "3", 9),
        ("analysis_form", "a", "2", 7),
        ("form_c", "b", "1*", 8),
    }


def test_what_is_no_spreadsheet_is_refused(side, chair):
    for data, name in ((b"\x00\x01", "a.xlsx"), (b"", "a.csv"), (b"x", "a.pdf")):
        answer = sent(chair, side, data, name)
        assert answer.status_code == 200, name
    assert not CountImport.objects.exists()
