"""Problems of sync: on the line, at the hub, in exchange files."""

from greenfield.base.texts import mark

REASONS: dict[str, str] = {
    "refused": mark("nothing listens there"),
    "unknown_name": mark("nobody knows this name"),
    "too_slow": mark("no answer came in time"),
    "no_network": mark("there is no connection"),
    "no_tls": mark("what answers there speaks no TLS"),
    "other_certificate": mark("another certificate stands there"),
    "broken": mark("the line broke"),
}
"""Why no answer came (`greenfield.sync.device.line_reasons`), as it stands in a sentence."""

ROLES: dict[str, str] = {"administrator": mark("administrator"), "visitor": mark("visitor")}

_EXCHANGE = {
    "exchange.foreign": mark(
        "{where} is no exchange file of Greenfield. Choose the file that came on the stick."
    ),
    "exchange.empty": mark(
        "{where} is empty. Have it written again, and pull the stick out only after it was ejected."
    ),
    "exchange.damaged": mark(
        "{where} is damaged or cut off, so nothing of it was taken. Copy it again from the stick, or have it written "
        "again."
    ),
    "exchange.too_large": mark(
        "{where} unpacks to far more than an exchange file does, so nothing of it was taken. Ask whoever gave it to "
        "you where it comes from."
    ),
    "exchange.newer": mark(
        "{where} was written by a newer Greenfield. Nothing of it was taken; install the newer version here first."
    ),
    "exchange.other_receiver": mark(
        "{where} was sealed for somebody else. Give your own recipient key to whoever writes it, and have it written "
        "again."
    ),
    "exchange.passphrase_wrong": mark(
        "This passphrase does not open {where}. Check capitals and spaces, and try again."
    ),
    "exchange.needs_passphrase": mark("{where} opens by a passphrase. Ask whoever wrote it, and give it."),
    "exchange.needs_no_passphrase": mark(
        "{where} was sealed for receivers and opens without a passphrase. Open it without one."
    ),
    "exchange.recipient": mark(
        "“{where}” is no recipient key. It begins with age1; copy it whole, or give the file that it was saved in."
    ),
    "exchange.no_recipient": mark(
        "Nobody could open this file. Name a receiver, the organisation, or a passphrase."
    ),
    "exchange.too_many": mark("A file is sealed to at most {limit} receivers. Write several files."),
    "exchange.both": mark(
        "A file is sealed either to receivers or by a passphrase. Leave one of the two out, or write two files."
    ),
    "exchange.no_organisation": mark(
        "This workspace belongs to no organisation yet, so nothing can be sealed for one. Connect it to a hub, or name "
        "another receiver."
    ),
    "exchange.erases": mark(
        "The file also wants to remove records for good, with all that hangs on them ({count}). They were left as they are. "
        "Ask whoever wrote the file; if it is right, import it once more and agree to it."
    ),
    "exchange.may_not_erase": mark(
        "Only an administrator of {organisation} may remove records for good, so nothing of {where} was taken. Import it without "
        "agreeing to that. What an administrator removed comes with the next sync; else ask one to remove it."
    ),
    "exchange.refused": mark(
        "Some changes of the file ({count}) could not be taken, because they do not fit what is known here. They were kept "
        "aside."
    ),
    "demo.not_as_told": mark(
        "The demonstration did not go as it should ({where}). Please report this with the file greenfield.log."
    ),
    "discovery.none": mark(
        "No hub answered on this network. Check that the hub is running and that both computers are in the same network, "
        "or type its address."
    ),
    "discovery.network": mark(
        "The network could not be searched ({reason}). Type the address of the hub instead."
    ),
}

