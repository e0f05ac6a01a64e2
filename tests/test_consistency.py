"""The code base checks itself: floors, visibility, history, sizes, templates."""

import ast
import inspect
import re
import subprocess
import sys
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.core.management import call_command
from django.db.models import ForeignKey

from boards.forms import ScopedFormMixin
from boards.querysets import ScopedQuerySet

ROOT = Path(__file__).resolve().parents[1]
FLOORS = [
    "frameworks",
    "boards",
    "learning",
    "reviews",
    "audits",
    "case_audits",
    "deaths",
    "performance",
    "voices",
    "actionplans",
    "dissemination",
    "reporting",
]
# Append-only rows and rows that are frozen or rebuilt need no second history.
WITHOUT_HISTORY = {
    "boards.AccessRecord",
    "boards.PageCount",
    "learning.CalendarToken",
    "learning.Digest",
    "learning.DigestItem",
    "learning.Job",
    "learning.LoadedRow",
    "learning.MilestoneChange",
    "learning.StageEvent",
    "boards.UnsavedForm",
    "learning.UnsavedThemesReport",
    "reviews.Decision",
    "reviews.ProgressNote",
    "reviews.RequestEvent",
    "reviews.RequestFile",
    "reviews.UnsavedFiling",
    "reviews.UnsavedWords",
    "actionplans.ActionUpdate",
    "actionplans.BringingIn",
    "actionplans.ImpactReview",
    "actionplans.MeetingItem",
    "actionplans.ReportNote",
    "audits.AnswerDraft",
    "audits.AnswerEvidence",
    "audits.Clarification",
    "audits.Extension",
    "audits.ImportBatch",
    "audits.LevelDescriptor",
    "audits.ModerationStep",
    "audits.Question",
    "audits.RatingLevel",
    "audits.RatingScale",
    "audits.RoundItem",
    "audits.Section",
    "audits.SignOffRequest",
    "audits.Submission",
    "performance.DataImport",
    "performance.IndicatorValue",
    "performance.StagedValue",
    "case_audits.Grade",
    "case_audits.SurveyAnswer",
    "case_audits.SurveySheet",
    "case_audits.ToolQuestion",
    "deaths.CountImport",
    "dissemination.Acknowledgement",
    "dissemination.BulletinMail",
    "dissemination.Cascade",
    "dissemination.RecallAnswer",
    "dissemination.UnsavedBriefing",
    "dissemination.UnsavedBulletin",
    "reporting.AnnualEdition",
    "reporting.AnnualEditionFile",
    "reporting.AnnualReading",
    "reporting.BuiltDocument",
    "reporting.UnsavedBlock",
    "reporting.UnsavedContribution",
}


def own_models():
    for app in FLOORS:
        for model in apps.get_app_config(app).get_models():
            if not hasattr(model, "history_object") and not hasattr(
                model, "instance_type"
            ):
                yield model


MODELS = list(own_models())


def sources(*, tests=False):
    for app in [*FLOORS, "lif_portal", *(["tests"] if tests else [])]:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def ids(path):
    return str(path.relative_to(ROOT))


def test_imports_go_down_only():
    tool = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([tool], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_says_who_may_see_it(model):
    assert issubclass(type(model.objects.all()), ScopedQuerySet)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_keeps_its_history(model):
    kept = hasattr(model, "history")
    assert kept is (model._meta.label not in WITHOUT_HISTORY)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_foreign_keys_point_level_or_down(model):
    floor = FLOORS.index(model._meta.app_label)
    for field in model._meta.get_fields():
        if isinstance(field, ForeignKey):
            label = field.related_model._meta.app_label
            assert label not in FLOORS or FLOORS.index(label) <= floor


def test_no_migration_is_missing(db):
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


def form_classes():
    for path in sources():
        if "forms" in path.parts or path.name == "forms.py":
            module = import_module(
                ".".join(path.relative_to(ROOT).with_suffix("").parts)
            )
            for _, found in inspect.getmembers(module, inspect.isclass):
                if (
                    issubclass(found, forms.BaseForm)
                    and found.__module__ == module.__name__
                ):
                    yield found


def test_forms_offer_only_what_their_person_may_see():
    offering = [
        form
        for form in form_classes()
        if any(
            isinstance(field, forms.ModelChoiceField)
            for field in form.base_fields.values()
        )
    ]
    assert offering
    assert [f for f in offering if not issubclass(f, ScopedFormMixin)] == []


@pytest.mark.parametrize("path", list(sources()), ids=ids)
def test_sizes_stay_small(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 400, "look for the missing idea"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 50, f"{node.name} is too long"


@pytest.mark.parametrize("path", list(sources()), ids=ids)
def test_every_module_says_its_job(path):
    text = path.read_text()
    assert not text.strip() or ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", templates(), ids=ids)
def test_no_inline_script_or_style(path):
    text = path.read_text()
    if "mail" in path.parts or "reporting" in path.parts:
        return  # mail has no policy to keep; papers carry their own packaged sheet
    inline = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", text)
    assert inline == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=\"", text) == []
    assert len(text.splitlines()) <= 150


def test_dependencies_say_why():
    text = (ROOT / "pyproject.toml").read_text()
    block = text.split("dependencies = [", 1)[1].split("[tool.", 1)[0]
    wanted = [line for line in block.splitlines() if re.match(r'\s+"', line)]
    assert wanted
    assert [line for line in wanted if "#" not in line] == []


def test_templates_are_used():
    text = "\n".join(p.read_text() for p in [*sources(), *templates()])
    found = [str(p.relative_to(ROOT / "templates")) for p in templates()]
    foreign = ("account/", "mfa/", "allauth/", "govuk/", "errors/")
    assert [t for t in found if not t.startswith(foreign) and t not in text] == []


def test_project_names_no_machine():
    # Spelt apart so that the net does not catch itself.
    words = ["/wo" + "rk/", "/ro" + "ot/", "pypi." + "org", "registry." + "npmjs"]
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True
    ).stdout.split()
    found = []
    for name in tracked:
        path = ROOT / name
        if path.is_file() and path.suffix not in {".png", ".mo", ".xlsx", ".pdf"}:
            text = path.read_text(errors="replace")
            found += [(name, word) for word in words if word in text]
    assert found == []


TEMPLATE_PARTS = re.compile(
    r"\{#.*?#\}"
    r"|\{% blocktranslate.*?endblocktranslate %\}"
    r"|<script[^>]*>.*?</script>"
    r"|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
MARKUP = re.compile(r"<[^>]*>|&\w+;")
NAMES = {"LIF", "Portal", "CSV", "Excel"}


def test_every_word_of_a_template_can_be_translated():
    """Welsh follows: nothing may be said outside gettext but names."""
    bare = {}
    for path in (ROOT / "templates").rglob("*.html"):
        left = MARKUP.sub(" ", TEMPLATE_PARTS.sub("", path.read_text("utf-8")))
        words = set(re.findall(r"[^\W\d_]{3,}", left)) - NAMES
        if words:
            bare[path.name] = words
    assert bare == {}
