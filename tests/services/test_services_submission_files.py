"""The files of a submission: nothing that lies beside them is taken in or written over by its name."""

import pytest
from services_sample import NOW
from submissions_sample import NEWER, UUID, codes, collected, instance, photo, take, with_mill

from greenfield.base.problem import ProblemError
from greenfield.services.companies import NewCompany, new_company, permit_photos
from greenfield.services.open_visit import Opening
from greenfield.services.submissions.exporting import export_submission
from greenfield.services.submissions.file_kinds import kind_of
from greenfield.services.submissions.file_names import is_plain
from greenfield.store.reading.plan import attachments_of
from greenfield.store.reading.visits import list_visits

OPENING = Opening(NOW, "en")


@pytest.fixture
def company(workspace, tmp_path):
    with_mill(workspace, tmp_path)
    identity, _ = new_company(workspace, NewCompany("Moulin bleu", country="SEN", currency="XOF"))
    permit_photos(workspace, identity, allowed=True)
    return identity


def attached(workspace, visit):
    with workspace.read() as connection:
        return sorted(one.text("name") for one in attachments_of(connection, visit))


def exported(workspace, visit, out):
    return export_submission(workspace, visit, out, OPENING)


def named(name, other=""):
    """An instance whose first motor has the plate `name`, the second one `other`."""
    text = instance().replace("1770.jpg", name)
    return text.replace("<plate/>", f"<plate>{other}</plate>") if other else text


@pytest.mark.parametrize("name", ["private.bin", "accounts.xlsx", "key.pem", "voice.m4a", "Submission.XML"])
def test_a_photo_question_takes_no_other_file_that_lies_beside_a_submission(
    workspace, company, tmp_path, name
):
    path = tmp_path / "downloads" / "one.xml"
    path.parent.mkdir()
    path.write_text(named(name), encoding="utf-8")
    path.with_name(name).write_bytes(b"nobody else's business")
    (one,) = take(workspace, path, OPENING)
    assert (str(one.outcome), codes(one), one.media) == ("new", ["submission.file_other_kind"], ())
    assert attached(workspace, one.visit) == ["submission.xml"]


def test_the_files_that_came_in_are_told_by_their_names(workspace, company, tmp_path):
    path = collected(tmp_path, named("1770.jpg", "b.png"), {"1770.jpg": photo(), "b.png": photo("blue")})
    (one,) = take(workspace, path, OPENING)
    assert list(one.media) == ["1770.jpg", "b.png"]
    assert one.as_json()["media"] == ["1770.jpg", "b.png"]


def test_a_photo_that_cannot_be_read_waits_for_the_companys_agreement_too(workspace, company, tmp_path):
    permit_photos(workspace, company, allowed=False)
    (one,) = take(workspace, collected(tmp_path, files={"1770.jpg": b"not a photo"}), OPENING)
    assert codes(one) == ["submission.photos_not_allowed"]
    assert attached(workspace, one.visit) == ["submission.xml"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.HEIC", "image"),
        ("a.webp", "image"),
        ("a.amr", "audio"),
        ("a.3gp", "video"),
        ("a", ""),
        ("a.bin", "application"),
    ],
)
def test_a_file_is_known_by_its_name(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", ".bashrc", "CON", "nul.jpg", "Com1.png", "LPT¹", "a.", "a ", "a/b", "SUBMISSION.xml"],
)
def test_a_name_that_is_none_on_some_system_is_not_plain(name):
    assert not is_plain(name)


@pytest.mark.parametrize("name", ["1770.jpg", "console.jpg", "com10.png", "Plaque é.jpg", "a b.jpg"])
def test_a_common_name_is_plain(name):
    assert is_plain(name)


def test_an_export_writes_over_no_file_of_anybody_else(workspace, company, tmp_path):
    (one,) = take(workspace, collected(tmp_path), OPENING)
    out = tmp_path / "o2"
    out.mkdir()
    (out / "1770.JPG").write_bytes(b"mine")
    with pytest.raises(ProblemError) as caught:
        exported(workspace, one.visit, out / "x.xml")
    assert caught.value.code == "submission.file_there"
    assert [(path.name, path.read_bytes()) for path in out.iterdir()] == [("1770.JPG", b"mine")]
    (out / "1770.JPG").rename(out / "1770.jpg")
    with pytest.raises(ProblemError):
        exported(workspace, one.visit, out / "x.xml")
    (out / "1770.jpg").write_bytes(photo())
    written, problems = exported(workspace, one.visit, out / "x.xml")
    assert ([path.name for path in written], problems) == (["x.xml", "1770.jpg"], [])


def test_an_export_replaces_its_own_earlier_instance_and_no_other(workspace, company, tmp_path):
    (one,) = take(workspace, collected(tmp_path / "a"), OPENING)
    (two,) = take(workspace, collected(tmp_path / "b", instance(uuid=NEWER)), OPENING)
    out = tmp_path / "out"
    exported(workspace, one.visit, out)
    before = (out / "submission.xml").read_bytes()
    with pytest.raises(ProblemError) as caught:
        exported(workspace, two.visit, out)
    assert caught.value.code == "submission.file_there"
    assert (out / "submission.xml").read_bytes() == before
    (out / "submission.xml").write_bytes(before.replace(b"<kwh>12000<", b"<kwh>1<"))
    exported(workspace, one.visit, out)
    assert (out / "submission.xml").read_bytes() == before


def test_two_answers_that_name_one_file_need_it_once(workspace, company, tmp_path):
    (one,) = take(workspace, collected(tmp_path, named("1770.jpg", "1770.jpg")), OPENING)
    written, problems = exported(workspace, one.visit, tmp_path / "out")
    assert ([path.name for path in written], problems) == (["submission.xml", "1770.jpg"], [])


def test_two_names_that_are_one_on_some_system_are_told(workspace, company, tmp_path):
    files = {"1770.jpg": photo(), "1770.JPG": photo("blue")}
    (one,) = take(workspace, collected(tmp_path, named("1770.jpg", "1770.JPG"), files), OPENING)
    written, problems = exported(workspace, one.visit, tmp_path / "out")
    assert [path.name for path in written] == ["submission.xml", "1770.jpg"]
    assert [problem.code for problem in problems] == ["submission.file_not_written"]


def test_submissions_with_an_empty_id_are_two_visits(workspace, company, tmp_path):
    (one,) = take(workspace, collected(tmp_path / "a", instance(uuid="")), OPENING)
    (two,) = take(workspace, collected(tmp_path / "b", instance(uuid="", kwh="7")), OPENING)
    assert [str(each.outcome) for each in (one, two)] == ["new", "new"]
    assert one.instance.startswith("sha256:")
    with workspace.read() as connection:
        assert len(list_visits(connection)) == 2


def test_a_folder_bears_the_whole_id_or_it_is_another_ones(workspace, company, tmp_path):
    path = tmp_path / "place" / "one.xml"
    (path.parent / "a17").mkdir(parents=True)
    (path.parent / "a17" / "1770.jpg").write_bytes(photo())
    path.write_text(instance(uuid="7"), encoding="utf-8")
    (one,) = take(workspace, path.parent, OPENING)
    assert codes(one) == ["submission.file_missing"]
    (path.parent / "a17").rename(path.parent / f"uuid{UUID}")
    path.write_text(instance(), encoding="utf-8")
    (two,) = take(workspace, path.parent, OPENING)
    assert codes(two) == []
