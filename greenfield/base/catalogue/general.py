"""Problems of languages and of files that belong to the program."""

from greenfield.base.texts import mark

ENTRIES: dict[str, str] = {
    "language.unknown": mark(
        "Greenfield has no texts in the language “{where}”. Choose one of these: {known}."
    ),
    "language.no_document": mark(
        "No document can be written in the language “{where}” yet. Choose one of these with --language: {known}."
    ),
    "language.not_translated": mark(
        "Greenfield’s own texts are not in the language “{where}” yet, so they are shown in English."
    ),
    "resource.missing": mark(
        "The program's file {where} is missing. Install Greenfield again, or in a checkout run “make build”."
    ),
    "file.unreadable": mark(
        "The file {where} cannot be read: {reason}. Check that it exists and that you may open it."
    ),
    "file.not_json": mark(
        "{where} is not a JSON document: {reason}. Check that it is the right file and was saved whole."
    ),
    "file.unwritable": mark(
        "The file {where} cannot be written: {reason}. Choose another folder, or free some space."
    ),
    "program.failed": mark(
        "Something went wrong inside Greenfield ({reason}). What was saved before is safe. The details are in {where}: "
        "please send that file to whoever looks after Greenfield."
    ),
    "program.failed_unnoted": mark(
        "Something went wrong inside Greenfield ({reason}), and the details could not be written to {where}. What was "
        "saved before is safe. Set GREENFIELD_DEBUG=1 to see them here."
    ),
    "file.in_use": mark(
        "The file {where} cannot be replaced, because another program has it open. Close it there, or save under "
        "another name."
    ),
    "bench.no_rxeval": mark(
        "rxeval is not installed, so nothing can be compared with it. Install Greenfield with the extra “bench”."
    ),
    "bench.no_java": mark(
        "The commands java and javac are not there, so nothing can be compared with JavaRosa. Install a Java "
        "development kit, version 11 or later."
    ),
    "bench.no_javarosa": mark(
        "The file {where} is missing from the library pyxform, so nothing can be compared with JavaRosa. Install "
        "pyxform again."
    ),
    "bench.no_pouchdb": mark(
        "PouchDB could not be installed, so nothing can be compared with it: {reason}. Install Node.js 18 or later with "
        "npm, and check that npm reaches its registry."
    ),
    "bench.peer_failed": mark(
        "{where} could not be measured: {reason}. Run the command again, and check that nothing stops it."
    ),
    "bench.other_results": mark(
        "{where} came to other results than Greenfield for the same answers, so their times cannot be compared."
    ),
}
