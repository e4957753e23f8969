"""Problems of toolkits: of the files they stand in, and of what their authors write."""

from greenfield.base.texts import mark

_FILES: dict[str, str] = {
    "file.too_large": mark(
        "The file {where} is larger than {megabytes} MB. A questionnaire is much smaller: take out pictures and "
        "other data."
    ),
    "file.too_many_rows": mark(
        "The file {where} has more than {rows} rows, or far too many columns. A list of choices is smaller: take out "
        "what the form does not read."
    ),
    "archive.damaged": mark("The file {where} is damaged or incomplete. Copy it again from its source."),
    "archive.hostile": mark(
        "The file {where} was not opened, because it would unpack to an unreasonable size or holds what does not "
        "belong in such a file. Ask whoever sent it for a clean copy."
    ),
    "workbook.kind": mark(
        "The file {where} has an ending that Greenfield does not know for a form. Use one of these: {known}."
    ),
    "workbook.not_text": mark("The file {where} is not a text in UTF-8. Save it again with this encoding."),
    "workbook.not_one": mark(
        "The file {where} is not a workbook, or is damaged. Open it in your spreadsheet program and save it as .xlsx."
    ),
    "workbook.old_format": mark(
        "The file {where} is a workbook in the old .xls format, or is locked with a password. Save it as .xlsx "
        "without a password."
    ),
    "workbook.macros": mark(
        "The file {where} holds macros. They are not run and not kept; only its sheets are read."
    ),
    "workbook.other_kind": mark(
        "The file {where} is not what its ending says: it looks like {found}. Give it its right ending, or choose "
        "another file."
    ),
    "workbook.formula_without_value": mark(
        "This cell holds a spreadsheet formula without a saved result, so it counts as empty. Open the workbook in "
        "your spreadsheet program, save it, and try again."
    ),
    "workbook.too_large": mark(
        "A sheet of {where} is larger than {rows} rows or {columns} columns. Delete the rows and columns that belong "
        "to no form, and save it again."
    ),
    "workbook.long_cell": mark(
        "A cell here holds more than {limit} characters, which no cell of a form does. Shorten it, or delete the row."
    ),
    "workbook.formats": mark(
        "The workbook {where} holds too many formats to be read. Copy its sheets, as values, into a new workbook."
    ),
    "workbook.no_table": mark(
        "The file {where} has no tables. Write each sheet as a table whose first line is “| survey |” and so on."
    ),
    "parts.address": mark(
        "“{name}” is no file of a toolkit. Name a text form (.md) in the toolkit's folder or in one beside it."
    ),
    "parts.nested": mark(
        "“{name}” has a sheet “parts” of its own. Name its parts in the first file instead."
    ),
    "parts.too_many": mark("A toolkit can have {limit} parts. Put some of them into one file."),
    "workbook.sheet_twice": mark(
        "The sheet “{sheet}” stands in {where} more than once. Put its rows into one table."
    ),
    "workbook.no_survey": mark("There is no sheet “survey”. Every form needs one; it holds the questions."),
    "workbook.sheet_name": mark(
        "The sheet {where} is not read. Should it be called “{nearest}”? If not, put an underscore before its name."
    ),
    "workbook.no_column": mark(
        "This sheet has no column “{column}”. Add it; the sheet cannot be read without."
    ),
    "workbook.column_twice": mark(
        "The column “{column}” stands in this sheet twice. Keep one of the two, or give the other another name."
    ),
    "workbook.column_name": mark("The column “{column}” is not read. Should it be called “{nearest}”?"),
    "package.no_sheet": mark(
        "There is no sheet “package”. A toolkit needs one with id, version, publisher and licence."
    ),
    "package.missing": mark("“{column}” is empty. A package needs it to be told from others."),
    "package.kind": mark("“{kind}” is not a kind of package. Write “{known}”."),
    "package.bad_name": mark(
        "“{value}” cannot name a package. Use the letters a to z, digits, dots, hyphens and underscores."
    ),
    "package.damaged": mark(
        "The package {where} is damaged or incomplete, or was changed after it was made. Copy it again from its "
        "source."
    ),
    "package.not_one": mark("The file {where} is not a Greenfield package."),
    "package.newer": mark(
        "The package {where} was made for a newer Greenfield (format {format}; this one reads {known}). Update "
        "Greenfield."
    ),
    "package.not_fetched": mark(
        "The package “{package}”, version {version}, is shared with you, but its file has not come yet. Sync again."
    ),
    "package.needs_newer": mark(
        "The package “{package}”, version {version}, cannot be read by this Greenfield and is left out. Update Greenfield."
    ),
    "package.cannot_open": mark(
        "The package “{package}”, version {version}, is damaged, does not open and is left out. Ask whoever shared it to"
        " make it again, with a higher version."
    ),
    "package.needs_sheets": mark(
        "A package is made from a workbook or a text with tables, and {where} is neither. Give the XLSForm that the "
        "form was made from."
    ),
}
_FORMS: dict[str, str] = {
    "survey.no_type": mark(
        "This row has no type. Write what kind of question it is, “text” or “integer” say."
    ),
    "survey.unknown_type": mark("“{type}” is not a type of question."),
    "survey.no_list": mark("“{type}” needs the name of a choice list after it, as in “select_one yes_no”."),
    "survey.no_file": mark(
        "“{type}” needs the name of a file after it, as in “select_one_from_file sites.csv”."
    ),
    "survey.unknown_list": mark("There is no choice list “{list}” in the sheet “choices”."),
    "survey.no_lists": mark(
        "There is no choice list “{list}”: the sheet “choices” has no list at all. Write its choices there."
    ),
    "survey.several_of_repeat": mark(
        "Of the answers of a repeat, “{list}”, only one can be chosen, as the converter knows no other way. Write "
        "“select_one”, or choose several from a list of the sheet “choices”."
    ),
    "survey.no_name": mark("This question has no name. Give it one that no other question has."),
    "survey.no_label": mark("“{name}” has no label, so nobody knows what is asked. Write the question."),
    "survey.bad_name": mark(
        "“{name}” cannot be a name. Begin with a letter, and use the letters a to z, digits, underscores, hyphens and "
        "dots, without spaces."
    ),
    "survey.duplicate_name": mark(
        "The name “{name}” is already taken in row {first}. Give one of the two another name."
    ),
    "survey.not_closed": mark(
        "The {kind} “{name}” begins here and is never closed. Add a row “end {kind}” after its last question."
    ),
    "survey.not_open": mark(
        "This row ends a {kind}, but none is open here. Remove it, or add its “begin {kind}”."
    ),
    "survey.wrong_end": mark(
        "This row ends a {kind}, but the {opened} of row {begin} is open. Write “end {opened}”."
    ),
    "survey.unknown_question": mark("There is no question “{name}”."),
    "survey.no_questions": mark(
        "There is no question “{name}”: the sheet “survey” has no question at all. Write one there."
    ),
    "survey.ambiguous_question": mark(
        "Several questions are called “{name}”, so it is not clear which one is meant. Give each its own name."
    ),
    "survey.no_calculation": mark("This calculation is empty. Write what is to be calculated."),
    "survey.circle": mark(
        "These depend on each other in a circle: {names}. Change one of them so that it does not read the next."
    ),
    "check.more": mark(
        "There are more than {count} problems; the others are not listed. Mend these first and check again."
    ),
    "survey.too_deep": mark(
        "Groups stand more than {limit} deep inside of each other from here on. Close some of them."
    ),
    "survey.empty": mark(
        "The sheet “survey” has no question. Write a row with type, name and label for each."
    ),
    "survey.reserved_name": mark("The name “{name}” is kept for what a form says of itself. Choose another."),
    "survey.root_name": mark(
        "A repeat cannot be called “{name}”, as the form itself is called so. Give the repeat another name."
    ),
    "survey.alike_name": mark(
        "The names “{name}” and “{other}” (row {first}) differ in capitals only. Some programs do not tell them "
        "apart: give one of the two another name."
    ),
    "survey.audit_name": mark(
        "An audit log is always called “audit”, not “{name}”. Leave the name of this row empty."
    ),
    "survey.bare_name": mark(
        "“{name}” (character {position}) is neither a question nor a text. Write ${{{name}}} for the answer of a "
        "question, or '{name}' in quotes for a text."
    ),
    "survey.reference_form": mark(
        "“{value}” cannot be read as the name of a question. Write ${{name}}, without spaces and with both braces."
    ),
    "choices.header_space": mark(
        "The column “{column}” has a space in its name, so no formula can read it. Write an underscore instead."
    ),
    "survey.no_choice_column": mark(
        "The choices are filtered by “{column}”, but the sheet “{choices}” has no such column. Add the column, or "
        "correct its name here."
    ),
    "survey.no_external_list": mark(
        "There is no choice list “{list}” in the sheet “external_choices”. Write its choices there."
    ),
    "survey.file_kind": mark(
        "The choices cannot come from the file “{file}”. Use a file that ends with {known}."
    ),
    "survey.file_elsewhere": mark(
        "The file “{file}” lies outside of the form's folder. Put it beside the form and write its name alone."
    ),
    "survey.big_image": mark("A large image needs a small one beside it. Fill in the column “image” too."),
    "survey.other_with_filter": mark(
        "“or_other” does not go together with a choice filter. Add a choice “other” to the list and a question for "
        "the text instead."
    ),
    "survey.other_untranslated": mark(
        "“or_other” asks “{name}” in one language only. Add a choice “other” to the list and a question for the text, "
        "which can be translated."
    ),
    "survey.compares_number": mark(
        "“{name}” is a number, so it can never be compared with “{value}”. Write a number, or another question."
    ),
    "survey.compares_date": mark(
        "“{name}” is a date, so it can never be compared with “{value}”. Write the date as in '2026-01-31', or use "
        "date('2026-01-31')."
    ),
    "survey.no_such_choice": mark(
        "“{value}” is not a choice of “{name}”: the list “{list}” has no such name. Write the name of a choice."
    ),
    "survey.default_type": mark(
        "“{value}” cannot be the answer to a question of the type “{type}”, so this default has no effect. Write a "
        "value of this type."
    ),
    "survey.count_large": mark(
        "{value} repeats are more than the program can hold. Write a number up to {limit}."
    ),
    "survey.count_not_number": mark(
        "“{value}” is not a number, so nobody knows how often to repeat. Write a number or a question that asks for "
        "one."
    ),
    "survey.trigger_form": mark(
        "“{value}” does not say what this question waits for. Write the question as ${{name}}, several with commas "
        "between them."
    ),
    "survey.parameter_form": mark(
        "The parameters “{value}” cannot be read. Write each as name=value, with a space between two."
    ),
    "survey.parameter": mark(
        "A question of the type “{type}” has no parameter “{key}”. It knows these: {known}."
    ),
    "survey.parameter_value": mark(
        "The parameter “{key}” cannot be “{value}”. Write a value such as {known}."
    ),
    "survey.appearance": mark(
        "The appearance “{value}” is not known to the field apps and has no effect. Take it out, or correct it."
    ),
    "settings.unknown_column": mark(
        "The column “{column}” of the settings is not read. Take it out, or correct it."
    ),
    "settings.second_row": mark(
        "The settings of this row are not read: those of row {first} count. Take this row out."
    ),
    "settings.style": mark("“{value}” is not a style of a form. Use one of these: {known}."),
    "settings.yes_no": mark("“{value}” is neither yes nor no. Write one of the two."),
    "entities.no_list": mark(
        "This answer is to be saved, but there is no sheet “entities” that says in which list. Add the sheet, or "
        "take this out."
    ),
    "entities.column": mark(
        "The sheet “entities” has no use for the column “{column}”. Take it out, or correct it."
    ),
    "entities.no_name": mark("This list of entities has no name. Write it in the column “list_name”."),
    "entities.no_label": mark(
        "New entities of this list have no label, so nobody can tell them apart. Write a formula, ${{name}} say."
    ),
    "translation.no_code": mark(
        "The language “{language}” has no code, so it cannot be matched with the visitor's. Write the code behind "
        "it, as in “Français (fr)”."
    ),
    "survey.refused": mark("The form cannot be converted. The converter says: {reason}"),
    "survey.hint": mark("The converter says: {reason}"),
    "survey.area": mark("“{area}” is not an area of practice. There are: {known}."),
    "survey.period": mark(
        "“{period}” says nothing about the period. Write “yes” where the number is one of the period, “no” where it is not, or "
        "the name of the flow whose bills it stands on."
    ),
    "survey.practice_without_area": mark(
        "The choices of “{name}” have scores (list “{list}”), but the question has no area. Add the area that its "
        "score belongs to."
    ),
    "survey.area_without_score": mark(
        "“{name}” has an area, but no choice of the list “{list}” has a score, so it does not count. Add scores from 0 "
        "to 1, or take the area out."
    ),
    "choices.no_list_name": mark("This choice belongs to no list. Write the name of its list."),
    "choices.no_name": mark("This choice has no name. The name is what is stored when it is chosen."),
    "choices.duplicate": mark(
        "The list “{list}” already has a choice “{name}” in row {first}. Give one of the two another name."
    ),
    "choices.no_label": mark("The choice “{name}” has no label, so nobody can read it."),
    "choices.space": mark(
        "The name “{name}” has a space in it. In a list of which several can be chosen, names must have none."
    ),
    "choices.score": mark(
        "“{score}” is not a score. Write a number from 0 (nothing done) to 1 (best practice)."
    ),
    "translation.default_language": mark(
        "The default language “{language}” has no column of texts. The languages of this form are: {known}."
    ),
    "translation.no_column": mark(
        "There is no column “{column}” in {language}. Those who read {language} will see another language here."
    ),
    "translation.stale": mark(
        "The template {where} is out of date. Run “make texts” and translate what is new."
    ),
    "translation.no_catalogue": mark(
        "There is no catalogue {where}, so nothing of this toolkit is in {language}."
    ),
    "translation.missing": mark("“{text}” is not translated."),
    "translation.fuzzy": mark(
        "“{text}” was changed since it was translated. Check the translation and remove the mark “fuzzy”."
    ),
    "translation.obsolete": mark(
        "“{text}” is translated, but stands in the toolkit no longer. Run “make texts”."
    ),
    "translation.placeholders": mark(
        "The translation of “{text}” must have the same placeholders as the English: {placeholders}."
    ),
    "translation.gap": mark(
        "A text is missing in {language} (row {rows}). It will be shown in the default language."
    ),
    "translation.gaps": mark(
        "{count} texts are missing in {language} (rows {rows}). They will be shown in the default language."
    ),
}
_SHEETS: dict[str, str] = {
    "toolkit.unknown_question": mark("There is no question “{name}”."),
    "toolkit.reads_group": mark("“{name}” is a group, which has no answer. Name a question."),
    "toolkit.reads_repeat": mark(
        "“{name}” stands in a repeat, so it has many answers. Add a calculation outside of the repeat, sum(${{{name}}}) "
        "say, and read that."
    ),
    "toolkit.reads_two_repeats": mark(
        "“{name}” and “{other}” stand in different repeats. One row can read one repeat; make a row for each."
    ),
    "toolkit.reads_inner_repeat": mark(
        "“{name}” stands in a repeat inside of a repeat. Only questions of an outer repeat can be read row by row."
    ),
    "toolkit.flow_of_rows": mark(
        "“{name}” is a flow for each row of a repeat, and here one flow is needed. Name another one, or save a share of "
        "it: share(0.1)."
    ),
    "measures.missing": mark("“{column}” is empty. Every measure needs it."),
    "measures.bad_name": mark(
        "“{name}” cannot name a measure. Begin with a letter, and use letters, digits and underscores only."
    ),
    "measures.duplicate": mark(
        "The measure “{name}” already stands in row {first}. Give one of the two another name."
    ),
    "measures.area": mark("“{value}” is not an area. There are: {known}."),
    "measures.technique": mark("“{value}” is not a technique. There are: {known}."),
    "measures.arc": mark("There is no ARC code {code}. The nearest one is {nearest} ({title})."),
    "measures.library": mark("The library has no item “{name}”."),
    "measures.no_library": mark(
        "There is no item “{name}”: the sheet “library” has no row at all. Write one for it, or leave this cell empty."
    ),
    "measures.no_basis": mark(
        "Nothing says where the figures of this measure come from. Name the source, or write “estimate”."
    ),
    "measures.ease": mark("“{value}” is not an ease. Write 1 (hard), 2 or 3 (easy)."),
    "measures.range": mark(
        "“{value}” is not a span. Write two multiples of the saving, the lower up to 1 and the higher from 1: 0.5 to 1.5."
    ),
    "measures.sectors": mark(
        "“{value}” is not a sector of ISIC Rev. 4. Write codes such as C10, with spaces between."
    ),
    "measures.life_years": mark("“{value}” is not a number of years. Write how long the measure lasts."),
    "measures.no_saving": mark(
        "This measure saves nothing. Write what it saves of which flow, or how much money a year."
    ),
    "measures.saves_form": mark(
        "“{part}” does not say what is saved. Write the name of a flow, a colon and a formula, as in "
        "“electricity: share(0.1)”; put a semicolon between two of them."
    ),
    "measures.unknown_flow": mark("There is no flow “{name}” in the sheet “flows”."),
    "measures.no_flows": mark(
        "There is no flow “{name}”: the sheet “flows” has no row from which something could be saved. Write one."
    ),
    "measures.no_flow_of": mark(
        "No row of the sheet “flows” is {resource} of the kind “{carrier}”, and none names another kind. Write a row."
    ),
    "measures.no_such_flow": mark("No row of the sheet “flows” is {resource} of the kind “{carrier}”."),
    "measures.share": mark(
        "A measure cannot save {value} times the flow “{name}”. Write a share from 0 to 1: 0.1 is ten per cent."
    ),
    "measures.placeholder": mark(
        "“{placeholder}” is no placeholder. Use ${{question}}, {{flow:NAME}} for an amount, or {{cost:NAME}} for its cost."
    ),
    "measures.unreachable": mark(
        "This trigger can never be true, whatever is answered: {formula}. Compare it with the choices and limits of the "
        "questions that it reads."
    ),
    "library.missing": mark("“{column}” is empty. Every item of the library needs it."),
    "library.bad_name": mark(
        "“{name}” cannot name an item. Begin with a letter, and use letters, digits and underscores only."
    ),
    "library.duplicate": mark(
        "The item “{name}” already stands in row {first}. Give one of the two another name."
    ),
    "library.address": mark("“{address}” is not a full web address. It begins with https:// or http://."),
    "library.seen": mark(
        "“{value}” is not a date. Write the day on which the address worked, as in 2026-01-31."
    ),
}
ENTRIES: dict[str, str] = {**_FILES, **_FORMS, **_SHEETS}
