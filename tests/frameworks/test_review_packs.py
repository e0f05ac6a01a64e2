"""What the boards' packs say of reviews: their frameworks' types, and the law's."""

from datetime import date

import pytest

from frameworks.packs import all_packs, load_pack, pack_slugs
from frameworks.vocabulary import (
    Domain,
    LegalTest,
    LegalType,
    SourceKind,
    Strand,
    Weight,
)

CTM, WOL, HAR = "cwm-taf-morgannwg", "wolverhampton", "hartlepool"
SOL, SOM = "solihull", "somerset"
TODAY = date(2026, 11, 16)
STATUTORY = "statutory_review"


def kind(slug, key):
    found = load_pack(slug).review_type(key)
    assert found, f"{slug} has no {key}"
    return found


def keys(slug):
    return {kind.key for kind in load_pack(slug).review_types}


def legal_types(slug):
    return {kind.legal_type for kind in load_pack(slug).review_types}


def rules(slug, key, day=TODAY):
    pack = load_pack(slug)
    return pack.rules_of(pack.review_type(key), day)


def outputs(slug, key):
    return [words.en for words in kind(slug, key).outputs]


@pytest.mark.parametrize("slug", pack_slugs())
def test_every_type_has_a_group_that_leads(slug):
    for each in load_pack(slug).review_types:
        assert each.lead_group, each.key
        assert each.outputs, each.key


@pytest.mark.parametrize("slug", [HAR, SOM])
def test_a_childrens_board_reviews_no_adults(slug):
    assert Strand.ADULT not in {each.strand for each in load_pack(slug).review_types}


@pytest.mark.parametrize("slug", [WOL, HAR, SOL, SOM])
def test_english_boards_have_no_welsh_reviews(slug):
    welsh = {"cpr_concise", "apr_concise", "susr", "mapf_case", "inspection_estyn"}
    assert not welsh & keys(slug)


def test_every_legal_type_is_reviewed_by_some_board():
    assert set().union(*(legal_types(slug) for slug in pack_slugs())) == set(LegalType)


@pytest.mark.requirement("CTM-32")
@pytest.mark.parametrize(
    "key", ["cpr_concise", "cpr_extended", "apr_concise", "apr_extended", "susr", "dhr"]
)
def test_ctm_practice_reviews_belong_to_the_joint_review_group(key):
    review = kind(CTM, key)
    assert review.in_force(TODAY) and review.statutory and review.panel
    assert (review.process, review.source) == (STATUTORY, "practice_reviews")
    assert review.lead_group == "joint_review_group"


@pytest.mark.requirement("CTM-32")
@pytest.mark.parametrize("key", ["cpr_concise", "apr_extended", "susr"])
def test_ctm_practice_reviews_are_shared_as_the_framework_says(key):
    assert {
        "Learning event",
        "Seven-minute briefing",
        "Multi-agency feedback event",
        "Update or e-bulletin",
        "Publication on the website",
    } <= set(outputs(CTM, key))
    assert kind(CTM, key).public_for_weeks == 12


def test_extended_reviews_need_two_reviewers():
    assert [kind(CTM, key).reviewers for key in ("cpr_concise", "cpr_extended")] == [
        1,
        2,
    ]
    assert kind(CTM, "apr_extended").reviewers == 2


def test_concise_and_extended_reviews_differ_in_one_criterion():
    for who in ("child", "adult"):
        concise, extended = (
            {
                (c.key, c.text.en, c.weight)
                for c in rules(CTM, f"{who[0]}pr_{size}").criteria
            }
            for size in ("concise", "extended")
        )
        assert len(concise - extended) == len(extended - concise) == 1


MOVED = """include = [
    "_england_wales/reviews.toml",
    "_england_wales/homicide_reviews.toml",
    "_wales/reviews.toml",
    "_wales/single_review.toml",
]"""


