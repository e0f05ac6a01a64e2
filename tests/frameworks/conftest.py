"""A small sound pack on disk that a test may spoil."""

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from frameworks import packs

FILES = {
    "board.toml": """
slug = "testshire"
name = { en = "Testshire Board", cy = "Bwrdd Prawf" }
short_name = "TB"
jurisdiction = "wales"
strand = "both"
region = "Test"
edition = "2026"
colour = "#123456"
languages = ["en", "cy"]
cycle = [{ en = "Find", cy = "Canfod" }, { en = "Change", cy = "Newid" }]
cycle_domains = ["identify", "plan"]
areas = [{ key = "north", name = "North" }]
[provenance]
title = "Framework"
""",
    "groups.toml": """
[[groups]]
key = "board"
name = { en = "Board", cy = "Bwrdd" }
[[groups]]
key = "panel"
name = { en = "Panel", cy = "Panel" }
parent = "board"
seats = [{ role = "member", agency = "police", post = "Member" }]
""",
    "agencies.toml": """
[[agencies]]
key = "police"
name = "Police"
sector = "police"
statutory = true
safeguarding_partner = "police"
area = "north"
""",
    "sources.toml": """
[learning_table]
title = "Sources"
columns = [{ attribute = "activity", heading = "Activity" }]
[[sources]]
key = "audit"
name = "Audit"
kind = "multi_agency_audit"
responsibility = ["panel"]
monitored_by = ["board"]
restricted_to = "panel"
sharing = ["e_mail"]
""",
    "reviews.toml": """
[[processes]]
key = "look"
name = { en = "Look", cy = "Edrych" }
[[processes.stages]]
key = "start"
name = { en = "Start", cy = "Dechrau" }
domain = "identify"
starts = "referred"
moves = [{ to = "middle" }, { to = "end", needs = ["decided_otherwise"] }]
[[processes.stages]]
key = "middle"
name = { en = "Middle", cy = "Canol" }
domain = "plan"
moves = [{ to = "end", needs = ["plan_or_reason"] }]
[[processes.stages]]
key = "end"
name = { en = "End", cy = "Diwedd" }
domain = "improve"
[[rule_sets]]
key = "old_rules"
name = { en = "Old rules", cy = "Hen reolau" }
legal_basis = "Act 1"
test = "any"
legal_test = { en = "Any", cy = "Unrhyw un" }
valid_to = 2020-01-01
criteria = [{ key = "harm", text = { en = "Harm", cy = "Niwed" } }]
[[rule_sets]]
key = "new_rules"
name = { en = "New rules", cy = "Rheolau newydd" }
legal_basis = "Act 2"
test = "all_must"
legal_test = { en = "All", cy = "Pob un" }
valid_from = 2020-01-02
criteria = [
    { key = "serious", text = { en = "Serious", cy = "Difrifol" } },
    { key = "near", text = { en = "Near", cy = "Agos" } },
]
[[limits]]
key = "decide"
name = { en = "Decide", cy = "Penderfynu" }
after = "referred"
until = "decided"
count = 10
unit = "days"
basis = "Act 2"
valid_from = 2020-01-02
valid_to = 2030-01-01
[[review_types]]
key = "old_look"
name = { en = "Old look", cy = "Hen olwg" }
kind = "practice_review"
legal_type = "other"
process = "look"
valid_from = 2010-01-01
valid_to = 2020-01-01
successor = "new_look"
[[review_types]]
key = "new_look"
name = { en = "New look", cy = "Golwg newydd" }
kind = "practice_review"
legal_type = "other"
process = "look"
statutory = true
legal_basis = "Act 2"
source = "audit"
lead_group = "panel"
rule_sets = ["old_rules", "new_rules"]
limits = ["decide"]
""",
    "scales.toml": """
[[scales]]
key = "yes"
name = { en = "Scale", cy = "Graddfa" }
purpose = "Rates"
[[scales.levels]]
key = "met"
value = 2
letter = "M"
word = "Met"
definition = "Met"
colour = "green"
shape = "circle"
[[scales.levels]]
key = "not_met"
value = 1
letter = "N"
word = "Not"
definition = "Not"
colour = "red"
shape = "square"
""",
    "sharing.toml": """
[[sharing]]
key = "e_mail"
name = { en = "E-mail", cy = "E-bost" }
purposes = ["share"]
[[audiences]]
key = "members"
name = { en = "Members", cy = "Aelodau" }
group = "board"
""",
    "timetable.toml": """
[[timetable]]
key = "report"
name = "Report"
months = [1, 12]
given_by = "agencies"
received_by = "board"
""",
    "templates.toml": """
[[templates]]
key = "plan"
name = "Plan"
""",
    "themes.toml": """
[[themes]]
key = "neglect"
name = { en = "Neglect", cy = "Esgeulustod" }
definition = "Needs that go unmet"
synonyms = ["unmet needs"]
[[themes]]
key = "handover"
name = { en = "Handover", cy = "Trosglwyddo" }
definition = "Work passed on"
synonyms_cy = ["pasio gwaith"]
""",
    "questionnaires/form.toml": """
key = "form"
name = { en = "Form", cy = "Ffurflen" }
return_kind = "other"
edition = "2026"
strand = "both"
legal_basis = "None"
cycle_months = 12
cycle_unverified = false
source_type = "audit"
agreed_by = "board"
moderated_by = "panel"
export_columns = [{ attribute = "question", heading = "Question" }]
[[sections]]
key = "one"
number = "1"
title = "One"
[[sections.questions]]
key = "q1"
number = "1.1"
text = { en = "How well?", cy = "Pa mor dda?" }
kind = "rating"
scale = "yes"
descriptors = [{ level = "met", text = "Well" }]
[[sections.questions]]
key = "q2"
number = "1.2"
text = { en = "What?", cy = "Beth?" }
kind = "text"
""",
}


class PackOnDisk:
    """The pack's files, and what the loader says of them."""

    def __init__(self, root):
        self.root = root / "added"
        for name, text in FILES.items():
            self.write(f"testshire/{name}", text)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        packs._read.cache_clear()

    def spoil(self, name, old, new):
        path = self.root / "testshire" / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.write(f"testshire/{name}", text.replace(old, new, 1))

    def problems(self):
        return [str(error) for error in packs.pack_problems("testshire")]

    def load(self):
        return packs.load_pack("testshire")


@pytest.fixture
def pack(tmp_path, monkeypatch):
    on_disk = PackOnDisk(tmp_path)
    monkeypatch.setattr(packs, "roots", lambda: (packs.BUILT_IN, on_disk.root))
    yield on_disk
    packs._read.cache_clear()


@pytest.fixture
def pack_dirs(monkeypatch):
    """Sets FRAMEWORK_PACK_DIRS, with settings or without any."""

    def use(*folders):
        try:
            monkeypatch.setattr(
                settings, "FRAMEWORK_PACK_DIRS", list(folders), raising=False
            )
        except ImproperlyConfigured:
            pytest.skip("needs settings")

    return use