_DEVICE = {
    "sync.not_connected": mark(
        "This workspace belongs to no hub yet. Connect it with the code or the invite file that you were given."
    ),
    "sync.connected_already": mark(
        "This workspace belongs to {organisation} already. Disconnect it before you connect it anew."
    ),
    "sync.other_organisation": mark(
        "What is in this workspace was shared with {former}, and would now go to {organisation}. Use a new workspace, or say"
        " that everything shall be brought along."
    ),
    "sync.address": mark(
        "“{where}” is no address of a hub. It looks like https://hub.example.org or 192.168.1.20:8443."
    ),
    "sync.insecure": mark(
        "The address {where} is not encrypted, so everybody on the way could read what is sent. Use the one with https."
    ),
    "sync.fingerprint": mark(
        "“{where}” is no fingerprint. It has 64 digits from 0 to 9 and letters from A to F; spaces do not matter."
    ),
    "sync.unknown_hub": mark(
        "Nobody vouches for the hub at {where}. Its fingerprint is {fingerprint}. Compare it with the one that the hub shows,"
        " and give it if both are the same. Nothing was sent."
    ),
    "sync.other_hub": mark(
        "Another hub than the one that you were invited to answers at {where}; its fingerprint is {fingerprint}. Nothing was"
        " sent. Ask whoever runs the hub."
    ),
    "sync.invite": mark(
        "{where} is no invite to a hub. Choose the file that you were given, or type address and code."
    ),
    "sync.never": mark(
        "This workspace is set never to sync. “greenfield sync set --mode by-hand” lets it sync when you say so."
    ),
    "sync.stopped": mark(
        "The sync was stopped. What was agreed until then stays, and the next one goes on from there."
    ),
    "sync.no_name": mark("A device needs a name of one sign at least."),
    "sync.no_code": mark(
        "Joining a hub needs the code that you were given. Give it with --code, or an invite file with --invite."
    ),
    "sync.twin": mark(
        "A second computer works with a copy of this workspace, as the same device. Nothing is lost, but nobody can tell the two"
        " apart. On one of them, connect the copy as a device of its own, with a new code: “greenfield enrol --new-device”."
        " The other is told this no more once it has synced after that."
    ),
    "sync.held": mark(
        "Changes that the hub keeps for later: {count}. What they belong to is not shared with you, or not there yet. They stay"
        " here too."
    ),
    "sync.refused": mark(
        "Changes that the hub did not take: {count}. They stay here; “greenfield sync --state --json” shows each with the"
        " reason."
    ),
    "sync.line": mark(
        "The hub could not be reached ({reason}). What was agreed until then is safe, and the next sync goes on from there."
    ),
    "sync.unreached": mark(
        "No hub could be reached at {where} ({reason}). Check the address, and that the hub is running and both computers are"
        " in the same network. The code can still be used."
    ),
    "sync.busy": mark(
        "The hub is busy and asks to be left alone for {seconds} seconds. Sync again after that."
    ),
    "sync.not_understood": mark(
        "The hub refused in a way that this version does not know ({code}). Install the newest version of Greenfield."
    ),
    "sync.group_needs_organisation": mark(
        "Sharing with a group needs the hub of a whole organisation. Choose yourself only, or the organisation."
    ),
    "sync.erase": mark(
        "Only an administrator of {organisation} may remove records for good. Nothing was removed; ask one to do it."
    ),
    "sync.no_conflict": mark("No conflict is open in “{field}” of the record {where}. Nothing was changed."),
    "sync.no_such_value": mark(
        "No value of “{field}” of the record {where} has a change that begins with “{change}”, or several have. “greenfield"
        " conflict list” and “greenfield conflict history” show the changes."
    ),
    "sync.none_here": mark(
        "No value of “{field}” of the record {where} was set on this device, so --own names none. Name one by --change;"
        " “greenfield conflict list” shows them."
    ),
    "sync.none_elsewhere": mark(
        "All values of “{field}” of the record {where} were set on this device, so --other names none. Name one by --change;"
        " “greenfield conflict list” shows them."
    ),
    "sync.several_here": mark(
        "Several values of “{field}” of the record {where} were set on this device ({count}), so --own does not say which."
        " Name one by --change; “greenfield conflict list” shows them."
    ),
    "sync.several_elsewhere": mark(
        "Several values of “{field}” of the record {where} were set on other devices ({count}), so --other does not say which."
        " Name one by --change; “greenfield conflict list” shows them."
    ),
    "sync.keep_or_remove": mark(
        "The record {where} was removed by somebody and changed by somebody else. --value true removes it, --value false keeps"
        " it with what was changed."
    ),
    "sync.none_ended": mark("No conflict of this visit was ended; each is named below with the reason."),
    "sync.all_or_one": mark(
        "With --visit all conflicts of a visit end by --own or --other. Name record and field to end one by --change or --value."
    ),
    "sync.which_record": mark(
        "No record's id begins with “{where}”, or several do. “greenfield conflict list” and “--json” of other lists show ids."
    ),
    "sync.no_field": mark(
        "The record {where} never had a value in “{field}”, or several fields end so. “greenfield conflict history {where}”"
        " lists its fields."
    ),
    "sync.no_decision": mark(
        "No decision of a conflict stands in “{field}” of the record {where}. “greenfield conflict history” shows what became"
        " of it."
    ),
    "sync.same_value": mark(
        "In “{field}” of the record {where} the decision kept this very value. Name another one by --change; “greenfield"
        " conflict history” shows them."
    ),
    "sync.conflict_moved": mark(
        "A sync has just brought another value of “{field}”. Nothing was decided. Look at all values, then decide again."
    ),
    "sync.no_value": mark(
        "“{value}” does not fit into “{field}”, so nothing was decided. Write a number, a date as 2026-03-31, or one of the"
        " values that the field knows; tables, files and references are not written by hand."
    ),
    "sync.nothing_to_undo": mark(
        "This decision was changed again since, so it cannot be taken back. See its history."
    ),
    "code.unknown": mark("The hub does not know this code, or it is too old. Ask for a new one."),
    "code.used": mark("This code was used already; each works once. Ask for a new one."),
    "enrol.malformed": mark(
        "The hub could not understand who wants to join. Give the device a shorter name."
    ),
    "device.taken": mark(
        "The hub knows this workspace as the device of somebody else: it joined by another person's invitation. Ask whoever runs"
        " the hub to let that device out (“greenfield hub device --revoke”), then join again; the code can still be used."
    ),
    "device.unknown": mark(
        "The hub does not know this device. Ask whoever runs the hub for a new code, and connect again. Nothing is lost."
    ),
    "device.revoked": mark(
        "This device was taken out of the organisation. What it had not sent can be written to an exchange file for the"
        " organisation."
    ),
    "token.expired": mark(
        "This device did not sync for so long that its access has ended. Ask for a new code, and connect again. Nothing is"
        " lost."
    ),
    "client.too_old": mark(
        "The hub no longer speaks with this version. Install the newest version of Greenfield. Nothing is lost until then."
    ),
    "proto.newer": mark(
        "The hub is older than this version and does not understand it. Ask whoever runs it to update it."
    ),
}

