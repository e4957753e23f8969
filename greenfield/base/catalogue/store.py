"""Problems of the records in a workspace, and of what is found when it is checked."""

from greenfield.base.texts import mark

ENTRIES: dict[str, str] = {
    "workspace.newer": mark(
        "This workspace was last used with a newer version of Greenfield. Nothing was changed. Install the"
        " newest version to open it."
    ),
    "workspace.is_hub": mark(
        "{where} is the folder of a hub and no workspace. Open it with “greenfield hub”, or choose the folder of a workspace."
    ),
    "workspace.older": mark(
        "This workspace comes from an older version of Greenfield and cannot be brought up to date while it is"
        " opened for reading only. Open it once for writing."
    ),
    "workspace.empty": mark(
        "This workspace holds no data yet, so there is nothing to read. Open it once for writing."
    ),
    "change.malformed": mark(
        "A change of a record could not be understood ({reason}). It was not taken over; the rest is not"
        " affected."
    ),
    "record.unknown": mark("There is no record “{where}” in this workspace. Check the id."),
    "record.erased": mark("The record “{where}” was erased for good and cannot be changed."),
    "record.deleted": mark("The record “{where}” was deleted. Restore it before you change it."),
    "record.set_once": mark("A {kind} is never changed after it was written. Make a new one instead."),
    "visit.unknown": mark("No visit's id begins with “{where}”. “greenfield visit list” shows all visits."),
    "visit.ambiguous": mark("{count} visits begin with “{where}”: {ids}. Give more digits of the id."),
    "blob.unknown": mark("The file with the SHA-256 {where} is not here yet, or not whole."),
    "doctor.hash": mark(
        "The change {where} does not fit its hash, so its content was altered or damaged. Restore a backup."
    ),
    "doctor.rows": mark(
        "The table “{where}” does not follow from the history of changes. Run “greenfield doctor --rebuild”."
    ),
    "doctor.link": mark(
        "A row of the table “{where}” points to something that is missing. Restore a backup."
    ),
    "doctor.page": mark("The database file is damaged: {reason}. Restore a backup."),
}