def test_older_welsh_types_end_where_a_board_has_moved(pack):
    pack.write("testshire/reviews.toml", MOVED)
    assert pack.problems() == []
    concise = pack.load().review_type("cpr_concise")
    assert concise.in_force(date(2024, 9, 30)) and concise.is_historical(TODAY)
    assert concise.successor == "susr" and concise.unverified
    assert not kind(CTM, "cpr_concise").is_historical(TODAY)


@pytest.mark.requirement("CTM-35")
def test_ctm_has_both_kinds_of_practitioner_forum():
    for key in ("mapf_case", "mapf_thematic"):
        forum = kind(CTM, key)
        assert (forum.process, forum.kind) == ("forum", SourceKind.FORUM)
        assert {"Terms of reference", "Seven-minute briefing"} <= set(outputs(CTM, key))
    assert "chief executive" in kind(CTM, "mapf_thematic").commissioner.en


def test_ctm_suicide_reviews_stay_with_their_group():
    review = kind(CTM, "suicide_review")
    assert (review.source, review.lead_group) == (
        "suicide_reviews",
        "suicide_review_group",
    )


@pytest.mark.requirement("WOL-3")
def test_wolverhampton_reviews_below_the_threshold_with_the_same_outputs():
    table_top, single = kind(WOL, "table_top_review"), kind(WOL, "single_agency_review")
    assert not table_top.statutory and not single.statutory
    assert set(outputs(WOL, "table_top_review")) <= set(outputs(WOL, "sar"))


@pytest.mark.requirement("WOL-17")
@pytest.mark.requirement("WOL-18")
def test_wolverhampton_toolkits_and_their_state():
    serious, adults = kind(WOL, "scr"), kind(WOL, "sar")
    assert serious.statutory and serious.toolkit.state.en == "In use"
    assert adults.toolkit.state.en == "Being developed"


@pytest.mark.requirement("WOL-18")
def test_both_kinds_of_adults_review_are_statutory_with_their_own_rules():
    must, may = kind(WOL, "sar"), kind(WOL, "sar_discretionary")
    assert must.statutory and may.statutory
    assert rules(WOL, "sar").test is LegalTest.ALL_MUST
    assert rules(WOL, "sar_discretionary").test is LegalTest.JUDGEMENT
    assert not set(must.rule_sets) & set(may.rule_sets)


@pytest.mark.requirement("WOL-19")
def test_a_table_top_review_is_weighed_and_gives_its_reason():
    found = rules(WOL, "table_top_review")
    assert found.test is LegalTest.JUDGEMENT and "reason" in found.legal_test.en


def test_a_boards_label_is_apart_from_what_the_review_is_in_law():
    labelled, plain = kind(WOL, "dhr"), kind(SOL, "dhr")
    assert labelled.legal_type == plain.legal_type == LegalType.DOMESTIC_HOMICIDE_REVIEW
    assert labelled.name.en.startswith("Domestic abuse related death review")
    assert plain.name.en.startswith("Domestic homicide review")


@pytest.mark.requirement("HAR-16")
def test_serious_case_review_criteria_are_a_dated_list_with_its_always_cases():
    assert rules(HAR, "scr", date(2017, 3, 1)).test is LegalTest.ANY
    always = {"custody", "secure_setting", "detained", "suspected_suicide"}
    asked = {c.key for c in rules(HAR, "scr", date(2019, 9, 29)).criteria}
    assert always < asked
    assert rules(HAR, "scr", date(2019, 9, 30)) is None


@pytest.mark.requirement("HAR-16")
def test_serious_case_reviews_are_historical_and_say_what_follows():
    review = kind(HAR, "scr")
    assert not review.in_force(TODAY) and review.is_historical(TODAY)
    assert kind(HAR, review.successor).legal_type == (
        LegalType.CHILD_SAFEGUARDING_PRACTICE_REVIEW
    )


def test_a_local_practice_review_is_a_judgement():
    found = rules(SOL, "lcspr")
    assert found.test is LegalTest.JUDGEMENT
    assert {criterion.weight for criterion in found.criteria} == {Weight.CONSIDER}


