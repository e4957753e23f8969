"""Problems of submissions from the field apps."""

from greenfield.base.texts import mark

ENTRIES: dict[str, str] = {
    "submission.kind": mark(
        "{where} is none of the files that submissions come in. Give one of these: {known}, or a folder of them."
    ),
    "submission.none_found": mark(
        "There is no submission in {where}. Give an instance of ODK Collect, or an export of ODK Central or KoboToolbox."
    ),
    "submission.too_many_files": mark(
        "The folder {where} has more than {limit} files. Name the folder that holds the submissions alone."
    ),
    "submission.not_xml": mark(
        "This file is not XML that can be read, or it declares entities, which no submission does; see line {line}. "
        "Export it again from the field app."
    ),
    "submission.is_form": mark(
        "{where} is a questionnaire, not answers to one. Give the instance that the field app wrote."
    ),
    "submission.not_one": mark(
        "{where} is XML, but no submission: it names neither its form nor an id. Give the instance that the field app wrote."
    ),
    "submission.encrypted": mark(
        "{where} is encrypted, and Greenfield has no key for it. Export it decrypted from ODK Central or Briefcase."
    ),
    "submission.encoding": mark(
        "This table is not in UTF-8; the first strange letter is in line {line}. Save it again as CSV UTF-8."
    ),
    "submission.not_table": mark(
        "{where} cannot be read as a CSV file: {reason}. Export it again, or save it as CSV UTF-8."
    ),
    "submission.table_too_large": mark(
        "The table {where} is larger than {rows} rows and {columns} columns. Export it in parts."
    ),
    "submission.not_export": mark(
        "{where} is not an export of submissions: it has no column with their ids (KEY, meta-instanceID or _uuid). "
        "Export it again with those columns."
    ),
    "submission.repeat_table": mark(
        "{where} has only the rows of a repeat. Give the main table of the export; this one is found beside it."
    ),
    "submission.form_unknown": mark(
        "The form “{form}” is not here. Known are: {known}. Install its package, or say which toolkit it is with --toolkit."
    ),
    "submission.version_unknown": mark(
        "The form “{form}” is not here in version “{version}”. Known are: {known}. Install the package of that version, "
        "or say which one to take with --toolkit."
    ),
    "submission.version_not_named": mark(
        "The file does not say which version of “{form}” it answers, and several are here: {known}. Say which one with --toolkit."
    ),
    "submission.form_not_named": mark(
        "The file does not say which form it answers. Known are: {known}. Say which toolkit it is with --toolkit."
    ),
    "submission.form_twice": mark(
        "More than one toolkit has the form “{form}”: {known}. Say which one it is with --toolkit."
    ),
    "submission.other_version": mark(
        "The visit {visit} was made with the form {known}, and this submission answers {form}. A visit stays with its "
        "version: give the newer answers in the visit itself, or say with --toolkit that both are the same."
    ),
    "submission.no_company": mark(
        "It is not known which company this submission is about: the toolkit does not say which question names it, or it "
        "was not answered. Name the company with --company."
    ),
    "submission.company_unknown": mark(
        "There is no company “{name}” in this workspace. Name the one that is meant with --company, or note it as a new "
        "one with --new-company."
    ),
    "submission.company_twice": mark(
        "Several companies are called “{name}”: {ids}. Say which one is meant with --company."
    ),
    "submission.differs": mark(
        "This submission differs in {count} places from the visit {visit}, which was left as it is. Take its answers with "
        "--replace, or leave the visit so for good with --keep."
    ),
    "submission.older": mark(
        "The visit {visit} has a later submission than this one already, so nothing was changed."
    ),
    "submission.no_question": mark(
        "The form has no question “{ref}”. Its answer “{value}” is not in the visit; the file itself is kept with it."
    ),
    "submission.no_instance": mark(
        "The answer “{value}” belongs to a part of the form that does not exist with the other answers. It is not in the "
        "visit; the file itself is kept with it."
    ),
    "submission.too_many_instances": mark(
        "This submission has more than {limit} entries in its repeats, which is more than a visit holds. Check whether the "
        "file is genuine, and take it in parts."
    ),
    "submission.instances": mark(
        "“{ref}” has {count} entries in the submission, and {standing} by the other answers. Look whether they fit together."
    ),
    "submission.calculated": mark(
        "“{question}”: the field app worked out “{value}”, and here it is “{computed}”. The visit goes on with the latter."
    ),
    "submission.not_relevant": mark(
        "“{question}” does not apply with the other answers. Its answer “{value}” is kept, and waits until it does."
    ),
    "submission.not_fitting": mark(
        "“{question}”: the answer “{value}” does not fit the question. It is kept with a mark; mend it in the visit."
    ),
    "submission.not_offered": mark(
        "“{question}”: the answer “{value}” is not among the choices on offer. It is kept; choose again in the visit."
    ),
    "submission.changed_by_form": mark(
        "“{question}”: the answer was “{value}”, and the form itself set it to “{computed}”."
    ),
    "submission.more_misfits": mark(
        "More answers than these {count} are not in the visit as they were sent. The file itself is kept with it."
    ),
    "submission.by_labels": mark(
        "This export has labels in place of names, so questions and choices were found by their labels. Export it with "
        "XML values and headers to be sure."
    ),
    "submission.no_repeat_table": mark(
        "The export has no table for these repeats, so their answers are not in the visit: {names}. Export them as well."
    ),
    "submission.file_missing": mark(
        "The file “{name}” that the answer names does not lie with the submission. Put it there and import again."
    ),
    "submission.file_other_kind": mark(
        "The answer names the file “{name}”, and this question takes no such file, so it was left out."
    ),
    "submission.file_there": mark(
        "There is another file called “{name}” in this folder already, so nothing was written. Choose an empty folder."
    ),
    "submission.file_not_written": mark(
        "The file “{name}” that the answer names was not written, as such a name is not one of a file on every system, "
        "or another answer names a file almost the same."
    ),
    "submission.file_differs": mark(
        "The visit has another file called “{name}”, which was left as it is. Take the newer one with --replace."
    ),
    "submission.file_not_kept": mark(
        "The visit does not have the file “{name}” that the answer names, so it was not written."
    ),
    "submission.photos_not_allowed": mark(
        "The company has not agreed to photos, so these were left out: {names}. Note the agreement with the company, and "
        "import again."
    ),
}
