"""The template pack: every kind of field, nothing unescaped, errors lead to fields."""

import datetime

import pytest
from django import forms
from django.template import engines
from django.urls import reverse

from boards.crispy import Group, Shown, Words, form_helper
from boards.fields import DateField, UploadField
from boards.forms.days import DayField
from boards.forms.gallery import WRONG, EveryKindForm, Steps
from boards.styleguide import _sent
from boards.widgets import Checkbox, Checkboxes, Radios

HOSTILE = """"'><script>alert(1)</script>{{ 7|add:7 }}{% now "Y" %}"""
ERRORS = "?state=errors"


def draw(form, source="{{ form|crispy }}"):
    template = engines["django"].from_string(
        "{% load crispy_forms_tags govuk %}" + source
    )
    return template.render({"form": form})


@pytest.mark.parametrize("name", EveryKindForm.base_fields)
def test_every_kind_has_a_control_and_a_label(name):
    html = draw(EveryKindForm(), "{% crispy form %}")
    start = f'name="{name}_day"' if name == "due_on" else f'name="{name}"'
    assert html.count(start) in {1, 2, 3, 4}
    assert str(EveryKindForm.base_fields[name].label) in html


def test_a_form_without_layout_shows_every_field_once():
    html = draw(EveryKindForm())
    for name in ("title", "why_not", "other_origin", "who_was_told", "secret"):
        assert html.count(f'name="{name}"') == 1


def test_what_was_typed_stays():
    html = draw(EveryKindForm(_sent()))
    for typed in ("not an address", "many", "1.234", "Too long. Too long."):
        assert typed in html
    assert 'value="31"' in html
    assert 'value="2026"' in html


def test_first_line_end_of_a_text_stays():
    form = EveryKindForm({"summary": "\n\nAfter two line ends"})
    assert ">\n\n\nAfter two line ends</textarea>" in draw(form)


def test_a_label_is_escaped_once():
    form = EveryKindForm()
    form.fields["title"].label = "The child's <plan>"
    assert "The child&#x27;s &lt;plan&gt;" in draw(form)


def test_a_password_is_never_sent_back():
    assert "hunter2" not in draw(EveryKindForm({"secret": "hunter2"}))


DAY = datetime.date(2026, 3, 27)
TYPED_DAYS = [
    ("2026-03-27", DAY), ("27/3/2026", DAY), ("27 March 2026", DAY), ("", None),
]  # fmt: skip
NO_DAYS = ["2026-02-31", "27 3", "27 3 26", "never", "0001-01-01", "1" * 5000 + " 1 1"]


@pytest.mark.parametrize(("typed", "day"), TYPED_DAYS)
def test_a_day_in_one_box_is_read_as_in_three(typed, day):
    assert DayField(required=False).clean(typed) == day


@pytest.mark.parametrize("typed", NO_DAYS)
def test_what_is_no_day_in_one_box_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        DayField().clean(typed)


KINDS = {
    "text": forms.CharField(),
    "several lines": forms.CharField(widget=forms.Textarea, max_length=10),
    "number": forms.IntegerField(),
    "select": forms.ChoiceField(choices=[(HOSTILE, HOSTILE)]),
    "grouped": forms.ChoiceField(choices=[(HOSTILE, [("a", HOSTILE)])]),
    "radios": forms.ChoiceField(
        choices=[(HOSTILE, HOSTILE), ("b", "b")],
        widget=Radios(hints={HOSTILE: HOSTILE}, reveals={HOSTILE: "inner"}),
    ),
    "checkboxes": forms.MultipleChoiceField(
        choices=[(HOSTILE, HOSTILE)], widget=Checkboxes(reveals={HOSTILE: "inner"})
    ),
    "box": forms.BooleanField(widget=Checkbox(reveals="inner")),
    "date": DateField(),
    "file": UploadField(kinds=["pdf"]),
    "password": forms.CharField(widget=forms.PasswordInput),
    "unknown": forms.SplitDateTimeField(),
}


def hostile_form(kind, data):
    field = KINDS[kind]
    field.label = field.help_text = HOSTILE
    fields = {"field": field, "inner": forms.CharField(label=HOSTILE, required=False)}
    made = type("HostileForm", (forms.Form,), fields)(data)
    made.helper = form_helper(
        made, Group(HOSTILE, Shown("field"), hint=HOSTILE), "inner", Words(HOSTILE)
    )
    return made


