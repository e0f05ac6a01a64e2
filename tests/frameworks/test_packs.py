"""The boards' own packs: sound, and saying what their frameworks say."""

import pytest

from frameworks.packs import load_pack, pack_problems, pack_slugs
from frameworks.vocabulary import Function, Repeat, SeatRole, Sector

BOARDS = pack_slugs()
CTM, SOLIHULL = "cwm-taf-morgannwg", "solihull"


def words(items):
    return [item.en for item in items]


def by_key(items):
    return {item.key: item for item in items}


def template(slug, key):
    return by_key(load_pack(slug).templates)[key]


def holding(slug, function):
    return {
        group.name.en
        for group in load_pack(slug).groups
        if function in {held.function for held in group.functions}
    }


def table_headings(slug):
    return words(column.heading for column in load_pack(slug).learning_table.columns)


def export_headings(slug, key):
    form = by_key(load_pack(slug).questionnaires)[key]
    return [(c.heading.en, c.attribute) for c in form.export_columns]


@pytest.mark.parametrize("slug", BOARDS)
def test_pack_is_sound(slug):
    assert [str(error) for error in pack_problems(slug)] == []


@pytest.mark.parametrize("slug", BOARDS)
def test_pack_names_groups_agencies_and_sources(slug):
    pack = load_pack(slug)
    assert pack.groups and pack.agencies and pack.sources
    assert pack.learning_table.columns


@pytest.mark.parametrize("slug", BOARDS)
def test_some_group_decides_identifies_shares_and_monitors(slug):
    for function in Function:
        assert holding(slug, function), function


@pytest.mark.parametrize("slug", BOARDS)
def test_every_level_is_told_apart_without_colour(slug):
    for scale in load_pack(slug).scales:
        for part in ("value", "letter", "shape"):
            told = [getattr(level, part) for level in scale.levels]
            assert len(set(told)) == len(told), (scale.key, part)
        assert all(level.definition.en for level in scale.levels)


@pytest.mark.requirement("CTM-31")
def test_ctm_activity_table_has_its_six_headings():
    headings = [
        "Board Activity",
        "What We Learn",
        "Methodology",
        "Responsibility",
        "Method(s) of Sharing",
        "Monitoring and Evaluation",
    ]
    assert table_headings(CTM) == headings
    assert words(template(CTM, "activity_table").columns) == headings


def test_ctm_activity_table_has_its_nine_rows_first():
    assert words(source.name for source in load_pack(CTM).sources)[:9] == [
        "APRs, CPRs, DHRs (SUSR)",
        "Multi-Agency Audits",
        "MAPFs",
        "Single agency reviews and audits",
        "S135 audit",
        "Reviews of Suicides",
        "Performance Data",
        "Complaints",
        "Stakeholder feedback",
    ]


def test_ctm_sources_have_all_six_attributes():
    for source in load_pack(CTM).sources:
        assert source.what_we_learn and source.methodology and source.responsibility
        assert source.sharing and source.monitoring and source.monitored_by


def test_ctm_has_seven_objectives_eight_principles_four_priorities():
    board = load_pack(CTM).board
    assert [o.number for o in board.objectives] == list(range(1, 8))
    assert [p.number for p in board.principles] == list(range(1, 9))
    assert [p.number for p in board.priorities] == list(range(1, 5))


def test_ctm_agencies_include_third_sector_and_care_providers():
    sectors = {agency.sector for agency in load_pack(CTM).agencies}
    assert {Sector.THIRD_SECTOR, Sector.CARE_PROVIDER} <= sectors


def test_ctm_groups_that_identify():
    assert {
        "Suicide Review Group",
        "Joint Review Group",
        "MASH QA Groups",
        "Adults QA and Performance Group",
        "Children QA and Performance Group",
        "Multi-Agency CSE Groups",
        "Self Neglect Partnership Panels",
    } <= holding(CTM, Function.IDENTIFY)


