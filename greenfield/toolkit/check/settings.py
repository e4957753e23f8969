"""Checks of the sheet `settings`."""

from collections.abc import Iterator

from greenfield.base.problem import Problem
from greenfield.toolkit.check.nearest import suggestion
from greenfield.toolkit.check.survey import NAME
from greenfield.toolkit.columns import columns_of, split_header
from greenfield.toolkit.sheets import HEADER_ROW, Sheets

_COLUMNS = frozenset(
    {
        *("form_title", "form_id", "version", "name", "instance_name", "default_language", "style", "title"),
        *("allow_choice_duplicates", "public_key", "submission_url", "auto_send", "auto_delete", "prefix"),
        *("omit_instanceid", "clean_text_values", "add_none_option", "client_editable", "namespaces", "flat"),
        *("instance_xmlns", "instance_id", "attribute", "delimiter", "compact_delimiter", "compact_prefix"),
        *("sms_keyword", "sms_separator", "sms_allow_media", "sms_date_format", "sms_datetime_format"),
        *("sms_response", "entity_version", "form_description", "description", "note", "notes", "comment"),
        *("set_form_title", "set_form_id", "id_string", "asset_type", "kuid", "sector", "country", "purpose"),
    }
)
_STYLES = frozenset({"pages", "theme-grid", "theme-formhub", "theme-plain", "no-text-transform"})
_YES_NO = frozenset({"yes", "no", "true", "false", "true()", "false()", "1", "0"})
_SWITCHES = ("allow_choice_duplicates", "omit_instanceid", "clean_text_values")


def check_settings(sheets: Sheets) -> Iterator[Problem]:
    """Yield columns that nobody reads, values that do not fit, and rows that are not read."""
    sheet = sheets.sheet("settings")
    columns = columns_of(sheet)
    for header in sheet.headers:
        base, _language = split_header(header)
        if base not in _COLUMNS and not base.startswith("_") and ":" not in header:
            near = suggestion(base, _COLUMNS, cutoff=0.7)
            place = ("settings", HEADER_ROW, header)
            if near:
                yield sheets.warning("workbook.column_name", *place, column=header, nearest=near)
            else:
                yield sheets.warning("settings.unknown_column", *place, column=header)
    for row in sheet.rows[1:]:
        yield sheets.warning("settings.second_row", "settings", row.number, first=sheet.rows[0].number)
    for row in sheet.rows[:1]:
        name = columns.get(row, "name")
        if name and not NAME.match(name):
            yield sheets.problem("survey.bad_name", "settings", row.number, columns.header("name"), name=name)
        for style in columns.get(row, "style").split():
            if style not in _STYLES:
                yield sheets.warning(
                    *("settings.style", "settings", row.number, columns.header("style")),
                    value=style,
                    known=", ".join(sorted(_STYLES)),
                )
        for switch in _SWITCHES:
            value = columns.get(row, switch)
            if value and value.lower() not in _YES_NO:
                place = ("settings", row.number, columns.header(switch))
                yield sheets.warning("settings.yes_no", *place, value=value)
