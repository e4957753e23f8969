"""Toolkits: read as text or workbook, checked, compiled into packages, opened for a visit."""
