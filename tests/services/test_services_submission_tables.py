"""Export tables of ODK Central, Briefcase and KoboToolbox become the same visits as the instances."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook
from services_sample import NOW
from submissions_sample import END, NEWER, START, UUID, codes, collected, photo, take, with_mill

from greenfield.base.problem import ProblemError
from greenfield.services.companies import NewCompany, new_company, permit_photos
from greenfield.services.open_visit import Opening, open_visit
from greenfield.services.visit_photos import photos_of
from greenfield.store.reading.visits import list_visits

OPENING = Opening(NOW, "en")
MAIN = (
    "SubmissionDate,start,end,deviceid,company,country,currency,energy-kwh,energy-mwh,energy-seen,energy-fuel,"
    "energy-other_fuel,place-Latitude,place-Longitude,place-Altitude,place-Accuracy,built,meta-instanceID,KEY,"
    "SubmitterID,SubmitterName,AttachmentsPresent,AttachmentsExpected,Status,ReviewState,DeviceID,Edits,FormVersion\n"
    f"2026-02-03T09:00:00.000Z,{START},{END},collect:abc,Moulin Bleu,SEN,XOF,12000,12,2026-02-03,wood gas,,14.79,"
    f"-16.93,20,5,1998-05-01,uuid:{UUID},uuid:{UUID},17,Ana,1,1,,approved,collect:abc,0,1\n"
)
MOTORS = (
    "kw,duty,plate,PARENT_KEY,KEY\n"
    f"5.5,always,1770.jpg,uuid:{UUID},uuid:{UUID}/motor[1]\n"
    f"7,seldom,,uuid:{UUID},uuid:{UUID}/motor[2]\n"
)
BEARINGS = (
    "kind,PARENT_KEY,KEY\n"
    f"ball,uuid:{UUID}/motor[1],uuid:{UUID}/motor[1]/bearing[1]\n"
    f"slide,uuid:{UUID}/motor[2],uuid:{UUID}/motor[2]/bearing[1]\n"
    f",uuid:{UUID}/motor[2],uuid:{UUID}/motor[2]/bearing[2]\n"
)


@pytest.fixture
def company(workspace, tmp_path):
    with_mill(workspace, tmp_path)
    identity, _ = new_company(workspace, NewCompany("Moulin Bleu", country="SEN", currency="XOF"))
    permit_photos(workspace, identity, allowed=True)
    return identity


def central(folder, main=MAIN, encoding="utf-8", **tables):
    folder.mkdir(exist_ok=True)
    files = {"mill_visit.csv": main, "mill_visit-motor.csv": MOTORS, "mill_visit-bearing.csv": BEARINGS}
    for name, text in {**files, **tables}.items():
        (folder / name).write_bytes(text.encode(encoding))
    (folder / "media").mkdir(exist_ok=True)
    (folder / "media" / "1770.jpg").write_bytes(photo())
    return folder / "mill_visit.csv"


def answers(workspace, visit):
    session = open_visit(workspace, visit, "en", NOW).session
    kept = session.answers()
    return {ref: value for ref, value in kept.items() if value}


def count(workspace):
    with workspace.read() as connection:
        return len(list_visits(connection))


def test_an_export_of_central_is_the_same_visit_as_its_instance(workspace, company, tmp_path):
    (one,) = take(workspace, central(tmp_path / "export"), OPENING)
    assert (str(one.outcome), one.form, one.files, codes(one)) == ("new", "mill_visit 1", 1, [])
    assert [photo.name for photo in photos_of(workspace, one.visit)] == ["1770.jpg"]
    found = answers(workspace, one.visit)
    assert found["/data/energy/kwh"] == "12000"
    assert found["/data/place"] == "14.79 -16.93 20 5"
    assert found["/data/motor[2]/bearing"] == "2"
    assert found["/data/motor[2]/bearing[1]/kind"] == "slide"
    (again,) = take(workspace, collected(tmp_path), OPENING)
    assert (str(again.outcome), again.visit, again.differences) == ("same", one.visit, ())


def test_an_instance_then_its_export_changes_nothing(workspace, company, tmp_path):
    (one,) = take(workspace, collected(tmp_path), OPENING)
    (again,) = take(workspace, central(tmp_path / "export"), OPENING)
    assert (str(again.outcome), again.visit) == ("same", one.visit)


def test_a_zip_of_central_is_taken_as_it_is(workspace, company, tmp_path):
    central(tmp_path / "export")
    path = tmp_path / "mill_visit.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for each in sorted((tmp_path / "export").rglob("*.*")):
            archive.write(each, each.relative_to(tmp_path / "export").as_posix())
    (one,) = take(workspace, path, OPENING)
    assert (str(one.outcome), one.files, codes(one)) == ("new", 1, [])


def test_an_edited_row_of_central_shows_its_difference(workspace, company, tmp_path):
    (one,) = take(workspace, central(tmp_path / "export"), OPENING)
    edited = MAIN.replace(",12000,12,", ",13000,13,").replace(f"uuid:{UUID},uuid:", f"uuid:{NEWER},uuid:")
    (two,) = take(workspace, central(tmp_path / "export", edited), OPENING)
    assert (str(two.outcome), two.visit) == ("differs", one.visit)
    assert [(each.ref, each.here, each.there) for each in two.differences] == [
        ("/data/energy/kwh", "12000", "13000")
    ]


def test_columns_that_an_export_leaves_out_say_nothing(workspace, company, tmp_path):
    take(workspace, collected(tmp_path), OPENING)
    small = f"energy-kwh,meta-instanceID,KEY,FormVersion\n12000,uuid:{UUID},uuid:{UUID},1\n"
    (two,) = take(workspace, central(tmp_path / "export", small), OPENING)
    assert (str(two.outcome), two.differences) == ("same", ())


def test_split_choices_semicolons_and_a_mark_of_order_are_read(workspace, company, tmp_path):
    main = (
        "company;energy-kwh;energy-fuel;energy-fuel/wood;energy-fuel/gas;energy-fuel/other;KEY;FormVersion\r\n"
        f"Moulin Bleu;12;;1;0;1;uuid:{UUID};1\r\n"
    )
    path = tmp_path / "mill_visit.csv"
    path.write_bytes(b"\xef\xbb\xbf" + main.encode())
    (one,) = take(workspace, path, OPENING)
    assert codes(one) == ["submission.no_repeat_table"]
    assert answers(workspace, one.visit)["/data/energy/fuel"] == "wood other"


def test_names_without_their_groups_are_enough_where_they_are_clear(workspace, company, tmp_path):
    path = tmp_path / "mill_visit.csv"
    path.write_text(
        f"company,kwh,colour,KEY,FormVersion\nMoulin Bleu,12,red,uuid:{UUID},1\n", encoding="utf-8"
    )
    (one,) = take(workspace, path, OPENING)
    assert answers(workspace, one.visit)["/data/energy/kwh"] == "12"
    told = {problem.code: problem.values for problem in one.problems}
    assert told["submission.no_question"]["value"] == "red"


def kobo(path, main, motors=(), bearings=()):
    book = Workbook()
    for title, rows in (("Mill visit", main), ("motor", motors), ("bearing", bearings)):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.remove(book["Sheet"])
    book.save(path)
    return path


KOBO_MAIN = [
    ["start", "end", "company", "energy/kwh", "energy/fuel", "energy/fuel/wood", "energy/fuel/gas", "energy/fuel/other",
     "place", "_place_latitude", "_place_longitude", "_place_altitude", "_place_precision", "built", "__version__",
     "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by", "_tags", "_index"],
    [START, END, "Moulin Bleu", 12000, "wood gas", 1, 1, 0, "14.79 -16.93 20 5", 14.79, -16.93, 20, 5, "1998-05-01",
     "vK9", 99, UUID, "2026-02-03T09:00:00", None, None, "submitted_via_web", "ana", None, 1],
    [START, END, "Moulin Bleu", 8, "gas", 0, 1, 0, None, None, None, None, None, None,
     "vK9", 100, NEWER, "2026-02-04T09:00:00", None, None, "submitted_via_web", "ana", None, 2],
]  # fmt: skip
KOBO_MOTORS = [
    ["motor/kw", "motor/duty", "motor/plate", "motor/plate_URL", "_index", "_parent_table_name", "_parent_index",
     "_submission__id", "_submission__uuid", "_submission__submission_time"],
    [1, "always", None, None, 1, "Mill visit", 2, 100, NEWER, "x"],
    [5.5, "always", "1770.jpg", "https://kf.example/1770.jpg", 2, "Mill visit", 1, 99, UUID, "x"],
    [7, "seldom", None, None, 3, "Mill visit", 1, 99, UUID, "x"],
]  # fmt: skip
KOBO_BEARINGS = [
    ["motor/bearing/kind", "_index", "_parent_table_name", "_parent_index", "_submission__uuid"],
    ["slide", 1, "motor", 3, UUID],
    ["ball", 2, "motor", 2, UUID],
]


def test_a_workbook_of_kobo_is_read_with_its_repeats(workspace, company, tmp_path):
    path = kobo(
        tmp_path / "Mill visit - all versions - False - 2026.xlsx", KOBO_MAIN, KOBO_MOTORS, KOBO_BEARINGS
    )
    (tmp_path / "1770.jpg").write_bytes(photo())
    one, two = take(workspace, path, OPENING)
    assert [str(each.outcome) for each in (one, two)] == ["new", "new"]
    assert codes(one) == codes(two) == []
    found = answers(workspace, one.visit)
    assert (found["/data/motor[1]/kw"], found["/data/motor[1]/bearing[1]/kind"]) == ("5.5", "ball")
    assert (found["/data/motor[2]/kw"], found["/data/motor[2]/bearing[1]/kind"]) == ("7", "slide")
    assert found["/data/energy/fuel"] == "wood gas"
    assert one.files == 1
    other = answers(workspace, two.visit)
    assert (other["/data/motor"], other["/data/motor[1]/kw"]) == ("1", "1")


KOBO_LABELS = [
    [
        "Entreprise",
        "Énergie/Électricité",
        "Combustibles",
        "Combustibles/Bois",
        "Combustibles/Gaz",
        "_uuid",
        "_index",
    ],
    ["Moulin Bleu", 12000, "Bois Gaz", 1, 1, UUID, 1],
]
KOBO_MOTOR_LABELS = [
    ["Puissance", "Combien ?", "_index", "_parent_table_name", "_parent_index"],
    [5.5, "Toujours", 1, "Mill visit", 1],
    [7, "Parfois", 2, "Mill visit", 1],
]


def test_labels_are_said_and_mapped_back_to_names(workspace, company, tmp_path):
    path = kobo(tmp_path / "Mill visit - fr.xlsx", KOBO_LABELS, KOBO_MOTOR_LABELS, [["_index"]])
    (one,) = take(workspace, path, OPENING)
    assert str(one.outcome) == "new"
    assert "submission.by_labels" in codes(one)
    found = answers(workspace, one.visit)
    assert (found["/data/company"], found["/data/energy/kwh"]) == ("Moulin Bleu", "12000")
    assert (found["/data/energy/fuel"], found["/data/motor[1]/duty"]) == ("wood gas", "always")
    told = {problem.values.get("ref"): problem for problem in one.problems}
    assert (told["/data/motor[2]/duty"].code, told["/data/motor[2]/duty"].values["value"]) == (
        "submission.not_offered",
        "Parfois",
    )


def test_an_export_whose_form_is_not_known_asks_for_the_toolkit(workspace, company, tmp_path):
    renamed = central(tmp_path / "export").rename(tmp_path / "export" / "answers.csv")
    (one,) = take(workspace, renamed, OPENING)
    assert codes(one) == ["submission.form_not_named"]
    assert count(workspace) == 0
    assert str(take(workspace, renamed, OPENING, toolkit="mill")[0].outcome) == "new"


def test_several_versions_without_a_word_need_one(workspace, company, tmp_path):
    with_mill(workspace, tmp_path, "2")
    main = MAIN.replace(",FormVersion\n", "\n").replace(",0,1\n", ",0\n")
    (one,) = take(workspace, central(tmp_path / "export", main), OPENING)
    assert codes(one) == ["submission.version_not_named"]
    (one,) = take(workspace, central(tmp_path / "export", main), OPENING, toolkit="mill:1")
    assert (str(one.outcome), one.form) == ("new", "mill_visit 1")


def garbled(tmp_path):
    return central(tmp_path / "export", MAIN.replace("Bleu", "Blé"), encoding="latin-1")


def cut(tmp_path):
    path = tmp_path / "export.zip"
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mill_visit.csv", MAIN)
    path.write_bytes(target.getvalue()[:-40])
    return path


def swelling(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mill_visit.csv", "0" * 50_000_000)
    return path


def leaving(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../mill_visit.csv", MAIN)
    return path


def repeat_only(tmp_path):
    return central(tmp_path / "export").with_name("mill_visit-motor.csv")


def unquoted(tmp_path):
    return central(tmp_path / "export", MAIN.replace("Moulin Bleu", '"Moulin" Bleu'))


def no_ids(tmp_path):
    return central(tmp_path / "export", "company,kwh\nMoulin Bleu,5\n")


def binary(tmp_path):
    return central(tmp_path / "export", "\x00\x01\x02\n\x00")


def wide(tmp_path):
    return central(tmp_path / "export", ",".join(f"c{number}" for number in range(10_001)) + "\n")


def long_cell(tmp_path):
    return central(tmp_path / "export", MAIN.replace("Moulin Bleu", "M" * 200_000))


def not_a_workbook(tmp_path):
    path = tmp_path / "export.xlsx"
    path.write_bytes(b"PK\x03\x04 but nothing more")
    return path


def wrong_kind(tmp_path):
    path = tmp_path / "export.docx"
    path.write_bytes(b"")
    return path


def nothing_in_it(tmp_path):
    path = tmp_path / "nothing"
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (garbled, "submission.encoding"),
        (cut, "archive.damaged"),
        (swelling, "archive.hostile"),
        (leaving, "archive.hostile"),
        (repeat_only, "submission.repeat_table"),
        (unquoted, "submission.not_table"),
        (no_ids, "submission.not_export"),
        (binary, "submission.not_table"),
        (wide, "submission.table_too_large"),
        (long_cell, "submission.not_table"),
        (not_a_workbook, "workbook.not_one"),
        (wrong_kind, "submission.kind"),
        (nothing_in_it, "submission.none_found"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_named_problem_and_writes_nothing(
    workspace, company, tmp_path, make, code
):
    with pytest.raises(ProblemError) as caught:
        take(workspace, make(tmp_path), OPENING)
    assert caught.value.code == code
    assert count(workspace) == 0
