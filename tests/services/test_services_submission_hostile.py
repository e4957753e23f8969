"""Files that are no submissions, or too large, or made to harm: each is a named problem, and nothing is written."""

import pytest
from submissions_mill import OPENING, values, visits
from submissions_sample import (
    UUID,
    codes,
    collected,
    instance,
    photo,
    take,
)

from greenfield.base.problem import ProblemError
from greenfield.services.submissions.exporting import export_submission

BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(9)
)
HOSTILE = {
    "external entity": '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><data id="mill_visit" version="1">'
    "<company>&x;</company></data>",
    "billion laughs": BOMB + ']><data id="mill_visit" version="1"><company>&j;</company></data>',
    "cut off": '<data id="mill_visit" version="1"><company>Mou',
    "too deep": '<data id="mill_visit">' + "<a>" * 100_000,
    "empty": "",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_named_problem_and_writes_nothing(workspace, company, tmp_path, name):
    path = tmp_path / "hostile.xml"
    path.write_text(HOSTILE[name], encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        take(workspace, path, OPENING)
    assert caught.value.code == "submission.not_xml"
    assert visits(workspace) == []


def test_a_form_an_encrypted_one_and_other_xml_are_named(workspace, company, tmp_path):
    path = tmp_path / "one.xml"
    for text, code in (
        ('<h:html xmlns:h="http://www.w3.org/1999/xhtml"/>', "submission.is_form"),
        ('<data id="mill_visit" encrypted="yes"/>', "submission.encrypted"),
        ("<rss/>", "submission.not_one"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ProblemError) as caught:
            take(workspace, path, OPENING)
        assert caught.value.code == code


def test_a_file_name_never_leads_out_of_the_folder(workspace, company, tmp_path):
    (tmp_path / "instances").mkdir()
    (tmp_path / "instances" / "secret.jpg").write_bytes(photo())
    text = instance().replace("1770.jpg", "../secret.jpg")
    (one,) = take(workspace, collected(tmp_path, text), OPENING)
    assert codes(one) == ["submission.file_missing"]
    written, problems = export_submission(workspace, one.visit, tmp_path / "deep" / "out", OPENING)
    assert [path.name for path in written] == ["submission.xml"]
    assert [problem.code for problem in problems] == ["submission.file_not_kept"]


def test_more_instances_than_a_visit_holds_are_refused(workspace, company, tmp_path):
    text = instance(body="<company>Moulin Bleu</company>" + "<motor/>" * 500_000)
    (one,) = take(workspace, collected(tmp_path, text), OPENING)
    assert (str(one.outcome), codes(one)) == ("failed", ["submission.too_many_instances"])
    assert visits(workspace) == []


def test_a_flood_of_answers_without_a_place_is_told_in_short(workspace, company, tmp_path):
    text = instance(body="<company>Moulin Bleu</company>" + "<x>1</x>" * 400_000)
    (one,) = take(workspace, collected(tmp_path, text), OPENING)
    assert len(one.problems) == 201
    assert codes(one)[-1] == "submission.more_misfits"


def test_an_instance_beyond_any_real_one_is_refused_before_it_is_read(workspace, company, tmp_path):
    path = collected(tmp_path, instance(more=" " * 6_000_000))
    with pytest.raises(ProblemError) as caught:
        take(workspace, path, OPENING)
    assert caught.value.code == "file.too_large"


def test_names_in_namespaces_are_the_same_names(workspace, company, tmp_path):
    text = instance().replace("<data ", '<data xmlns="http://opendatakit.org/submissions" ')
    for name in ("meta", "instanceID"):
        text = text.replace(f"<{name}>", f"<orx:{name}>").replace(f"</{name}>", f"</orx:{name}>")
    (one,) = take(workspace, collected(tmp_path, text), OPENING)
    assert (str(one.outcome), one.instance, codes(one)) == ("new", UUID, [])
    assert values(workspace, one.visit)["/data/meta/instanceID"] == f"uuid:{UUID}"
