"""Problems of workspaces: finding, unlocking, opening, sharing, copying them."""

from greenfield.base.texts import mark

_WORKSPACE = {
    "workspace.missing": mark("There is no folder {where}. Check the name, or create a new workspace there."),
    "workspace.none_there": mark(
        "The folder {where} is not a workspace: neither keys.json nor data.db is in it. "
        "Choose a folder whose name ends in .greenfield."
    ),
    "workspace.exists": mark(
        "{where} already exists, and Greenfield never overwrites it. Choose another name."
    ),
    "workspace.no_parent": mark(
        "{where} cannot be made, because the folder {parent} is not there. Make that folder first."
    ),
    "workspace.read_only": mark(
        "{where} cannot be changed: the folder or the disk is write-protected, or belongs to another "
        "account. Copy the workspace to a folder of your own and open it there."
    ),
    "workspace.opened_to_read": mark(
        "The workspace {where} was opened for reading only. Open it for writing to change its keys."
    ),
    "workspace.not_closed": mark(
        "The workspace {where} was not closed properly, and its last answers can only be put in order where "
        "Greenfield may write. Copy the whole folder to your own disk and open it there."
    ),
    "workspace.in_use": mark(
        "The workspace {where} is already open for writing in {program}, since {since} (process {process}). "
        "Close it there first. Reading, exporting and making a backup work meanwhile."
    ),
    "workspace.busy": mark(
        "The workspace {where} is busy with other work just now. Nothing was changed; try again in a moment."
    ),
    "workspace.disk_full": mark(
        "The disk is full, so {where} could not be written. What was saved before is safe. "
        "Free some space and do the last step again."
    ),
    "workspace.disk_failed": mark(
        "The disk did not do what it was asked with {where}. What was saved before is safe. "
        "Check that the disk or stick is still connected, and make a backup soon."
    ),
    "workspace.gone": mark(
        "{where} is not there any more: the stick was pulled out, or the folder was moved. What was saved before is in it. "
        "Bring it back and try again; if that does not help, close Greenfield and open it anew."
    ),
    "workspace.newer_format": mark(
        "{where} was written by a newer Greenfield. Install the newest version on this computer; "
        "nothing was changed."
    ),
    "workspace.database_missing": mark(
        "The workspace is not complete: {where} is missing. Copy the whole folder again, or restore a backup."
    ),
    "workspace.database_unreadable": mark(
        "{where} cannot be read. Check that the disk is connected and that you may open this file."
    ),
    "workspace.database_truncated": mark(
        "{where} ends too early: a part of the file is missing, as after a copy that was interrupted. "
        "Copy it again, or restore a backup. Nothing was changed."
    ),
    "workspace.database_damaged": mark(
        "{where} is damaged: parts of the file are not what Greenfield wrote. "
        "Keep the folder as it is, and restore a backup under another name."
    ),
    "workspace.not_a_database": mark(
        "{where} is not an encrypted database of Greenfield. Another file may have taken its place: "
        "restore a backup, or copy the right file there."
    ),
    "workspace.other_key": mark(
        "The two files of {where} do not belong together: the keys are those of another workspace. "
        "Bring back the keys.json and data.db that were in one folder."
    ),
    "workspace.backup_damaged": mark(
        "No backup was made, because the workspace {where} is damaged in {count} places. "
        "Keep the folder as it is, and restore an earlier backup under another name."
    ),
}

_KEYS = {
    "keyfile.missing": mark(
        "keys.json is missing in {where}, and without it nobody can open the workspace. "
        "Bring it back from a backup or from a copy of this folder."
    ),
    "keyfile.truncated": mark(
        "{where} ends too early: a part of the file is missing. Bring keys.json back from a backup or from a "
        "copy of this folder. Nothing was changed."
    ),
    "keyfile.damaged": mark(
        "{where} is damaged. Bring keys.json back from a backup or from a copy of this folder. "
        "Nothing was changed."
    ),
    "slot.none_survives": mark(
        "A new workspace needs a passphrase or a printed recovery code. "
        "With the key store of this computer alone, everything would be lost with the computer."
    ),
    "slot.last": mark(
        "This is the last passphrase or recovery code of the workspace. Add another one before you remove "
        "it, or everything would be lost with this computer."
    ),
    "slot.unknown": mark("The workspace has no key “{where}”. List its keys to see their names."),
    "slot.not_a_passphrase": mark(
        "The key “{where}” is not a passphrase, so it cannot be changed to one. Add a passphrase instead."
    ),
    "passphrase.empty": mark("The passphrase is empty. Type at least one word; four or more are safer."),
    "passphrase.wrong": mark(
        "This is not the passphrase of {where}. Check capital letters and the keyboard's language, or use "
        "the recovery code."
    ),
    "passphrase.none": mark(
        "{where} has no passphrase. Open it with the printed recovery code or on the computer that keeps its key."
    ),
    "passphrase.file_missing": mark("The passphrase file {where} is not there. Check its name and folder."),
    "passphrase.file_empty": mark(
        "The first line of the passphrase file {where} is empty. Write the passphrase into its first line."
    ),
    "passphrase.file_not_text": mark(
        "The passphrase file {where} is not plain text. Save it as text in UTF-8, with the passphrase in the "
        "first line."
    ),
    "recovery.incomplete": mark(
        "A recovery code has {wanted} letters and digits; this one has {found}. Compare it with the printed one."
    ),
    "recovery.mistyped": mark(
        "There is a typing error in the recovery code. Compare it with the printed one, group by group."
    ),
    "recovery.wrong": mark(
        "This recovery code is typed correctly, but it belongs to another workspace than {where}, or it was "
        "removed. Look for the sheet that was printed for this workspace."
    ),
    "recovery.none": mark("{where} has no recovery code. Open it with its passphrase."),
}

_KEY_STORE = {
    "keystore.none": mark(
        "{where} keeps no key in the key store of a computer. Open it with the passphrase or recovery code."
    ),
    "keystore.unavailable": mark(
        "This computer offers no key store to Greenfield. Use the passphrase or the recovery code."
    ),
    "keystore.locked": mark(
        "The key store of this computer stayed locked. Unlock it, or use the passphrase or recovery code."
    ),
    "keystore.no_answer": mark(
        "The key store of this computer gave no answer within {seconds} seconds. "
        "Use the passphrase or the recovery code."
    ),
    "keystore.failed": mark(
        "The key store of this computer could not do this ({reason}). Use the passphrase or recovery code."
    ),
    "keystore.unknown_here": mark(
        "The key store of this account has no key for {where}. Use the passphrase or the recovery code; then "
        "this computer can be added."
    ),
}

ENTRIES: dict[str, str] = {**_WORKSPACE, **_KEYS, **_KEY_STORE}