@pytest.mark.requirement("HAR-17")
def test_hartlepool_names_its_process_document():
    assert kind(HAR, "scr").toolkit.name.en
    assert kind(HAR, "scr").lead_group == "lipsg"


@pytest.mark.parametrize("key", ["deep_dive", "thematic_review"])
def test_hartlepool_looks_closely_at_content_areas(key):
    review = kind(HAR, key)
    assert (review.legal_type, review.source) == (LegalType.THEMATIC_REVIEW, key)


@pytest.mark.requirement("SOL-20")
def test_solihull_panel_coordinates_all_four_kinds_of_review():
    for key in ("rapid_review", "lcspr", "sar", "dhr"):
        assert kind(SOL, key).lead_group == "safeguarding_practice_review_panel"


@pytest.mark.requirement("SOL-14")
@pytest.mark.parametrize("body", ["ofsted", "cqc", "hmicfrs"])
def test_solihull_inspections_belong_to_their_rows_of_the_register(body):
    review = kind(SOL, f"inspection_{body}")
    assert (review.process, review.source) == ("inspection", f"inspection_{body}")


@pytest.mark.requirement("SOM-10")
def test_somerset_subgroup_oversees_serious_case_and_learning_reviews():
    for key in ("scr", "mlr"):
        review = kind(SOM, key)
        assert (review.lead_group, review.source) == (
            "learning_improvement",
            "serious_case_reviews",
        )
    assert not kind(SOM, "mlr").statutory


@pytest.mark.requirement("SOM-12")
@pytest.mark.parametrize("slug", pack_slugs())
def test_every_board_may_take_part_in_anothers_review(slug):
    review = kind(slug, "review_of_another_board")
    assert review.process == "review_of_another_board"
    assert "Our own actions" in outputs(slug, review.key)


@pytest.mark.parametrize("slug", pack_slugs())
def test_every_board_learns_from_national_and_other_areas_reviews(slug):
    for key in ("national_review", "other_area_review"):
        assert kind(slug, key).process == "learning_from_elsewhere"


def test_what_was_not_confirmed_says_so():
    for pack in all_packs():
        marked = {row.key for row in (*pack.limits, *pack.rule_sets) if row.unverified}
        assert "inspection_action_plan" in marked
    confirmed = {"notify_panel", "rapid_review", "safeguarding_adults_review"}
    wol = load_pack(WOL)
    sure = {row.key for row in (*wol.limits, *wol.rule_sets) if not row.unverified}
    assert confirmed <= sure


@pytest.mark.requirement("CTM-8")
@pytest.mark.requirement("WOL-7")
@pytest.mark.parametrize(("slug", "many"), [(CTM, 8), (WOL, 7)])
def test_principles_are_numbered_for_the_checklist_of_a_review(slug, many):
    principles = load_pack(slug).board.principles
    assert [principle.number for principle in principles] == list(range(1, many + 1))
    assert all(principle.text.en for principle in principles)


def parts(slug, domain):
    return [words.en for words in load_pack(slug).board.cycle_parts(domain)]


@pytest.mark.requirement("HAR-2")
def test_hartlepool_cycle_has_three_domains():
    assert parts(HAR, Domain.IDENTIFY) == ["Identification of Learning"]
    assert parts(HAR, Domain.PLAN) == [
        "Change and Improvement Planning and Implementation"
    ]
    last = ["Monitoring, Evaluation and Reporting"]
    assert parts(HAR, Domain.MONITOR) == parts(HAR, Domain.IMPROVE) == last


def test_ctm_shares_and_implements_in_one_domain():
    assert parts(CTM, Domain.PLAN) == ["Sharing Learning", "Implementing Learning"]
    assert parts(CTM, Domain.MONITOR) == ["Monitoring Learning"]


@pytest.mark.requirement("SOL-30")
def test_solihull_cycle_has_four_stages():
    assert [parts(SOL, domain) for domain in Domain] == [
        ["Driving Priorities"],
        ["Action"],
        ["Analysis"],
        ["Improvement"],
    ]
