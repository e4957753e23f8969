"""A signature belongs to one document by the hash of its bytes."""

import hashlib

import pytest
from services_sample import NOW

from greenfield.base.problem import ProblemError
from greenfield.services.documents import document_languages, documents_handed_over
from greenfield.services.finishing import finish_visit
from greenfield.services.handing_over import hand_over_plan
from greenfield.services.open_visit import open_visit
from greenfield.services.signatures import sign_document, signatures_of

DRAWN = b"\x89PNG a wave"


@pytest.fixture
def handed_over(workspace, answered, tmp_path):
    finish_visit(workspace, answered, NOW)
    finished = open_visit(workspace, answered.visit.id, "en", NOW)
    return hand_over_plan(workspace, finished, "en", NOW, tmp_path / "plan.pdf")


def test_a_signature_is_kept_with_name_role_time_and_the_hash_of_its_document(workspace, handed_over):
    sign_document(workspace, handed_over.record, DRAWN, name=" Awa Ndiaye ", role="Owner", now=NOW)
    (kept,) = signatures_of(workspace, handed_over.record)
    assert (kept.name, kept.role, kept.signed_at, kept.fits) == ("Awa Ndiaye", "Owner", NOW, True)
    assert workspace.blob(kept.blob) == DRAWN


def test_two_people_sign_in_their_order(workspace, handed_over, answered):
    for name in ("Awa Ndiaye", "Aminata Diallo"):
        sign_document(workspace, handed_over.record, DRAWN, name=name, role="", now=NOW)
    (document,) = documents_handed_over(workspace, answered.visit.id)
    assert [one.name for one in document.signatures] == ["Awa Ndiaye", "Aminata Diallo"]
    assert document.blob == hashlib.sha256(handed_over.content).hexdigest()


def test_a_signature_under_other_bytes_does_not_fit(workspace, handed_over):
    with workspace.unit() as unit:
        blob = unit.put_blob(DRAWN)
        values = {
            "document": handed_over.record,
            "document_sha256": "0" * 64,
            "name": "A stranger",
            "signed_at": NOW.isoformat(),
            "blob": blob,
        }
        unit.create("signature", values, blobs=[blob])
    assert [one.fits for one in signatures_of(workspace, handed_over.record)] == [False]


@pytest.mark.parametrize(
    ("name", "drawn", "code"), [("  ", DRAWN, "signature.no_name"), ("Awa", b"", "signature.not_drawn")]
)
def test_what_is_missing_is_named_and_nothing_is_kept(workspace, handed_over, name, drawn, code):
    with pytest.raises(ProblemError) as caught:
        sign_document(workspace, handed_over.record, drawn, name=name, role="", now=NOW)
    assert caught.value.code == code
    assert signatures_of(workspace, handed_over.record) == []


def test_a_document_that_is_not_here_cannot_be_signed(workspace):
    with pytest.raises(ProblemError) as caught:
        sign_document(workspace, "f" * 32, DRAWN, name="Awa", role="", now=NOW)
    assert caught.value.code == "record.unknown"


def test_documents_can_be_made_in_the_languages_that_have_texts():
    found = document_languages()
    assert found["en"] == "English"
    assert found["fr"] == "Français"
    assert next(iter(found)) == "en"