_HUB = {
    "sync.malformed": mark("A message of sync could not be understood ({reason}). Nothing of it was taken."),
    "sync.too_large": mark("A message of sync is larger than {limit} bytes. Nothing of it was taken."),
    "sync.too_many": mark(
        "A message of sync holds more than the hub takes at once. Nothing of it was taken."
    ),
    "sync.encoding": mark("A message of sync is compressed in a way that the hub does not know."),
    "epoch.changed": mark("The hub was restored from a backup. What it lacks is sent again."),
    "hub.newer": mark(
        "This hub was last used with a newer version of Greenfield. Nothing was changed. Install the newest version to"
        " open it."
    ),
    "hub.none_there": mark(
        "There is no hub in this folder but something else. Choose the hub's folder, or make one with “greenfield hub"
        " new”."
    ),
    "hub.no_organisation": mark(
        "This hub has no organisation “{where}”. It has: {names}. Make one with “greenfield hub org NAME”."
    ),
    "hub.which_organisation": mark("This hub has several organisations: {names}. Say which one with --org."),
    "hub.organisation_exists": mark("This hub has an organisation “{where}” already. Choose another name."),
    "hub.no_role": mark("There is no role “{where}”. Choose administrator or visitor."),
    "hub.other_role": mark(
        "“{where}” is a member already, as {role}. A role stays as it is; invite without a role, or under another name."
    ),
    "hub.no_member": mark(
        "No member is called “{where}”, or several are. Give the name, or the beginning of the id, of one member."
    ),
    "hub.no_device": mark(
        "No device's id begins with “{where}”, or several do. “greenfield hub device” lists all devices."
    ),
    "hub.port_taken": mark(
        "The hub cannot listen on {where}: something else does, or the address is not of this computer. Choose another"
        " --port or --host."
    ),
    "hub.no_address": mark(
        "It is not known yet where devices reach this hub. Start it once with “greenfield hub serve”, or give the"
        " address with --url."
    ),
    "hub.no_such_page": mark(
        "The hub has no such page. It may be older than this version, or the address is wrong."
    ),
    "hub.no_such_method": mark("The hub does not do that with this page. It may be older than this version."),
    "hub.no_quota": mark("A member may store from 0 to 1,000,000 gigabytes. Nothing was changed."),
    "hub.quota": mark(
        "You have stored as much at the hub as whoever runs it allows each member. What it did not take stays safe on this"
        " computer. Ask for more room, then send it again; what others shared still comes in."
    ),
    "hub.too_often": mark("The hub was asked too often. Greenfield tries again by itself after a while."),
    "hub.busy": mark("The hub's database is in use or full. Greenfield tries again by itself after a while."),
    "hub.failed": mark("The hub failed because of an error in it. Nothing is lost; tell whoever runs it."),
    "blob.too_large": mark("The file is larger than the hub takes. It stays on this computer."),
    "blob.mismatch": mark("The file arrived damaged at the hub. Greenfield sends it again by itself."),
    "blob.range": mark("That part of the file does not exist at the hub."),
}

ENTRIES: dict[str, str] = {**_DEVICE, **_EXCHANGE, **_HUB}
