"""The report: finishing, the real PDF, saving it, printing it, signing it."""

import hashlib

import pypdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from ui_bakery import bakery_visit, click, draw, settled, show_step, when_shown, words_of

from greenfield.services.documents import documents_handed_over
from greenfield.store.reading.visits import find_visit, results_of
from greenfield.ui.visit.documents.document_list import DocumentList
from greenfield.ui.visit.documents.sign_dialog import SignDialog
from greenfield.ui.visit.text_link import TextLink

WAVE = [(60, 90), (90, 40), (130, 120), (190, 60), (250, 100), (310, 70)]


@pytest.fixture
def visit(shell):
    return bakery_visit(shell, finished=True)


@pytest.fixture
def report(qtbot, shell, visit):
    step = show_step(shell, visit, "report")
    settled(qtbot, shell)
    return step


def button(step, name):
    return next(one for one in step.findChildren(QPushButton, name) if one.isVisible())


def documents(shell, visit):
    return documents_handed_over(shell.context.workspace, visit)


def words_on_page_one(path):
    return pypdf.PdfReader(path).pages[0].extract_text()


def hand_over(qtbot, shell, step, path):
    step.save_to(path)
    settled(qtbot, shell)


def test_gaps_are_listed_before_the_visit_is_finished_and_lead_to_their_place(qtbot, shell):
    visit = bakery_visit(shell, answers=("country", "currency", "elec_amount", "elec_unit"), chosen=False)
    step = show_step(shell, visit, "report")
    settled(qtbot, shell)
    text = words_of(step)
    assert "questions are still open" in text
    click(button(step, "more_gaps"))
    gaps = [
        one
        for one in step.findChildren(object)
        if str(one.objectName()).startswith("gap_") and one.isVisible()
    ]
    assert len(gaps) == len(shell.page.desk.opened.gaps())
    step.findChild(object, "gap_" + shell.page.desk.opened.answers.ref("elec_cost")).click()
    assert shell.page.step == "questionnaire"


def test_finishing_writes_the_result_and_shows_the_plan(qtbot, shell):
    visit = bakery_visit(shell)
    step = show_step(shell, visit, "report")
    settled(qtbot, shell)
    click(button(step, "finish"))
    settled(qtbot, shell)
    with shell.context.workspace.read() as connection:
        assert find_visit(connection, visit).state == "finished"
        assert len(results_of(connection, visit)) == 1
    assert step.preview.document.pageCount() > 3
    assert button(step, "save_document").text() == "Hand over as PDF …"


def test_a_draft_can_be_saved_and_is_not_kept(qtbot, shell, tmp_path):
    visit = bakery_visit(shell)
    step = show_step(shell, visit, "report")
    settled(qtbot, shell)
    assert button(step, "save_document").text() == "Save a draft …"
    hand_over(qtbot, shell, step, tmp_path / "draft.pdf")
    assert "Fournil du Baobab" in words_on_page_one(tmp_path / "draft.pdf")
    assert documents(shell, visit) == []


def test_the_file_dialog_writes_exactly_the_bytes_of_the_preview_and_keeps_them(
    qtbot, shell, visit, report, tmp_path
):
    shown = report.preview.content

    def answer(dialog):
        assert dialog.selectedFiles()[0].endswith("Fournil du Baobab 2026-03-10 en.pdf")
        dialog.setDirectory(str(tmp_path))
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        name.selectAll()
        qtbot.keyClicks(name, "plan")
        dialog.accept()

    when_shown(QFileDialog, answer)
    click(button(report, "save_document"))
    settled(qtbot, shell)
    (kept,) = documents(shell, visit)
    assert (tmp_path / "plan.pdf").read_bytes() == shown == shell.context.workspace.blob(kept.blob)
    assert kept.name == "plan.pdf"
    assert "plan.pdf" in [one.text() for one in report.findChildren(object, f"document_{kept.record}")]


def test_the_document_speaks_the_owners_language(qtbot, shell, visit, report, tmp_path):
    report.language.setCurrentIndex(report.language.findData("fr"))
    settled(qtbot, shell)
    hand_over(qtbot, shell, report, tmp_path / "plan.pdf")
    assert "Plan d" in words_on_page_one(tmp_path / "plan.pdf")
    assert documents(shell, visit)[0].language == "fr"


def test_a_folder_that_cannot_be_written_is_a_named_message_with_another_try(
    qtbot, shell, visit, report, tmp_path
):
    hand_over(qtbot, shell, report, tmp_path / "no such folder" / "plan.pdf")
    notice = shell.context.messages.shown[-1]
    assert notice.codes == ("file.unwritable",)
    assert notice.action.text == "Choose another place …"
    assert documents(shell, visit) == []


def test_a_file_that_another_program_holds_is_a_named_message(  # noqa: PLR0917
    qtbot, shell, visit, report, tmp_path, monkeypatch
):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"open elsewhere")

    def held(_self, _target):
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr("pathlib.Path.replace", held)
    hand_over(qtbot, shell, report, path)
    assert shell.context.messages.shown[-1].codes == ("file.in_use",)
    assert path.read_bytes() == b"open elsewhere"
    assert [one.name for one in tmp_path.iterdir() if one.suffix != ".greenfield"].count("plan.pdf") == 1
    assert documents(shell, visit) == []


