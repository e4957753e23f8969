"""Problems of formulas, of questionnaires and of answers."""

from greenfield.base.texts import mark

ENDS_TOO_EARLY = mark(
    "The formula “{formula}” ends too early. Write what is missing at its end: a value, or a closing bracket or quote."
)
ENTRIES: dict[str, str] = {
    "formula.syntax": mark(
        "The formula “{formula}” cannot be read from character {position} on: “{rest}”. Look there for a "
        "missing bracket, comma, quote or operator."
    ),
    "formula.too_deep": mark(
        "A formula nests brackets more than {limit} deep. Split it into several calculations."
    ),
    "formula.unknown_function": mark("There is no function “{name}” (character {position})."),
    "formula.arguments": mark(
        "The function “{name}” cannot take {count} values (character {position}). Check what stands between "
        "its brackets: it needs {expected}."
    ),
    "formula.path": mark(
        "A formula here names a question as ${{name}}; “{formula}” has a path or a bare name at character "
        "{position}."
    ),
    "formula.nodes": mark(
        "At character {position} a question or a list is needed, not a value. Name it as ${{name}}."
    ),
    "formula.regex": mark(
        "The pattern “{pattern}” (character {position}) is not a regular expression that can be read. Check its "
        "brackets and backslashes."
    ),
    "formula.regex_large": mark(
        "The pattern “{pattern}” (character {position}) would become too large: its counts multiply each other. "
        "Write smaller numbers between its braces."
    ),
    "formula.regex_slow": mark(
        "The pattern “{pattern}” takes too long for this answer, so it was not accepted. Repeats inside of repeats, "
        "as in (a+)+, do that: ask the author to change the pattern."
    ),
    "formula.too_much_work": mark(
        "A formula of {path} looks through so much that it would take far too long, so it was stopped. Search lists "
        "inside of lists less often, or keep the repeats smaller."
    ),
    "formula.regex_endless": mark(
        "The pattern “{pattern}” (character {position}) can run nearly for ever on some answers; these will be "
        "refused. Take out repeats inside of repeats, as in (a+)+."
    ),
    "formula.regex_unanchored": mark(
        "The pattern “{pattern}” (character {position}) does not begin with ^ and end with $. Some programs then "
        "look for it anywhere in the answer, others take the whole answer. Add ^ and $."
    ),
    "form.not_xml": mark(
        "The form is not XML that can be read; the first fault is in line {line}. Export it again from the "
        "program that made it."
    ),
    "form.too_large": mark(
        "The form {where} has far more parts than a questionnaire can have, so it was not read. Split it, or ask "
        "whoever sent it for the right file."
    ),
    "form.not_xform": mark(
        "This XML is not a form of ODK: the model with its instance is missing. Choose an XForm file."
    ),
    "form.unknown_element": mark("The form describes “{path}”, but its instance has no such element."),
    "form.unknown_reference": mark("A formula of {where} names “{path}”, which the form does not have."),
    "form.unknown_instance": mark(
        "A formula of {where} reads the list “{instance}”, which the form does not have."
    ),
    "form.unknown_language": mark(
        "The form has no language called “{language}”. Choose one of these: {known}."
    ),
    "form.twice": mark("“{path}” stands in the form more than once. Give each question a name of its own."),
    "form.cycle": mark(
        "These calculations wait for each other and can never be worked out: {path}. Break the circle at one "
        "of them."
    ),
    "form.too_long": mark(
        "The calculation of {path} gives a text of more than {limit} characters. Look whether it adds to its own "
        "result again and again."
    ),
    "form.file_missing": mark(
        "The form reads the file “{file}”, which is not there. Put it beside the form and try again."
    ),
    "form.file_unreadable": mark(
        "The file “{file}” that the form reads is not a CSV file in UTF-8. Save it again as CSV UTF-8."
    ),
    "form.geojson_unreadable": mark(
        "The file “{file}” that the form reads is not GeoJSON with points, lines or shapes. Export it again as a "
        "FeatureCollection."
    ),
    "form.no_recording": mark(
        "“{path}” records sound in the background, which this program cannot do. What was recorded in the field is "
        "kept."
    ),
    "form.no_position": mark(
        "“{path}” notes where the device is, which this program cannot tell. What was noted in the field is kept."
    ),
    "form.no_log": mark("“{path}” logs how the form is filled in, which this program does not do."),
    "form.no_microphone": mark(
        "Sound cannot be recorded for “{path}” here. What was recorded in the field is kept."
    ),
    "form.no_camera": mark(
        "“{path}” asks for a video, which cannot be taken here. What was taken in the field is kept."
    ),
    "form.no_app": mark(
        "“{path}” asks another app for its answer, which cannot be opened here. Type the answer in."
    ),
    "form.no_search": mark(
        "“{path}” looks for its choices with search(). Use select_one_from_file instead, which works everywhere."
    ),
    "form.encrypted": mark(
        "Submissions of this form are meant to be encrypted. Here its answers are kept in the encrypted workspace; "
        "what is exported as a submission is not encrypted."
    ),
    "answer.unknown_question": mark("The form has no question “{ref}” just now."),
    "answer.readonly": mark("“{ref}” is worked out or shown by the form and cannot be answered."),
    "answer.type": mark(
        "“{value}” does not fit here: this question wants an answer of the type “{expected}”. The last answer "
        "was kept."
    ),
    "answer.choice": mark(
        "“{value}” is not one of the choices on offer: {offered}. The last answer was kept."
    ),
    "answer.rank": mark(
        "“{value}” does not put all choices in an order: {offered}. Each stands in it once. The last answer was kept."
    ),
    "answer.range": mark(
        "“{value}” is not between {start} and {end} in steps of {step}. The last answer was kept."
    ),
    "answer.required": mark("This question needs an answer."),
    "answer.not_allowed": mark("The answer “{value}” is not allowed here. Check it against the question."),
    "answer.fixed_repeat": mark(
        "The number of “{ref}” follows from another answer. Change that answer to add or remove one."
    ),
    "answer.no_instance": mark("There is no number {index} in “{ref}”; it has {count}, counted from 0."),
    "answer.too_many_instances": mark(
        "{count} times “{where}” is more than the program can hold. Choose a number up to {limit}."
    ),
    "script.not_one": mark(
        "Step {step} of the script cannot be understood. A step is one of set with value, add, remove with "
        "index, or language."
    ),
}