@pytest.mark.parametrize("source", ["{{ form|crispy }}", "{% crispy form %}"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_read_as_markup_or_template(kind, source):
    parts = ("field", "field_day", "field_0", "inner")
    form = hostile_form(kind, dict.fromkeys(parts, HOSTILE))
    form.add_error("field", HOSTILE)
    form.add_error(None, HOSTILE)
    html = draw(form, source)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "{{ 7|add:7 }}" in html
    assert "{% now" in html


def test_a_revealed_field_stands_inside_its_choice():
    html = draw(EveryKindForm(), "{% crispy form %}")
    opened = html.index('id="conditional-id_rating-4"')
    assert opened < html.index('name="why_not"') < html.index('name="learnt_from"')
    assert html.count('name="why_not"') == 1


def test_a_revealed_field_counts_only_when_chosen():
    chosen = EveryKindForm({"rating": "n", "why_not": ""})
    assert "why_not" in chosen.errors
    other = EveryKindForm({"rating": "g", "why_not": "left over"})
    assert "why_not" not in other.errors
    assert other.cleaned_data["why_not"] == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", "3", "2026"), "must include a day"),
        (("31", "2", "2026"), "that month is shorter"),
        (("1", "3", "26"), "4 numbers"),
        (("x", "3", "2026"), "real date"),
    ],
)
def test_a_date_says_which_part_to_mend(typed, said):
    parts = dict(zip(["due_on_day", "due_on_month", "due_on_year"], typed, strict=True))
    assert said in str(EveryKindForm(parts).errors["due_on"])


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "Mar."])
def test_a_month_may_be_written_out(month):
    typed = {"due_on_day": "5", "due_on_month": month, "due_on_year": "2026"}
    form = EveryKindForm(typed)
    form.is_valid()
    assert form.cleaned_data["due_on"] == datetime.date(2026, 3, 5)


def test_the_summary_comes_once_and_names_every_field():
    form = EveryKindForm(_sent())
    html = draw(form, "{% error_summary form %}{% crispy form %}")
    assert html.count("govuk-error-summary__list") == 1
    wrong = [name for name in form.errors if name != "__all__"]
    assert len(wrong) > 10
    for name in wrong:
        assert f'href="#id_{name}' in html


def test_errors_of_several_forms_say_which_one():
    html = draw(Steps(WRONG))
    assert "Item 1: Step: Fill this in" in html
    assert 'href="#id_form-0-step"' in html


def test_no_summary_before_anything_was_sent():
    assert "error-summary" not in draw(EveryKindForm())


@pytest.fixture
def gallery(world, open_page):
    """The gallery in a browser, as it opens or with errors."""
    page = open_page(world.alpha.officer)

    def show(query=""):
        page.goto(reverse("styleguide") + query)
        page.wait_for_selector(".govuk-frontend-supported")
        return page

    return show


def test_every_link_of_the_error_summary_leads_to_its_field(gallery):
    page = gallery(ERRORS)
    links = page.locator(".govuk-error-summary__list a")
    missed = []
    for number in range(links.count()):
        links.nth(number).click()
        wanted = links.nth(number).get_attribute("href")[1:]
        if page.evaluate("document.activeElement.id") != wanted:
            missed.append(wanted)
    assert links.count() > 15
    assert missed == []


def test_a_choice_reveals_its_field_and_hides_it_again(gallery):
    page = gallery()
    inner = page.get_by_label("Why is it not used?")
    assert not inner.is_visible()
    page.get_by_label("Not used", exact=True).check()
    assert inner.is_visible()
    page.get_by_label("Green").check()
    assert not inner.is_visible()


def test_without_scripts_every_field_can_be_reached(world, open_page):
    page = open_page(world.alpha.officer, java_script_enabled=False)
    page.goto(reverse("styleguide"))
    for label in ("Why is it not used?", "What else?", "Which agency?"):
        assert page.get_by_label(label).is_visible()


def test_characters_are_counted_while_typing_and_nothing_is_cut(gallery):
    page = gallery()
    page.get_by_label("Summary").fill("x" * 210)
    page.get_by_text("You have 10 characters too many").first.wait_for()
    assert len(page.get_by_label("Summary").input_value()) == 210


def test_a_password_can_be_looked_at(gallery):
    page = gallery()
    box = page.locator("#id_secret")
    assert box.get_attribute("type") == "password"
    page.get_by_role("button", name="Show password").click()
    assert box.get_attribute("type") == "text"
