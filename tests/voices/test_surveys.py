"""Surveys: results pasted and typed, trends, wordings apart, small numbers."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from voices.models import Survey, SurveyEdition, SurveyResult
from voices.services.surveys import add_year, put_results
from voices.survey_chart import trend
from voices.survey_table import survey_table


@pytest.fixture
def side(world):
    return world.alpha


def url(side, name, *args):
    return reverse(f"voices:{name}", args=[side.board.slug, *args])


def row(text, phase, answered, number, given="percentage"):
    return {
        "text": text, "phase": phase, "answered": answered, "given": given,
        "number": number,
    }  # fmt: skip


def fill(side, year, *rows):
    edition = add_year(survey=side.survey, values={"year": year}, by=side.lead)
    put_results(edition=edition, rows=list(rows), by=side.lead)
    return edition


def paste(side, client, edition, rows, **more):
    page = url(side, "results-paste", side.survey.reference, edition.pk)
    return client.post(page, {"given": "percentage", "rows": rows, **more})


@pytest.mark.requirement("HAR-13")
def test_a_yearly_survey_by_phase_is_pasted_and_shows_its_trend(side, client_for):
    client = client_for(side.officer)
    form = {
        "title": "Anti-bullying survey", "asked_by": "Education", "strand": "child",
        "population": "Pupils", "lead_group": side.group.pk, "audience": "board",
        "sent_once": uuid4(),
    }  # fmt: skip
    for _again in range(2):
        assert client.post(url(side, "survey-add"), form).status_code == 302
    side.survey = Survey.objects.get()
    years = url(side, "year-add", side.survey.reference)
    for year, primary, secondary in (("2024-25", 91, 84), ("2025-26", 93, 80)):
        page = client.post(years, {"year": year})
        edition = SurveyEdition.objects.get(year=year)
        assert page.url == url(side, "results-paste", side.survey.reference, edition.pk)
        rows = (
            "Who\tQuestion\tAnswered\tResult\n"
            f"Primary schools\tI feel safe in school\t812\t{primary}%\n"
            f"Secondary schools\tI feel safe in school\t1,100\t{secondary}\n"
        )
        for _again in range(2):  # the same rows again change nothing
            assert paste(side, client, edition, rows).status_code == 302
    assert SurveyResult.objects.count() == 4
    page = client_for(side.practitioner).get(side.survey.get_absolute_url())
    [asked] = page.context["table"].asked
    said = {line.name: [c.percent for c in line.cells] for line in asked.lines}
    assert said == {"Primary schools": [91, 93], "Secondary schools": [84, 80]}
    text = page.content.decode()
    assert "<polyline" in text and "Primary schools: 91.0% in 2024-25" in text
    file = client.get(side.survey.get_absolute_url() + "?as=csv").content.decode()
    assert "I feel safe in school,Primary schools,2025-26,812,755,93.0" in file


@pytest.mark.requirement("SOL-15")
def test_a_questionnaire_of_two_year_groups_keeps_n_question_and_result(
    side, client_for
):
    side.board.pack = "solihull"  # whose phases have year groups
    side.board.save()
    client, edition = client_for(side.lead), side.survey_year
    typed = {
        "phase": "year_8", "wording": "", "text": "I know where to get help",
        "answered": "870", "given": "count", "number": "522",
    }  # fmt: skip
    page = url(side, "result-add", side.survey.reference, edition.pk)
    assert client.post(page, typed).status_code == 302
    assert client.post(page, typed | {"number": "871"}).status_code == 200
    rows = (
        "Year 10;I know where to get help;830;55\nAll;I know where to get help;1700;58"
    )
    assert paste(side, client, edition, rows).status_code == 302
    made = SurveyResult.objects.get(phase="year_8")
    assert (made.answered, made.count, made.percent) == (870, 522, 60.0)
    [asked] = survey_table(side.survey, all_numbers=False).asked
    assert [line.name for line in asked.lines] == [
        "Everybody who answered", "Year 8", "Year 10",
    ]  # fmt: skip


@pytest.mark.requirement("HAR-13", "SOL-15")
def test_answers_to_other_words_stand_apart(side, client_for):
    fill(side, "2023", row("I feel safe", "primary", 500, 90))
    edition = fill(side, "2024", row("I feel safe", "primary", 500, 92))
    client = client_for(side.lead)
    rows = "Primary schools;I feel safe at school;510;71"
    page = paste(side, client, edition, rows)
    text = page.content.decode()
    assert "Say whether these words are new" in text and rows in text
    question = side.survey.questions.get()
    page = paste(side, client, edition, rows, words_0=str(question.pk))
    assert page.status_code == 302
    assert side.survey.questions.get() == question
    first, second = survey_table(side.survey, all_numbers=True).asked
    assert (first.reworded, second.reworded) == (False, True)
    assert [cell.percent for cell in first.lines[0].cells] == [90, 92]
    assert [cell.percent for cell in second.lines[0].cells] == [None, 71]
    assert trend(first, ["2023", "2024"]) and trend(second, ["2023", "2024"]) is None
    text = client.get(side.survey.get_absolute_url()).content.decode()
    assert "The question was asked in other words before" in text


def test_rows_that_do_not_fit_are_told_and_none_is_saved(side, client_for):
    client, edition = client_for(side.lead), side.survey_year
    rows = "\n".join([
        "Primary schools;I feel safe;80;40", "Nowhere;I feel safe;80;40",
        "Primary schools;I feel safe;80;41", "All;Q;80;140", "All;Q;many;5", "All;Q",
        "All;Q;5;=1+1", f"All;{'Q' * 300};5;1",
    ])  # fmt: skip
    text = paste(side, client, edition, rows).content.decode()
    for said in (
        "Row 2: no group is called", "Row 3: this group and question stand here twice",
        "Row 4: a percentage is at most 100", "Row 5: “many” is not how many answered",
        "Row 6: 2 columns instead of 4", "Row 7: “=1+1” is not a result",
        "Row 8: the question is empty or longer",
    ):  # fmt: skip
        assert said in text
    assert not SurveyResult.objects.exists()
    for hostile in ("", "\t\t\t", "1e9;1;1;1", "All;Q;99999999999999999999;1"):
        assert paste(side, client, edition, hostile).status_code == 200
    counts = "All;Q;80;81\nAll;R;80;12.5\nAll;S;80;12%"
    text = paste(side, client, edition, counts, given="count").content.decode()
    assert "Row 1: more said so than answered" in text
    assert "Row 2: “12.5” is not a number of people" in text and "Row 3" in text
    assert not SurveyResult.objects.exists()


@pytest.mark.requirement("HAR-13")
def test_small_numbers_are_kept_back_from_all_but_officers_and_the_agency(
    side, client_for
):
    fill(
        side, "2025", row("Bullied", "", 1000, 203, "count"),
        row("Bullied", "primary", 400, 3, "count"),
        row("Bullied", "secondary", 600, 200, "count"),
        row("Safe", "", 60, 58, "count"),
    )  # fmt: skip
    page = client_for(side.member).get(side.survey.get_absolute_url())
    bullied, safe = page.context["table"].asked
    shown = {line.name: line.cells[0].count for line in bullied.lines}
    assert shown == {
        "Everybody who answered": 203, "Primary schools": None,
        "Secondary schools": None,
    }  # fmt: skip
    assert safe.lines[0].cells[0].is_back  # two did not say so
    assert "[c]" in page.content.decode()
    place = side.survey.get_absolute_url() + "?as=csv"
    file = client_for(side.member).get(place).content.decode()
    assert "Bullied,Primary schools,2025,[c],[c],[c]" in file
    for person in (side.lead, side.officer):
        page = client_for(person).get(side.survey.get_absolute_url())
        assert not page.context["table"].is_any_back
    small = SurveyResult.objects.get(said=3)
    assert small in SurveyResult.objects.visible_to(side.contributor)
    assert not SurveyResult.objects.visible_to(side.chair).exists()
    rules = {"suppress_below": 3, "tell_back_weeks": 8, "version": 1}
    client_for(side.officer).post(url(side, "rules"), rules)
    page = client_for(side.member).get(side.survey.get_absolute_url())
    assert page.context["table"].asked[0].lines[1].cells[0].count == 3


def test_a_number_is_corrected_or_taken_out_and_two_people_see_both(side, client_for):
    made, client = side.survey_result, client_for(side.lead)
    page = url(side, "result-change", side.survey.reference, made.pk)
    said = {"answered": 43, "given": "count", "number": "9", "version": made.version}
    assert client.post(page, said).status_code == 302
    text = client.post(page, said | {"number": "11"}).content.decode()
    assert "Somebody else changed this" in text
    remove = url(side, "result-remove", side.survey.reference, made.pk)
    assert client.post(remove).status_code == 302
    assert not SurveyResult.objects.exists()
    assert SurveyResult.history.filter(id=made.pk).count() == 3


def test_the_list_filters_and_costs_the_same(side, client_for):
    assert side.survey_year
    client = client_for(side.member)
    for query, number in {
        "?q=school": 1, "?q=nothing": 0, f"?agency={side.agency.pk}": 1,
        f"?agency={side.other_agency.pk}": 0, "?year=2025": 1, "?year=1999": 0,
    }.items():  # fmt: skip
        page = client.get(url(side, "surveys") + query)
        assert page.context["page"].paginator.count == number, query

    def spent(address):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    places = url(side, "surveys"), side.survey.get_absolute_url()
    fill(side, "2001", row("Q", "", 50, 40))
    few = [spent(place) and spent(place) for place in places]
    for year in range(2002, 2006):
        fill(side, str(year), *(row(f"Q{n}", "", 50, 40) for n in range(20)))
    assert [spent(place) for place in places] == few
    assert few[0] <= 12 and few[1] <= 20