def paper(path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setFullPage(True)
    return printer


def test_what_was_printed_whole_is_kept_as_handed_over(qtbot, shell, visit, report, tmp_path):
    content, name = report.maker.content, report.file_name()
    report.print_on(paper(tmp_path / "paper.pdf"))
    settled(qtbot, shell)
    (kept,) = documents(shell, visit)
    assert (kept.name, kept.blob) == (name, hashlib.sha256(content).hexdigest())
    listed = next(one for one in report.findChildren(DocumentList) if one.isVisible())
    assert "English" in words_of(listed)
    assert button(report, f"sign_{kept.record}").isVisible()


def test_some_pages_of_it_are_not_handing_it_over(qtbot, shell, visit, report, tmp_path):
    printer = paper(tmp_path / "paper.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 1)
    report.print_on(printer)
    settled(qtbot, shell)
    assert len(pypdf.PdfReader(tmp_path / "paper.pdf").pages) == 1
    assert documents(shell, visit) == []


def test_all_pages_go_to_the_printer(qtbot, shell, report, tmp_path):
    report.print_on(paper(tmp_path / "paper.pdf"))
    settled(qtbot, shell)
    pages = report.preview.document.pageCount()
    assert len(pypdf.PdfReader(tmp_path / "paper.pdf").pages) == pages
    assert shell.context.messages.shown[-1].text == f"{pages} pages were sent to the printer."


def test_a_signature_is_bound_to_the_bytes_of_its_document_and_listed(qtbot, shell, visit, report, tmp_path):
    hand_over(qtbot, shell, report, tmp_path / "plan.pdf")
    (kept,) = documents(shell, visit)

    def sign(dialog):
        qtbot.keyClicks(dialog.name, "Awa Ndiaye")
        qtbot.keyClicks(dialog.role, "Owner")
        draw(dialog.pad, WAVE)
        click(next(iter(dialog.findChildren(QPushButton, "sign"))))

    when_shown(SignDialog, sign)
    click(button(report, f"sign_{kept.record}"))
    (signed,) = documents(shell, visit)[0].signatures
    assert (signed.name, signed.role, signed.fits) == ("Awa Ndiaye", "Owner", True)
    assert kept.blob == hashlib.sha256((tmp_path / "plan.pdf").read_bytes()).hexdigest()
    assert shell.context.workspace.blob(signed.blob).startswith(b"\x89PNG")
    listed = next(one for one in report.findChildren(DocumentList) if one.isVisible())
    assert "Awa Ndiaye, Owner" in words_of(listed)


def test_an_empty_field_or_a_name_that_is_missing_is_said_in_the_dialog(
    qtbot, shell, visit, report, tmp_path
):
    hand_over(qtbot, shell, report, tmp_path / "plan.pdf")
    (kept,) = documents(shell, visit)
    dialog = SignDialog(shell.context, kept, report)
    dialog.show()
    dialog.sign()
    assert "needs the name" in dialog.problem.text()
    qtbot.keyClicks(dialog.name, "Awa")
    click(dialog.pad)
    dialog.sign()
    assert "Nothing has been drawn yet" in dialog.problem.text()
    draw(dialog.pad, WAVE)
    assert dialog.pad.is_signed
    dialog.pad.clear()
    assert dialog.pad.png() == b""
    dialog.reject()
    dialog.deleteLater()
    assert documents(shell, visit)[0].signatures == ()


def test_a_document_that_was_handed_over_can_be_looked_at_again(qtbot, shell, visit, report, tmp_path):
    hand_over(qtbot, shell, report, tmp_path / "plan.pdf")
    first = (tmp_path / "plan.pdf").read_bytes()
    report.language.setCurrentIndex(report.language.findData("fr"))
    settled(qtbot, shell)
    assert report.preview.content != first
    (kept,) = documents(shell, visit)
    report.findChild(object, f"document_{kept.record}").click()
    settled(qtbot, shell)
    assert report.preview.content == first


def test_reopening_keeps_the_result_and_the_document(qtbot, shell, visit, report, tmp_path):
    hand_over(qtbot, shell, report, tmp_path / "plan.pdf")
    click(button(report, "reopen_visit"))
    settled(qtbot, shell)
    with shell.context.workspace.read() as connection:
        assert find_visit(connection, visit).state == "open"
        assert len(results_of(connection, visit)) == 1
    assert len(documents(shell, visit)) == 1
    assert button(report, "finish").isVisible()


def test_leaving_while_the_document_is_made_leaves_nothing_behind(qtbot, shell, visit):
    show_step(shell, visit, "report")
    shell.context.router.show("companies")
    other = bakery_visit(shell)
    shell.context.router.show("visit", visit=other, step="results")
    settled(qtbot, shell)
    assert shell.page.desk.visit.id == other


def test_what_is_not_agreed_on_is_listed_before_the_visit_is_finished_and_leads_there(qtbot, shell):
    visit = bakery_visit(shell, photos="none")
    step = show_step(shell, visit, "report")
    settled(qtbot, shell)
    names = [one.objectName() for one in step.findChildren(TextLink) if one.objectName().startswith("agree_")]
    assert names == ["agree_met", "agree_photos", "agree_sharing"]
    click(next(one for one in step.findChildren(TextLink) if one.objectName() == "agree_sharing"))
    assert shell.page.step == "agreement"
    agreement = shell.page.steps["agreement"]
    assert agreement.fields["sharing"].isAncestorOf(QApplication.focusWidget())
    for name, value in (("met", "Awa"), ("photos", "yes"), ("sharing", "own")):
        agreement.agreeing.answer(name, value)
    step = show_step(shell, visit, "report")
    settled(qtbot, shell)
    assert not [
        one for one in step.findChildren(TextLink) if one.isVisible() and "agree_" in one.objectName()
    ]
