"""Pack folders: includes, shared questionnaires, added folders, broken files."""

import pytest

from frameworks import checks, packs
from frameworks.build import PackError

SCALE = """
[[scales]]
key = "{key}"
name = {{ en = "{name}", cy = "Graddfa" }}
purpose = "Rates"
levels = []
"""


def test_an_added_folder_brings_a_board(pack):
    assert "testshire" in packs.pack_slugs()
    assert pack.load().board.slug == "testshire"


def test_a_pack_is_read_once(pack):
    assert pack.load() is pack.load()


def test_an_added_folder_comes_from_the_setting(tmp_path, pack_dirs):
    pack_dirs(tmp_path)
    assert packs.roots() == (packs.BUILT_IN, tmp_path)


def test_own_rows_replace_included_ones_and_follow_them(pack):
    shared = SCALE.format(key="first", name="A") + SCALE.format(key="yes", name="B")
    pack.write("_test/scales.toml", shared)
    text = (pack.root / "testshire/scales.toml").read_text()
    text += SCALE.format(key="own", name="C")
    pack.write("testshire/scales.toml", 'include = ["_test/scales.toml"]\n' + text)
    names = [(scale.key, scale.name.en) for scale in pack.load().scales]
    assert names == [("first", "A"), ("yes", "Scale"), ("own", "C")]


def test_an_own_row_changes_only_what_it_names(pack):
    shared = SCALE.format(key="yes", name="B") + "unverified = true\n"
    pack.write("_test/scales.toml", shared)
    text = (pack.root / "testshire/scales.toml").read_text()
    pack.write("testshire/scales.toml", 'include = ["_test/scales.toml"]\n' + text)
    (scale,) = pack.load().scales
    assert (scale.name.en, len(scale.levels), scale.unverified) == ("Scale", 2, True)


def test_an_own_row_that_names_no_shared_one_must_be_whole(pack):
    pack.write("testshire/reviews.toml", '[[review_types]]\nkey = "typo"\n')
    assert pack.problems() == [
        "added/testshire/reviews.toml: review_types[0].name: missing key"
    ]


def test_a_fault_in_an_included_row_names_the_included_file(pack):
    pack.write("_test/scales.toml", SCALE.format(key="a", name="A") + "value = 1\n")
    text = (pack.root / "testshire/scales.toml").read_text()
    pack.write("testshire/scales.toml", 'include = ["_test/scales.toml"]\n' + text)
    assert pack.problems() == ["added/_test/scales.toml: scales[0].value: unknown key"]


def test_an_added_folder_may_include_built_in_files(pack, tmp_path):
    pack.spoil("board.toml", '["en", "cy"]', '["en"]')
    text = (pack.root / "testshire/scales.toml").read_text()
    pack.write("testshire/scales.toml", 'include = ["_england/scales.toml"]\n' + text)
    assert {"rag", "yes"} <= {scale.key for scale in pack.load().scales}


@pytest.mark.parametrize("name", ["../secret.toml", "/secret.toml", "_a/../../s.toml"])
def test_an_include_may_not_leave_the_folders(pack, name):
    (pack.root.parent / "secret.toml").write_text("")
    text = (pack.root / "testshire/scales.toml").read_text()
    pack.write("testshire/scales.toml", f'include = ["{name}"]\n' + text)
    assert pack.problems() == [
        f"added/testshire/scales.toml: include[0]: {name!r} leaves the pack folders"
    ]


def shared_form(pack, **overrides):
    path = pack.root / "testshire/questionnaires/form.toml"
    pack.write("_test/form.toml", path.read_text())
    path.unlink()
    lines = ["[[use]]", 'file = "_test/form.toml"']
    lines += [f"{key} = {value}" for key, value in overrides.items()]
    pack.write("testshire/questionnaires.toml", "\n".join(lines))


def test_a_shared_questionnaire_is_used_with_changes(pack):
    shared_form(pack, edition='"2027"', cycle_months=24, moderated_by='"board"')
    (form,) = pack.load().questionnaires
    assert (form.edition, form.cycle_months, form.moderated_by) == ("2027", 24, "board")
    assert [q.key for q in form.sections[0].questions] == ["q1", "q2"]


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"cycle_months": '"12"'}, "use[0].cycle_months: expected int, found str '12'"),
        ({"sections": "[]"}, "use[0].sections: unknown key"),
    ],
)
def test_a_bad_change_is_refused_where_it_is_written(pack, overrides, message):
    shared_form(pack, **overrides)
    assert pack.problems() == [f"added/testshire/questionnaires.toml: {message}"]


def test_a_shared_questionnaire_that_does_not_fit_names_both_files(pack):
    shared_form(pack, source_type='"x"')
    assert pack.problems() == [
        "added/_test/form.toml (used by added/testshire/questionnaires.toml: use[0])"
        ": source_type: no source 'x'"
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("scale.toml", "", "scale.toml: unknown file"),
        ("groups.toml", "[[group]]", "groups.toml: group: unknown key"),
        ("groups.toml", "groups = 1", "groups.toml: groups: expected a list"),
        ("groups.toml", "groups = [1]", "groups.toml: groups[0]: expected a table"),
        ("groups.toml", "= 1", "groups.toml: is not TOML"),
        ("sources.toml", "", "sources.toml: learning_table: missing key"),
        ("timetable.toml", 'include = ["a"]', "timetable.toml: include: unknown key"),
    ],
)
def test_a_broken_file_is_refused(pack, name, text, message):
    pack.write(f"testshire/{name}", text)
    assert pack.problems()[0].startswith(f"added/testshire/{message}")


def test_a_missing_file_is_refused(pack):
    (pack.root / "testshire/agencies.toml").unlink()
    assert pack.problems() == ["added/testshire/agencies.toml: missing file"]


def test_the_folder_is_named_after_the_board(pack):
    pack.spoil("board.toml", "testshire", "testshyre")
    message = "board.toml: slug: folder is named 'testshire'"
    assert pack.problems() == [f"added/testshire/{message}"]


def test_an_unknown_board_is_refused(pack):
    with pytest.raises(PackError, match="nowhere: no pack has this name"):
        packs.load_pack("nowhere")


def test_two_packs_may_not_share_a_name(pack):
    pack.write("solihull/board.toml", "")
    with pytest.raises(PackError, match="added/solihull: a second pack"):
        packs.pack_slugs()


def test_the_system_check_tells_each_fault(pack):
    pack.spoil("timetable.toml", "[1, 12]", "[13]")
    (error,) = [e for e in checks.check_packs() if "testshire" in e.msg]
    assert error.id == "frameworks.E001"
    assert "timetable[0].months[0]: 13 is not a month" in error.msg


def test_the_system_check_survives_a_missing_folder(monkeypatch, tmp_path):
    gone = tmp_path / "gone"
    monkeypatch.setattr(packs, "roots", lambda: (packs.BUILT_IN, gone))
    (error,) = checks.check_packs()
    assert error.msg == "gone: folder of packs does not exist"