def test_ctm_groups_that_share():
    assert holding(CTM, Function.SHARE) == {
        "Engagement Participation and Communications Group",
        "Training and Learning Group",
    }


def test_ctm_groups_that_implement():
    assert holding(CTM, Function.IMPLEMENT) == {
        "Protocols and Procedures Group",
        "Joint Operational Committee",
        "MASH Operational Committees",
    }


def test_ctm_groups_that_monitor():
    assert holding(CTM, Function.MONITOR) == {
        "Adults QA and Performance Group",
        "Children QA and Performance Group",
        "Monitoring Group",
        "Suicide Prevention Steering Group",
    }


@pytest.mark.parametrize("short_name", ["JRG", "PPG", "TALG", "EPC"])
def test_ctm_agencies_have_seats_on_the_groups_they_nominate_to(short_name):
    (group,) = [g for g in load_pack(CTM).groups if g.short_name == short_name]
    statutory = {"health_board", "south_wales_police", "bridgend_council"}
    assert statutory <= {seat.agency for seat in group.seats}


def test_ctm_suicide_reviews_are_for_their_group_only():
    pack = load_pack(CTM)
    assert by_key(pack.groups)["suicide_review_group"].restricted
    assert by_key(pack.sources)["suicide_reviews"].restricted_to == (
        "suicide_review_group"
    )


def test_ctm_channels():
    assert words(method.name for method in load_pack(CTM).sharing)[:7] == [
        "Feedback Events",
        "7-Minute Briefings",
        "E-Mail",
        "E-Bulletins and Safeguarding Updates",
        "Reports",
        "Team Meetings",
        "CTMSB Website",
    ]


@pytest.mark.requirement("CTM-44")
def test_ctm_section_135_has_five_learning_culture_standards():
    form = by_key(load_pack(CTM).questionnaires)["section_135"]
    (area,) = form.sections
    assert area.title.en == "Priority Area 5: Learning Culture"
    assert [q.key for q in area.questions] == ["s5-1", "s5-2", "s5-3", "s5-4", "s5-5"]
    assert form.agreed_by == "joint_operational_committee"
    assert form.analysed_at.en == "Annual Development Day"


def test_ctm_section_135_asks_for_rating_position_and_evidence():
    (area,) = by_key(load_pack(CTM).questionnaires)["section_135"].sections
    for question in area.questions:
        assert question.scale == "brag_compliance"
        assert question.position_required and question.evidence_required
        levels = [descriptor.level for descriptor in question.descriptors]
        assert levels == ["blue", "green", "amber", "red"]


@pytest.mark.requirement("CTM-57")
def test_ctm_section_135_export_headings():
    assert export_headings(CTM, "section_135") == [
        ("Standard", "question"),
        ("Compliance Brag Rating", "rating"),
        ("Summary of Current Position", "position"),
        ("Evidence", "evidence"),
    ]


@pytest.mark.requirement("CTM-53")
def test_ctm_partner_annual_report_asks_four_questions():
    form = by_key(load_pack(CTM).questionnaires)["partner_annual_report"]
    assert [q.repeat for q in form.sections[0].questions] == [
        Repeat.NONE,
        Repeat.PRIORITIES_INSIDE,
        Repeat.NONE,
        Repeat.PER_PUBLISHED_REVIEW,
    ]
    priorities = load_pack(CTM).board.priorities
    assert list(form.priorities) == [priority.text for priority in priorities]
    assert export_headings(CTM, form.key) == [
        ("PRIORITY AREA", "question"),
        ("AGENCY RESPONSE", "response"),
    ]


@pytest.mark.requirement("CTM-56")
def test_ctm_practice_review_action_plan_headings():
    plan = template(CTM, "practice_review_action_plan")
    assert words(plan.header) == ["Recommendation", "Rationale"]
    assert words(plan.columns) == [
        "Action",
        "Timescale",
        "Responsible",
        "Intended Outcome",
        "How will we measure the Outcome?",
        "Progress",
    ]


def test_ctm_annual_report_is_due_on_31_july():
    entry = by_key(load_pack(CTM).timetable)["board_annual_report"]
    assert (entry.months, entry.day, entry.unverified) == ((7,), 31, False)


@pytest.mark.requirement("SOL-13")
def test_solihull_source_register_headings():
    headings = ["Information", "Sources", "Providers"]
    assert table_headings(SOLIHULL) == headings
    assert words(template(SOLIHULL, "source_register").columns) == headings


@pytest.mark.requirement("SOL-13")
def test_solihull_source_register_has_every_kind_of_information():
    sources = load_pack(SOLIHULL).sources
    assert all(s.category.en and s.providers for s in sources)
    categories = dict.fromkeys(s.category.en for s in sources)
    assert list(categories)[:14] == [
        "External Inspections and reviews",
        "The voice of the child",
        "Child Death Overview Panel",
        "Rapid Reviews and Child Safeguarding Practice Reviews, Safeguarding Adult "
        "Reviews and Domestic Homicide Reviews",
        "Specific Partner / Issue Reports",
        "Performance Analysis",
        "Multi-agency Quality Assurance and Audit programmes",
        "Practitioner Feedback",
        "Single agency Quality Assurance and Audit programmes",
        "Self-assessment audit programme (Section 11 / 175)",
        "Complaints and compliments",
        "Workforce development",
        "SSCP website",
        "Research and national guidance",
    ]


@pytest.mark.requirement("SOL-56")
def test_solihull_learning_and_development_group_seats():
    seats = by_key(load_pack(SOLIHULL).groups)["learning_and_development_group"].seats
    officers = [seat for seat in seats if seat.role is SeatRole.OFFICER]
    assert len(seats) == 17
    assert seats[0].role is SeatRole.CHAIR
    assert (seats[0].post.en, seats[0].agency) == (
        "DCI – Public Protection",
        "west_midlands_police",
    )
    assert len(officers) == 3
    assert [seat.voting for seat in seats] == [seat not in officers for seat in seats]


def test_solihull_seats_name_all_three_safeguarding_partners():
    seats = by_key(load_pack(SOLIHULL).groups)["learning_and_development_group"].seats
    partners = {seat.safeguarding_partner for seat in seats} - {""}
    assert partners == {"local_authority", "police", "health"}


def test_solihull_learning_group_meets_in_alternate_months():
    group = by_key(load_pack(SOLIHULL).groups)["learning_and_development_group"]
    assert group.meets_every_months == 2


@pytest.mark.requirement("SOL-59")
def test_solihull_summary_of_learning_headings():
    summary = template(SOLIHULL, "summary_of_learning")
    assert words(summary.header) == ["Subgroup"]
    assert words(summary.columns) == [
        "Type of SCP Activity",
        "Brief description of SCP activity and dates undertaken",
        "Summary of findings",
        "Multi-agency learning – key messages",
        "Target audiences for dissemination of learning",
    ]


@pytest.mark.requirement("SOL-60")
def test_solihull_dissemination_action_plan_headings_and_audiences():
    plan = template(SOLIHULL, "learning_dissemination_action_plan")
    assert words(plan.columns) == [
        "Purpose of Key Messages",
        "Target Audiences",
        "Communication Methods",
        "Measures of Success",
    ]
    audiences = load_pack(SOLIHULL).audiences
    assert words(plan.rows) == words(audience.name for audience in audiences)
    assert len(audiences) == 4


def test_solihull_eight_mechanisms():
    assert [method.key for method in load_pack(SOLIHULL).sharing][:8] == [
        "website_publication",
        "newsletters",
        "learning_briefings",
        "multi_agency_training",
        "webinars_and_learning_events",
        "formal_requests",
        "policies_and_procedures",
        "agency_training_requests",
    ]


def test_solihull_cycle():
    assert words(load_pack(SOLIHULL).board.cycle) == [
        "Driving Priorities",
        "Action",
        "Analysis",
        "Improvement",
    ]
